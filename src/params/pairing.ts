import { sameSource } from '../../contract/json/memory.ts';
import { isNumber, type JsonObject, numberValue } from '../../contract/json/value.ts';
import { alignInOrder } from './align.ts';
import type { Pairing } from './comparison.ts';
import { equalValues } from './equal.ts';
import { pairEqualItems } from './equal-items.ts';
import {
  cellOf,
  changedCells,
  columnsOf,
  type Grid,
  isNaming,
  keyCandidates,
  layOut,
  likeness,
  tellingColumns,
} from './grid.ts';
import type { Interning } from './interning.ts';
import { pairLeftovers } from './likeness.ts';
import { gapsOf, type Leftovers, leftovers, moves, type Partners } from './partners.ts';
import { occurrencePairs } from './sequence.ts';

export interface RowPairing {
  partners: Partners;
  /** 1 for each right row that is its partner to the byte: nothing in it needs comparing. */
  identical: Uint8Array;
  pairing: Pairing;
  columns: string[];
  keyCandidates: string[];
}

/** Key columns that are tried. */
const MOST_KEYS = 4;
/** A table in which nothing pairs is shown row by row up to this many rows, as replaced beyond. */
const SMALL = 20;
/** A row with another name is still the same where at least this part of its other cells is equal. */
const LEAST_ALIKE = 0.5;

/**
 * Pairs the rows of two tables. Equal rows are found first; for the others place, each key column and likeness
 * are tried, and the one that explains the right side with the fewest changes wins, in that order of trust when they tie.
 * `null`: nothing pairs, the table was replaced as a whole.
 *
 * `override`: a column's name to pair by, `null` to use no key column, `undefined` to choose.
 */
export function pairRows(
  leftRows: readonly JsonObject[],
  rightRows: readonly JsonObject[],
  interning: Interning,
  override?: string | null,
): RowPairing | null {
  const columns = columnsOf(leftRows, rightRows);
  const keys = keyCandidates(columns, leftRows, rightRows);
  const forced = typeof override === 'string' && columns.includes(override) ? override : undefined;
  const start: RowPairing = {
    partners: new Int32Array(rightRows.length).fill(-1),
    identical: new Uint8Array(rightRows.length),
    pairing: { by: 'likeness' },
    columns,
    keyCandidates: keys,
  };
  if (forced === undefined) pairEqual(leftRows, rightRows, interning, start);
  const rest = leftovers(leftRows.length, start.partners);
  const telling = tellingColumns(columns, leftRows, rightRows);
  const sides = [leftRows, rest.left, rightRows, rest.right] as const;
  const grid = layOut(columns, telling, ...sides, interning);
  const usable = forced !== undefined ? [forced] : override === null ? [] : keys.slice(0, MOST_KEYS);
  const best = chooseBest(grid, start, rest, usable, forced !== undefined);
  return orReplaced(grid, best, leftRows, rightRows);
}

/** The pairing with the fewest changes of those worth trying. */
function chooseBest(
  grid: Grid,
  start: RowPairing,
  rest: Leftovers,
  keys: readonly string[],
  forced: boolean,
): RowPairing {
  let best: RowPairing | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  const leftCount = grid.left.starts.length;
  let last: { begun: Partners; partners: Partners; cost: number } | undefined;
  const complete = (begun: Partners): { partners: Partners; cost: number } => {
    // Where a table hardly changed, no way of pairing begins with more than the equal rows: then all of them end alike.
    if (last && equalPartners(begun, last.begun)) return last;
    const partners = begun.slice();
    pairLeftovers(grid, partners);
    last = { begun, partners, cost: costOf(grid, rest, partners) };
    return last;
  };
  const consider = (pair: (partners: Partners) => void, pairing: Pairing): void => {
    const begun = start.partners.slice();
    pair(begun);
    const { partners, cost } = complete(begun);
    const byPlace = best?.pairing.by === 'position' && !equalPartners(partners, best.partners);
    // On a tie a name says more than a place, unless they disagree.
    const tie = cost === lowest && pairing.by === 'key' && best?.pairing.by !== 'key' && !byPlace;
    if (cost >= lowest && !tie) return;
    best = {
      ...start,
      partners,
      pairing: isPlace(leftCount, partners) && pairing.by !== 'key' ? { by: 'position' } : pairing,
    };
    lowest = cost;
  };
  const names = keptNames(grid, rest, keys);
  if (!forced) consider((partners) => pairByPlace(grid, partners, names), { by: 'likeness' });
  for (const column of keys)
    consider((partners) => pairByKey(grid, rest, partners, column), { by: 'key', column });
  if (!forced) consider(() => {}, { by: 'likeness' });
  return best ?? start;
}

