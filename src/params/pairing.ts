import { isNumber, type JsonObject, numberValue } from '../../contract/json.ts';
import type { Pairing } from './comparison.ts';
import { changedCells, type Grid, keyCandidates, layOut, likeness, projectIds } from './grid.ts';
import type { Interning } from './interning.ts';
import { commonInOrder, longestIncreasing, occurrencePairs } from './sequence.ts';

/** For each right row the left row it is, or -1. */
export type Partners = Int32Array;

export interface RowPairing {
  partners: Partners;
  pairing: Pairing;
  columns: string[];
  keyCandidates: string[];
}

/** Rows are alike from here on: at least half of their cells are equal. */
const ALIKE = 0.5;
/** Cell comparisons that looking for similar rows may cost in all. */
const MOST_COMPARISONS = 3_000_000;
/** Key columns that are tried. */
const MOST_KEYS = 4;
/** A table in which nothing pairs is shown row by row up to this many rows, as replaced beyond. */
const SMALL = 20;

/**
 * Pairs the rows of two tables. Place, each key column and likeness are tried; the one that explains the right side with the fewest
 * changes wins, in that order of trust when they tie. `null`: nothing pairs, the table was replaced as a whole.
 *
 * `override`: a column's name to pair by, `null` to use no key column, `undefined` to choose.
 */
export function pairRows(
  leftRows: readonly JsonObject[],
  rightRows: readonly JsonObject[],
  interning: Interning,
  override?: string | null,
): RowPairing | null {
  const grid = layOut(leftRows, rightRows, interning);
  const keys = keyCandidates(grid);
  const result = (partners: Partners, pairing: Pairing): RowPairing => ({
    partners,
    pairing,
    columns: grid.columns,
    keyCandidates: keys.map((key) => grid.columns[key] as string),
  });
  const forced = typeof override === 'string' ? grid.columns.indexOf(override) : -1;
  if (forced >= 0 && forced < grid.width)
    return result(byKey(grid, forced), { by: 'key', column: override as string });

  let best: RowPairing | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  const consider = (partners: Partners, pairing: Pairing): void => {
    const cost = costOf(grid, partners);
    const same = best !== null && pairing.by === 'key' && best.pairing.by === 'position';
    if (
      cost < lowest ||
      (same && cost === lowest && equalPartners(partners, (best as RowPairing).partners))
    ) {
      best = result(partners, pairing);
      lowest = cost;
    }
  };
  const sameLength = leftRows.length === rightRows.length;
  if (sameLength) consider(byPosition(grid), { by: 'position' });
  if (override !== null)
    for (const key of keys.slice(0, MOST_KEYS))
      consider(byKey(grid, key), { by: 'key', column: grid.columns[key] as string });
  consider(byLikeness(grid), { by: 'likeness' });
  const found = best as RowPairing | null;

  if (found && anythingPairs(grid, found)) return found;
  const few = leftRows.length + rightRows.length <= 2 * SMALL;
  if (sameLength && (few || near(grid))) return result(byPosition(grid), { by: 'position' });
  return few || leftRows.length === 0 || rightRows.length === 0 ? found : null;
}

function equalPartners(left: Partners, right: Partners): boolean {
  return left.every((partner, index) => partner === right[index]);
}

function anythingPairs(grid: Grid, { partners, pairing }: RowPairing): boolean {
  if (pairing.by === 'key') return partners.some((partner) => partner >= 0);
  return partners.some((partner, row) => partner >= 0 && likeness(grid, partner, row) > 0);
}

/** The number of changes a pairing leads to; a row without partner weighs a little more than one, so that edits in place stay edits. */
function costOf(grid: Grid, partners: Partners): number {
  const alone = 1 + grid.width / 4;
  let paired = 0;
  let cost = 0;
  for (const [row, partner] of partners.entries()) {
    if (partner < 0) continue;
    paired++;
    if (grid.leftIds[partner] !== grid.rightIds[row]) cost += Math.max(1, changedCells(grid, partner, row));
  }
  cost += (grid.leftRows.length + grid.rightRows.length - 2 * paired) * alone;
  return cost + moves(partners).count;
}

