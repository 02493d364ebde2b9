import { deriveFrom } from '../../contract/json/memory.ts';
import { isArray, type JsonValue } from '../../contract/json/value.ts';
import type {
  Comparison,
  Difference,
  ListDifference,
  MoveDifference,
  RowDifference,
  RowsDifference,
} from './comparison.ts';
import { getIn, type OwnContainers, type Path, removeIn, setIn, startsWith } from './path.ts';

/**
 * The right side of a comparison, made from its left side: every difference, also hidden ones, and the spelling of equal numbers. Only
 * the order of keys may differ. Untouched parts are shared with `left` and print as they came. `left` must be the value compared.
 */
export function applyComparison(left: JsonValue, comparison: Pick<Comparison, 'whole' | 'quiet'>): JsonValue {
  let value = applyDifferences(left, comparison.whole, 0);
  const own: OwnContainers = new Set();
  for (const { path, right } of comparison.quiet) value = setIn(value, path, right, own);
  return value;
}

/** Applies differences whose left paths start `depth` steps above `value`. */
function applyDifferences(value: JsonValue, differences: readonly Difference[], depth: number): JsonValue {
  const { moves, inside, others } = aroundMoves(differences);
  let result = applyInPlace(value, inside, depth);
  // What moved is taken out before the group it stood in goes, and put in after the group it goes to came.
  const carried = moves.map(({ leftPath }) => getIn(result, leftPath.slice(depth)));
  for (const { leftPath } of moves) result = removeIn(result, leftPath.slice(depth));
  result = applyInPlace(result, others, depth);
  for (const [index, { path }] of moves.entries()) {
    const moved = carried[index];
    if (moved !== undefined) result = setIn(result, path.slice(depth), moved);
  }
  return result;
}

type InPlace = Exclude<Difference, MoveDifference>;

/** Differences by when they are followed: those inside of what moved, while it stands where it stood; then the moves; then all others. */
export function aroundMoves(differences: readonly Difference[]): {
  moves: MoveDifference[];
  inside: InPlace[];
  others: InPlace[];
} {
  const moves = differences.filter((difference) => difference.type === 'move');
  const inPlace = differences.filter((difference) => difference.type !== 'move');
  if (moves.length === 0) return { moves, inside: [], others: inPlace };
  const isInside = ({ leftPath }: Difference) => moves.some((move) => startsWith(leftPath, move.leftPath));
  return {
    moves,
    inside: inPlace.filter(isInside),
    others: inPlace.filter((difference) => !isInside(difference)),
  };
}

function applyInPlace(value: JsonValue, differences: readonly InPlace[], depth: number): JsonValue {
  const own: OwnContainers = new Set();
  let result = value;
  for (const difference of differences)
    if (difference.kind === 'removed') result = removeIn(result, difference.leftPath.slice(depth), own);
  for (const difference of differences) {
    const at = difference.leftPath.slice(depth);
    if (difference.type !== 'leaf') result = setIn(result, at, applyRows(getIn(result, at), difference), own);
    else if (difference.kind !== 'removed') result = setIn(result, at, difference.right as JsonValue, own);
  }
  return result;
}

function applyRows(list: JsonValue | undefined, difference: RowsDifference | ListDifference): JsonValue {
  const source = isArray(list) ? list : [];
  const depth = difference.leftPath.length + 1;
  const made: JsonValue[] = [];
  for (const row of difference.rows) {
    if (row.rightIndex === null) continue;
    if (row.leftIndex === null) made.push(difference.right[row.rightIndex] as JsonValue);
    else made.push(applyDifferences(source[row.leftIndex] as JsonValue, row.cells, depth));
  }
  return deriveFrom(source, made);
}

/** The comparison from right to left: applied to the right side it gives the left side. */
export function invert(comparison: Comparison): Comparison {
  const { left, right, differences, counts, hidden, whole, quiet } = comparison;
  const inverted = whole.map(invertDifference);
  return {
    left: right,
    right: left,
    whole: inverted,
    differences: differences === whole ? inverted : differences.map(invertDifference),
    counts: { ...counts, added: counts.removed, removed: counts.added },
    hidden,
    quiet: quiet.map((note) => ({ ...note, ...swapped(note), left: note.right, right: note.left })),
  };
}

function swapped({ path, leftPath }: { path: Path; leftPath: Path }): { path: Path; leftPath: Path } {
  return { path: leftPath, leftPath: path };
}

const OPPOSITE = { added: 'removed', removed: 'added', changed: 'changed', same: 'same' } as const;

export function invertDifference(difference: Difference): Difference {
  const places = swapped(difference);
  if (difference.type === 'move')
    return { ...difference, ...places, left: difference.right, right: difference.left };
  if (difference.type === 'leaf') {
    const { left, right, kind, leaves } = difference;
    const made: Difference = { type: 'leaf', kind: OPPOSITE[kind], ...places, leaves };
    if (right !== undefined) made.left = right;
    if (left !== undefined) made.right = left;
    if (difference.elsewhere) made.elsewhere = difference.elsewhere;
    return made;
  }
  const { left, right } = difference;
  const rows = inOrder(
    difference.rows.map((row) => ({
      ...row,
      kind: OPPOSITE[row.kind],
      leftIndex: row.rightIndex,
      rightIndex: row.leftIndex,
      cells: row.cells.map(invertDifference),
    })),
  );
  const counts = { ...difference.counts, added: difference.counts.removed, removed: difference.counts.added };
  const made = { ...difference, ...places, left: right, right: left, rows, counts };
  delete made.sorted;
  if (made.type === 'rows' && made.wholeColumns)
    made.wholeColumns = made.wholeColumns.map(({ column, kind }) => ({ column, kind: OPPOSITE[kind] }));
  return made;
}

/** Rows in the right's order, removed ones after the row they stood below. */
function inOrder(rows: RowDifference[]): RowDifference[] {
  const gone = rows
    .filter((row) => row.rightIndex === null)
    .sort((a, b) => (a.leftIndex as number) - (b.leftIndex as number));
  const present = rows
    .filter((row) => row.rightIndex !== null)
    .sort((a, b) => (a.rightIndex as number) - (b.rightIndex as number));
  const ordered: RowDifference[] = [];
  let at = 0;
  for (const row of present) {
    if (row.leftIndex !== null && !row.moved)
      while (at < gone.length && ((gone[at] as RowDifference).leftIndex as number) < row.leftIndex)
        ordered.push(gone[at++] as RowDifference);
    ordered.push(row);
  }
  return [...ordered, ...gone.slice(at)];
}
