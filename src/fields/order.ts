import { printJson } from '../../contract/json/printing.ts';
import {
  isContainer,
  isNumber,
  type JsonNumber,
  type JsonValue,
  numberText,
  numberValue,
} from '../../contract/json/value.ts';
import { hash } from '../api/hash.ts';
import {
  add,
  canonicalNumber,
  compareDecimals,
  type Decimal,
  multiply,
  printDecimal,
  toDecimal,
} from '../params/decimal.ts';
import { shownText } from './show.tsx';

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Numbers by value, exactly; also beyond 2^53 and for `1.0` beside `1`. `NaN` where one of them is none. */
export function compareNumbers(a: number | JsonNumber, b: number | JsonNumber): number {
  const [x, y] = [numberValue(a), numberValue(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  // Doubles tell apart what they spell; equal ones may differ in digits that a double does not hold.
  if (x !== y || (typeof a === 'number' && typeof b === 'number')) return x < y ? -1 : x > y ? 1 : 0;
  const [left, right] = [toDecimal(numberText(a)), toDecimal(numberText(b))];
  return left && right ? compareDecimals(left, right) : 0;
}

/** A value made ready to be compared often. Whichever way, numbers come before texts, these before the rest, and nothing at all last. */
export interface SortKey {
  rank: 0 | 1 | 2 | 3 | 4 | 5;
  number?: number | JsonNumber;
  text?: string;
}

export function sortKey(value: JsonValue | undefined): SortKey {
  if (value === undefined) return { rank: 5 };
  if (value === null) return { rank: 4 };
  if (isNumber(value)) return Number.isNaN(numberValue(value)) ? { rank: 3 } : { rank: 0, number: value };
  if (typeof value === 'string') return { rank: 1, text: value };
  if (typeof value === 'boolean') return { rank: 2, number: value ? 1 : 0 };
  return { rank: 3, text: shownText('json', value) };
}

export function compareKeys(a: SortKey, b: SortKey, descending: boolean): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  const found =
    a.number !== undefined && b.number !== undefined
      ? compareNumbers(a.number, b.number)
      : names.compare(a.text ?? '', b.text ?? '');
  return descending ? -found : found;
}

/** A text that is the same for the same value: for all spellings of a number. */
export function valueKey(value: JsonValue | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (isNumber(value)) return `number ${canonicalNumber(numberText(value))}`;
  if (!isContainer(value)) return `${typeof value} ${value}`;
  const text = printJson(value);
  return `json ${text.length > LONGEST_KEY ? hash(text) + hash(text, 1) : text}`;
}

/** Keys are kept with what of groups is open. */
const LONGEST_KEY = 200;

const HALF: Decimal = { units: 5n, places: 1 };

/** The middle of finite numbers that are sorted, exact, as a text; at least one is given. */
export function medianText(sorted: readonly (number | JsonNumber)[]): string {
  const upper = sorted[Math.floor(sorted.length / 2)] as number | JsonNumber;
  if (sorted.length % 2 === 1) return numberText(upper);
  const lower = sorted[sorted.length / 2 - 1] as number | JsonNumber;
  const [a, b] = [toDecimal(numberText(lower)), toDecimal(numberText(upper))];
  return a && b ? printDecimal(multiply(add(a, b), HALF)) : numberText(upper);
}
