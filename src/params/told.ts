import { deriveFrom } from '../../contract/json/memory.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';

/**
 * A value told in terms of one that the reader has already: `null` is that one itself, a text is another value. Of an object every member is told, in order;
 * of an array how many items it keeps at its start and its end, and those between.
 */
export type Told =
  | null
  | string
  | { members: [key: string, told: Told][] }
  | { start: number; end: number; items: Told[] };

/** Tells a value made of `before` (by `adopt`) for who has `before`: what is the same object in both costs nothing. */
export function tell(before: JsonValue | undefined, value: JsonValue): Told {
  if (before === value) return null;
  if (isObject(before) && isObject(value))
    return { members: [...value].map(([key, member]) => [key, tell(before.get(key), member)]) };
  if (isArray(before) && isArray(value)) return tellItems(before, value);
  return printJson(value);
}

function tellItems(before: JsonArray, value: JsonArray): Told {
  const shorter = Math.min(before.length, value.length);
  let start = 0;
  while (start < shorter && before[start] === value[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === value.at(-1 - end)) end++;
  const isPaired = before.length === value.length;
  const between = value.slice(start, value.length - end);
  return {
    start,
    end,
    items: between.map((item, index) => tell(isPaired ? before[start + index] : undefined, item)),
  };
}

/** The value that was told by {@link tell}, made of `before`. */
export function hear(before: JsonValue | undefined, told: Told): JsonValue {
  if (told === null) return before as JsonValue;
  if (typeof told === 'string') return readJson(told);
  if ('members' in told) {
    const object = before as JsonObject;
    return deriveFrom(object, new Map(told.members.map(([key, one]) => [key, hear(object.get(key), one)])));
  }
  const array = before as JsonArray;
  const { start, end, items } = told;
  const isPaired = array.length === start + items.length + end;
  return deriveFrom(array, [
    ...array.slice(0, start),
    ...items.map((one, index) => hear(isPaired ? array[start + index] : undefined, one)),
    ...array.slice(array.length - end),
  ]);
}
