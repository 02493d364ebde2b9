import { Fragment, useMemo, useState } from 'react';
import type { JsonValue } from '../../contract/json/value.ts';
import type { ListDifference, RowDifference } from '../params/comparison.ts';
import { listEdit, listEditWords, orderWords } from '../params/list-edits.ts';
import { CountMarks, type Kind, Mark } from '../revisions/marks.tsx';
import { NamedValue } from '../revisions/reference.tsx';
import { Value } from '../revisions/value.tsx';
import { contentWords } from '../revisions/value-words.ts';
import buttons from '../ui/button.module.css';
import { ChangeRow } from './change-row.tsx';
import { Drawing, measures } from './drawing.tsx';
import { degreesOf, metresBetween, sizeText, toPlane } from './geo.ts';
import styles from './list-changes.module.css';
import { useReview } from './review.ts';
import { idOf } from './stops.ts';

/** A list of values, of points or of anything, as what came, went, changed and moved in it. */
export function ListChanges({ difference, from }: { difference: ListDifference; from: number }) {
  if (difference.content === 'points') return <PointChanges difference={difference} from={from} />;
  const deep = difference.rows.some((row) => row.cells.some((cell) => !isItself(cell.path, difference)));
  return (
    <ChangeRow
      difference={difference}
      from={from}
      old={<Chips difference={difference} side="left" />}
      now={<Chips difference={difference} side="right" />}
      delta={<ListFacts difference={difference} />}
      below={deep ? <Inside difference={difference} /> : undefined}
    />
  );
}

function isItself(path: readonly unknown[], list: ListDifference): boolean {
  return path.length === list.path.length + 1;
}

function ListFacts({ difference }: { difference: ListDifference }) {
  const { added, removed, changed, moved } = difference.counts;
  const edit = useMemo(() => listEdit(difference), [difference]);
  const words = edit ? listEditWords(edit) : orderWords(difference);
  if (moved > 0 && added + removed + changed === 0) return <>{words ?? 'same values, another order'}</>;
  return (
    <>
      <CountMarks counts={difference.counts} />
      {words === undefined ? null : ` ${words}`}
    </>
  );
}

/** Items drawn of one side at first. */
const DRAWN = 24;

/** The items of one side: those that differ are marked; of a long list only those are shown. */
function Chips({ difference, side }: { difference: ListDifference; side: 'left' | 'right' }) {
  const [asked, setAsked] = useState(DRAWN);
  const review = useReview();
  const list = difference[side];
  const kind = review.kindAt(difference.path, list);
  const short = list.length <= DRAWN;
  const rows = difference.rows.filter((row) => (side === 'left' ? row.leftIndex : row.rightIndex) !== null);
  const shown = short ? ordered(rows, side) : rows.filter((row) => row.kind !== 'same' || row.moved);
  if (list.length === 0) return <span className={styles.quiet}>no items</span>;
  return (
    <span className={styles.chips}>
      {shown.slice(0, asked).map((row) => {
        const index = (side === 'left' ? row.leftIndex : row.rightIndex) as number;
        const value = list[index] as JsonValue;
        const option = review.labels?.optionLabel(difference.path, value);
        return (
          <span
            key={index}
            className={styles.chip}
            data-kind={row.kind === 'same' && row.moved ? 'moved' : row.kind}
          >
            {markOf(row, side)}
            {short ? null : <span className={styles.index}>{index + 1}</span>}
            <NamedValue workspaceId={review.workspaces[side]} value={value} kind={kind} option={option} />
          </span>
        );
      })}
      {shown.length > asked ? (
        <button type="button" className={buttons.quiet} onClick={() => setAsked(asked + 200)}>
          {shown.length - asked} more
        </button>
      ) : null}
      {short ? null : <span className={styles.quiet}>{`${list.length - shown.length} unchanged`}</span>}
    </span>
  );
}

function ordered(rows: readonly RowDifference[], side: 'left' | 'right'): RowDifference[] {
  const key = side === 'left' ? 'leftIndex' : 'rightIndex';
  return [...rows].sort((a, b) => (a[key] ?? 0) - (b[key] ?? 0));
}

function markOf(row: RowDifference, side: 'left' | 'right') {
  const kind: Kind | undefined = row.kind === 'same' ? (row.moved ? 'moved' : undefined) : row.kind;
  if (kind === undefined || (side === 'left' && kind === 'moved')) return null;
  return <Mark kind={kind} />;
}

