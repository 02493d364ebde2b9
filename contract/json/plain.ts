import { Memory } from './memory.ts';
import {
  isArray,
  isObject,
  type JsonArray,
  JsonNumber,
  type JsonValue,
  numberFrom,
  numberText,
} from './value.ts';

function put(target: object, key: string, value: unknown): void {
  // Plain assignment to `__proto__` would set the prototype.
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  else (target as Record<string, unknown>)[key] = value;
}

/**
 * An envelope as plain objects and arrays, numbers as doubles. Members whose key is in `opaque`, at any depth, stay `JsonValue`s:
 * that is where params travel.
 */
export function toPlain(value: JsonValue, opaque: ReadonlySet<string>): unknown {
  const root: unknown[] = [];
  const work: { value: JsonValue; into: object; key: string }[] = [{ value, into: root, key: '0' }];
  for (let task = work.pop(); task !== undefined; task = work.pop()) {
    const { value: item, into, key } = task;
    if (isArray(item)) {
      const made = new Array(item.length).fill(null);
      put(into, key, made);
      for (const [index, member] of item.entries())
        work.push({ value: member, into: made, key: String(index) });
    } else if (isObject(item)) {
      const made = {};
      put(into, key, made);
      for (const [name, member] of item) {
        put(made, name, member); // keeps the order, and is final for opaque members
        if (!opaque.has(name)) work.push({ value: member, into: made, key: name });
      }
    } else put(into, key, item instanceof JsonNumber ? item.value : item);
  }
  return root[0];
}

/**
 * Plain JavaScript as a `JsonValue`. `Map`s and `JsonNumber`s inside pass as they are, so that an envelope with params in it prints
 * without touching them; `undefined` members are left out, as `JSON.stringify` does. Throws a `TypeError` for what JSON cannot hold.
 */
export function fromPlain(value: unknown): JsonValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : new JsonNumber(numberText(value));
  if (typeof value === 'bigint') return numberFrom(String(value));
  if (value instanceof JsonNumber || value instanceof Map) return value as JsonValue;
  if (Array.isArray(value)) {
    if (Memory.has(value)) return value as JsonArray;
    return value.map((item) => (item === undefined ? null : fromPlain(item)));
  }
  if (typeof value === 'object') {
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON === 'function') return fromPlain(toJSON.call(value));
    const made = new Map<string, JsonValue>();
    for (const key of Object.keys(value)) {
      const member = (value as Record<string, unknown>)[key];
      if (member !== undefined) made.set(key, fromPlain(member));
    }
    return made;
  }
  throw new TypeError(`JSON cannot hold a ${typeof value}.`);
}
