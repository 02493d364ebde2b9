import { readJson } from '../../contract/json/reading.ts';
import { isArray, isNumber, isObject, type JsonValue, numberText } from '../../contract/json/value.ts';
import { fold } from '../api/fold.ts';
import { ELSEWHERE, Matcher } from './matcher.ts';
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
  /** Texts of which only the beginning is kept; absent in records of before. */
  cut?: number;
  readable: boolean;
}

/** Values kept of one entity: tables of measurements would fill the index alone. */
const MOST_VALUES = 2000;
/** Values kept in memory of all of them, some 60 bytes each where no two are the same. */
const MOST_IN_ALL = 8_000_000;
export const MOST_TEXT = 2000;

/** Every value of an entity's params with where it is, as the index keeps it. Throws a `JsonSyntaxError` for text that is not JSON. */
export function toRecord({ params, ...entity }: IndexedEntity): IndexedRecord {
  const record: IndexedRecord = {
    ...entity,
    pointers: [],
    values: [],
    left: 0,
    cut: 0,
    readable: params !== null,
  };
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
      if (typeof value === 'string' && value.length > MOST_TEXT) record.cut = (record.cut ?? 0) + 1;
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
  /** Its ancestors, root first, as far as they are in the index. */
  path: { id: number; name: string }[];
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
  /** Texts of which only the first {@link MOST_TEXT} characters are in it. */
  cut: number;
  /** Entities whose params may not be read. */
  unreadable: number;
  /** Entities of each type, by its id. */
  ofType: Record<number, number>;
}

/** The places that values have in the params of entities of one make: many share them. */
interface Shape {
  pointers: readonly string[];
  /** Their keys as they are spelled in the params, folded. */
  folded: readonly string[];
}

type Kept = Omit<IndexedRecord, 'pointers' | 'values'> & {
  shape: Shape;
  /** Numbers of its values, one for each place. */
  values: Int32Array;
};

/** The values of a workspace's params, in memory, to be looked through at each key. Every text is there once, and looked at once for a query. */
export class ValueIndex {
  readonly #records = new Map<number, Kept>();
  readonly #shapes = new Map<string, Shape>();
  #texts: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #most: number;

  readonly #ofType = new Map<number, number>();
  #values = 0;
  #left = 0;
  #cut = 0;
  #unreadable = 0;

  /** `most` values are held in all; those of entities beyond that count as left out. */
  constructor(most = MOST_IN_ALL) {
    this.#most = most;
  }

  get counts(): IndexCounts {
    return {
      size: this.#records.size,
      left: this.#left,
      cut: this.#cut,
      unreadable: this.#unreadable,
      ofType: Object.fromEntries(this.#ofType),
    };
  }

  /** Put entities in, in place of what was known of them. */
  add(records: readonly IndexedRecord[]): void {
    for (const record of records) {
      this.remove(record.id);
      const fits = this.#values + record.values.length <= this.#most;
      const { pointers, values, ...about } = fits ? record : withoutValues(record);
      const kept = {
        ...about,
        shape: this.#shapeOf(pointers),
        values: Int32Array.from(values, (value) => this.#numberOf(value)),
      };
      this.#records.set(record.id, kept);
      this.#count(kept, 1);
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

  #count({ type, left, cut = 0, readable, values }: Kept, by: 1 | -1): void {
    this.#values += by * values.length;
    this.#ofType.set(type, (this.#ofType.get(type) ?? 0) + by);
    this.#left += by * left;
    this.#cut += by * cut;
    this.#unreadable += readable ? 0 : by;
  }

  clear(): void {
    this.#records.clear();
    this.#shapes.clear();
    this.#texts = [];
    this.#numbers.clear();
    this.#ofType.clear();
    this.#values = 0;
    this.#left = 0;
    this.#cut = 0;
    this.#unreadable = 0;
  }

  /** What meets the query: whole matches first, then what begins with the text, then what holds it, then keys; at most `most` are listed. */
  find(query: ValueQuery, most: number): ValueHits {
    // Of each rank apart: what meets it best may come last.
    const byRank: (() => ValueHit)[][] = [[], [], [], [], [], []];
    let count = 0;
    let entities = 0;
    const main = new Matcher(query, this.#texts);
    const other = query.or && new Matcher(query.or, this.#texts);
    for (const record of this.#records.values()) {
      const { shape, values } = record;
      const places = main.placesOf(shape.folded);
      const others = other?.placesOf(shape.folded);
      let inside = false;
      for (let at = 0; at < values.length; at++) {
        const number = values[at] as number;
        const place = places[at] as number;
        let ranked = place === ELSEWHERE ? 0 : main.rankAt(number) || place;
        if (other && others) ranked = Math.max(ranked, other.rankAt(number) || (others[at] as number));
        if (ranked === 0) continue;
        count += 1;
        inside = true;
        const found = byRank[ranked] as (() => ValueHit)[];
        if (found.length < most)
          found.push(() => this.#hit(record, shape.pointers[at] as string, this.#texts[number] as string));
      }
      if (inside) entities += 1;
    }
    const hits = byRank.reverse().flat().slice(0, most);
    return { hits: hits.map((hit) => hit()), count, entities };
  }

  #hit({ id, name, type, above }: Kept, pointer: string, value: string): ValueHit {
    const kind = KINDS[value[0] as keyof typeof KINDS];
    const path = above.flatMap((ancestor) => {
      const known = this.#records.get(ancestor);
      return known ? { id: known.id, name: known.name } : [];
    });
    return { id, name, type, path, pointer, kind, text: kind === 'null' ? 'null' : value.slice(1) };
  }

  #shapeOf(pointers: readonly string[]): Shape {
    const name = pointers.join('\n');
    let shape = this.#shapes.get(name);
    if (!shape) {
      shape = { pointers, folded: pointers.map((pointer) => fold(unescaped(pointer))) };
      this.#shapes.set(name, shape);
    }
    return shape;
  }

  #numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}

const withoutValues = (record: IndexedRecord): IndexedRecord => ({
  ...record,
  pointers: [],
  values: [],
  left: record.left + record.values.length,
  cut: 0,
});

/** Keys as they are spelled in the params. */
const unescaped = (pointer: string) => pointer.replaceAll('~1', '/').replaceAll('~0', '~');
