import type { CellChange } from './column-pairs.ts';
import {
  absolute,
  compareDecimals,
  type Decimal,
  decimalOf,
  multiply,
  printDecimal,
  roundTo,
  subtract,
} from './decimal.ts';

/** What happened to the numbers of a column, in words of arithmetic. */
export type NumberRule =
  | { how: 'rounded'; decimals: number }
  | { how: 'shift'; by: string }
  | { how: 'factor' | 'divisor'; by: string }
  /** Multiplied, then added to: levels that were depths, °C in °F. */
  | { how: 'linear'; by: string; plus: string };

export interface Cell {
  cell: CellChange;
  /** Its place on the right side, from 0. */
  row: number;
  from: Decimal | undefined;
  to: Decimal | undefined;
}

export function cellOf(cell: CellChange, row: number): Cell {
  return { cell, row, from: decimalOf(cell.left), to: decimalOf(cell.right) };
}
/** A rule to be tried, and whether it gives the new value of a cell exactly. */
export interface Candidate<Rule = NumberRule> {
  rule: Rule;
  gives: (cell: Cell) => boolean;
  /** Whether the cells that follow leave no doubt; missing where any number of them does. */
  isShown?: (followers: readonly Cell[]) => boolean;
}

/** 4.4482216 N are a pound of force. */
const FACTOR_DIGITS = 8;
/** A factor that could be rounded into cells is told where chance would give others of them in all but one of so many cases. */
const LEAST_CHANCES = 100;
/** Shifts, values and cells to reckon a factor from that are tried. */
export const TRIED = 4;

/** Values with the commonest first. */
export function commonest<Value>(values: readonly Value[]): Value[] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}

/** Sums, then products and quotients, then both at once. */
export function* arithmetic(cells: readonly Cell[]): Generator<Candidate> {
  yield* shiftCandidates(cells);
  yield* factorCandidates(cells);
  yield* linearCandidates(cells);
}

/** To the decimals of the cell that has most of them, then to fewer: that one may have been edited. */
export function* roundedCandidates(cells: readonly Cell[]): Generator<Candidate> {
  const places = new Set(cells.map(({ to }) => to?.places ?? 0));
  for (const decimals of [...places].sort((a, b) => b - a).slice(0, TRIED))
    yield {
      rule: { how: 'rounded', decimals },
      gives: ({ from, to }) => from !== undefined && to !== undefined && isRounded(from, to, decimals),
    };
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
  return areDoubles(from, to) && double(from) + Number(shift) === double(to);
}

/** Doubles print no more digits. */
const MOST_DIGITS = 17;

/** Whether a program that calculates in doubles may have led from one number to another: whole numbers and long ones are exact. */
function areDoubles(from: Decimal, to: Decimal): boolean {
  const isDouble = (number: Decimal): boolean =>
    String(absolute(number).units).length <= MOST_DIGITS &&
    Math.abs(double(number)) < Number.MAX_SAFE_INTEGER;
  // What differs in less than a double holds was not calculated.
  return from.places + to.places > 0 && isDouble(from) && isDouble(to) && double(from) !== double(to);
}

/** Factors and divisors from few digits to more, reckoned from the largest cells: doubles carry 15 digits, and more is noise. */
function* factorCandidates(cells: readonly Cell[]): Generator<Candidate> {
  const sizeOf = ({ from }: Cell): number => (from ? Math.abs(double(from)) : 0);
  const largest = cells
    .map((cell) => ({ cell, size: sizeOf(cell) }))
    .sort((a, b) => b.size - a.size)
    .slice(0, TRIED);
  // Of a column that is stored rounded some cells end in zeros, which nobody writes: the longest tells.
  const places = cells.reduce((most, { to }) => Math.max(most, to?.places ?? 0), 0);
  const tried = new Set<string>();
  for (let digits = 1; digits <= FACTOR_DIGITS; digits++)
    for (const { cell, size } of largest)
      for (const how of ['factor', 'divisor'] as const) {
        const now = Number(cell.cell.kind === 'changed' && cell.to && printDecimal(cell.to));
        const old = cell.from && cell.from.units < 0n ? -size : size;
        const ratio = how === 'factor' ? now / old : old / now;
        // What a division makes larger is told as a product.
        if (!Number.isFinite(ratio) || ratio === 0 || (how === 'divisor' && Math.abs(ratio) <= 1)) continue;
        const number = decimalOf(Number(ratio.toPrecision(digits)));
        const by = number && printDecimal(number);
        // Of cells that changed none was multiplied by 1.
        if (!number || by === undefined || by === '1' || tried.has(`${how} ${by}`)) continue;
        tried.add(`${how} ${by}`);
        yield* productCandidates({ how, by }, number, places);
      }
}

/** A product or quotient as it is, then as it is stored rounded, but to no fewer digits than it had. */
function* productCandidates(
  rule: { how: 'factor' | 'divisor'; by: string },
  number: Decimal,
  places: number,
): Generator<Candidate> {
  const { gives, rounds } = rule.how === 'factor' ? PRODUCT : QUOTIENT;
  const isExact = (from: Decimal, to: Decimal): boolean => gives(from, number, to);
  const isStored = (from: Decimal, to: Decimal): boolean =>
    [to.places, places].some(
      (decimals) => decimals >= from.places && decimals > 0 && rounds(from, number, to, decimals),
    );
  yield { rule, gives: ({ from, to }) => from !== undefined && to !== undefined && isExact(from, to) };
  yield {
    rule,
    gives: ({ from, to }) =>
      from !== undefined && to !== undefined && (isExact(from, to) || isStored(from, to)),
    isShown: isBeyondChance,
  };
}

