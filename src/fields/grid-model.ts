import { deriveFrom } from '../../contract/json/memory.ts';
import {
  isArray,
  isContainer,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';
import { type OwnContainers, setIn, withMember } from '../params/path.ts';
import { emptyOf } from './fits.ts';
import { opensBelow } from './grid-cell.ts';
import type { Column } from './grid-columns.ts';
import { compareKeys, type SortKey, sortKey } from './order.ts';

/**
 * A new row: the members that the row above has, each with its default by the form or empty; without rows, every column. Where the form says so, a copy of
 * the row above.
 */
export function emptyRow(columns: readonly Column[], rows: JsonArray, copyLast = false): JsonObject {
  const model = rows.findLast(isObject);
  if (copyLast && model) return model;
  const wanted = model ? columns.filter(({ key }) => model.has(key)) : columns;
  return new Map(
    wanted.map(({ key, kind, spec }) => [
      key,
      spec?.defaultValue === undefined || spec.defaultValue === null ? emptyOf(kind) : spec.defaultValue,
    ]),
  );
}

/** The value of one row's cell in the rows below it, down to `to`: what is not one value, or stands in a row that is none, stays. */
export function fillDown(
  rows: JsonArray,
  columns: readonly Column[],
  from: { row: number; column: number },
  to: { row: number; column: number },
): JsonArray {
  const source = rows[from.row];
  if (!isObject(source)) return rows;
  const filled = rows.map((row, index) => {
    if (index <= from.row || index > to.row || !isObject(row)) return row;
    return columns.slice(from.column, to.column + 1).reduce<JsonObject>((made, { key }) => {
      const value = source.get(key);
      return value === undefined || made.get(key) === value ? made : withMember(made, key, value);
    }, row);
  });
  return deriveFrom(rows, filled);
}

/** The indices of rows in the order of one column, as a table of entities sorts; what is empty or not stored comes last. Equal rows keep their order. */
export function sortedOrder(rows: JsonArray, key: string, descending: boolean): number[] {
  const keys = rows.map((row) => {
    const value = isObject(row) ? row.get(key) : undefined;
    return sortKey(value === null || value === '' ? undefined : value);
  });
  return rows
    .map((_, index) => index)
    .sort((a, b) => compareKeys(keys[a] as SortKey, keys[b] as SortKey, descending));
}

export function rowsOf(value: JsonValue | undefined): JsonArray {
  return isArray(value) ? value : NO_ROWS;
}
const NO_ROWS: JsonArray = [];

/** Rows with some cells emptied, each in the way of its column; what holds more than one value, or is not stored, stays. The same rows when nothing does. */
export function emptied(rows: JsonArray, at: readonly number[], columns: readonly Column[]): JsonArray {
  let made = rows;
  const own: OwnContainers = new Set();
  for (const index of at)
    for (const { key, kind } of columns) {
      const row = rows[index];
      const old = isObject(row) ? row.get(key) : undefined;
      if (old !== undefined && !isContainer(old) && !opensBelow(kind, old))
        made = setIn(made, [index, key], emptyOf(kind), own) as JsonArray;
    }
  return made;
}
