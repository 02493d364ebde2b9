import { deriveFrom } from '../../contract/json/memory.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '../../contract/json/value.ts';

/** New ids by old ones; ids that are not in here stay. */
export type NewIds = ReadonlyMap<number, number>;

export interface ReferenceIds {
  entities: NewIds;
  files: NewIds;
}

/** Where params hold references: a tree of keys, with rows of tables and dynamic arrays passed through. */
interface Place {
  refers?: 'entities' | 'files';
  members: Map<string, Place>;
}

export type ReferencePlaces = Place;

const newPlace = (): Place => ({ members: new Map() });

/**
 * Finds the params that hold entities or files, from the entity's `param_types` (a flat map by dotted path) and its type's parametrization
 * (nodes with `type`, `name` and children). Either may be anything: what is not understood marks nothing. Null when there are none.
 */
export function referencePlaces(paramTypes: unknown, parametrization: unknown): ReferencePlaces | null {
  const root = newPlace();
  let found = false;
  const mark = (base: Place, name: string, type: string): Place => {
    let place = base;
    for (const key of name.split('.')) {
      let next = place.members.get(key);
      if (next === undefined) {
        next = newPlace();
        place.members.set(key, next);
      }
      place = next;
    }
    const refers = kindOf(type);
    if (refers !== undefined) {
      place.refers = refers;
      // A file is also written as an object around its id.
      if (refers === 'files') place.members.set('file_id', { refers, members: new Map() });
      found = true;
    }
    return place;
  };

  function readTypes(types: unknown, base: Place): void {
    for (const [name, entry] of entriesOf(types)) {
      const type = member(entry, 'type');
      const place = mark(base, name, typeof type === 'string' ? type : '');
      readTypes(member(entry, 'sub_types'), place);
    }
  }
  function readNodes(node: unknown, base: Place, prefix: string): void {
    if (Array.isArray(node)) {
      for (const child of node) readNodes(child, base, prefix);
      return;
    }
    const [type, name] = [member(node, 'type'), member(node, 'name')];
    let [below, below_prefix] = [base, prefix];
    if (typeof type === 'string' && typeof name === 'string' && name !== '') {
      const inRow = name.startsWith(`${prefix}.`) ? name.slice(prefix.length + 1) : name;
      const place = mark(base, inRow, type);
      // Fields of a row are named within the row, or with the table's name before; a container's fields are named from the root.
      if (/^(table|dynamicarray)/.test(plainType(type))) [below, below_prefix] = [place, name];
    }
    for (const key of ['content', 'arrayItems', 'columns', 'fields', 'items', 'parametrization']) {
      const children = member(node, key);
      if (typeof children === 'object' && children !== null) readNodes(children, below, below_prefix);
    }
  }
  readTypes(paramTypes, root);
  readNodes(parametrization, root, '');
  return found ? root : null;
}

const plainType = (type: string): string => type.toLowerCase().replace(/[-_ ]/g, '');

function kindOf(type: string): Place['refers'] {
  const plain = plainType(type);
  if (plain.includes('button') || plain.includes('autodesk') || plain.includes('manager')) return undefined;
  if (plain.includes('entity')) return 'entities';
  return plain.includes('file') ? 'files' : undefined;
}

function member(value: unknown, key: string): unknown {
  if (value instanceof Map) return value.get(key);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function entriesOf(value: unknown): Iterable<[string, unknown]> {
  if (value instanceof Map) return value;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** The params' text with the marked references renumbered; every other byte stays as it is. */
export function remapReferences(properties: string, places: ReferencePlaces, ids: ReferenceIds): string {
  const params = readJson(properties);
  const remapped = remap(params, places, ids);
  return remapped === params ? properties : printJson(remapped);
}

function remap(value: JsonValue, place: Place, ids: ReferenceIds): JsonValue {
  if (isArray(value)) {
    // Rows of a table are at their table's place, and so are the ids of a multi-select.
    const items = value.map((item) => remap(item, place, ids));
    return items.some((item, index) => item !== value[index]) ? deriveFrom(value, items) : value;
  }
  if (isObject(value)) {
    let changed: Map<string, JsonValue> | undefined;
    for (const [key, below] of place.members) {
      const before = (value as JsonObject).get(key);
      if (before === undefined) continue;
      const after = remap(before, below, ids);
      if (after === before) continue;
      changed ??= new Map(value);
      changed.set(key, after);
    }
    return changed === undefined ? value : deriveFrom(value, changed);
  }
  if (typeof value !== 'number' || place.refers === undefined) return value;
  return ids[place.refers].get(value) ?? value;
}
