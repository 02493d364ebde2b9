import { deriveFrom } from '../../contract/json/memory.ts';
import {
  isArray,
  isContainer,
  isNumber,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberText,
} from '../../contract/json/value.ts';

/** Where a value stands in params: keys of objects and indices of arrays, from the root. `[]` is the root. */
export type Path = readonly (string | number)[];

/** RFC 6901 JSON pointer of a path; `''` is the root. */
export function toPointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/**
 * The path of an RFC 6901 pointer. Digits become an index where `within` holds an array at that place; without `within`, everywhere.
 * Throws a `RangeError` for text that is no pointer.
 */
export function fromPointer(pointer: string, within?: JsonValue): Path {
  if (pointer === '') return [];
  if (!pointer.startsWith('/'))
    throw new RangeError(`“${pointer}” is not a JSON pointer: it must start with “/”.`);
  const path: (string | number)[] = [];
  let value = within;
  for (const part of pointer.slice(1).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const index = /^(?:0|[1-9]\d*)$/.test(key) && (within === undefined || isArray(value));
    path.push(index ? Number(key) : key);
    value = value === undefined ? undefined : step(value, path[path.length - 1] as string | number);
  }
  return path;
}

export function startsWith(path: Path, head: Path): boolean {
  return head.length <= path.length && head.every((part, index) => part === path[index]);
}

