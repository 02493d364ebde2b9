import type { JsonValue } from '../../contract/json/value.ts';
import type { LeafDifference, RowsDifference } from './comparison.ts';
import { type Decimal, decimalOf, multiply, printDecimal, roundTo, subtract } from './decimal.ts';

/** One rule that explains what happened to a column of a table, checked cell by cell. */
export type ColumnEdit = {
  column: string;
  /** Rows that the rule explains. */
  rows: number;
  /** Whether these are all rows that both sides have. */
  all: boolean;
} & (
  | { how: 'shift'; by: string }
  | { how: 'factor'; by: string }
  | { how: 'set'; to: JsonValue }
  | { how: 'added' | 'removed' }
);

/** A rule needs this many cells to be one. */
const LEAST_ROWS = 3;
const FACTOR_DIGITS = 6;

/**
 * The rules behind a table's changed cells: a column shifted by one amount, multiplied by one factor, set to one value, added or removed.
 * Each is replayed: a cell counts only when the rule gives its new value exactly (a factor: rounded to the decimals that are stored).
 */
export function columnEdits(difference: RowsDifference): ColumnEdit[] {
  const cells = new Map<string, LeafDifference[]>();
  for (const row of difference.rows) {
    if (row.kind !== 'changed') continue;
    for (const cell of row.cells) {
      const column = cell.path[cell.path.length - 1];
      if (cell.type !== 'leaf' || typeof column !== 'string') continue;
      if (cell.path.length !== difference.path.length + 2) continue;
      const known = cells.get(column);
      if (known) known.push(cell);
      else cells.set(column, [cell]);
    }
  }
  const kept = difference.rows.filter((row) => row.leftIndex !== null && row.rightIndex !== null);
  const edits: ColumnEdit[] = [];
  for (const column of difference.columns) {
    const changed = cells.get(column) ?? [];
    if (changed.length < LEAST_ROWS && changed.length < kept.length) continue;
    if (changed.length < 2) continue;
    const edit = explain(column, changed, kept.length);
    if (edit) edits.push(edit);
  }
  return edits;
}

function explain(column: string, cells: LeafDifference[], kept: number): ColumnEdit | undefined {
  const rows = cells.length;
  const all = rows === kept;
  if (cells.every(({ kind }) => kind === 'added')) return { column, rows, all, how: 'added' };
  if (cells.every(({ kind }) => kind === 'removed')) return { column, rows, all, how: 'removed' };
  const steps = cells.map(({ left, right }) => [decimalOf(left), decimalOf(right)] as const);
  if (steps.some(([from, to]) => !from || !to)) return undefined;
  const pairs = steps as readonly (readonly [Decimal, Decimal])[];
  const [first, target] = (pairs[0] as readonly [Decimal, Decimal]).map(printDecimal);
  const isOne = pairs.every(([, to]) => printDecimal(to) === target);
  const set = { column, rows, all, how: 'set', to: cells[0]?.right as JsonValue } as const;
  // Of one value that became another nobody could tell a sum from a product: neither is said.
  if (isOne && pairs.every(([from]) => printDecimal(from) === first)) return set;
  const shift = pairs
    .map(([from, to]) => printDecimal(subtract(to, from)))
    .reduce((shortest, step) => (step.length < shortest.length ? step : shortest));
  if (pairs.every(([from, to]) => addsUp(from, shift, to)))
    return { column, rows, all, how: 'shift', by: shift };
  const factor = commonFactor(pairs);
  if (factor !== undefined) return { column, rows, all, how: 'factor', by: factor };
  if (isOne) return set;
  return undefined;
}

/** Exactly, or computed in doubles: 0.2 + 0.1 is stored as 0.30000000000000004. */
function addsUp(from: Decimal, shift: string, to: Decimal): boolean {
  if (printDecimal(subtract(to, from)) === shift) return true;
  const sum = Number(printDecimal(from)) + Number(shift);
  return to.places > 0 && Math.abs(sum) < Number.MAX_SAFE_INTEGER && sum === Number(printDecimal(to));
}

/** The shortest factor that gives every new value, to the decimals it is stored with. Doubles carry 15 digits: more is noise. */
function commonFactor(pairs: readonly (readonly [Decimal, Decimal])[]): string | undefined {
  const size = (value: Decimal): number => Math.abs(Number(printDecimal(value)));
  const [from, to] = pairs.reduce((best, pair) => (size(pair[0]) > size(best[0]) ? pair : best));
  if (from.units === 0n) return undefined;
  const ratio = Number(printDecimal(to)) / Number(printDecimal(from));
  if (!Number.isFinite(ratio) || ratio === 0) return undefined;
  // Of a column that is stored rounded some cells end in zeros, which nobody writes: the longest tells.
  const places = pairs.reduce((most, [, { places }]) => Math.max(most, places), 0);
  for (let digits = 1; digits <= FACTOR_DIGITS; digits++) {
    const factor = decimalOf(Number(ratio.toPrecision(digits)));
    if (factor && pairs.every(([a, b]) => givesExactly(a, factor, b, places))) return printDecimal(factor);
  }
  return undefined;
}

function givesExactly(from: Decimal, factor: Decimal, to: Decimal, places: number): boolean {
  const exact = multiply(from, factor);
  if (subtract(exact, to).units === 0n) return true;
  // Computed in doubles (10.299999999999999), or stored rounded (but to no fewer digits than it had).
  if (Number(printDecimal(from)) * Number(printDecimal(factor)) === Number(printDecimal(to))) return true;
  const roundsTo = (decimals: number): boolean =>
    decimals >= from.places && decimals > 0 && subtract(roundTo(exact, decimals), to).units === 0n;
  return roundsTo(to.places) || roundsTo(places);
}
