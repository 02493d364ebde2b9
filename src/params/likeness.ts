import { cellOf, type Grid, type GridSide, likeness, projectIds } from './grid.ts';
import { gapsOf, type Leftovers, leftovers, type Partners } from './partners.ts';
import { commonInOrder, occurrencePairs } from './sequence.ts';

/** Rows between the same neighbours are alike from here on: at least half of their telling cells are equal. */
const ALIKE = 0.5;
/** A row that also moved must be more alike, or every removed row would become some added one. */
const ALIKE_ELSEWHERE = 0.75;
/** Cell comparisons that looking for similar rows may cost in all. */
const MOST_COMPARISONS = 3_000_000;

/** Pairs what is left: equal rows wherever they went, then rows equal in the columns that hardly changed, then similar ones. */
export function pairLeftovers(grid: Grid, partners: Partners): void {
  const leftCount = grid.left.starts.length;
  let rest = leftovers(leftCount, partners);
  if (none(rest)) return;
  pairEqual(grid, partners, rest);
  rest = leftovers(leftCount, partners);
  if (none(rest) || grid.width === 0) return;
  pairByStableColumns(grid, partners, rest);
  pairSimilarInGaps(grid, partners);
  rest = leftovers(leftCount, partners);
  if (rest.left.length * rest.right.length * grid.width <= MOST_COMPARISONS)
    pairSimilar(grid, partners, rest, ALIKE_ELSEWHERE);
}

function none({ left, right }: Leftovers): boolean {
  return left.length === 0 || right.length === 0;
}

function pairEqual(grid: Grid, partners: Partners, { left, right }: Leftovers): void {
  pairInOrder(grid.left.ids, grid.right.ids, partners, { left, right }, () => true);
  const rest = leftovers(grid.left.starts.length, partners);
  for (const [from, to] of occurrencePairs(grid.left.ids, grid.right.ids, rest.left, rest.right))
    partners[to] = from;
}

/** Pairs rows of equal ids as far as they keep their order. */
function pairInOrder(
  leftIds: Int32Array,
  rightIds: Int32Array,
  partners: Partners,
  { left, right }: Leftovers,
  accept: (left: number, right: number) => boolean,
): void {
  const common = commonInOrder(
    Int32Array.from(left, (row) => leftIds[row] as number),
    Int32Array.from(right, (row) => rightIds[row] as number),
  );
  for (const [a, b] of common) {
    const [from, to] = [left[a] as number, right[b] as number];
    if (accept(from, to)) partners[to] = from;
  }
}

/** “All rows × 1.05” leaves no row equal: rows that agree in the columns nobody touched are the same rows. */
function pairByStableColumns(grid: Grid, partners: Partners, rest: Leftovers): void {
  const stable = stableColumns(grid, rest);
  pairByColumns(
    grid,
    partners,
    rest,
    stable.map(({ column }) => column),
  );
  const others = stable.filter(({ isNumbering }) => !isNumbering).map(({ column }) => column);
  // Numbers of rows that were numbered anew are all still there, and tell nothing.
  if (others.length < stable.length)
    pairByColumns(grid, partners, leftovers(grid.left.starts.length, partners), others);
}

/** The columns in which at least half of the rows hold what they held, and whether they number the rows: each place has a value of its own, the same on both sides. */
function stableColumns(grid: Grid, { left, right }: Leftovers): { column: number; isNumbering: boolean }[] {
  const stable: { column: number; isNumbering: boolean }[] = [];
  for (let column = 0; column < grid.width; column++) {
    const seen = new Map<number, number>();
    for (const row of left) {
      const id = cellOf(grid.left, row, column);
      seen.set(id, (seen.get(id) ?? 0) + 1);
    }
    const isNumbering =
      seen.size === left.length &&
      right.every(
        (row) =>
          !isLaidOut(grid.left, row) || cellOf(grid.left, row, column) === cellOf(grid.right, row, column),
      );
    let shared = 0;
    for (const row of right) {
      const id = cellOf(grid.right, row, column);
      const waiting = seen.get(id) ?? 0;
      if (waiting === 0) continue;
      seen.set(id, waiting - 1);
      shared++;
    }
    if (shared >= Math.min(left.length, right.length) / 2) stable.push({ column, isNumbering });
  }
  return stable;
}

const isLaidOut = ({ starts }: GridSide, row: number): boolean => (starts[row] ?? -1) >= 0;

/** Pairs rows that agree in some columns: in order, then wherever they went. */
function pairByColumns(grid: Grid, partners: Partners, rest: Leftovers, columns: number[]): void {
  if (columns.length === 0 || columns.length === grid.width || none(rest)) return;
  const ids = projectIds(grid, columns);
  pairInOrder(ids.left, ids.right, partners, rest, (from, to) => likeness(grid, from, to) >= ALIKE);
  // Sorted besides: the same rows wherever they went, as long as more than half of them tells so.
  const { left: gone, right: come } = leftovers(grid.left.starts.length, partners);
  for (const [from, to] of occurrencePairs(ids.left, ids.right, gone, come))
    if (likeness(grid, from, to) > ALIKE) partners[to] = from;
}

/** Looks for similar rows between the same neighbours first: there they are most likely and cheapest to find. */
function pairSimilarInGaps(grid: Grid, partners: Partners): void {
  let budget = MOST_COMPARISONS;
  for (const gap of gapsOf(grid.left.starts.length, partners)) {
    budget -= gap.left.length * gap.right.length * grid.width;
    if (budget < 0) return;
    pairSimilar(grid, partners, gap, ALIKE);
  }
}

/** Pairs the most similar rows first; of equally similar ones those nearest in place. */
function pairSimilar(grid: Grid, partners: Partners, { left, right }: Leftovers, least: number): void {
  const found: { alike: number; away: number; left: number; right: number }[] = [];
  for (const [a, leftRow] of left.entries())
    for (const [b, rightRow] of right.entries()) {
      const alike = likeness(grid, leftRow, rightRow);
      if (alike >= least) found.push({ alike, away: Math.abs(a - b), left: leftRow, right: rightRow });
    }
  found.sort((x, y) => y.alike - x.alike || x.away - y.away || x.right - y.right || x.left - y.left);
  const taken = new Set<number>();
  for (const pair of found) {
    if (taken.has(pair.left) || (partners[pair.right] as number) >= 0) continue;
    taken.add(pair.left);
    partners[pair.right] = pair.left;
  }
}
