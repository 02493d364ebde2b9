import { useEffect, useState } from 'react';
import { type Column, type EntityRow, type Names, valueIn } from '../columns/column.ts';
import { shortNumber } from '../columns/summary.ts';
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

/** Figures of the number columns, exact, over the rows that are shown and read. */
export function Footer({ table, kinds }: { table: Table; kinds: readonly ColumnKind[] }) {
  const { columns, state, lines } = table;
  const figures = useFigures(table, kinds);
  const any = columns.some(({ id }, index) => kinds[index] === 'number' && id !== 'id');
  if (!any || state.read === 0) return null;
  const shown = table.arranged?.order.length ?? lines.length;
  const partial = !state.complete && shown > 0;
  return (
    <div role="rowgroup" className={styles.foot}>
      {FIGURES.map(([figure, label]) => (
        <div key={figure} role="row" className={styles.row}>
          {columns.map((column, index) => (
            <div key={column.id} role="gridcell" className={styles.cell} data-number={index > 0 || undefined}>
              {index === 0 ? (
                <span className={styles.figure}>
                  {label}
                  {partial && figure === 'count' ? `, of ${state.read.toLocaleString()} rows read` : ''}
                </span>
              ) : (
                <Figure value={figures.get(column.id)?.[figure]} />
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
  return <span title={value}>{shortNumber(value, Number(value))}</span>;
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

function useFigures(table: Table, kinds: readonly ColumnKind[]): ReadonlyMap<string, Statistics> {
  const { columns, store, names, arranged, local, state } = table;
  const [figures, setFigures] = useState<ReadonlyMap<string, Statistics>>(new Map());
  const kindText = kinds.join();
  useEffect(() => {
    // While everything is being read the figures wait for the end: they would be read anew with each page.
    if (state.readingAll || state.version < 0) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const numeric = columns.filter(
        ({ id }, index) => kindText.split(',')[index] === 'number' && id !== 'id',
      );
      const made = new Map<string, Statistics>();
      try {
        for (const column of numeric) {
          const rows = local ? rowsAt(store, arranged?.order ?? []) : store.rows();
          const found = await statisticsOf(valuesOf(rows, column, names), abort.signal);
          if (found) made.set(column.id, found);
        }
      } catch (error) {
        if (!abort.signal.aborted) throw error;
        return;
      }
      if (!abort.signal.aborted) setFigures(made);
    }, 250);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [columns, store, names, arranged, local, state.readingAll, state.version, kindText]);
  return figures;
}