/** Two cells give a factor and what is added; so many that hold different numbers prove it. */
const LEAST_NUMBERS = 4;
const LINEAR_DIGITS = 4;

function* linearCandidates(cells: readonly Cell[]): Generator<Candidate> {
  const numbers = cells.flatMap(({ from, to }) => (from && to ? [{ from, to, size: double(from) }] : []));
  const [first, ...others] = numbers;
  if (!first || numbers.length < LEAST_NUMBERS) return;
  let [least, most] = [first, first];
  for (const number of others) {
    if (number.size < least.size) least = number;
    if (number.size > most.size) most = number;
  }
  const ratio = double(subtract(most.to, least.to)) / double(subtract(most.from, least.from));
  const tried = new Set(['0', '1']);
  for (let digits = 1; Number.isFinite(ratio) && digits <= LINEAR_DIGITS; digits++) {
    const factor = decimalOf(Number(ratio.toPrecision(digits))) as Decimal;
    const by = printDecimal(factor);
    if (tried.has(by)) continue;
    tried.add(by);
    const rests = numbers.slice(0, TRIED).map(({ from, to }) => subtract(to, multiply(from, factor)));
    const plus = rests.map(printDecimal).sort((a, b) => a.length - b.length)[0] as string;
    if (plus === '0') continue;
    yield {
      rule: { how: 'linear', by, plus },
      gives: ({ from, to }) =>
        from !== undefined &&
        to !== undefined &&
        (addsUp(multiply(from, factor), plus, to) ||
          // A program rounds the product before it adds to it.
          (areDoubles(from, to) && double(from) * double(factor) + Number(plus) === double(to))),
      isShown: (followers) =>
        new Set(followers.map(({ from }) => from && printDecimal(from))).size >= LEAST_NUMBERS,
    };
  }
}

interface Arithmetic {
  /** Exactly, or computed in doubles: 10.299999999999999. */
  gives: (from: Decimal, by: Decimal, to: Decimal) => boolean;
  rounds: (from: Decimal, by: Decimal, to: Decimal, decimals: number) => boolean;
}

const double = (decimal: Decimal): number => Number(printDecimal(decimal));

const PRODUCT: Arithmetic = {
  gives: (from, by, to) =>
    subtract(multiply(from, by), to).units === 0n ||
    (areDoubles(from, to) &&
      (double(from) * double(by) === double(to) || isNoise(multiply(from, by), to, [from, to]))),
  rounds: (from, by, to, decimals) => isRounded(multiply(from, by), to, decimals),
};

const QUOTIENT: Arithmetic = {
  gives: (from, by, to) =>
    subtract(multiply(to, by), from).units === 0n ||
    (areDoubles(from, to) &&
      (double(from) / double(by) === double(to) || isNoise(multiply(to, by), from, [from, to]))),
  // A quotient may have no end: both are looked at as they were before it was divided.
  rounds: (from, by, to, decimals) =>
    areHalfAway(from, multiply(to, by), multiply({ units: 1n, places: decimals }, absolute(by))),
};

/** Doubles print short what they hold to fewer digits. */
const NOISY_DIGITS = 16;

/** Whether two numbers differ by no more than what several steps in doubles leave in the last digits, where one of those that are stored shows them. */
export function isNoise(one: Decimal, other: Decimal, stored: readonly Decimal[]): boolean {
  if (!stored.some((number) => String(absolute(number).units).length >= NOISY_DIGITS)) return false;
  const { units, places } = absolute(subtract(one, other));
  return compareDecimals({ units: units << 51n, places }, absolute(other)) <= 0;
}

/**
 * Whether rounded values can hardly follow a factor by chance: a cell that changed by many units of its last place, and holds many, could as well have
 * become any other number of them. One cell gives the factor and proves nothing.
 */
export function isBeyondChance(followers: readonly Cell[]): boolean {
  const chances = followers.map(({ from, to }) => {
    if (!from || !to) return 1;
    const zero = { units: 0n, places: from.places };
    return Math.min(...[from, zero].map((other) => Math.abs(Number(subtract(to, other).units))));
  });
  const others = chances.sort((a, b) => a - b).slice(0, -1);
  return others.reduce((product, count) => product * count, 1) >= LEAST_CHANCES;
}

/** Whether a number is another one rounded to some decimals. What lies half way goes up, down or to the even one, as the program does that rounds. */
export function isRounded(from: Decimal, to: Decimal, decimals: number): boolean {
  return (
    subtract(roundTo(to, decimals), to).units === 0n && areHalfAway(from, to, { units: 1n, places: decimals })
  );
}

/** Whether two numbers are no more than half a unit apart. */
function areHalfAway(one: Decimal, other: Decimal, unit: Decimal): boolean {
  const { units, places } = absolute(subtract(one, other));
  return compareDecimals({ units: 2n * units, places }, unit) <= 0;
}
