import { deriveFrom } from '../../contract/json/memory.ts';
import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';
import { sameSpelling } from './equal.ts';

/**
 * `parsed` in terms of `current`: whatever means and spells the same is the current object itself, so that it keeps its source text and counts as
 * untouched. Keys stand in the order of `parsed`: what is typed at the top is stored there.
 */
export function adopt(current: JsonValue | undefined, parsed: JsonValue): JsonValue {
  if (current === parsed) return parsed;
  if (isObject(current) && isObject(parsed)) return adoptObject(current, parsed);
  if (isArray(current) && isArray(parsed)) return adoptArray(current, parsed);
  return current !== undefined && sameSpelling(current, parsed) ? current : parsed;
}

function adoptObject(current: JsonObject, parsed: JsonObject): JsonObject {
  const made = new Map<string, JsonValue>();
  const order = current.keys();
  let same = current.size === parsed.size;
  for (const [key, next] of parsed) {
    const member = current.get(key);
    const kept = adopt(member, next);
    if (kept !== member || order.next().value !== key) same = false;
    made.set(key, kept);
  }
  return same ? current : deriveFrom(current, made);
}

function adoptArray(current: JsonArray, parsed: JsonArray): JsonArray {
  let start = 0;
  const shorter = Math.min(current.length, parsed.length);
  while (start < shorter && sameSpelling(current[start], parsed[start])) start++;
  if (start === current.length && start === parsed.length) return current;
  let end = 0;
  while (end < shorter - start && sameSpelling(current.at(-1 - end), parsed.at(-1 - end))) end++;
  const grown = parsed.length - current.length;
  const made = parsed.map((item, index) => {
    if (index < start) return current[index] as JsonValue;
    if (index >= parsed.length - end) return current[index - grown] as JsonValue;
    return grown === 0 ? adopt(current[index], item) : item;
  });
  return deriveFrom(current, made);
}
