import {
  isNumber,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberText,
} from '../../contract/json/value.ts';
import { columnsOf, keyCandidates } from './grid.ts';
import { Interning, mix } from './interning.ts';

/** What is kept of a list of rows or items, so that none of them is taken for another one later. */
export interface RowMarks {
  /** For each row a number that is the same for equal rows, today and after a reload. */
  ids: Int32Array;
  /** A column that names every row otherwise, where there is one. */
  key?: string;
}

const idsOfContainers = new WeakMap<object, number>();

/** Ids that a later page makes alike. A row is looked into once: after an edit the others are known. */
class LastingIds extends Interning {
  constructor() {
    super(idsOfContainers);
  }

  protected override idOfString(value: string): number {
    let id = 17;
    for (let index = 0; index < value.length; index++)
      id = Math.imul(id ^ value.charCodeAt(index), 0x01000193);
    return mix(id ^ value.length, 0xc2b2ae35) || 1;
  }
}

const knownIds = new WeakMap<readonly JsonValue[], Int32Array>();

/** For each row or item a number that is the same for equal ones, today and after a reload: once for a list. */
export function idsOf(rows: readonly JsonValue[]): Int32Array {
  const ids = knownIds.get(rows) ?? new LastingIds().idsOf(rows);
  knownIds.set(rows, ids);
  return ids;
}

/** How long rows are looked into before others get their turn, ms. */
const TURN_MS = 5;

/** Looks into the rows of a list that nobody has looked into yet, a few ms at a time: their marks cost little then. */
export async function lookInto(rows: JsonArray | RowMarks): Promise<void> {
  if (!isList(rows) || knownIds.has(rows)) return;
  const ids = new LastingIds();
  let since = performance.now();
  for (const row of rows) {
    ids.idOf(row);
    if (performance.now() - since < TURN_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
}

const known = new WeakMap<JsonArray, RowMarks>();

/** The marks of a list, or the marks themselves: once for a list, some 70 ms of processor time for 1 MB that nobody has looked into yet, which `lookInto` spreads out. */
export function marksOf(rows: JsonArray | RowMarks): RowMarks {
  if (!isList(rows)) return rows;
  const before = known.get(rows);
  if (before) return before;
  const key = rows.every(isObject) ? keyOf(rows) : undefined;
  const marks: RowMarks = { ids: idsOf(rows), ...(key === undefined ? {} : { key }) };
  known.set(rows, marks);
  return marks;
}

const isList = (rows: JsonArray | RowMarks): rows is JsonArray => Array.isArray(rows);

function keyOf(rows: readonly JsonObject[]): string | undefined {
  return keyCandidates(columnsOf(rows, []), rows, rows).find((column) => {
    const names = new Set(rows.map((row) => nameIn(row, column)));
    return names.size === rows.length && !names.has('');
  });
}

/** What a column calls a row; empty for none. */
export function nameIn(row: JsonObject, column: string): string {
  const value = row.get(column);
  if (isNumber(value)) return numberText(value);
  return typeof value === 'string' ? value.trim() && value : '';
}

/** Which way of making ids the kept ones are of: grows with every change of what `idsOf` gives, as ids of another way would all read as rows that nobody knows. */
const WAY = 1;

/** Characters of one mark: 32 bits to the base of 16. */
const WIDTH = 8;
const DIGITS = new TextEncoder().encode('0123456789abcdef');

const printed = new WeakMap<RowMarks, JsonObject>();

/** Once for what was marked. */
export function printMarks(marks: RowMarks): JsonObject {
  const before = printed.get(marks);
  if (before) return before;
  const { ids, key } = marks;
  const text = new Uint8Array(ids.length * WIDTH);
  for (let at = 0; at < text.length; at++) {
    const bits = (ids[Math.floor(at / WIDTH)] as number) >>> (28 - 4 * (at % WIDTH));
    text[at] = DIGITS[bits & 15] as number;
  }
  const made = new Map<string, JsonValue>([
    ['way', WAY],
    ['ids', new TextDecoder().decode(text)],
    ...(key === undefined ? [] : [['key', key] as const]),
  ]);
  printed.set(marks, made);
  return made;
}

/** Marks printed before; `undefined` for what are none, or were made another way. */
export function readMarks(value: unknown): RowMarks | undefined {
  if (!isObject(value) || value.get('way') !== WAY) return undefined;
  const [ids, key] = [value.get('ids'), value.get('key')];
  if (typeof ids !== 'string' || ids.length % WIDTH > 0 || /[^0-9a-f]/.test(ids)) return undefined;
  const read = new Int32Array(ids.length / WIDTH).map((_, at) =>
    Number.parseInt(ids.slice(at * WIDTH, (at + 1) * WIDTH), 16),
  );
  return { ids: read, ...(typeof key === 'string' ? { key } : {}) };
}
