import { isNumber, type JsonNumber, type JsonValue, numberText } from '../../contract/json/value.ts';
import {
  canonicalNumber,
  compareDecimals,
  decimalOf,
  printDecimal,
  printPlaces,
  toDecimal,
  unitsAt,
} from './decimal.ts';
import { isTellable } from './text-edits.ts';

/** What happened to a column whose numbers are texts now, or the other way, when each holds the number that it held. */
export interface TypeRule {
  how: 'to texts' | 'to numbers';
  /** What stands around the number in each text. */
  before: string;
  after: string;
  /** It is written `1,5`. */
  comma: boolean;
  /** How many decimals each text has, or as the number was written, without needless zeros, or as Python writes floats: `2.0`, `2.5`. */
  written: number | 'stored' | 'plain' | 'pointed';
}

/** A number in a text, not a part of a longer one; `-` before it is its sign unless it joins it to a word, as in `P-5`. */
const NUMBER = /(?<!\d[.,]?)(?:(?<![\p{L}\p{N}])-)?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?(?![.,]?\d)/gu;

/** The rules that could lead from one value to the other; `givesOtherType` tells whether they do. */
export function typeRules(from: JsonValue | undefined, to: JsonValue | undefined): TypeRule[] {
  if (isNumber(from) && typeof to === 'string')
    return placesOf(from, to).flatMap((place) =>
      writingsOf(from, place.number).map((written) => ({
        how: 'to texts',
        before: place.before,
        after: place.after,
        comma: place.comma,
        written,
      })),
    );
  if (typeof from !== 'string' || !isNumber(to)) return [];
  return placesOf(to, from).map(({ before, after, comma }) => ({
    how: 'to numbers',
    before,
    after,
    comma,
    written: 'stored',
  }));
}

/** Whether a rule makes one value of the other: a text to the character, a number by value. */
export function givesOtherType(
  rule: TypeRule,
  from: JsonValue | undefined,
  to: JsonValue | undefined,
): boolean {
  if (rule.how === 'to texts')
    return isNumber(from) && typeof to === 'string' && rule.before + spelt(from, rule) + rule.after === to;
  if (typeof from !== 'string' || !isNumber(to)) return false;
  const { before, after } = rule;
  if (from.length < before.length + after.length || !from.startsWith(before) || !from.endsWith(after))
    return false;
  const number = withPoint(from.slice(before.length, from.length - after.length), rule.comma);
  return number !== undefined && canonicalNumber(number) === canonicalNumber(numberText(to));
}

interface NumberPlace {
  before: string;
  /** With a point. */
  number: string;
  after: string;
  comma: boolean;
}

/** Where a text says a number: `5 kN/m2` says 5 and 2. */
function placesOf(number: number | JsonNumber, text: string): NumberPlace[] {
  const value = decimalOf(number);
  if (!value) return [];
  return [...text.matchAll(NUMBER)].flatMap(({ 0: found, index }) => {
    const comma = found.includes(',');
    const said = withPoint(found, comma) as string;
    const [before, after] = [text.slice(0, index), text.slice(index + found.length)];
    const read = toDecimal(said);
    if (!read || compareDecimals(read, value) !== 0 || !isTellable(before + after)) return [];
    // Of a whole number other cells tell whether it is a comma.
    const commas = /[.,]/.test(found) ? [comma] : [false, true];
    return commas.map((comma) => ({ before, number: said, after, comma }));
  });
}

/** How a number can have been written to be spelt so. */
function writingsOf(number: number | JsonNumber, said: string): TypeRule['written'][] {
  const places = /\.(\d+)$/.exec(said)?.[1]?.length ?? 0;
  const ways = ['stored', 'plain', 'pointed', places] as const;
  return ways.filter((written) => spelt(number, { written, comma: false }) === said);
}

function spelt(number: number | JsonNumber, { written, comma }: Pick<TypeRule, 'written' | 'comma'>): string {
  const value = decimalOf(number);
  const text =
    value && written !== 'stored' ? withDecimals(printDecimal(value), written) : numberText(number);
  return comma ? text.replace('.', ',') : text;
}

/** A plain number with so many decimals, where that leaves it the same number. */
function withDecimals(plain: string, written: Exclude<TypeRule['written'], 'stored'>): string {
  if (written === 'plain') return plain;
  if (written === 'pointed') return plain.includes('.') ? plain : `${plain}.0`;
  const value = toDecimal(plain);
  return value && value.places <= written
    ? printPlaces({ units: unitsAt(value, written), places: written })
    : plain;
}

/** A number as JSON writes it; nothing where a point stands and a comma should. */
function withPoint(text: string, comma: boolean): string | undefined {
  if (!comma) return text;
  return text.includes('.') ? undefined : text.replace(',', '.');
}