/** Items of a mixed list that differ deeper inside. */
function Inside({ difference }: { difference: ListDifference }) {
  const review = useReview();
  const [open, setOpen] = useState(false);
  const cells = difference.rows.flatMap((row) =>
    row.cells.filter((cell) => !isItself(cell.path, difference)),
  );
  if (!open && cells.length > 12)
    return (
      <button type="button" className={buttons.quiet} onClick={() => setOpen(true)}>
        {cells.length} differences inside
      </button>
    );
  return (
    <span role="presentation" className={styles.inside}>
      {cells.slice(0, 200).map((cell) => (
        <Fragment key={idOf(cell)}>{review.drawInside(cell)}</Fragment>
      ))}
      {cells.length > 200 ? <span className={styles.quiet}>{`and ${cells.length - 200} more`}</span> : null}
    </span>
  );
}

interface Vertex {
  row: RowDifference;
  from: JsonValue | undefined;
  to: JsonValue | undefined;
  metres: number | undefined;
}

function verticesOf(difference: ListDifference): Vertex[] {
  return difference.rows
    .filter((row) => row.kind !== 'same' || row.moved)
    .map((row) => {
      const from = row.leftIndex === null ? undefined : difference.left[row.leftIndex];
      const to = row.rightIndex === null ? undefined : difference.right[row.rightIndex];
      const [a, b] = [degreesOf(from), degreesOf(to)];
      return { row, from, to, metres: a && b ? metresBetween(a, b) : undefined };
    });
}

/** Vertices named one by one at first. */
const NAMED = 8;

function PointChanges({ difference, from }: { difference: ListDifference; from: number }) {
  const [asked, setAsked] = useState(NAMED);
  const { left, right } = difference;
  const vertices = useMemo(() => verticesOf(difference), [difference]);
  const touched = useMemo(() => {
    const indexes = (key: 'leftIndex' | 'rightIndex') =>
      new Set(vertices.map(({ row }) => row[key]).filter((index) => index !== null));
    return { left: indexes('leftIndex'), right: indexes('rightIndex') };
  }, [vertices]);
  const plane = useMemo(() => toPlane([left, right]), [left, right]);
  const furthest = Math.max(0, ...vertices.slice(0, 5000).map(({ metres }) => metres ?? 0));
  const edit = useMemo(() => listEdit(difference), [difference]);
  const facts = [
    ...(edit ? [listEditWords(edit)] : []),
    vertices.length === 1 ? '1 vertex differs' : `${vertices.length} vertices differ`,
    ...(furthest > 0 ? [`furthest shift ${sizeText(furthest)} m`] : []),
    ...measures(plane.lines[0] ?? [], plane.lines[1] ?? [], plane.metric),
  ];
  return (
    <ChangeRow
      difference={difference}
      from={from}
      old={contentWords(left)}
      now={contentWords(right)}
      delta={<CountMarks counts={difference.counts} />}
      below={
        <span className={styles.points}>
          <Drawing left={left} right={right} touched={touched} />
          <span className={styles.facts}>
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
            {vertices.slice(0, asked).map((vertex) => (
              <VertexLine key={`${vertex.row.leftIndex}-${vertex.row.rightIndex}`} vertex={vertex} />
            ))}
            {vertices.length > asked ? (
              <button type="button" className={buttons.quiet} onClick={() => setAsked(asked + 100)}>
                {`${vertices.length - asked} more vertices`}
              </button>
            ) : null}
          </span>
        </span>
      }
    />
  );
}

function VertexLine({ vertex: { row, from, to, metres } }: { vertex: Vertex }) {
  const kind: Kind = row.kind === 'same' ? 'moved' : row.kind;
  const index = (row.rightIndex ?? row.leftIndex ?? 0) + 1;
  return (
    <span className={styles.vertex}>
      <Mark kind={kind} />
      <span className={styles.index}>{index}</span>
      {kind === 'moved' ? (
        <span>{`was vertex ${(row.leftIndex ?? 0) + 1}`}</span>
      ) : (
        <span>
          {from === undefined ? null : <Value value={from} />}
          {from !== undefined && to !== undefined ? ' → ' : null}
          {to === undefined ? null : <Value value={to} />}
          {metres === undefined ? null : ` (${sizeText(metres)} m)`}
        </span>
      )}
    </span>
  );
}
