import { isNumber, type JsonObject, type JsonValue } from '../../contract/json.ts';
import { type Interning, mix } from './interning.ts';

/** Both sides of a table as integers: equal cells have equal ids, 0 is a missing cell. */
export interface Grid {
  columns: string[];
  width: number;
  leftRows: readonly JsonObject[];
  rightRows: readonly JsonObject[];
  /** Row after row; `left[row * width + column]`. */
  left: Int32Array;
  right: Int32Array;
  /** One id per whole row. */
  leftIds: Int32Array;
  rightIds: Int32Array;
}

/** Cells beyond which a table with wildly different keys per row is not laid out. */
const MOST_CELLS = 8_000_000;

/** Keys of all rows: the right side's in the order they first occur, then those only the left has. */
export function columnsOf(leftRows: readonly JsonObject[], rightRows: readonly JsonObject[]): string[] {
  const columns = new Set<string>();
  for (const row of rightRows) for (const key of row.keys()) columns.add(key);
  for (const row of leftRows) for (const key of row.keys()) columns.add(key);
  return [...columns];
}

/** Lays a table out as integers; without cells (width 0) when that would be out of proportion. */
export function layOut(
  leftRows: readonly JsonObject[],
  rightRows: readonly JsonObject[],
  interning: Interning,
): Grid {
  const columns = columnsOf(leftRows, rightRows);
  const places = new Map(columns.map((column, index) => [column, index]));
  const fits = columns.length * (leftRows.length + rightRows.length) <= MOST_CELLS;
  const width = fits ? columns.length : 0;
  const side = (rows: readonly JsonObject[]): [Int32Array, Int32Array] => {
    const cells = new Int32Array(rows.length * width);
    const ids = new Int32Array(rows.length);
    for (const [index, row] of rows.entries()) {
      if (!fits) {
        ids[index] = interning.idOf(row);
        continue;
      }
      for (const [key, value] of row)
        cells[index * width + (places.get(key) as number)] = interning.idOf(value);
    }
    return [cells, ids];
  };
  const [left, leftIds] = side(leftRows);
  const [right, rightIds] = side(rightRows);
  const grid = { columns, width, leftRows, rightRows, left, right, leftIds, rightIds };
  if (fits)
    projectIds(
      grid,
      columns.map((_, index) => index),
      leftIds,
      rightIds,
    );
  return grid;
}

/** Gives each row an id made of some of its columns: equal there, equal id. */
export function projectIds(
  grid: Grid,
  chosen: readonly number[],
  leftIds: Int32Array,
  rightIds: Int32Array,
): void {
  const dense = new Map<number, number>();
  const fill = (cells: Int32Array, ids: Int32Array): void => {
    for (let row = 0; row < ids.length; row++) {
      let high = 17;
      let low = 91;
      const start = row * grid.width;
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
  };
  fill(grid.left, leftIds);
  fill(grid.right, rightIds);
}

/** How many cells of two rows differ. */
export function changedCells(grid: Grid, leftRow: number, rightRow: number): number {
  const { width, left, right } = grid;
  let changed = 0;
  const [a, b] = [leftRow * width, rightRow * width];
  for (let column = 0; column < width; column++) if (left[a + column] !== right[b + column]) changed++;
  return changed;
}

/** The part of two rows' cells that is equal, of those that either row has: 0 to 1. */
export function likeness(grid: Grid, leftRow: number, rightRow: number): number {
  const { width, left, right } = grid;
  let equal = 0;
  let present = 0;
  const [a, b] = [leftRow * width, rightRow * width];
  for (let column = 0; column < width; column++) {
    const [x, y] = [left[a + column], right[b + column]];
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

function rank(column: string): number {
  const name = column.toLowerCase();
  const known = KEY_NAMES.indexOf(name);
  if (known >= 0) return known;
  return KEY_ENDING.test(name) ? KEY_NAMES.length : KEY_NAMES.length + 1;
}

/** Part of the rows that a key column must tell apart. */
const COVERAGE = 0.8;

/** Columns whose values tell at least 80 % of the rows apart on both sides, the likeliest identity first. */
export function keyCandidates(grid: Grid): number[] {
  const found: number[] = [];
  const covers = (rows: readonly JsonObject[], cells: Int32Array, column: number, name: string): boolean => {
    const named = rank(name) <= KEY_NAMES.length;
    const seen = new Map<number, number>();
    for (const [index, row] of rows.entries()) {
      if (!identifies(row.get(name), named)) continue;
      const id = cells[index * grid.width + column] as number;
      seen.set(id, (seen.get(id) ?? 0) + 1);
    }
    let unique = 0;
    for (const times of seen.values()) if (times === 1) unique++;
    return unique > 0 && unique >= rows.length * COVERAGE;
  };
  for (let column = 0; column < grid.width; column++) {
    const name = grid.columns[column] as string;
    if (covers(grid.leftRows, grid.left, column, name) && covers(grid.rightRows, grid.right, column, name))
      found.push(column);
  }
  return found.sort((a, b) => rank(grid.columns[a] as string) - rank(grid.columns[b] as string) || a - b);
}
