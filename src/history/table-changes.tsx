// biome-ignore-all lint/a11y/noRedundantRoles: the table itself is presentational, so that its rows are rows of the table around it
// biome-ignore-all lint/a11y/noInteractiveElementToNoninteractiveRole: likewise
import { type ComponentProps, use, useEffect, useMemo, useRef, useState } from 'react';
import type { FormLabels } from '../fields/form-labels.ts';
import type { RowDifference, RowsDifference } from '../params/comparison.ts';
import { rowName } from '../params/path.ts';
import { unitOf } from '../revisions/form-words.ts';
import { contentWords } from '../revisions/value-words.ts';
import buttons from '../ui/button.module.css';
import { usePrinting } from '../ui/use-printing.ts';
import { PairedBy } from './paired-by.tsx';
import { PaperContext } from './paper.ts';
import { useReview } from './review.ts';
import { rowIdOf, stopsOf } from './stops.ts';
import styles from './table-changes.module.css';
import {
  changesByColumn,
  columnLabel,
  columnParts,
  columnsAtFirst,
  editSentences,
  orderColumns,
  type TableLine,
  tableLines,
} from './table-lines.ts';
import { TableRow } from './table-row.tsx';
import { SettledContext } from './virtual-rows.tsx';

/** Rows drawn at once; the rest is asked for, or drawn when next change goes there. */
const DRAWN = 30;
/** Rows of the first picture. */
const FIRST = 12;
/** On paper nothing can be asked for. */
const PRINTED = 2000;

