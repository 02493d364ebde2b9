import { isNumber, isObject, type JsonValue } from '../../contract/json/value.ts';
import { type PairRule, pairRules } from './column-pairs.ts';
import type { LeafDifference, RowsDifference } from './comparison.ts';
import { type Decimal, decimalOf, multiply, printDecimal, roundTo, subtract } from './decimal.ts';
import { equalValues } from './equal.ts';
import { applyTextRule, type TextRule, textRules } from './text-edits.ts';

/** What happened to a column, in words of arithmetic or of its texts. */
export type ColumnRule =
  | TextRule
  | PairRule
  /** Yes became no, no became yes. */
  | { how: 'inverted' }
  | { how: 'rounded'; decimals: number }
  | { how: 'shift'; by: string }
  | { how: 'factor'; by: string }
  | { how: 'set'; to: JsonValue }
  | { how: 'added' | 'removed' };

/** A row that both sides have and to which the rule does not lead. */
export interface ColumnException {
  /** Its place on the right side, from 0. */
  row: number;
  /** What happened in it instead; missing where the cell stayed as it was. */
  cell?: LeafDifference;
}

/** One rule that explains what happened to a column of a table, checked cell by cell. */
export type ColumnEdit = ColumnRule & {
  column: string;
  /** Rows in which the rule made a change. */
  rows: number;
  /** Rows that both sides have. */
  of: number;
  /** Whether the rule gives the right value in all of those, also where that changes nothing (0 × 2). */
  all: boolean;
  /** Every cell that changed otherwise; cells that stayed as they were as well, unless there are too many to name. */
  except: readonly ColumnException[];
};

interface Cell {
  cell: LeafDifference;
  row: number;
  from: Decimal | undefined;
  to: Decimal | undefined;
}

/** A rule to be tried, and whether it gives the new value of a cell exactly. */
interface Candidate {
  rule: ColumnRule;
  gives: (cell: Cell) => boolean;
}

/** A rule needs this many cells to be one. */
const LEAST_ROWS = 3;
const FACTOR_DIGITS = 6;
/** Of more exceptions, or more than one in so many cells that follow, there is no rule. */
const MOST_EXCEPTIONS = 5;
const FOLLOWERS_EACH = 3;
/** Shifts, values and cells to reckon a factor from that are tried. */
const TRIED = 4;

/**
 * The rules behind a table's changed cells: a column shifted by one amount, multiplied by one factor, rounded, set to one value, added or removed; its
 * texts renumbered, or one part of them replaced; two columns that exchanged their values, or of which one is the other with a new name.
 * Each is replayed: a cell counts only when the rule gives its new value exactly (a factor: rounded to the decimals that are stored). A few cells may have
 * changed otherwise; they are told with the rule.
 */
export function columnEdits(difference: RowsDifference): ColumnEdit[] {
  const cells = new Map<string, Cell[]>();
  for (const row of difference.rows) {
    if (row.kind !== 'changed' || row.rightIndex === null) continue;
    for (const cell of row.cells) {
      const column = cell.path[cell.path.length - 1];
      if (cell.type !== 'leaf' || typeof column !== 'string') continue;
      if (cell.path.length !== difference.path.length + 2) continue;
      const one = { cell, row: row.rightIndex, from: decimalOf(cell.left), to: decimalOf(cell.right) };
      const known = cells.get(column);
      if (known) known.push(one);
      else cells.set(column, [one]);
    }
  }
  const kept = difference.rows.flatMap(({ leftIndex, rightIndex }) =>
    leftIndex === null || rightIndex === null ? [] : [rightIndex],
  );
  const edits: ColumnEdit[] = [];
  const pairs = pairRules(cells);
  const partners = new Set(Array.from(pairs.values(), (pair) => pair.with));
  for (const column of difference.columns) {
    const changed = cells.get(column) ?? [];
    const pair = pairs.get(column);
    if (pair) edits.push(pairEdit(column, changed, pair, kept, difference));
    if (pair || partners.has(column)) continue;
    if (changed.length < LEAST_ROWS && changed.length < kept.length) continue;
    if (changed.length < 2) continue;
    const found = explain(changed);
    if (found) edits.push(editOf(column, changed, found, kept, difference));
  }
  return edits;
}

