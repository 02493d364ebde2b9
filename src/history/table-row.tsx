// biome-ignore-all lint/a11y/noRedundantRoles: the table itself is presentational, so that its rows are rows of the table around it
// biome-ignore-all lint/a11y/noInteractiveElementToNoninteractiveRole: likewise
import { use } from 'react';
import { isArray, isContainer, isObject, type JsonValue } from '../../contract/json/value.ts';
import { colorHex } from '../fields/colors.ts';
import type { Difference, LeafDifference, RowDifference, RowsDifference } from '../params/comparison.ts';
import { type Path, readablePath } from '../params/path.ts';
import { BlameMark } from '../revisions/blame-mark.tsx';
import { placeWords } from '../revisions/form-words.ts';
import { type Kind, Mark } from '../revisions/marks.tsx';
import { useHistory } from '../revisions/use-blame.tsx';
import { textOf, Value } from '../revisions/value.tsx';
import { CourseButton } from './course-button.tsx';
import { rowElsewhere } from './elsewhere.ts';
import { PairInCell } from './pair.tsx';
import { wantedOf } from './plan.ts';
import { useReview } from './review.ts';
import { idOf } from './stops.ts';
import styles from './table-changes.module.css';
import { TakeBack } from './take-back-button.tsx';
import { SettledContext } from './virtual-rows.tsx';

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
  const settled = use(SettledContext);
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
  const [list, root] = gone ? [difference.leftPath, review.left] : [difference.path, review.right];
  const at = [...list, row.rightIndex ?? row.leftIndex ?? 0];
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
          <span className="vx-visually-hidden">{` ${readablePath(at, root)}`}</span>
        </td>
        <td role="cell" className={styles.place}>
          <Place row={row} />
          {kind && settled ? (
            <span className={styles.acts}>
              <TakeBack
                wanted={{
                  what: 'row',
                  list: difference,
                  row,
                  label: placeWords(review.labels, at, root),
                }}
              />
            </span>
          ) : null}
        </td>
        {columns.map((column) => {
          const found = byColumn.get(column) ?? [];
          const change = found.find((cell) => fitsCell(cell, depth));
          const look = column === keyColumn ? styles.key : undefined;
          const value = isObject(source) ? source.get(column) : source;
          if (change) return <ChangedCell key={column} change={change} look={look} settled={settled} />;
          if (found.length > 0)
            return (
              <td key={column} role="cell" className={look}>
                <span className={styles.below}>see below</span>
              </td>
            );
          const path = [...difference.path, row.rightIndex ?? 0, column];
          return <StoredCell key={column} value={value} path={path} look={look} gone={gone} />;
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

/** A cell as it is stored: an option by its label, a colour with its look. What is one short text is the cell's own, as a table has hundreds of them. */
export function StoredCell({
  value,
  path,
  look,
  gone,
}: {
  value: JsonValue | undefined;
  path: Path;
  look: string | undefined;
  /** Whether only the left side has it. */
  gone: boolean;
}) {
  const { labels, kindAt } = useReview();
  const blamed = useHistory()?.blame !== undefined && !gone;
  const option = labels?.optionLabel(path, value);
  const asColor = colorHex(value) !== undefined && kindAt(path, value) === 'color';
  const plain = option !== undefined ? { text: option, look: 'text' } : asColor ? undefined : textOf(value);
  return (
    <td role="cell" className={look} data-look={plain?.look} data-short={isShort(value) || undefined}>
      {plain ? plain.text : <Value value={value} asColor={asColor} />}
      {blamed ? <BlameMark path={path} short /> : null}
    </td>
  );
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

function ChangedCell({
  change,
  look,
  settled,
}: {
  change: LeafDifference;
  look: string | undefined;
  settled: boolean;
}) {
  const review = useReview();
  const id = idOf(change);
  return (
    <td
      role="cell"
      className={look}
      data-changed
      data-short={(isShort(change.left) && isShort(change.right)) || undefined}
      data-stop={id}
      data-current={review.current === id || undefined}
      tabIndex={-1}
    >
      <PairInCell difference={change} />
      {change.kind === 'removed' ? null : <BlameMark path={change.path} short />}
      {settled ? (
        <span className={styles.acts}>
          <CourseButton difference={change} />
          <TakeBack wanted={wantedOf(change, review)} />
        </span>
      ) : null}
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
        ? before - 1 === rightIndex
          ? 'past others'
          : `from ${before}`
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