/** A table or dynamic array as one grid: rows that came, went and moved, changed cells old and new, unchanged rows folded. */
export function TableChanges({ difference }: { difference: RowsDifference }) {
  const review = useReview();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [wide, setWide] = useState(false);
  const [asked, setAsked] = useState(DRAWN);
  const { key, columns } = useMemo(() => orderColumns(difference), [difference]);
  const shown = useMemo(() => (wide ? columns : columnsAtFirst(difference)), [wide, columns, difference]);
  const perColumn = useMemo(() => changesByColumn(difference), [difference]);
  const lines = useMemo(() => tableLines(difference, open), [difference, open]);
  const sentences = useSentences(difference, review.labels);
  const wanted = useMemo(() => lineOfStop(lines, review.current), [lines, review]);
  const block = useRef<HTMLDivElement>(null);
  const opened = useRef<string>(undefined);
  // The button that was pressed is gone: the keyboard goes on at the first row it hid.
  useEffect(() => {
    const id = opened.current;
    if (id === undefined) return;
    opened.current = undefined;
    const row = block.current?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(id)}"]`);
    row?.focus({ preventScroll: true });
  });
  const printing = usePrinting();
  const settled = use(SettledContext);
  const room = Math.max(1, Math.floor(use(PaperContext) / shown.length));
  const drawn = printing ? Math.min(PRINTED, room) : Math.max(settled ? asked : FIRST, wanted + 10);
  const parts = printing ? columnParts(shown, key) : [shown];

  return (
    <div ref={block} className={styles.block}>
      <div role="row">
        <div role="cell" className={styles.facts}>
          <span>
            {`${sizes(difference)}, `}
            <PairedBy difference={difference} />
          </span>
          {sentences.map((sentence) => (
            <strong key={sentence}>{sentence}</strong>
          ))}
          {shown.length < columns.length || wide ? (
            <button
              type="button"
              className={buttons.quiet}
              onClick={() => setWide(!wide)}
              aria-expanded={wide}
            >
              {wide ? 'Only changed columns' : hiddenColumns(columns.length - shown.length)}
            </button>
          ) : null}
        </div>
      </div>
      {/* The page's one table goes on inside: these rows are its rows. */}
      {parts.map((part, partAt) => (
        <div key={part.join(' ')} className={styles.scroll} role="presentation">
          <table className={styles.grid} role="presentation">
            <thead role="presentation">
              <tr role="row">
                {/* The keyboard scrolls a wide table from here: what is presentational itself may not take focus. */}
                <th role="columnheader" className={styles.sign} tabIndex={columns.length > 3 ? 0 : undefined}>
                  <span className="vx-visually-hidden">Kind of change and path</span>
                </th>
                <th role="columnheader" className={styles.place}>
                  #
                </th>
                {part.map((column) => (
                  <th role="columnheader" key={column} className={column === key ? styles.key : undefined}>
                    <ColumnName list={difference} column={column} />
                    {perColumn.has(column) ? (
                      <span className={styles.count} title={`${perColumn.get(column)} rows differ here`}>
                        ~{perColumn.get(column)}
                      </span>
                    ) : null}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="presentation">
              {lines.slice(0, drawn).map((line) =>
                line.type === 'fold' ? (
                  <Fold
                    key={line.id}
                    span={part.length + 2}
                    onClick={() => {
                      opened.current = line.rows[0] && rowIdOf(difference, line.rows[0]);
                      setOpen(new Set([...open, line.id]));
                    }}
                    aria-expanded={false}
                  >
                    {`${line.rows.length} unchanged rows${foldNames(difference, line.rows)}`}
                  </Fold>
                ) : (
                  <TableRow
                    key={line.id}
                    difference={difference}
                    row={line.row}
                    id={line.id}
                    columns={part}
                    first={partAt === 0}
                    keyColumn={key}
                  />
                ),
              )}
              {settled && lines.length > drawn ? (
                <Fold span={part.length + 2} onClick={() => setAsked(drawn + 200)}>
                  {`Show ${Math.min(200, lines.length - drawn)} more of ${lines.length - drawn} lines`}
                </Fold>
              ) : null}
            </tbody>
          </table>
        </div>
      ))}
    </div>
  );
}

/** A column by the form's name with its unit, its key on hover; by its key where the form does not tell. */
export function ColumnName({ list, column }: { list: Pick<RowsDifference, 'path'>; column: string }) {
  const { labels } = useReview();
  const label = columnLabel(list, column, labels);
  if (label === undefined || label === column) return <>{column}</>;
  const unit = unitOf(labels, [...list.path, 0, column]);
  return (
    <span title={column}>
      {label}
      {unit ? <span className={styles.unit}>{` ${unit}`}</span> : null}
      <span className="vx-visually-hidden">{` ${column}`}</span>
    </span>
  );
}

/** The rules behind changed columns, once the table is painted: replaying them over thousands of cells takes its time. */
function useSentences(difference: RowsDifference, labels: FormLabels | undefined): readonly string[] {
  const [sentences, setSentences] = useState<readonly string[]>([]);
  useEffect(() => {
    const handle = setTimeout(() => setSentences(editSentences(difference, labels)), 60);
    return () => clearTimeout(handle);
  }, [difference, labels]);
  return sentences;
}

/** At which line the current change stands, −1 when it is not in this table. */
function lineOfStop(lines: readonly TableLine[], current: string | undefined): number {
  if (current === undefined) return -1;
  return lines.findIndex(
    (line) =>
      line.type === 'row' &&
      (line.id === current ||
        (line.row.kind === 'changed' && stopsOf(line.row.cells).some((stop) => stop.id === current))),
  );
}

function sizes({ left, right }: RowsDifference): string {
  return left.length === right.length
    ? contentWords(right)
    : `${contentWords(left)} → ${contentWords(right)}`;
}

function foldNames(difference: RowsDifference, rows: readonly RowDifference[]): string {
  const name = (row: RowDifference | undefined) =>
    row && row.rightIndex !== null ? rowName(difference.right[row.rightIndex]) : undefined;
  const [first, last] = [name(rows[0]), name(rows[rows.length - 1])];
  return first && last && first !== last ? `, ${first} … ${last}` : '';
}

/** Rows that are not drawn, as one line across all columns that draws them. */
function Fold({ span, ...button }: { span: number } & ComponentProps<'button'>) {
  return (
    <tr role="row">
      <td role="cell" colSpan={span} aria-colspan={span} className={styles.fold}>
        <button type="button" className={buttons.quiet} {...button} />
      </td>
    </tr>
  );
}

function hiddenColumns(count: number): string {
  return `${count} unchanged column${count === 1 ? '' : 's'}`;
}
