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

/** Ids that a later page makes alike. */
class LastingIds extends Interning {
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

const known = new WeakMap<JsonArray, RowMarks>();

/** The marks of a list, or the marks themselves: once for a list, some 70 ms of processor time for 1 MB that nobody has looked into yet. */
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

/** Characters of one mark: 32 bits to the base of 36. */
const WIDTH = 7;

export function printMarks({ ids, key }: RowMarks): JsonObject {
  const texts = Array.from(ids, (id) => (id >>> 0).toString(36).padStart(WIDTH, '0'));
  return new Map([['ids', texts.join('')], ...(key === undefined ? [] : [['key', key] as const])]);
}

/** Marks printed before; `undefined` for what are none. */
export function readMarks(value: unknown): RowMarks | undefined {
  if (!isObject(value)) return undefined;
  const [ids, key] = [value.get('ids'), value.get('key')];
  if (typeof ids !== 'string' || !/^(?:[0-9a-z]{7})*$/.test(ids)) return undefined;
  const read = Int32Array.from(ids.match(/.{7}/g) ?? [], (text) => Number.parseInt(text, 36) | 0);
  return { ids: read, ...(typeof key === 'string' ? { key } : {}) };
}