/** Nothing in common: small tables are shown row by row, large ones as replaced. */
function orReplaced(
  grid: Grid,
  found: RowPairing,
  leftRows: readonly JsonObject[],
  rightRows: readonly JsonObject[],
): RowPairing | null {
  const { partners, pairing } = found;
  if (leftRows.length === 0 || rightRows.length === 0) return found;
  const pairs = partners.some(
    (partner, row) =>
      partner >= 0 && (!laidOut(grid, row) || pairing.by === 'key' || likeness(grid, partner, row) > 0),
  );
  if (pairs) return found;
  const few = leftRows.length + rightRows.length <= 2 * SMALL;
  if (leftRows.length === rightRows.length && (few || near(leftRows, rightRows)))
    return { ...found, partners: Int32Array.from(rightRows, (_, row) => row), pairing: { by: 'position' } };
  if (few) return found;
  const aligned = alignNear(leftRows, rightRows);
  return aligned && { ...found, partners: aligned };
}

/** A table of measured values that were all recalculated, with a few rows more or fewer. */
function alignNear(leftRows: readonly JsonObject[], rightRows: readonly JsonObject[]): Partners | null {
  const apart = (from: number, to: number) =>
    farApart(leftRows[from] as JsonObject, rightRows[to] as JsonObject);
  const pairs = alignInOrder(leftRows.length, rightRows.length, apart);
  if (!pairs || pairs.reduce((sum, pair) => sum + apart(...pair), 0) > pairs.length * FAR) return null;
  const partners = new Int32Array(rightRows.length).fill(-1);
  for (const [from, to] of pairs) partners[to] = from;
  return partners;
}

/** On average, numbers further apart than this are other numbers. */
const FAR = 0.2;

/** How far apart the numbers of two rows are on average, as a part of the larger one: 0 to 1. */
function farApart(left: JsonObject, right: JsonObject): number {
  let sum = 0;
  let count = 0;
  for (const [key, value] of right) {
    const other = left.get(key);
    if (!isNumber(value) || !isNumber(other)) continue;
    const [a, b] = [numberValue(other), numberValue(value)];
    const larger = Math.max(Math.abs(a), Math.abs(b));
    count++;
    if (larger > 0) sum += Math.min(1, Math.abs(a - b) / larger);
  }
  return count === 0 ? 1 : sum / count;
}

/** Pairs equal rows: in order as far as possible, the others wherever they went. */
function pairEqual(
  leftRows: readonly JsonObject[],
  rightRows: readonly JsonObject[],
  interning: Interning,
  { partners, identical }: RowPairing,
): void {
  const found = pairEqualItems(leftRows, rightRows, interning);
  const { leftIds, rightIds } = found;
  partners.set(found.partners);
  const rest = leftovers(leftRows.length, partners);
  if (rest.left.length > 0)
    for (const [from, to] of occurrencePairs(leftIds, rightIds, rest.left, rest.right)) partners[to] = from;
  for (let row = 0; row < partners.length; row++) {
    const partner = partners[row] as number;
    if (partner < 0) continue;
    const [from, to] = [leftRows[partner], rightRows[row]];
    if (from === to || sameSource(from, to)) identical[row] = 1;
    // Among thousands of rows two that differ have one id now and then.
    else if (!equalValues(from, to)) partners[row] = -1;
  }
}

/** Rows paired before the grid was made are equal. */
function laidOut(grid: Grid, row: number): boolean {
  return (grid.right.starts[row] as number) >= 0;
}

