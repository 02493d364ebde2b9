import {
  isArray,
  isObject,
  JsonNumber,
  type JsonValue,
  numberText,
  readJson,
} from '../../../contract/json.ts';

/** Params while they are made: plain and mutable; a `JsonNumber` keeps a number's spelling. Keys are the generator's own, never a user's. */
export type Value = null | boolean | string | number | JsonNumber | Value[] | Members;
export interface Members {
  [key: string]: Value;
}

/** Params from their JSON text, number spelling and key order kept. */
export function read(text: string): Members {
  return plain(readJson(text)) as Members;
}

function plain(value: JsonValue): Value {
  if (isArray(value)) return value.map(plain);
  if (!isObject(value)) return value as Value;
  return Object.fromEntries([...value].map(([key, member]) => [key, plain(member)]));
}

/** JSON text without white space, numbers as they are spelled. */
export function print(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || value instanceof JsonNumber) return numberText(value);
  if (Array.isArray(value)) return `[${value.map(print).join(',')}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${print(member)}`);
  return `{${members.join(',')}}`;
}

export function copy<T extends Value>(value: T): T {
  if (Array.isArray(value)) return value.map(copy) as T;
  if (!isMembers(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)])) as T;
}

export function isMembers(value: Value | undefined): value is Members {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  );
}

/** The value at a dotted path, where digits are indices of lists; `undefined` when there is none. */
export function get(value: Value, path: string): Value | undefined {
  let found: Value | undefined = value;
  for (const step of path.split('.')) {
    if (Array.isArray(found)) found = found[Number(step)];
    else found = isMembers(found) ? found[step] : undefined;
  }
  return found;
}

/** Puts a value at a dotted path in place; objects on the way are made, `undefined` removes the key. */
export function put(value: Members, path: string, item: Value | undefined): void {
  const steps = path.split('.');
  const last = steps.pop() as string;
  let holder: Value = value;
  for (const step of steps) {
    const next: Value | undefined = Array.isArray(holder) ? holder[Number(step)] : (holder as Members)[step];
    if (typeof next === 'object' && next !== null) holder = next;
    else {
      const made: Members = {};
      (holder as Members)[step] = made;
      holder = made;
    }
  }
  if (Array.isArray(holder)) holder[Number(last)] = item as Value;
  else if (item === undefined) delete (holder as Members)[last];
  else (holder as Members)[last] = item;
}

/** The list at a path; an empty one when there is none. */
export function list(value: Value, path: string): Value[] {
  const found = get(value, path);
  return Array.isArray(found) ? found : [];
}

/** A number with its spelling, e.g. `spelled('12.0')`. */
export const spelled = (text: string): JsonNumber => new JsonNumber(text);

export function numeric(value: Value | undefined, otherwise = 0): number {
  if (value instanceof JsonNumber) return value.value;
  return typeof value === 'number' ? value : otherwise;
}