interface Found {
  rule: ColumnRule;
  except: Cell[];
}

/** The first rule without an exception, else the one with the fewest. */
function explain(cells: readonly Cell[]): Found | undefined {
  const most = Math.min(
    MOST_EXCEPTIONS,
    Math.floor(cells.length / (FOLLOWERS_EACH + 1)),
    Math.max(0, cells.length - LEAST_ROWS),
  );
  let best: Found | undefined;
  for (const { rule, gives } of candidates(cells)) {
    const limit = best ? best.except.length - 1 : most;
    const except: Cell[] = [];
    for (const cell of cells) if (!gives(cell) && except.push(cell) > limit) break;
    if (except.length > limit) continue;
    if (except.length === 0) return { rule, except };
    best = { rule, except };
  }
  return best;
}

function* candidates(cells: readonly Cell[]): Generator<Candidate> {
  for (const how of ['added', 'removed'] as const)
    yield { rule: { how }, gives: ({ cell }) => cell.kind === how };
  const set = setCandidate(cells);
  // Of one value that became another nobody could tell a sum from a product: neither is said.
  const [first] = cells.filter(set.gives);
  const isOne = cells.every((cell) => !set.gives(cell) || equalValues(cell.cell.left, first?.cell.left));
  if (isOne) yield set;
  yield* shiftCandidates(cells);
  yield* factorCandidates(cells);
  // Before rounding: what all cells hold now was set.
  if (!isOne) yield set;
  yield* textCandidates(cells);
  yield {
    rule: { how: 'inverted' },
    gives: ({ cell }) => typeof cell.left === 'boolean' && cell.right === !cell.left,
  };
  const decimals = cells.reduce((most, { to }) => Math.max(most, to?.places ?? 0), 0);
  yield {
    rule: { how: 'rounded', decimals },
    gives: ({ from, to }) => from !== undefined && to !== undefined && isRounded(from, to, decimals),
  };
}

function* textCandidates(cells: readonly Cell[]): Generator<Candidate> {
  const tried = new Set<string>();
  for (const { cell } of cells.slice(0, TRIED)) {
    const { left, right } = cell;
    if (typeof left !== 'string' || typeof right !== 'string') continue;
    for (const rule of textRules(left, right)) {
      const name = JSON.stringify(rule);
      if (tried.has(name)) continue;
      tried.add(name);
      yield {
        rule,
        gives: ({ cell }) => typeof cell.left === 'string' && applyTextRule(rule, cell.left) === cell.right,
      };
    }
  }
}

/** The value that most cells hold now. */
function setCandidate(cells: readonly Cell[]): Candidate {
  const keyOf = ({ cell: { right }, to }: Cell): unknown =>
    to ? printDecimal(to) : typeof right === 'string' ? `“${right}` : right;
  const [target] = commonest(cells.filter(({ cell }) => cell.kind === 'changed').map(keyOf));
  const one = cells.find((cell) => keyOf(cell) === target);
  return {
    rule: { how: 'set', to: one?.cell.right ?? null },
    gives: (cell) => cell.cell.kind === 'changed' && keyOf(cell) === target,
  };
}

/** Values with the commonest first. */
function commonest<Value>(values: readonly Value[]): Value[] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}

function* shiftCandidates(cells: readonly Cell[]): Generator<Candidate> {
  const steps = commonest(
    cells.flatMap(({ from, to }) => (from && to ? [printDecimal(subtract(to, from))] : [])),
  );
  // Of a sum that programs made most cells show digits that nobody typed: the shortest is the one that was meant.
  const shortest = steps.toSorted((a, b) => a.length - b.length);
  for (const by of new Set([...shortest.slice(0, TRIED), ...steps.slice(0, TRIED)]))
    yield {
      rule: { how: 'shift', by },
      gives: ({ from, to }) => from !== undefined && to !== undefined && addsUp(from, by, to),
    };
}