function isPlace(leftCount: number, partners: Partners): boolean {
  return leftCount === partners.length && partners.every((partner, row) => partner === row);
}

function equalPartners(left: Partners, right: Partners): boolean {
  return left.every((partner, index) => partner === right[index]);
}

/** What a row without partner costs: a little more than one change, so that edits in place stay edits. */
function aloneCost(grid: Grid): number {
  return 1 + grid.width / 4;
}

/** The number of changes a pairing leads to. */
function costOf(grid: Grid, rest: Leftovers, partners: Partners): number {
  let paired = 0;
  let cost = 0;
  for (const row of rest.right) {
    const partner = partners[row] as number;
    if (partner < 0) continue;
    paired++;
    if (grid.left.ids[partner] !== grid.right.ids[row]) cost += Math.max(1, changedCells(grid, partner, row));
  }
  cost += (rest.left.length + rest.right.length - 2 * paired) * aloneCost(grid);
  return cost + moves(partners).count;
}

/** The column that names the rows, where at least half of the names are still there; -1 where none does. */
function keptNames(grid: Grid, { left, right }: Leftovers, [key]: readonly string[]): number {
  const column = key !== undefined && isNaming(key) ? grid.columns.indexOf(key) : -1;
  if (column < 0 || column >= grid.width) return -1;
  const names = new Set(left.map((row) => cellOf(grid.left, row, column)));
  const kept = right.filter((row) => names.has(cellOf(grid.right, row, column))).length;
  const equal = grid.right.starts.length - right.length;
  const least = Math.min(grid.left.starts.length, grid.right.starts.length) / 2;
  return kept + equal >= least ? column : -1;
}

/** Pairs rows that stand at the same place between the same neighbours, unless hardly a cell is equal or they seem to be others by their names. */
function pairByPlace(grid: Grid, partners: Partners, names: number): void {
  const unnamed = { ...grid, telling: grid.telling.filter((column) => column !== names) };
  // One row went, and another came; one of which only the name changed did not.
  const areOthers = (from: number, to: number, changed: number): boolean =>
    names >= 0 &&
    changed > 1 &&
    cellOf(grid.left, from, names) !== cellOf(grid.right, to, names) &&
    likeness(unnamed, from, to) < LEAST_ALIKE;
  for (const { left, right } of gapsOf(grid.left.starts.length, partners)) {
    if (left.length !== right.length) continue;
    for (const [index, from] of left.entries()) {
      const to = right[index] as number;
      const changed = changedCells(grid, from, to);
      if (changed <= 2 * aloneCost(grid) && !areOthers(from, to, changed)) partners[to] = from;
    }
  }
}

/** Pairs rows whose key occurs once on each side. */
function pairByKey(grid: Grid, rest: Leftovers, partners: Partners, key: string): void {
  const column = grid.columns.indexOf(key);
  if (column >= grid.width) return;
  const places = (side: Grid['left'], rows: readonly number[]): Map<number, number> => {
    const found = new Map<number, number>();
    for (const row of rows) {
      const id = cellOf(side, row, column);
      if (id !== 0) found.set(id, found.has(id) ? -1 : row);
    }
    return found;
  };
  const rights = places(grid.right, rest.right);
  for (const [id, left] of places(grid.left, rest.left)) {
    const right = rights.get(id) ?? -1;
    if (left >= 0 && right >= 0) partners[right] = left;
  }
}

/** Whether the numbers at equal places are of the same size throughout: recalculated, not replaced. Looks at a sample. */
function near(leftRows: readonly JsonObject[], rightRows: readonly JsonObject[]): boolean {
  let close = 0;
  let seen = 0;
  const step = Math.max(1, Math.floor(rightRows.length / 200));
  for (let row = 0; row < rightRows.length; row += step)
    for (const [key, value] of rightRows[row] as JsonObject) {
      const other = leftRows[row]?.get(key);
      if (!isNumber(value) || !isNumber(other)) continue;
      const [a, b] = [numberValue(other), numberValue(value)];
      seen++;
      if (Math.abs(a - b) <= 0.5 * Math.max(Math.abs(a), Math.abs(b))) close++;
    }
  return seen > 0 && close >= seen / 2;
}
