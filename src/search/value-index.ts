import {
  isArray,
  isNumber,
  isObject,
  type JsonValue,
  numberFrom,
  numberText,
  readJson,
} from '../../contract/json.ts';
import { fold } from '../api/fold.ts';
import { compareDecimals, toDecimal } from '../params/decimal.ts';
import type { ValueQuery } from './value-query.ts';

/** An entity as it is handed to the index. */
export interface IndexedEntity {
  id: number;
  name: string;
  type: number;
  /** Ids of its ancestors, root first. */
  above: number[];
  /** Its params as JSON text; `null` when they may not be read. */
  params: string | null;
}

/** An entity as it is kept: each value is its pointer, by number, and its text, led by what it is (`n`, `s`, `b`, `0` for null). */
export interface IndexedRecord {
  id: number;
  name: string;
  type: number;
  above: number[];
  pointers: string[];
  values: string[];
  /** Values beyond the most that are kept of one entity. */
  left: number;
  readable: boolean;
}

/** Values kept of one entity: tables of measurements would fill the index alone. */
const MOST_VALUES = 2000;
const MOST_TEXT = 2000;

/** Every value of an entity's params with where it is, as the index keeps it. Throws a `JsonSyntaxError` for text that is not JSON. */
export function toRecord({ params, ...entity }: IndexedEntity): IndexedRecord {
  const record: IndexedRecord = { ...entity, pointers: [], values: [], left: 0, readable: params !== null };
  if (params !== null) addValues(readJson(params), '', record);
  return record;
}