/** Exactly, or computed in doubles: 0.2 + 0.1 is stored as 0.30000000000000004. */
function addsUp(from: Decimal, shift: string, to: Decimal): boolean {
  if (printDecimal(subtract(to, from)) === shift) return true;
  const sum = Number(printDecimal(from)) + Number(shift);
  return to.places > 0 && Math.abs(sum) < Number.MAX_SAFE_INTEGER && sum === Number(printDecimal(to));
}

/** Factors from few digits to more, reckoned from the largest cells: doubles carry 15 digits, and more is noise. */
function* factorCandidates(cells: readonly Cell[]): Generator<Candidate> {
  const size = ({ from }: Cell): number => (from ? Math.abs(Number(printDecimal(from))) : 0);
  const largest = cells
    .map((cell) => ({ cell, size: size(cell) }))
    .sort((a, b) => b.size - a.size)
    .slice(0, TRIED);
  // Of a column that is stored rounded some cells end in zeros, which nobody writes: the longest tells.
  const places = cells.reduce((most, { to }) => Math.max(most, to?.places ?? 0), 0);
  const tried = new Set<string>();
  for (let digits = 1; digits <= FACTOR_DIGITS; digits++)
    for (const { cell } of largest) {
      const ratio = Number(cell.cell.kind === 'changed' && cell.to && printDecimal(cell.to)) / size(cell);
      const sign = cell.from && cell.from.units < 0n ? -1 : 1;
      if (!Number.isFinite(ratio) || ratio === 0) continue;
      const factor = decimalOf(Number((sign * ratio).toPrecision(digits)));
      const by = factor && printDecimal(factor);
      if (!factor || by === undefined || tried.has(by)) continue;
      tried.add(by);
      yield {
        rule: { how: 'factor', by },
        gives: ({ from, to }) =>
          from !== undefined && to !== undefined && givesExactly(from, factor, to, places),
      };
    }
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

const isRounded = (from: Decimal, to: Decimal, decimals: number): boolean =>
  subtract(roundTo(from, decimals), to).units === 0n;

function editOf(
  column: string,
  cells: readonly Cell[],
  { rule, except }: Found,
  kept: readonly number[],
  { right }: RowsDifference,
): ColumnEdit {
  const changed = new Set(cells.map(({ row }) => row));
  const still = kept.filter((row) => !changed.has(row) && !stays(rule, valueIn(right[row], column)));
  const rows = cells.length - except.length;
  const named = still.length <= MOST_EXCEPTIONS && still.length < rows ? still : [];
  const exceptions: ColumnException[] = [
    ...named.map((row) => ({ row })),
    ...except.map(({ row, cell }) => ({ row, cell })),
  ];
  exceptions.sort((a, b) => a.row - b.row);
  const all = still.length === 0 && except.length === 0;
  return { ...rule, column, rows, of: kept.length, all, except: exceptions };
}

function pairEdit(
  column: string,
  cells: readonly Cell[],
  rule: PairRule,
  kept: readonly number[],
  { right }: RowsDifference,
): ColumnEdit {
  const changed = new Set(cells.map(({ row }) => row));
  const isDone = (row: number): boolean => {
    if (changed.has(row)) return true;
    const [one, other] = [valueIn(right[row], column), valueIn(right[row], rule.with)];
    // Where both hold the same an exchange changes nothing; a name changes nothing where there is neither.
    return rule.how === 'exchanged' ? equalValues(one, other) : one === undefined && other === undefined;
  };
  const all = kept.every(isDone);
  return { ...rule, column, rows: cells.length, of: kept.length, all, except: [] };
}

function valueIn(row: JsonValue | undefined, column: string): JsonValue | undefined {
  return isObject(row) ? row.get(column) : undefined;
}

/** Whether a rule leaves a value as it is. */
function stays(rule: ColumnRule, value: JsonValue | undefined): boolean {
  if (rule.how === 'set') return equalValues(value, rule.to);
  if (rule.how === 'added') return value !== undefined;
  if (rule.how === 'removed') return value === undefined;
  const number = isNumber(value) ? decimalOf(value) : undefined;
  if (rule.how === 'rounded') return number !== undefined && isRounded(number, number, rule.decimals);
  return rule.how === 'factor' && number?.units === 0n;
}
