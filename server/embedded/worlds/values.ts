import { fromPlain } from '../../../contract/json/plain.ts';
import {
  isArray,
  isObject,
  type JsonArray,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  numberText,
  numberValue,
} from '../../../contract/json/value.ts';

/** Params while they are being made: values are immutable, an edit shares what it does not touch. */
export type Step = string | number;

/** A number with its spelling, e.g. `num('1466.0')`. */
export const num = (text: string): JsonNumber => new JsonNumber(text);

/** Params from plain objects; `num` and values that are made already may stand inside. */
export const params = (plain: unknown): JsonValue => fromPlain(plain);

/** `a.0.b` as steps: digits are indices of lists. */
export const stepsOf = (path: string): Step[] =>
  path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));

export function at(value: JsonValue | undefined, path: readonly Step[]): JsonValue | undefined {
  let found = value;
  for (const step of path) {
    if (typeof step === 'number') found = isArray(found) ? found[step] : undefined;
    else found = isObject(found) ? found.get(step) : undefined;
  }
  return found;
}

/** The value with another one at the path; objects on the way that are missing are made. */
export function put(value: JsonValue | undefined, path: readonly Step[], item: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return item;
  if (typeof step === 'number') {
    const list = isArray(value) ? [...value] : [];
    list[step] = put(list[step], rest, item);
    return list;
  }
  const members = new Map(isObject(value) ? value : []);
  members.set(step, put(members.get(step), rest, item));
  return members;
}

/** The value without the key at the path. */
export function without(value: JsonValue, path: readonly Step[]): JsonValue {
  const key = path.at(-1);
  const holder = at(value, path.slice(0, -1));
  if (typeof key !== 'string' || !isObject(holder)) return value;
  const members = new Map(holder);
  members.delete(key);
  return put(value, path.slice(0, -1), members);
}

/** Stands for "no such key" in `edited`. */
export const gone = Symbol('gone');

/** Several edits by dotted path, e.g. `{ 'a.rows.0.k': 2, b: gone }`. */
export function edited(value: JsonValue, edits: Record<string, unknown>): JsonValue {
  return Object.entries(edits).reduce(
    (before, [path, item]) =>
      item === gone ? without(before, stepsOf(path)) : put(before, stepsOf(path), params(item)),
    value,
  );
}

export const listAt = (value: JsonValue, path: string): JsonArray => {
  const found = at(value, stepsOf(path));
  return isArray(found) ? found : [];
};
export const numberAt = (value: JsonValue | undefined, path: string, otherwise = 0): number => {
  const found = at(value, stepsOf(path));
  return typeof found === 'number' || found instanceof JsonNumber ? numberValue(found) : otherwise;
};
export const textAt = (value: JsonValue | undefined, path: string, otherwise = ''): string => {
  const found = at(value, stepsOf(path));
  return typeof found === 'string' ? found : otherwise;
};

/** JSON text of params: compact, number spelling and key order kept. */
export function print(value: JsonValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || value instanceof JsonNumber) return numberText(value);
  if (isArray(value)) return `[${value.map(print).join(',')}]`;
  if (isObject(value)) return printObject(value);
  return String(value);
}

function printObject(value: JsonObject): string {
  let text = '';
  for (const [key, member] of value) text += `${text ? ',' : ''}${JSON.stringify(key)}:${print(member)}`;
  return `{${text}}`;
}