function step(value: JsonValue, key: string | number): JsonValue | undefined {
  if (isObject(value)) return value.get(String(key));
  if (isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return undefined;
}

/** The value at a path, `undefined` when nothing is stored there (`null` is a stored value). */
export function getIn(value: JsonValue | undefined, path: Path): JsonValue | undefined {
  let current = value;
  for (const key of path) {
    if (current === undefined) return undefined;
    current = step(current, key);
  }
  return current;
}

/** A copy of an object with one member set; its place and the source's text are kept. */
export function withMember(object: JsonObject, key: string, member: JsonValue): JsonObject {
  return deriveFrom(object, new Map(object).set(key, member));
}

/** A copy of an object without one member. */
function withoutMember(object: JsonObject, key: string): JsonObject {
  const made = new Map(object);
  made.delete(key);
  return deriveFrom(object, made);
}

/** A copy of an array with a part replaced, as `Array.prototype.splice` does. */
export function spliced(
  array: JsonArray,
  index: number,
  count: number,
  ...items: readonly JsonValue[]
): JsonArray {
  return deriveFrom(array, [...array.slice(0, index), ...items, ...array.slice(index + count)]);
}

function update(
  value: JsonValue | undefined,
  path: Path,
  change: (parent: JsonArray | JsonObject, key: string | number) => JsonArray | JsonObject,
  own?: OwnContainers,
): JsonArray | JsonObject {
  const steps: { parent: JsonArray | JsonObject; key: string | number; old: JsonValue | undefined }[] = [];
  let old = value;
  for (const key of path) {
    // Setting below something that is no container replaces it: a group that was missing or null comes to be.
    const parent = isContainer(old) ? old : typeof key === 'number' ? [] : new Map<string, JsonValue>();
    old = step(parent, key);
    steps.push({ parent, key, old });
  }
  const last = steps.pop() as (typeof steps)[number];
  return steps.reduceRight(
    (made, { parent, key, old }) => {
      if (made === old) return parent;
      return own ? putOwn(own, parent, key, made) : put(parent, key, made);
    },
    change(last.parent, last.key),
  );
}

function put(parent: JsonArray | JsonObject, key: string | number, value: JsonValue): JsonArray | JsonObject {
  if (isObject(parent)) return withMember(parent, String(key), value);
  if (typeof key !== 'number') throw new RangeError(`A list has no member “${key}”.`);
  if (key > parent.length)
    throw new RangeError(`The list has ${parent.length} items; there is no place ${key}.`);
  return spliced(parent, key, 1, value);
}

/** Containers that a run of changes has made and nobody else has seen: the next change of the run is made in them, not in a copy. */
export type OwnContainers = Set<JsonArray | JsonObject>;

/** As `put`, in place where the parent is one's own; `undefined` removes. */
function putOwn(
  own: OwnContainers,
  parent: JsonArray | JsonObject,
  key: string | number,
  value: JsonValue | undefined,
): JsonArray | JsonObject {
  if (!own.has(parent)) {
    const made = value === undefined ? without(parent, key) : put(parent, key, value);
    own.add(made);
    return made;
  }
  if (isObject(parent)) {
    const members = parent as Map<string, JsonValue>;
    if (value === undefined) members.delete(String(key));
    else members.set(String(key), value);
  } else {
    const items = parent as JsonValue[];
    if (typeof key !== 'number' || key > items.length) put(parent, key, value as JsonValue);
    items.splice(key as number, 1, ...(value === undefined ? [] : [value]));
  }
  return parent;
}

function without(parent: JsonArray | JsonObject, key: string | number): JsonArray | JsonObject {
  return isObject(parent) ? withoutMember(parent, String(key)) : spliced(parent, key as number, 1);
}

/**
 * Sets the value at a path. Everything beside the path is shared with the source; missing groups on the way are made.
 * An index may be the list's length (appends), not more. `own` makes a run of changes cost one copy: give the same set to each of them.
 */
export function setIn(value: JsonValue, path: Path, leaf: JsonValue, own?: OwnContainers): JsonValue {
  if (path.length === 0) return leaf;
  if (getIn(value, path) === leaf) return value;
  return update(
    value,
    path,
    (parent, key) => (own ? putOwn(own, parent, key, leaf) : put(parent, key, leaf)),
    own,
  );
}

/** Removes the member or item at a path; the value itself when nothing is there. `own` as in {@link setIn}. */
export function removeIn(value: JsonValue, path: Path, own?: OwnContainers): JsonValue {
  if (path.length === 0 || getIn(value, path) === undefined) return value;
  return update(
    value,
    path,
    (parent, key) => (own ? putOwn(own, parent, key, undefined) : without(parent, key)),
    own,
  );
}

/** Inserts an item into a list before the index that ends the path. */
export function insertIn(value: JsonValue, path: Path, item: JsonValue): JsonValue {
  const index = path[path.length - 1];
  if (typeof index !== 'number') throw new RangeError('An item is inserted at an index of a list.');
  return update(value, path, (parent) => {
    if (!isArray(parent))
      throw new RangeError(`${toPointer(path.slice(0, -1)) || 'The root'} is not a list.`);
    if (index > parent.length)
      throw new RangeError(`The list has ${parent.length} items; there is no place ${index}.`);
    return spliced(parent, index, 0, item);
  });
}

/** Moves an item of the list at `path` from one index to another; the other items close up. */
export function moveIn(value: JsonValue, path: Path, from: number, to: number): JsonValue {
  const list = getIn(value, path);
  if (!isArray(list) || list[from] === undefined) return value;
  const made = [...list];
  const [item] = made.splice(from, 1);
  made.splice(to, 0, item as JsonValue);
  return setIn(value, path, deriveFrom(list, made));
}

const ROW_NAMES = ['name', 'label', 'id', 'code', 'zone', 'layer', 'title', 'mark'];

/** What a row is called by people: the text of its first naming column, else `undefined`. */
export function rowName(row: JsonValue | undefined): string | undefined {
  if (!isObject(row)) return undefined;
  for (const column of ROW_NAMES) {
    const value = row.get(column);
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (isNumber(value)) return numberText(value);
  }
  return undefined;
}

const known = new WeakMap<JsonArray, Map<string, number>>();

/** How many rows of a list have each name. */
function namesOf(rows: JsonArray): ReadonlyMap<string, number> {
  const found = known.get(rows);
  if (found) return found;
  const names = new Map<string, number>();
  for (const row of rows) {
    const name = rowName(row);
    if (name !== undefined) names.set(name, (names.get(name) ?? 0) + 1);
  }
  known.set(rows, names);
  return names;
}

/** Whether a row's name tells which row of a list it is: it is no other's, and not the number of another. */
export function isTelling(name: string, rows: JsonArray, index: number): boolean {
  if (/^\d+$/.test(name) && name !== String(index + 1)) return false;
  return (namesOf(rows).get(name) ?? 0) - (rowName(rows[index]) === name ? 1 : 0) === 0;
}

/** Which row of a list it is: its name, its number from 1 where it has none, or both: `Clay (row 2)`. `row` is what stands or stood there. */
export function rowWords(rows: JsonArray, index: number, row: JsonValue | undefined = rows[index]): string {
  const name = rowName(row);
  if (name === undefined) return String(index + 1);
  return isTelling(name, rows, index) ? name : `${name} (row ${index + 1})`;
}

/**
 * A path for people: `schematisation › soil › scenarios[Base] › k1`. Rows are called by their name where `root` tells it, else by
 * their number counted from 1: `loads[3]`; by both where the name may be another row's. `end` is what the path leads to where `root` has something else
 * there, as for a row that was removed.
 */
export function readablePath(path: Path, root?: JsonValue, end?: JsonValue): string {
  let text = '';
  let value = root;
  for (const [depth, key] of path.entries()) {
    const parent = value;
    value = value === undefined ? undefined : step(value, key);
    if (end !== undefined && depth === path.length - 1) value = end;
    if (typeof key === 'number') text += `[${rowWords(isArray(parent) ? parent : [], key, value)}]`;
    else text += (text ? ' › ' : '') + (key === '' ? '“”' : key);
  }
  return text;
}

/**
 * Whether a path is the one a pattern names, or lies below it unless asked for it `alone`. A pattern is a JSON pointer in which `*` stands for any one step and
 * `**` for any number of them.
 */
export function matchesPattern(
  pattern: string,
  path: Path,
  extent: 'and below' | 'alone' = 'and below',
): boolean {
  const parts = pattern === '' ? [] : pattern.replace(/^\//, '').split('/');
  const steps = parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let [at, depth] = [0, 0];
  // Only the last `**` passed may have to take a step more: a pattern from an address may hold any number of them.
  let last: { at: number; depth: number } | undefined;
  for (;;) {
    if (at === steps.length && (depth === path.length || extent === 'and below')) return true;
    if (steps[at] === '**') last = { at: ++at, depth };
    else if (depth < path.length && (steps[at] === '*' || steps[at] === String(path[depth]))) {
      at++;
      depth++;
    } else if (last && last.depth < path.length) {
      at = last.at;
      depth = ++last.depth;
    } else return false;
  }
}

/** How deep the outermost row or item on a path stands, which is where its index is; -1 where the path leads through no list. */
export function depthOfRow(path: Path): number {
  return path.findIndex((key) => typeof key === 'number');
}
