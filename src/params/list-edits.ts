import { isArray, isObject, type JsonValue } from '../../contract/json/value.ts';
import type { ListDifference, RowsDifference } from './comparison.ts';
import { decimalOf, printDecimal, roundTo, subtract } from './decimal.ts';

/** What happened to a whole list. */
export type ListEdit =
  | { how: 'reversed' }
  /** Points that all went the same way, by so much in each of their numbers. */
  | { how: 'shifted'; by: string[]; items: number; of: number };

/** Of fewer items it may be chance. */
const LEAST_ITEMS = 3;
/** Decimals of coordinates that doubles carry: 1e-9 degrees are a tenth of a millimetre. */
const DECIMALS = 9;

/** The one rule behind what was moved or changed in a list, checked item by item. */
export function listEdit(difference: RowsDifference | ListDifference): ListEdit | undefined {
  const { rows, left, right } = difference;
  if (right.length < LEAST_ITEMS) return undefined;
  const last = right.length - 1;
  const isReversed =
    left.length === right.length &&
    rows.every(({ leftIndex, rightIndex }) => leftIndex !== null && leftIndex + (rightIndex ?? -1) === last);
  if (isReversed) return { how: 'reversed' };
  if (difference.type === 'rows' || difference.content !== 'points') return undefined;
  const changed = rows.filter(({ kind }) => kind === 'changed');
  const [first, ...others] = changed.map(({ leftIndex, rightIndex }) =>
    way(left[leftIndex ?? -1], right[rightIndex ?? -1]),
  );
  if (!first || changed.length < LEAST_ITEMS || others.some((by) => by?.join() !== first.join()))
    return undefined;
  if (first.every((step) => step === '0')) return undefined;
  const kept = rows.filter(({ leftIndex, rightIndex }) => leftIndex !== null && rightIndex !== null);
  return { how: 'shifted', by: first, items: changed.length, of: kept.length };
}

/** From one point to another, in each of their numbers; they may have a height. */
function way(from: JsonValue | undefined, to: JsonValue | undefined): string[] | undefined {
  const [before, after] = [numbersOf(from), numbersOf(to)];
  if (before.length !== after.length || isArray(from) !== isArray(to)) return undefined;
  const steps = after.flatMap((number, axis) => {
    const [a, b] = [decimalOf(before[axis]), decimalOf(number)];
    return a && b ? [printDecimal(roundTo(subtract(b, a), DECIMALS))] : [];
  });
  return steps.length === after.length ? steps : undefined;
}

function numbersOf(point: JsonValue | undefined): readonly (JsonValue | undefined)[] {
  if (isObject(point)) return [point.get('lat'), point.get('lon')];
  return isArray(point) ? point : [];
}
