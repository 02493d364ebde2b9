import { useEffect, useMemo, useState } from 'react';
import { type Column, type EntityRow, type Names, valueIn } from '../columns/column.ts';
import { figureText } from '../columns/summary.ts';
import { type ColumnWindow, columnsIn, placeInRow } from './column-window.ts';
import styles from './entity-grid.module.css';
import type { ColumnKind } from './filter.ts';
import type { RowStore } from './row-store.ts';
import { type Statistics, statisticsOf } from './statistics.ts';
import type { Table } from './use-table.ts';

const FIGURES: [keyof Statistics, string][] = [
  ['min', 'Min'],
  ['median', 'Median'],
  ['max', 'Max'],
  ['sum', 'Sum'],
  ['count', 'Numbers'],
];

const isNumeric = ({ columns }: Table, kinds: readonly ColumnKind[], index: number): boolean =>
  kinds[index] === 'number' && columns[index]?.id !== 'id';

/** Height of the figures in pixels; 0 where there are none. */
export const footHeight = (table: Table, kinds: readonly ColumnKind[]): number =>
  table.state.read > 0 && kinds.some((_, index) => isNumeric(table, kinds, index))
    ? FIGURES.length * 20 + 1
    : 0;

/** Figures of the number columns, exact, over the rows that are shown and read. */
export function Footer({
  table,
  kinds,
  view,
}: {
  table: Table;
  kinds: readonly ColumnKind[];
  /** The columns in the page: of no others figures are made. */
  view: ColumnWindow;
}) {
  const { columns, state, lines } = table;
  const inPage = columnsIn(view, columns.length);
  const isFigured = (index: number) => isNumeric(table, kinds, index);
  const figures = useFigures(table, inPage.filter(isFigured));
  if (footHeight(table, kinds) === 0) return null;
  const shown = table.arranged?.order.length ?? lines.length;
  const partial = !state.complete && shown > 0;
  return (
    <div role="rowgroup" className={styles.foot}>
      {FIGURES.map(([figure, label]) => (
        <div key={figure} role="row" className={styles.row}>
          {inPage.map((index) => (
            <div
              key={columns[index]?.id}
              role="gridcell"
              aria-colindex={index + 1}
              className={styles.cell}
              style={placeInRow(view, index)}
              data-number={index > 0 || undefined}
            >
              {index === 0 ? (
                <span className={styles.figure}>
                  {label}
                  {partial && figure === 'count' ? `, of ${state.read.toLocaleString()} rows read` : ''}
                </span>
              ) : (
                <Figure
                  value={isFigured(index) ? figures.get(columns[index]?.id ?? '')?.[figure] : undefined}
                />
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function Figure({ value }: { value: string | number | undefined }) {
  if (value === undefined) return null;
  if (typeof value === 'number') return value.toLocaleString();
  return <span title={value}>{figureText(value)}</span>;
}

function* rowsAt(store: RowStore, order: readonly number[]): Generator<[number, EntityRow]> {
  for (const at of order) {
    const row = store.rowAt(at);
    if (row) yield [at, row];
  }
}

function* valuesOf(rows: Iterable<[number, EntityRow]>, column: Column, names: Names) {
  for (const [, row] of rows) yield valueIn(row, column, names);
}

/** The figures of these columns; of one that was scrolled out they are kept until other rows are read or shown. */
function useFigures(table: Table, numeric: readonly number[]): ReadonlyMap<string, Statistics> {
  const { columns, store, names, arranged, local, state } = table;
  const [figures, setFigures] = useState<ReadonlyMap<string, Statistics>>(new Map());
  const { version, readingAll } = state;
  /** Columns whose figures are of the rows of now. */
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows make them all old
  const made = useMemo(() => new Set<string>(), [columns, store, names, arranged, local, version]);
  const wanted = numeric.join();
  useEffect(() => {
    // While everything is being read the figures wait for the end: they would be read anew with each page.
    if (readingAll) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        for (const index of wanted.split(',').filter(Boolean)) {
          const column = columns[Number(index)];
          if (!column || made.has(column.id)) continue;
          const rows = local ? rowsAt(store, arranged?.order ?? []) : store.rows();
          const found = await statisticsOf(valuesOf(rows, column, names), abort.signal);
          made.add(column.id);
          setFigures((before) => withFigures(before, column.id, found));
        }
      } catch (error) {
        if (!abort.signal.aborted) throw error;
      }
    }, 250);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [columns, store, names, arranged, local, readingAll, made, wanted]);
  return figures;
}

function withFigures(before: ReadonlyMap<string, Statistics>, id: string, found: Statistics | null) {
  const next = new Map(before);
  if (found) next.set(id, found);
  else next.delete(id);
  return next;
}
