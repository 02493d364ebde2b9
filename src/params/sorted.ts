import {
  isNumber,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberValue,
} from '../../contract/json/value.ts';
import { isEmpty } from './kinds.ts';
import { moves, type Partners } from './partners.ts';

/** Fewer blocks than this were moved by hand. */
const LEAST_MOVES = 3;

/**
 * The column by which the right side's rows are sorted and the left side's were not, when that is what moved the rows.
 * Numbers by size, texts by code unit; rows that only one side has do not count.
 */
export function sortedBy(
  left: readonly JsonObject[],
  right: readonly JsonObject[],
  columns: readonly string[],
  partners: Partners,
): { column: string; descending: boolean } | undefined {
  if (moves(partners).count < LEAST_MOVES) return undefined;
  const { before, after } = keptOf(left, right, partners);
  const places = partners.filter((partner) => partner >= 0);
  // Sorting leaves equal rows in their order: who turned the table round did that.
  const isReversed = places.every((place, index) => index === 0 || place < (places[index - 1] as number));
  for (const column of columns) {
    const values = after.map((row) => row.get(column));
    const order = orderOf(values);
    if (order === undefined || (isReversed && !areAllApart(values))) continue;
    if (orderOf(before.map((row) => row.get(column))) !== order) return { column, descending: order < 0 };
  }
  return undefined;
}

/** The same of a list's items, by what they are. */
export function sortedItems(
  left: JsonArray,
  right: JsonArray,
  partners: Partners,
): { descending: boolean } | undefined {
  if (moves(partners).count < LEAST_MOVES) return undefined;
  const { before, after } = keptOf(left, right, partners);
  return orderGiven(before, after);
}

/** The order in which values are now and were not before. */
export function orderGiven(before: JsonArray, after: JsonArray): { descending: boolean } | undefined {
  const order = orderOf(after);
  return order === undefined || orderOf(before) === order ? undefined : { descending: order < 0 };
}

/** What both sides have. */
function keptOf<Item>(left: readonly Item[], right: readonly Item[], partners: Partners) {
  const kept = new Set(partners);
  return {
    before: left.filter((_, place) => kept.has(place)),
    after: right.filter((_, place) => (partners[place] as number) >= 0),
  };
}

/**
 * 1 when the values rise, -1 when they fall, `undefined` when neither, when all are equal or not all of one kind. Those that hold nothing stand before or after
 * the others, as programs sort them.
 */
function orderOf(values: readonly (JsonValue | undefined)[]): 1 | -1 | undefined {
  let order: 1 | -1 | undefined;
  let end = values.length;
  while (end > 0 && isEmpty(values[end - 1])) end--;
  let start = 0;
  if (end === values.length) while (start < end && isEmpty(values[start])) start++;
  for (let index = start + 1; index < end; index++) {
    const step = compare(values[index - 1], values[index]);
    if (step === undefined || (order !== undefined && step !== 0 && step !== order)) return undefined;
    if (step !== 0) order = step;
  }
  return order;
}

/** Whether values that are in order are all there, and no two of them equal. */
function areAllApart(values: readonly (JsonValue | undefined)[]): boolean {
  return values.every(
    (value, index) => !isEmpty(value) && (index === 0 || compare(values[index - 1], value) !== 0),
  );
}

function compare(left: JsonValue | undefined, right: JsonValue | undefined): 1 | -1 | 0 | undefined {
  if (isNumber(left) && isNumber(right)) {
    const step = numberValue(right) - numberValue(left);
    return step > 0 ? 1 : step < 0 ? -1 : step === 0 ? 0 : undefined;
  }
  if (typeof left === 'string' && typeof right === 'string') return left < right ? 1 : left > right ? -1 : 0;
  return undefined;
}