function addValues(root: JsonValue, at: string, record: IndexedRecord): void {
  // Not by recursion: params may be nested deeper than a stack is high.
  const waiting: [JsonValue, string][] = [[root, at]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, pointer] = next;
    if (isObject(value)) {
      for (const [key, member] of [...value].reverse())
        waiting.push([member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`]);
    } else if (isArray(value)) {
      for (let index = value.length - 1; index >= 0; index--)
        waiting.push([value[index] as JsonValue, `${pointer}/${index}`]);
    } else if (record.values.length >= MOST_VALUES) record.left += 1;
    else {
      record.pointers.push(pointer);
      record.values.push(encoded(value));
    }
  }
}

function encoded(value: Exclude<JsonValue, object> | JsonValue): string {
  if (value === null) return '0';
  if (isNumber(value)) return `n${numberText(value)}`;
  if (typeof value === 'boolean') return `b${value}`;
  return `s${String(value).slice(0, MOST_TEXT)}`;
}

export interface ValueHit {
  id: number;
  name: string;
  type: number;
  /** Names of its ancestors, root first, as far as they are in the index. */
  path: string[];
  pointer: string;
  /** The value's own text; a number as it is spelled. */
  text: string;
  kind: 'number' | 'text' | 'boolean' | 'null';
}

export interface ValueHits {
  hits: ValueHit[];
  /** Values found in all, also those not listed. */
  count: number;
  /** Entities they are in. */
  entities: number;
}

const KINDS = { n: 'number', s: 'text', b: 'boolean', '0': 'null' } as const;

export interface IndexCounts {
  /** Entities in it. */
  size: number;
  /** Values left out because an entity has too many. */
  left: number;
  /** Entities whose params may not be read. */
  unreadable: number;
  /** Entities of each type, by its id. */
  ofType: Record<number, number>;
}

/** The values of a workspace's params, in memory, to be looked through at each key. */
export class ValueIndex {
  readonly #records = new Map<number, IndexedRecord>();
  /** One copy of each pointer: entities of a type share them. */
  readonly #pointers = new Map<string, { pointer: string; folded: string }>();

  readonly #ofType = new Map<number, number>();
  #left = 0;
  #unreadable = 0;

  get counts(): IndexCounts {
    return {
      size: this.#records.size,
      left: this.#left,
      unreadable: this.#unreadable,
      ofType: Object.fromEntries(this.#ofType),
    };
  }

  /** Put entities in, in place of what was known of them. */
  add(records: readonly IndexedRecord[]): void {
    for (const record of records) {
      record.pointers = record.pointers.map((pointer) => this.#intern(pointer).pointer);
      this.remove(record.id);
      this.#records.set(record.id, record);
      this.#count(record, 1);
    }
  }

  remove(id: number): void {
    const record = this.#records.get(id);
    if (!record) return;
    this.#records.delete(id);
    this.#count(record, -1);
  }

  /** Ids of the entities of a type that are in it. */
  idsOf(type: number): number[] {
    return [...this.#records.values()].flatMap((record) => (record.type === type ? record.id : []));
  }

  #count({ type, left, readable }: IndexedRecord, by: 1 | -1): void {
    this.#ofType.set(type, (this.#ofType.get(type) ?? 0) + by);
    this.#left += by * left;
    this.#unreadable += readable ? 0 : by;
  }

  clear(): void {
    this.#records.clear();
    this.#pointers.clear();
    this.#ofType.clear();
    this.#left = 0;
    this.#unreadable = 0;
  }

  /** What meets the query: whole matches first, then what begins with the text, then what holds it, then keys; at most `most` are listed. */
  find(query: ValueQuery, most: number): ValueHits {
    // Of each rank apart: what meets it best may come last.
    const byRank: (() => ValueHit)[][] = [[], [], [], [], [], []];
    let count = 0;
    let entities = 0;
    const rank = rankOf(query);
    for (const record of this.#records.values()) {
      let inside = false;
      for (let at = 0; at < record.values.length; at++) {
        const value = record.values[at] as string;
        const { pointer, folded } = this.#intern(record.pointers[at] as string);
        if (query.key !== undefined && !folded.includes(query.key)) continue;
        const ranked = rank(value, folded);
        if (ranked === 0) continue;
        count += 1;
        inside = true;
        const found = byRank[ranked] as (() => ValueHit)[];
        if (found.length < most) found.push(() => this.#hit(record, pointer, value));
      }
      if (inside) entities += 1;
    }
    const hits = byRank.reverse().flat().slice(0, most);
    return { hits: hits.map((hit) => hit()), count, entities };
  }

  #hit({ id, name, type, above }: IndexedRecord, pointer: string, value: string): ValueHit {
    const kind = KINDS[value[0] as keyof typeof KINDS];
    const path = above.flatMap((ancestor) => this.#records.get(ancestor)?.name ?? []);
    return { id, name, type, path, pointer, kind, text: kind === 'null' ? 'null' : value.slice(1) };
  }

  #intern(pointer: string): { pointer: string; folded: string } {
    let known = this.#pointers.get(pointer);
    if (!known) {
      known = { pointer, folded: fold(pointer) };
      this.#pointers.set(pointer, known);
    }
    return known;
  }
}

/** How well a value meets a query, from 5 to 1, and 0 for not at all. */
function rankOf({ text, bounds, key }: ValueQuery): (value: string, pointer: string) => number {
  const meets = bounds && boundsTest(bounds);
  if (text === undefined && !meets) return () => (key === undefined ? 0 : 1);
  return (value, pointer) => {
    if (meets && value[0] === 'n' && meets(value.slice(1))) return 5;
    if (text === undefined) return 0;
    const folded = value[0] === '0' ? 'null' : fold(value.slice(1));
    if (folded === text) return 4;
    if (folded.startsWith(text)) return 3;
    if (folded.includes(text)) return 2;
    return key === undefined && pointer.includes(text) ? 1 : 0;
  };
}

function boundsTest(bounds: NonNullable<ValueQuery['bounds']>): (number: string) => boolean {
  const wanted = bounds.map(({ comparison, number }) => ({
    comparison,
    near: Number(number),
    exact: toDecimal(numberText(numberFrom(number))),
  }));
  return (number) => {
    const near = Number(number);
    if (Number.isNaN(near)) return false;
    return wanted.every((bound) => {
      let order = near < bound.near ? -1 : near > bound.near ? 1 : 0;
      if (order === 0) {
        const exact = toDecimal(number);
        if (exact && bound.exact) order = compareDecimals(exact, bound.exact);
      }
      if (bound.comparison === '=') return order === 0;
      if (bound.comparison === '>') return order > 0;
      if (bound.comparison === '>=') return order >= 0;
      return bound.comparison === '<' ? order < 0 : order <= 0;
    });
  };
}
