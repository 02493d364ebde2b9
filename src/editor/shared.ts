import { isContainer, isNumber, type JsonValue } from '../../contract/json/value.ts';
import { sameSpelling } from '../params/equal.ts';

type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** `next` with every part that says the same as in `before` being that part itself, so that what shows it need not be drawn again. */
export function shared<T>(before: unknown, next: T): T {
  if (before === next) return next;
  if (Array.isArray(before) && Array.isArray(next)) return sharedList(before, next) as T;
  if (isPlain(before) && isPlain(next)) return sharedObject(before, next) as T;
  const values = (isContainer(next as JsonValue) || isNumber(next)) && before !== undefined;
  return values && sameSpelling(before as JsonValue, next as JsonValue) ? (before as T) : next;
}

function sharedList(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const made = next.map((item, index) => shared(before[index], item));
  return made.length === before.length && made.every((item, index) => item === before[index]) ? before : made;
}

function sharedObject(before: Plain, next: Plain): Plain {
  const keys = Object.keys(next);
  const made = Object.fromEntries(keys.map((key) => [key, shared(before[key], next[key])]));
  const same = keys.length === Object.keys(before).length && keys.every((key) => made[key] === before[key]);
  return same ? before : made;
}