/** Which rows moved, as block numbers from 0 (-1 for those that stayed), rows that moved together sharing one. */
export function moves(partners: Partners): { blocks: Int32Array; count: number } {
  const blocks = new Int32Array(partners.length).fill(-1);
  const rows: number[] = [];
  for (const [row, partner] of partners.entries()) if (partner >= 0) rows.push(row);
  const lefts = rows.map((row) => partners[row] as number);
  const stayed = longestIncreasing(lefts);
  if (stayed.length === rows.length) return { blocks, count: 0 };

  // Ranks rather than places: a row removed from between two that moved together does not part them.
  const ranks = new Map([...lefts].sort((a, b) => a - b).map((left, index) => [left, index]));
  const still = new Set(stayed);
  let count = 0;
  let before = -2;
  for (const [index, row] of rows.entries()) {
    if (still.has(index)) {
      before = -2;
      continue;
    }
    const place = ranks.get(lefts[index] as number) as number;
    if (place !== before + 1) count++;
    blocks[row] = count - 1;
    before = place;
  }
  return { blocks, count };
}

function byPosition(grid: Grid): Partners {
  return Int32Array.from(grid.rightRows, (_, row) => row);
}

/** Pairs rows whose key occurs once on each side; the others by likeness. */
function byKey(grid: Grid, column: number): Partners {
  const partners = new Int32Array(grid.rightRows.length).fill(-1);
  const places = (cells: Int32Array, count: number): Map<number, number> => {
    const found = new Map<number, number>();
    for (let row = 0; row < count; row++) {
      const id = cells[row * grid.width + column] as number;
      if (id !== 0) found.set(id, found.has(id) ? -1 : row);
    }
    return found;
  };
  const rights = places(grid.right, grid.rightRows.length);
  for (const [id, left] of places(grid.left, grid.leftRows.length)) {
    const right = rights.get(id) ?? -1;
    if (left >= 0 && right >= 0) partners[right] = left;
  }
  pairLeftovers(grid, partners);
  return partners;
}

function byLikeness(grid: Grid): Partners {
  const partners = new Int32Array(grid.rightRows.length).fill(-1);
  for (const [left, right] of commonInOrder(grid.leftIds, grid.rightIds)) partners[right] = left;
  pairLeftovers(grid, partners);
  return partners;
}

export interface Leftovers {
  left: number[];
  right: number[];
}

export function leftovers(leftCount: number, partners: Partners): Leftovers {
  const taken = new Uint8Array(leftCount);
  const right: number[] = [];
  for (const [row, partner] of partners.entries()) {
    if (partner >= 0) taken[partner] = 1;
    else right.push(row);
  }
  const left: number[] = [];
  for (let row = 0; row < taken.length; row++) if (!taken[row]) left.push(row);
  return { left, right };
}

/** Pairs what is left: equal rows wherever they went, then rows equal in the columns that hardly changed, then similar ones. */
function pairLeftovers(grid: Grid, partners: Partners): void {
  let rest = leftovers(grid.leftRows.length, partners);
  if (rest.left.length === 0 || rest.right.length === 0) return;
  for (const [left, right] of occurrencePairs(grid.leftIds, grid.rightIds, rest.left, rest.right))
    partners[right] = left;
  rest = leftovers(grid.leftRows.length, partners);
  if (rest.left.length === 0 || rest.right.length === 0 || grid.width === 0) return;
  pairByStableColumns(grid, partners, rest);
  pairSimilarInGaps(grid, partners);
  rest = leftovers(grid.leftRows.length, partners);
  if (rest.left.length * rest.right.length * grid.width <= MOST_COMPARISONS)
    pairSimilar(grid, partners, rest);
}

