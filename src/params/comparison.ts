/** What a comparison of two params values is made of. Types only, plus the guards and counts that everybody needs. */
import type { JsonArray, JsonValue } from '../../contract/json/value.ts';
import type { Path } from './path.ts';

interface Placed {
  /** Where it stands in the right value. For what was removed: the right parent's path and the left key or index. */
  path: Path;
  /** Where it stood in the left value. For what was added: the left parent's path and the right key or index. */
  leftPath: Path;
}

/**
 * A leaf that differs, or a whole member that came or went (one difference, however much it holds). A geo point and a colour count
 * as one leaf. `left` is missing when added, `right` when removed; `null` is a stored value.
 */
export interface LeafDifference extends Placed {
  type: 'leaf';
  kind: 'added' | 'removed' | 'changed';
  left?: JsonValue;
  right?: JsonValue;
  /** How many leaves the larger side holds: 1 for a scalar. */
  leaves: number;
  /** Of a table that came or went: by index, where its rows stand on the other side. */
  elsewhere?: ReadonlyMap<number, Elsewhere>;
}

/** Where the other side has a row, in another table: in the left one of what was added, in the right one of what was removed. */
export interface Elsewhere {
  table: Path;
  index: number;
}

/**
 * A subtree of at least three leaves that vanished at `leftPath` and stands at `path`, equal or much alike. Counts once. What differs inside of it stands after it
 * as differences of their own, whose left paths lie below its left path.
 */
export interface MoveDifference extends Placed {
  type: 'move';
  kind: 'moved';
  left: JsonValue;
  right: JsonValue;
  leaves: number;
  /** Of rows, told by the first of them: how many moved together, and how all of them were put in order. */
  rows?: { count: number; order: string | undefined };
}

/** How rows were paired: by a column that identifies them, by their place, or by likeness. */
export type Pairing = { by: 'key'; column: string } | { by: 'position' } | { by: 'likeness' };

/** One row or item. Values: `left[leftIndex]` and `right[rightIndex]` of the difference that holds it. */
export interface RowDifference {
  /** Of the content. A row that only moved is `same` with `moved`. */
  kind: 'same' | 'added' | 'removed' | 'changed';
  /** It changed its order relative to the rows that stayed. */
  moved: boolean;
  /** Rows that moved together carry the same number, from 0; counted as one move. `null` when not moved. */
  block: number | null;
  /** `null` when added. */
  leftIndex: number | null;
  /** `null` when removed. */
  rightIndex: number | null;
  /** Of a row that came or went: where it stands equal on the other side. */
  elsewhere?: Elsewhere;
  /** What differs inside, for `changed`. In a list of scalars or points: one leaf difference for the item itself. */
  cells: Difference[];
}

/** A column that came or went in every row both sides have, at least two. Its cells stand in the rows; together they count once. */
export interface ColumnChange {
  column: string;
  kind: 'added' | 'removed';
}

/** A table or dynamic array (a list of objects) that differs. */
export interface RowsDifference extends Placed {
  type: 'rows';
  kind: 'changed';
  /** Keys of both sides' rows: the right side's in their order, then those only the left has. */
  columns: string[];
  pairing: Pairing;
  /** Columns that could identify the rows, best first: choices for correcting the pairing. */
  keyCandidates: string[];
  /** All rows in the right side's order, removed ones after the row they stood below. */
  rows: RowDifference[];
  left: JsonArray;
  right: JsonArray;
  counts: Counts;
  /** The rows were put in the order of this column; all that moved then counts as one move. */
  sorted?: { column: string; descending: boolean };
  wholeColumns?: ColumnChange[];
}

/** A list of scalars, of points (`{lat, lon}` or number pairs), or of mixed values that differs. */
export interface ListDifference extends Placed {
  type: 'list';
  kind: 'changed';
  content: 'scalars' | 'points' | 'mixed';
  /** All items, as `rows` of a `RowsDifference`. */
  rows: RowDifference[];
  left: JsonArray;
  right: JsonArray;
  counts: Counts;
  /** The items were put in their own order; all that moved then counts as one move. */
  sorted?: { descending: boolean };
}

export type Difference = LeafDifference | MoveDifference | RowsDifference | ListDifference;

export function isList(difference: Difference): difference is RowsDifference | ListDifference {
  return difference.type === 'rows' || difference.type === 'list';
}

/** Per leaf, row, column and group: a row inserted above 1,000 is 1; a moved row is 1; a moved row with an edited cell is 2. */
export interface Counts {
  added: number;
  removed: number;
  changed: number;
  /** Subtrees, and blocks of rows that moved together. */
  moved: number;
}

/**
 * Equal in value, not in writing: `3` and `3.0`; points less than 1e-9 degrees apart; a ring closed by repeating its first point; a set
 * in another order.
 */
export interface QuietNote extends Placed {
  note: 'spelling' | 'nearby' | 'closure' | 'order';
  left: JsonValue;
  right: JsonValue;
}

export interface Tolerance {
  /** Numbers differ by no more than this. */
  absolute?: number;
  /** By no more than this part of the larger one: 0.01 is 1 %. */
  relative?: number;
  /** They are the same when rounded to this many decimals. */
  decimals?: number;
}

