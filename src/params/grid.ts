import { sameKeys } from '../../contract/json/unread.ts';
import { isNumber, type JsonObject, type JsonValue, numberText } from '../../contract/json/value.ts';
import { equalScalars } from './equal.ts';
import { type Interning, mix } from './interning.ts';

/** Both sides of a table as integers: equal cells have equal ids, 0 is a missing cell. */
export interface Grid {
  columns: readonly string[];
  width: number;
  /** Columns that tell rows apart: not the same in all rows of the whole table. */
  telling: Int32Array;
  left: GridSide;
  right: GridSide;
}

/** Rows are named by their place in the whole table; only those laid out have cells. */
export interface GridSide {
  /** The rows laid out. */
  places: readonly number[];
  /** For each row of the table where its cells start, -1 when it is not laid out. */
  starts: Int32Array;
  cells: Int32Array;
  /** For each row laid out one id of all its cells; 0 otherwise. */
  ids: Int32Array;
}

/** Cells beyond which a table with wildly different keys per row is not laid out. */
const MOST_CELLS = 8_000_000;

/** Keys of all rows: the right side's in the order they first occur, then those only the left has. */
export function columnsOf(leftRows: readonly JsonObject[], rightRows: readonly JsonObject[]): string[] {
  const columns = new Set<string>();
  let last: JsonObject | undefined;
  for (const rows of [rightRows, leftRows])
    for (const row of rows) {
      if (last && sameKeys(last, row)) continue;
      for (const key of row.keys()) columns.add(key);
      last = row;
    }
  return [...columns];
}

/** Below this many rows a column can be the same everywhere by chance. */
const LEAST_ROWS = 6;

/** Columns that do not hold one and the same value in every row: equal defaults make no two rows alike. */
export function tellingColumns(columns: readonly string[], ...sides: (readonly JsonObject[])[]): number[] {
  const all = [...columns.keys()];
  if (sides.reduce((sum, rows) => sum + rows.length, 0) < LEAST_ROWS) return all;
  const model = (sides.find((rows) => rows.length > 0) as readonly JsonObject[])[0] as JsonObject;
  const telling = all.filter((index) => {
    const column = columns[index] as string;
    const value = model.get(column);
    return sides.some((rows) => rows.some((row) => !equalScalars(row.get(column), value)));
  });
  return telling.length > 0 ? telling : all;
}

/** Lays some rows of a table out as integers; without cells (width 0) when that would be out of proportion. */
export function layOut(
  columns: readonly string[],
  telling: readonly number[],
  left: readonly JsonObject[],
  leftPlaces: readonly number[],
  right: readonly JsonObject[],
  rightPlaces: readonly number[],
  interning: Interning,
): Grid {
  const columnAt = new Map(columns.map((column, index) => [column, index]));
  const fits = columns.length * (leftPlaces.length + rightPlaces.length) <= MOST_CELLS;
  const width = fits ? columns.length : 0;
  const side = (rows: readonly JsonObject[], places: readonly number[]): GridSide => {
    const cells = new Int32Array(places.length * width);
    const ids = new Int32Array(rows.length);
    const starts = new Int32Array(rows.length).fill(-1);
    for (const [slot, place] of places.entries()) {
      const row = rows[place] as JsonObject;
      starts[place] = slot * width;
      if (!fits) {
        ids[place] = interning.idOf(row);
        continue;
      }
      row.forEach((value, key) => {
        cells[slot * width + (columnAt.get(key) as number)] = interning.idOf(value);
      });
    }
    return { places, starts, cells, ids };
  };
  const grid: Grid = {
    columns,
    width,
    telling: Int32Array.from(fits ? telling : []),
    left: side(left, leftPlaces),
    right: side(right, rightPlaces),
  };
  if (fits) {
    const ids = projectIds(grid, [...columns.keys()]);
    grid.left.ids = ids.left;
    grid.right.ids = ids.right;
  }
  return grid;
}

