import { deriveFrom } from '../../contract/json/memory.ts';
import { isArray, type JsonArray, type JsonValue } from '../../contract/json/value.ts';
import { applyComparison, invertDifference } from './apply.ts';
import type { Difference, ListDifference, RowDifference, RowsDifference } from './comparison.ts';
import { getIn, setIn } from './path.ts';

/** What of a comparison is taken back: differences as a whole, or some rows of one table or list, and of others (`moved`) only the place. */
export type Part =
  | { differences: readonly Difference[] }
  | {
      list: RowsDifference | ListDifference;
      rows: readonly RowDifference[];
      moved?: readonly RowDifference[];
    };

/**
 * The right side of a comparison with one part as it was on the left; all else, how numbers are written included, as it stands on the right.
 * Of a row that both sides have its own differences are taken back, and its place when it moved.
 * Rows that came go, rows that went stand below the row they stood below, rows that moved stand where they stood.
 */
export function takeBack(right: JsonValue, part: Part): JsonValue {
  const differences = 'differences' in part ? part.differences : part.rows.flatMap(({ cells }) => cells);
  const value = applyComparison(right, { whole: differences.map(invertDifference), quiet: [] });
  if ('differences' in part) return value;
  const { list, rows, moved = [] } = part;
  const now = getIn(value, list.path);
  if (!isArray(now)) return value;
  return setIn(value, list.path, deriveFrom(now, restored(list, new Set([...rows, ...moved]), now)));
}

const UNKNOWN = {
  kind: 'added',
  moved: false,
  block: null,
  leftIndex: null,
  cells: [] as Difference[],
} as const;

/** The rows of `now` with those asked for put where they stood, those that went among them. */
function restored(
  list: RowsDifference | ListDifference,
  rows: ReadonlySet<RowDifference>,
  now: JsonArray,
): JsonValue[] {
  const byPlace = new Map(list.rows.map((row) => [row.rightIndex, row]));
  // What hiding has left out of the rows is kept as it is.
  const made = list.right
    .map((_, index): RowDifference => byPlace.get(index) ?? { ...UNKNOWN, rightIndex: index })
    .filter((row) => !rows.has(row) || (row.kind !== 'added' && !row.moved));
  const returning = [...rows]
    .filter((row) => row.leftIndex !== null && (row.rightIndex === null || row.moved))
    .sort((a, b) => (a.leftIndex as number) - (b.leftIndex as number));
  for (const row of returning) {
    const above = made.reduce(
      (best, other, index) =>
        other.leftIndex !== null &&
        other.leftIndex < (row.leftIndex as number) &&
        other.leftIndex > (made[best]?.leftIndex ?? -1)
          ? index
          : best,
      -1,
    );
    made.splice(above + 1, 0, row);
  }
  return made.map(({ leftIndex, rightIndex }) =>
    rightIndex === null ? (list.left[leftIndex as number] as JsonValue) : (now[rightIndex] as JsonValue),
  );
}
