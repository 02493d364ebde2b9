// biome-ignore-all lint/a11y/noRedundantRoles: the table itself is presentational, so that its rows are rows of the table around it
// biome-ignore-all lint/a11y/noInteractiveElementToNoninteractiveRole: likewise
import type { ReactNode } from 'react';
import { isArray, isContainer, isObject, type JsonValue } from '../../contract/json.ts';
import type { Difference, LeafDifference, RowDifference, RowsDifference } from '../params/comparison.ts';
import { type Path, readablePath, rowName } from '../params/path.ts';
import { BlameMark } from '../revisions/blame-mark.tsx';
import { type Kind, Mark } from '../revisions/marks.tsx';
import { Value } from '../revisions/value.tsx';
import { CourseButton } from './course-button.tsx';
import { rowElsewhere } from './elsewhere.ts';
import { PairInCell } from './pair.tsx';
import { wantedOf } from './plan.ts';
import { useReview } from './review.ts';
import { idOf } from './stops.ts';
import styles from './table-changes.module.css';
import { TakeBack } from './take-back-button.tsx';

/** One row of a compared table, with what differs in its cells, and below it what does not fit a cell. */
export function TableRow({
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

function kindsOf(row: RowDifference): { kind: Kind | undefined; also: Kind | undefined } {
  const kind = row.kind === 'same' ? undefined : row.kind;
  if (!row.moved) return { kind, also: undefined };
  return kind === undefined ? { kind: 'moved', also: undefined } : { kind, also: 'moved' };
}