/** For each row laid out an id made of some of its columns: equal there, equal id. */
export function projectIds(grid: Grid, chosen: readonly number[]): { left: Int32Array; right: Int32Array } {
  const dense = new Map<number, number>();
  const project = ({ places, starts, cells }: GridSide): Int32Array => {
    const ids = new Int32Array(starts.length);
    for (const row of places) {
      let high = 17;
      let low = 91;
      const start = starts[row] as number;
      for (const column of chosen) {
        const id = cells[start + column] as number;
        high = mix(high ^ id, 0x9e3779b1);
        low = mix(low ^ id, 0x85ebca6b);
      }
      const hash = (high >>> 0) * 0x200000 + ((low >>> 0) & 0x1fffff);
      let id = dense.get(hash);
      if (id === undefined) {
        id = dense.size + 1;
        dense.set(hash, id);
      }
      ids[row] = id;
    }
    return ids;
  };
  return { left: project(grid.left), right: project(grid.right) };
}

/** The id of one cell; 0 when the row has none. */
export function cellOf(side: GridSide, row: number, column: number): number {
  return side.cells[(side.starts[row] as number) + column] as number;
}

/** How many cells of two rows differ. */
export function changedCells({ width, left, right }: Grid, leftRow: number, rightRow: number): number {
  let changed = 0;
  const [a, b] = [left.starts[leftRow] as number, right.starts[rightRow] as number];
  for (let column = 0; column < width; column++)
    if (left.cells[a + column] !== right.cells[b + column]) changed++;
  return changed;
}

/** The part of two rows' telling cells that is equal, of those that either row has: 0 to 1. */
export function likeness({ left, right, telling }: Grid, leftRow: number, rightRow: number): number {
  let equal = 0;
  let present = 0;
  const [a, b] = [left.starts[leftRow] as number, right.starts[rightRow] as number];
  for (let index = 0; index < telling.length; index++) {
    const column = telling[index] as number;
    const x = left.cells[a + column];
    const y = right.cells[b + column];
    if (x === 0 && y === 0) continue;
    present++;
    if (x === y) equal++;
  }
  return present === 0 ? 0 : equal / present;
}

const KEY_NAMES = [
  'name',
  'label',
  'id',
  'code',
  'zone',
  'layer',
  'title',
  'mark',
  'lab_no',
  'nr',
  'no',
  'key',
];
const KEY_ENDING = /(?:^|[_ ])(?:name|label|id|code|nr|no|number|key|mark|tag)$/;

/** A number identifies rows only where its column says so: measured values can be unique by chance. */
function identifies(value: JsonValue | undefined, named: boolean): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return named && isNumber(value);
}

/** Whether a column is called as one that says who a row is. */
export const isNaming = (column: string): boolean => rank(column) <= KEY_NAMES.length;

function rank(column: string): number {
  const name = column.toLowerCase();
  const known = KEY_NAMES.indexOf(name);
  if (known >= 0) return known;
  return KEY_ENDING.test(name) ? KEY_NAMES.length : KEY_NAMES.length + 1;
}

/** Part of the rows that a key column must tell apart. */
const COVERAGE = 0.8;

/** Rows looked at first: most columns are seen to be no key by then. */
const SAMPLE = 40;

/** Columns whose values tell at least 80 % of the rows apart on both sides, the likeliest identity first (by name where that
 * does not tell: the order of keys means nothing). */
export function keyCandidates(
  columns: readonly string[],
  leftRows: readonly JsonObject[],
  rightRows: readonly JsonObject[],
): string[] {
  const covers = (rows: readonly JsonObject[], column: string, most: number, part: number): boolean => {
    const named = isNaming(column);
    const count = Math.min(most, rows.length);
    const once = new Set<JsonValue>();
    const twice = new Set<JsonValue>();
    for (let row = 0; row < count; row++) {
      const value = (rows[row] as JsonObject).get(column);
      if (!identifies(value, named)) continue;
      const key = isNumber(value) ? numberText(value) : (value as string);
      if (once.has(key)) twice.add(key);
      else once.add(key);
    }
    const unique = once.size - twice.size;
    return unique > 0 && unique >= count * part;
  };
  return columns
    .filter((column) => covers(rightRows, column, SAMPLE, 0.5) && covers(leftRows, column, SAMPLE, 0.5))
    .filter(
      (column) =>
        covers(rightRows, column, Infinity, COVERAGE) && covers(leftRows, column, Infinity, COVERAGE),
    )
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