export interface CompareOptions {
  /** A change of a number within any of these is hidden and counted. */
  tolerance?: Tolerance;
  /** Pointer patterns (`/soil/layers/*\/colour`, `**` for any depth): what stands at or below them is hidden and counted. */
  ignore?: readonly string[];
  /** Overrules the pairing of rows, by pointer or pattern of the table: a column, or `null` for none (place and likeness). */
  keyColumns?: Readonly<Record<string, string | null>>;
  /** Pointer patterns of lists in which order means nothing (multi-selects): other order alone is a quiet note, a repeated item counts. */
  sets?: readonly string[];
}

/** Law: `total(counts) + hidden.tolerance + hidden.ignored` is what the same values give without options. */
export interface Hidden {
  tolerance: number;
  ignored: number;
}

export interface Comparison {
  left: JsonValue;
  right: JsonValue;
  /** In the right side's order, what was removed at its place on the left. Empty when everything is equal or hidden. */
  differences: Difference[];
  /** Of `differences`. */
  counts: Counts;
  hidden: Hidden;
  /** The differences without tolerance and ignore rules: what `applyComparison` applies. `differences` itself when nothing is hidden. */
  whole: Difference[];
  quiet: QuietNote[];
}

/** One counted change, for lists and for going from one to the next. */
export interface Change {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /**
   * Of a leaf, row, item, subtree; a block of rows that moved together counts once, at its first row; a column that came or went in
   * all rows once, at its cell in the first of them.
   */
  unit: 'leaf' | 'row' | 'item' | 'column' | 'subtree';
  /** As in `Difference`; for a row or item its place in the list. */
  path: Path;
  leftPath: Path;
  from: JsonValue | undefined;
  to: JsonValue | undefined;
  /** How many rows moved together, or have the column; 1 otherwise. */
  size: number;
  /** The innermost table or list it stands in. */
  within: RowsDifference | ListDifference | null;
  /** Of a row that came or went, or of the rows of a table that did: where the other side has them, in other tables. */
  elsewhere?: readonly Elsewhere[];
}

export function noCounts(): Counts {
  return { added: 0, removed: 0, changed: 0, moved: 0 };
}

export function totalOf(counts: Counts): number {
  return counts.added + counts.removed + counts.changed + counts.moved;
}

export function addCounts(into: Counts, more: Counts): Counts {
  into.added += more.added;
  into.removed += more.removed;
  into.changed += more.changed;
  into.moved += more.moved;
  return into;
}

/** Counts rows and what differs in them; `wholeColumns` once each. */
export function countRows(rows: readonly RowDifference[], wholeColumns?: readonly ColumnChange[]): Counts {
  const counts = noCounts();
  const blocks = new Set<number>();
  for (const row of rows) {
    if (row.kind === 'added') counts.added++;
    else if (row.kind === 'removed') counts.removed++;
    else
      for (const cell of row.cells)
        if (!columnOf(cell, wholeColumns)) addCounts(counts, countDifferences([cell]));
    if (row.block !== null) blocks.add(row.block);
  }
  for (const { kind } of wholeColumns ?? []) counts[kind]++;
  counts.moved += blocks.size;
  return counts;
}

/** The whole column that a row's cell belongs to, if any. */
export function columnOf(
  { type, kind, path }: Difference,
  wholeColumns: readonly ColumnChange[] | undefined,
): ColumnChange | undefined {
  if (!wholeColumns || type !== 'leaf' || kind === 'changed') return undefined;
  const key = path[path.length - 1];
  return wholeColumns.find((column) => column.column === key && column.kind === kind);
}

/** The columns that came or went in every row that both sides have. */
export function findWholeColumns(rows: readonly RowDifference[]): ColumnChange[] | undefined {
  const kept = rows.filter(({ leftIndex, rightIndex }) => leftIndex !== null && rightIndex !== null);
  const first = kept[0]?.cells ?? [];
  if (kept.length < 2 || kept.some(({ cells }) => cells.length === 0)) return undefined;
  const counts = new Map<string, ColumnChange & { rows: number }>();
  for (const { type, kind, path } of first)
    if (type === 'leaf' && kind !== 'changed') {
      const column = String(path[path.length - 1]);
      counts.set(`${kind} ${column}`, { column, kind, rows: 0 });
    }
  if (counts.size === 0) return undefined;
  for (const { cells } of kept)
    for (const { type, kind, path } of cells) {
      const found = type === 'leaf' ? counts.get(`${kind} ${String(path[path.length - 1])}`) : undefined;
      if (found) found.rows++;
    }
  const whole = [...counts.values()].filter((count) => count.rows === kept.length);
  return whole.length ? whole.map(({ column, kind }) => ({ column, kind })) : undefined;
}

export function countDifferences(differences: readonly Difference[]): Counts {
  const counts = noCounts();
  for (const difference of differences) {
    if (difference.type === 'rows' || difference.type === 'list') addCounts(counts, difference.counts);
    else counts[difference.kind]++;
  }
  return counts;
}