/** “All rows × 1.05” leaves no row equal: rows that agree in the columns nobody touched are the same rows. */
function pairByStableColumns(grid: Grid, partners: Partners, { left, right }: Leftovers): void {
  const stable: number[] = [];
  for (let column = 0; column < grid.width; column++) {
    const seen = new Map<number, number>();
    for (const row of left) {
      const id = grid.left[row * grid.width + column] as number;
      seen.set(id, (seen.get(id) ?? 0) + 1);
    }
    let shared = 0;
    for (const row of right) {
      const id = grid.right[row * grid.width + column] as number;
      const waiting = seen.get(id) ?? 0;
      if (waiting === 0) continue;
      seen.set(id, waiting - 1);
      shared++;
    }
    if (shared >= Math.min(left.length, right.length) * 0.5) stable.push(column);
  }
  if (stable.length === 0 || stable.length === grid.width) return;
  const leftIds = new Int32Array(grid.leftRows.length);
  const rightIds = new Int32Array(grid.rightRows.length);
  projectIds(grid, stable, leftIds, rightIds);
  const common = commonInOrder(
    Int32Array.from(left, (row) => leftIds[row] as number),
    Int32Array.from(right, (row) => rightIds[row] as number),
  );
  for (const [a, b] of common) {
    const [leftRow, rightRow] = [left[a] as number, right[b] as number];
    if (likeness(grid, leftRow, rightRow) >= ALIKE) partners[rightRow] = leftRow;
  }
}

/** Looks for similar rows between the same neighbours first: there they are most likely and cheapest to find. */
function pairSimilarInGaps(grid: Grid, partners: Partners): void {
  let budget = MOST_COMPARISONS;
  for (const gap of gapsOf(grid.leftRows.length, partners)) {
    budget -= gap.left.length * gap.right.length * grid.width;
    if (budget < 0) return;
    pairSimilar(grid, partners, gap);
  }
}

/** What has no partner yet, by the neighbours that stayed around it; only gaps that hold something on both sides. */
export function gapsOf(leftCount: number, partners: Partners): Leftovers[] {
  const { left, right } = leftovers(leftCount, partners);
  if (left.length === 0 || right.length === 0) return [];
  const paired: number[] = [];
  for (const [row, partner] of partners.entries()) if (partner >= 0) paired.push(row);
  // Rows that moved do not part gaps.
  const anchors = longestIncreasing(paired.map((row) => partners[row] as number)).map(
    (index) => paired[index] as number,
  );
  const gaps = new Map<number, Leftovers>();
  const gapOf = (index: number): Leftovers => {
    const gap = gaps.get(index) ?? { left: [], right: [] };
    gaps.set(index, gap);
    return gap;
  };
  let at = 0;
  for (const row of left) {
    while (at < anchors.length && (partners[anchors[at] as number] as number) < row) at++;
    gapOf(at).left.push(row);
  }
  at = 0;
  for (const row of right) {
    while (at < anchors.length && (anchors[at] as number) < row) at++;
    gapOf(at).right.push(row);
  }
  return [...gaps.values()].filter((gap) => gap.left.length > 0 && gap.right.length > 0);
}

/** Pairs the most similar rows first; of equally similar ones those nearest in place. */
function pairSimilar(grid: Grid, partners: Partners, { left, right }: Leftovers): void {
  const found: { alike: number; away: number; left: number; right: number }[] = [];
  for (const [a, leftRow] of left.entries())
    for (const [b, rightRow] of right.entries()) {
      const alike = likeness(grid, leftRow, rightRow);
      if (alike >= ALIKE) found.push({ alike, away: Math.abs(a - b), left: leftRow, right: rightRow });
    }
  found.sort((x, y) => y.alike - x.alike || x.away - y.away || x.right - y.right || x.left - y.left);
  const taken = new Set<number>();
  for (const pair of found) {
    if (taken.has(pair.left) || (partners[pair.right] as number) >= 0) continue;
    taken.add(pair.left);
    partners[pair.right] = pair.left;
  }
}

/** Whether the numbers at equal places are of the same size throughout: recalculated, not replaced. Looks at a sample. */
function near(grid: Grid): boolean {
  let close = 0;
  let seen = 0;
  const step = Math.max(1, Math.floor(grid.rightRows.length / 200));
  for (let row = 0; row < grid.rightRows.length; row += step)
    for (const [key, value] of grid.rightRows[row] as JsonObject) {
      const other = grid.leftRows[row]?.get(key);
      if (!isNumber(value) || !isNumber(other)) continue;
      const [a, b] = [numberValue(other), numberValue(value)];
      seen++;
      if (Math.abs(a - b) <= 0.5 * Math.max(Math.abs(a), Math.abs(b))) close++;
    }
  return seen > 0 && close >= seen / 2;
}
