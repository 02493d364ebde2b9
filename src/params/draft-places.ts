import {
  isArray,
  isNumber,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberText,
} from '../../contract/json.ts';
import { applyChange, type Draft, type DraftChange } from './draft.ts';
import { equalValues } from './equal.ts';
import { columnsOf, keyCandidates } from './grid.ts';
import { getIn } from './path.ts';

/**
 * Leads the changes of a draft to the rows that they were made in, in params where rows may have come, gone or moved since. A row is known by what it
 * held (`DraftChange.row`), not by its index; one that cannot be told for sure is `lost`. What stands in no list keeps its path, and so does a change that
 * was kept without its row.
 */
export function placeDraft(changes: Draft, now: JsonValue): { placed: Draft; lost: DraftChange[] } {
  const all: Placing[] = changes.map((change) => ({ change, path: [...change.path], isLost: false }));
  descend(all, 0, now, undefined);
  return {
    placed: all.filter(({ isLost }) => !isLost).map(({ change, path }) => ({ ...change, path })),
    lost: all.filter(({ isLost }) => isLost).map(({ change }) => change),
  };
}

interface Placing {
  change: DraftChange;
  /** Where it goes; right as far as it was followed. */
  path: (string | number)[];
  isLost: boolean;
}

/** A row that is looked for. */
interface Wanted {
  index: number;
  was: JsonValue;
  /** What the draft changes in it, by paths from the row. */
  cells: Draft;
}

/** Follows changes that share the first `depth` keys. `was`: what stood there when the draft was begun, where that is known. */
function descend(
  placings: readonly Placing[],
  depth: number,
  now: JsonValue | undefined,
  was: JsonValue | undefined,
): void {
  const groups = new Map<string | number, Placing[]>();
  for (const placing of placings) {
    const key = placing.path[depth];
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(placing);
    else groups.set(key, [placing]);
  }
  const wanted: Wanted[] = [];
  for (const [key, group] of groups) {
    const before = rowBefore(group, key, was);
    if (typeof key !== 'number' || before === undefined) continue;
    const cells = group.map(({ change, path }) => ({ ...change, path: path.slice(depth + 1) }));
    wanted.push({ index: key, was: before, cells });
  }
  const places = isArray(now) ? findRows(now, wanted) : undefined;
  for (const [key, group] of groups) {
    const at = places?.get(key as number) ?? key;
    for (const placing of group) {
      placing.path[depth] = at;
      placing.isLost = at === NOWHERE;
    }
    if (at !== NOWHERE) descend(group, depth + 1, getIn(now, [at]), rowBefore(group, key, was));
  }
}

function rowBefore(
  group: readonly Placing[],
  key: string | number,
  was: JsonValue | undefined,
): JsonValue | undefined {
  return was === undefined && typeof key === 'number' ? group[0]?.change.row : getIn(was, [key]);
}

const NOWHERE = -1;

/** Where each row stands now, by its former index: first those that still stand there, as rows may be alike. */
function findRows(rows: JsonArray, wanted: readonly Wanted[]): Map<number, number> {
  const places = new Map<number, number>();
  const taken = new Set<number>();
  const settle = ({ index }: Wanted, at: number) => {
    places.set(index, at);
    taken.add(at);
  };
  const moved = wanted.filter((row) => {
    const stays = holds(rows[row.index], row);
    if (stays) settle(row, row.index);
    return !stays;
  });
  if (moved.length === 0) return places;
  const keyed = byKey(rows, moved);
  const isFree = (at: number) => rows[at] !== undefined && !taken.has(at);
  for (const row of moved) {
    let at = nearest(rows, row, isFree);
    if (at === NOWHERE && keyed) at = keyed(row);
    else if (at === NOWHERE) at = likest(rows, row, isFree);
    // An item that is replaced as a whole meets what stands in its place now as a clash.
    if (at === NOWHERE && row.cells.some(({ path }) => path.length === 0)) at = row.index;
    settle(row, isFree(at) ? at : NOWHERE);
  }
  return places;
}

/** Whether a row is as it was when the draft was begun, but for cells that hold what the draft makes of them: a save whose answer was lost may have stored that. */
function holds(row: JsonValue | undefined, { was, cells }: Wanted): boolean {
  if (row === undefined) return false;
  const before = cells.reduce(
    (made, { path, base, value }) =>
      equalValues(getIn(made, path), value)
        ? applyChange(made, { path, base: value, value: base }, new Set())
        : made,
    row,
  );
  return equalValues(before, was);
}

function nearest(rows: JsonArray, wanted: Wanted, isFree: (at: number) => boolean): number {
  for (let apart = 1; apart < rows.length + wanted.index; apart++)
    for (const at of [wanted.index - apart, wanted.index + apart])
      if (isFree(at) && holds(rows[at], wanted)) return at;
  return NOWHERE;
}

/** By a column that names the rows, where one does. */
function byKey(rows: JsonArray, wanted: readonly Wanted[]): ((row: Wanted) => number) | undefined {
  const before = wanted.map(({ was }) => was);
  if (!rows.every(isObject) || !before.every(isObject)) return undefined;
  const [column] = keyCandidates(columnsOf(before, rows), before, rows);
  if (column === undefined) return undefined;
  const places = new Map<string, number>();
  for (const [at, row] of rows.entries()) places.set(keyOf(row, column), at);
  return ({ was }) => places.get(keyOf(was as JsonObject, column)) ?? NOWHERE;
}

function keyOf(row: JsonObject, column: string): string {
  const value = row.get(column);
  return isNumber(value) ? numberText(value) : String(value);
}

/** The one row that agrees in most of the cells that the draft leaves alone, in half of them at least. */
function likest(rows: JsonArray, { was, cells }: Wanted, isFree: (at: number) => boolean): number {
  if (!isObject(was)) return NOWHERE;
  const touched = new Set(cells.map(({ path }) => path[0]));
  const others = [...was.keys()].filter((key) => !touched.has(key));
  let [best, most, isAlone] = [NOWHERE, 0, true];
  for (const [at, row] of rows.entries()) {
    if (!isObject(row) || !isFree(at)) continue;
    const alike = others.filter((key) => equalValues(row.get(key), was.get(key))).length;
    if (alike < most) continue;
    isAlone = alike > most;
    [best, most] = [at, alike];
  }
  return isAlone && most > 0 && 2 * most >= others.length ? best : NOWHERE;
}
