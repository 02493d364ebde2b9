// biome-ignore-all lint/a11y/noRedundantRoles: the table itself is presentational, so that its rows are rows of the table around it
// biome-ignore-all lint/a11y/noInteractiveElementToNoninteractiveRole: likewise
import { type ComponentProps, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { isArray, isContainer, isObject, type JsonValue } from '../../contract/json.ts';
import type { Difference, LeafDifference, RowDifference, RowsDifference } from '../params/comparison.ts';
import { type Path, readablePath, rowName } from '../params/path.ts';
import { BlameMark } from '../revisions/blame-mark.tsx';
import { unitOf } from '../revisions/form-words.ts';
import { type Kind, Mark } from '../revisions/marks.tsx';
import { Value } from '../revisions/value.tsx';
import { contentWords } from '../revisions/value-words.ts';
import buttons from '../ui/button.module.css';
import { usePrinting } from '../ui/use-printing.ts';
import { CourseButton } from './course-button.tsx';
import { rowElsewhere } from './elsewhere.ts';
import { PairInCell } from './pair.tsx';
import { wantedOf } from './plan.ts';
import { useReview } from './review.ts';
import { idOf, stopsOf } from './stops.ts';
import styles from './table-changes.module.css';
import {
  changesByColumn,
  columnParts,
  columnsAtFirst,
  editSentences,
  orderColumns,
  type TableLine,
  tableLines,
} from './table-lines.ts';
import { TakeBack } from './take-back-button.tsx';
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
  const sentences = useSentences(difference);
  const wanted = useMemo(() => lineOfStop(lines, review.current), [lines, review]);
  const printing = usePrinting();
  const settled = use(SettledContext);
  const drawn = printing ? PRINTED : Math.max(settled ? asked : FIRST, wanted + 10);
  const parts = printing ? columnParts(shown, key) : [shown];

  return (
    <div className={styles.block}>
      <div role="row">
        <div role="cell" className={styles.facts}>
          {`${sizes(difference)}, ${paired(difference)}`}
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
                    onClick={() => setOpen(new Set([...open, line.id]))}
                    aria-expanded={false}
                  >
                    {`${line.rows.length} unchanged rows${foldNames(difference, line.rows)}`}
                  </Fold>
                ) : (
                  <Row
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
function ColumnName({ list, column }: { list: RowsDifference; column: string }) {
  const { labels } = useReview();
  const path = [...list.path, 0, column];
  const label = labels?.labelAt(path);
  if (label === undefined || label === column) return <>{column}</>;
  const unit = unitOf(labels, path);
  return (
    <span title={column}>
      {label}
      {unit ? <span className={styles.unit}>{` ${unit}`}</span> : null}
      <span className="vx-visually-hidden">{` ${column}`}</span>
    </span>
  );
}

/** The rules behind changed columns, once the table is painted: replaying them over thousands of cells takes its time. */
function useSentences(difference: RowsDifference): readonly string[] {
  const [sentences, setSentences] = useState<readonly string[]>([]);
  useEffect(() => {
    const handle = setTimeout(() => setSentences(editSentences(difference)), 60);
    return () => clearTimeout(handle);
  }, [difference]);
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

function paired({ pairing }: RowsDifference): string {
  if (pairing.by === 'key') return `paired by ${pairing.column}`;
  return pairing.by === 'position' ? 'paired by place' : 'paired by likeness';
}

function foldNames(difference: RowsDifference, rows: readonly RowDifference[]): string {
  const { key } = orderColumns(difference);
  const name = (row: RowDifference | undefined) =>
    row && row.rightIndex !== null ? rowName(difference.right[row.rightIndex], key) : undefined;
  const [first, last] = [name(rows[0]), name(rows[rows.length - 1])];
  return first && last && first !== last ? `, ${first} … ${last}` : '';
}

function kindsOf(row: RowDifference): { kind: Kind | undefined; also: Kind | undefined } {
  const kind = row.kind === 'same' ? undefined : row.kind;
  if (!row.moved) return { kind, also: undefined };
  return kind === undefined ? { kind: 'moved', also: undefined } : { kind, also: 'moved' };
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

function Row({
  difference,
  row,
  id,
  columns,
  first,
  keyColumn,
}: {
  difference: RowsDifference;
  row: RowDifference;
  id: string;
  columns: readonly string[];
  /** Whether these are the first columns, below which stands what is no cell. */
  first: boolean;
  keyColumn: string | undefined;
}) {
  const review = useReview();
  const { kind, also } = kindsOf(row);
  const depth = difference.path.length + 1;
  const byColumn = new Map<string, Difference[]>();
  for (const cell of row.cells) {
    const column = String(cell.path[depth]);
    byColumn.set(column, [...(byColumn.get(column) ?? []), cell]);
  }
  const source =
    row.rightIndex === null
      ? difference.left[row.leftIndex ?? 0]
      : (difference.right[row.rightIndex] as JsonValue | undefined);
  const gone = row.rightIndex === null;
  const table = readablePath(gone ? difference.leftPath : difference.path, gone ? review.left : review.right);
  const place = (row.rightIndex ?? row.leftIndex ?? 0) + 1;
  const path = `${table}[${rowName(source, keyColumn) ?? place}]`;
  const inside = first ? row.cells.filter((cell) => !fitsCell(cell, depth)) : [];
  return (
    <>
      <tr
        role="row"
        data-kind={kind}
        data-stop={id}
        data-current={review.current === id || undefined}
        tabIndex={-1}
      >
        <td role="cell" className={styles.sign}>
          {kind ? <Mark kind={kind} also={also} /> : <span className="vx-visually-hidden">unchanged</span>}
          <span className="vx-visually-hidden">{` ${path}`}</span>
        </td>
        <td role="cell" className={styles.place}>
          <Place row={row} />
          {kind ? (
            <span className={styles.acts}>
              <TakeBack wanted={{ what: 'row', list: difference, row, label: path }} />
            </span>
          ) : null}
        </td>
        {columns.map((column) => {
          const found = byColumn.get(column) ?? [];
          const fitting = found.filter((cell) => fitsCell(cell, depth));
          const value = isObject(source) ? source.get(column) : source;
          return (
            <Cell key={column} changes={fitting} isKey={column === keyColumn} short={isShort(value)}>
              {fitting.length === 0 ? (
                found.length > 0 ? (
                  <span className={styles.below}>see below</span>
                ) : (
                  <>
                    <Stored value={value} path={[...difference.path, 0, column]} />
                    {row.rightIndex === null ? null : (
                      <BlameMark path={[...difference.path, row.rightIndex, column]} short />
                    )}
                  </>
                )
              ) : null}
            </Cell>
          );
        })}
      </tr>
      {inside.map((cell) => (
        <tr role="presentation" key={idOf(cell)}>
          <td role="presentation" colSpan={columns.length + 2} className={styles.inside}>
            {review.drawInside(cell)}
          </td>
        </tr>
      ))}
    </>
  );
}

/** An unchanged cell: an option by its label. */
function Stored({ value, path }: { value: JsonValue | undefined; path: Path }) {
  const { labels } = useReview();
  const option = labels?.optionLabel(path, value);
  return option === undefined ? <Value value={value} /> : <bdi>{option}</bdi>;
}

/** Whether a difference is of the cell itself and short: what is a list, or lies deeper, goes below its row. */
function fitsCell(cell: Difference, depth: number): cell is LeafDifference {
  return cell.type === 'leaf' && cell.path.length === depth + 1;
}

function hiddenColumns(count: number): string {
  return `${count} unchanged column${count === 1 ? '' : 's'}`;
}

/** Whether a value is written on one line: numbers, dates and codes do not break at their signs. */
function isShort(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return value.length <= 24;
  if (isArray(value)) return value.length <= 4 && value.every((item) => !isContainer(item) && isShort(item));
  return value === undefined || value === null || !isContainer(value);
}

function Cell({
  changes,
  isKey,
  short,
  children,
}: {
  changes: readonly LeafDifference[];
  isKey: boolean;
  short: boolean;
  children: ReactNode;
}) {
  const review = useReview();
  const change = changes[0];
  if (!change)
    return (
      <td role="cell" className={isKey ? styles.key : undefined} data-short={short || undefined}>
        {children}
      </td>
    );
  const id = idOf(change);
  return (
    <td
      role="cell"
      className={isKey ? styles.key : undefined}
      data-changed
      data-short={(isShort(change.left) && isShort(change.right)) || undefined}
      data-stop={id}
      data-current={review.current === id || undefined}
      tabIndex={-1}
    >
      <PairInCell difference={change} />
      {change.kind === 'removed' ? null : <BlameMark path={change.path} short />}
      <span className={styles.acts}>
        <CourseButton difference={change} />
        <TakeBack wanted={wantedOf(change, review)} />
      </span>
    </td>
  );
}

/** Row numbers count from 1: now, and where it was when it moved or its place shifted; of a row that came or went also where the other side has it. */
function Place({ row: { kind, leftIndex, rightIndex, moved, elsewhere } }: { row: RowDifference }) {
  const { labels } = useReview();
  const before = leftIndex === null ? undefined : leftIndex + 1;
  const other =
    elsewhere && (kind === 'added' || kind === 'removed')
      ? rowElsewhere(kind, elsewhere, labels)
      : moved && before !== undefined
        ? `from ${before}`
        : undefined;
  return (
    <>
      {rightIndex === null ? <span className={styles.was}>{before}</span> : rightIndex + 1}
      {other === undefined ? null : <span className={styles.moved}>{other}</span>}
    </>
  );
}
