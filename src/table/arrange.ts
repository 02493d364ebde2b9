import type { JsonValue } from '../../contract/json/value.ts';
import { compareKeys, type SortKey, sortKey, valueKey } from '../fields/order.ts';
import { slicer } from '../workers/slicer.ts';
import { sortInSlices } from './slices.ts';

export interface Arranging<T> {
  /** Whether a row is shown; absent: all are. */
  passes?: ((row: T) => boolean) | undefined;
  sort?: { valueOf: (row: T) => JsonValue | undefined; descending: boolean } | undefined;
  group?: { valueOf: (row: T) => JsonValue | undefined; descending: boolean } | undefined;
}

export interface RowGroup {
  /** The same for all spellings of a number. */
  key: string;
  value: JsonValue | undefined;
  /** Positions of its rows. */
  rows: number[];
}

export interface Arranged {
  /** Positions of the rows that are shown, in their order. */
  order: number[];
  /** In their order; null when nothing is grouped. */
  groups: RowGroup[] | null;
}

/** Filter, sort and group rows, in slices that leave the page its thread. An abort rejects. */
export async function arrange<T>(
  rows: Iterable<[number, T]>,
  { passes, sort, group }: Arranging<T>,
  signal?: AbortSignal,
): Promise<Arranged> {
  const rest = slicer(signal);
  let shown: { at: number; row: T; key: SortKey | undefined }[] = [];
  for (const [at, row] of rows) {
    // At each row: one of a megabyte may take as long as ten thousand others.
    const pause = rest();
    if (pause) await pause;
    if (!passes || passes(row)) shown.push({ at, row, key: sort && sortKey(sort.valueOf(row)) });
  }
  if (sort)
    shown = await sortInSlices(
      shown,
      (a, b) => compareKeys(a.key as SortKey, b.key as SortKey, sort.descending),
      signal,
    );
  const order = shown.map(({ at }) => at);
  if (!group) return { order, groups: null };
  const groups = new Map<string, RowGroup>();
  for (const { at, row } of shown) {
    const pause = rest();
    if (pause) await pause;
    const value = group.valueOf(row);
    const key = valueKey(value);
    const known = groups.get(key);
    if (known) known.rows.push(at);
    else groups.set(key, { key, value, rows: [at] });
  }
  const keyed = [...groups.values()].map((made) => ({ made, key: sortKey(made.value) }));
  const sorted = await sortInSlices(keyed, (a, b) => compareKeys(a.key, b.key, group.descending), signal);
  return { order: sorted.flatMap(({ made }) => made.rows), groups: sorted.map(({ made }) => made) };
}

/** What the grid draws, one a line: a group's head or a row by its position. */
export type Line = { group: RowGroup } | { at: number };

/** Lines of a table without an object for each of 100,000 rows. */
export interface Lines {
  readonly length: number;
  at: (line: number) => Line | undefined;
}

/** All rows in the order they are read. */
export const plainLines = (count: number): Lines => ({
  length: count,
  at: (line) => (line < count ? { at: line } : undefined),
});

/** Rows as arranged; those of groups in `closed` are left out. */
export function arrangedLines({ order, groups }: Arranged, closed: ReadonlySet<string>): Lines {
  if (!groups)
    return {
      length: order.length,
      at: (line) => (order[line] === undefined ? undefined : { at: order[line] }),
    };
  const starts: number[] = [];
  let length = 0;
  for (const group of groups) {
    starts.push(length);
    length += 1 + (closed.has(group.key) ? 0 : group.rows.length);
  }
  return {
    length,
    at(line) {
      if (line < 0 || line >= length) return undefined;
      let [low, high] = [0, groups.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] as number) <= line) low = middle;
        else high = middle - 1;
      }
      const group = groups[low] as RowGroup;
      const inside = line - (starts[low] as number) - 1;
      return inside < 0 ? { group } : { at: group.rows[inside] as number };
    },
  };
}
