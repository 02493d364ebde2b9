import {
  isArray,
  isContainer,
  isNumber,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberValue,
} from '../../contract/json/value.ts';
import { AlikeRows, NOWHERE, type Wanted } from './alike-rows.ts';
import { applyChange, type Draft, type DraftChange } from './draft.ts';
import { equalValues } from './equal.ts';
import { columnsOf, keyCandidates } from './grid.ts';
import { getIn, type Path } from './path.ts';
import { marksOf, nameIn, type RowMarks } from './row-marks.ts';

/**
 * Leads the changes of a draft to the rows that they were made in, in params where rows may have come, gone or moved since. A row is known by what it
 * held (`DraftChange.row`) among the others of its list (`DraftChange.list`), not by its index; one that cannot be told for sure is `lost`, such as one of two that
 * were alike when one of them is gone. What stands in no list keeps its path, and so does a change that was kept without its row.
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
  const places = isArray(now) ? findRows(now, wanted, marksBefore(placings, was)) : undefined;
  for (const [key, group] of groups) {
    const before = rowBefore(group, key, was);
    // A row is nowhere where its list became something else.
    const isHomeless = typeof key === 'number' && before !== undefined && !isArray(now);
    const at = isHomeless ? NOWHERE : (places?.get(key as number) ?? key);
    for (const placing of group) {
      placing.path[depth] = at;
      placing.isLost = at === NOWHERE;
    }
    if (at !== NOWHERE) descend(group, depth + 1, getIn(now, [at]), before);
  }
}

function rowBefore(
  group: readonly Placing[],
  key: string | number,
  was: JsonValue | undefined,
): JsonValue | undefined {
  return was === undefined && typeof key === 'number' ? group[0]?.change.row : getIn(was, [key]);
}

/** What is known of all rows of a list as it was; nothing where an older version kept the draft. */
function marksBefore(placings: readonly Placing[], was: JsonValue | undefined): RowMarks | undefined {
  if (was !== undefined) return isArray(was) ? marksOf(was) : undefined;
  const list = placings.find(({ change }) => change.list)?.change.list;
  return list && marksOf(list);
}

/** Tells where a row stands that reads otherwise now. */
type Finder = (row: Wanted, isFree: (at: number) => boolean) => number;

/** Where each row stands now, by its former index. */
function findRows(
  rows: JsonArray,
  wanted: readonly Wanted[],
  before: RowMarks | undefined,
): Map<number, number> {
  const places = new Map<number, number>();
  const taken = new Set<number>();
  const settle = ({ index }: Wanted, at: number) => {
    places.set(index, at);
    taken.add(at);
  };
  const alike = new AlikeRows(rows, wanted, before);
  // First those that still stand there, as rows may be alike.
  const moved = wanted.filter((row) => {
    const stays = alike.areInPlace !== false && holds(rows[row.index], row);
    if (stays) settle(row, row.index);
    return !stays;
  });
  const changed = moved.filter((row) => {
    const at = alike.areInPlace ? undefined : alike.placeOf(row.index);
    if (at !== undefined) settle(row, !taken.has(at) && holds(rows[at], row) ? at : NOWHERE);
    return at === undefined;
  });
  if (changed.length === 0) return places;
  const find = byKey(rows, changed, before) ?? byLikeness(rows);
  for (const row of changed) {
    const isFree = (at: number) => rows[at] !== undefined && !taken.has(at) && alike.leave(at, row.index);
    let at = find(row, isFree);
    // An item that is replaced as a whole meets what stands in its place now as a clash.
    if (at === NOWHERE && isWhole(row) && alike.areInPlace !== false) at = row.index;
    settle(row, rows[at] !== undefined && !taken.has(at) ? at : NOWHERE);
  }
  return places;
}

/** Whether a draft replaces an item as a whole. */
function isWhole({ cells }: Wanted): boolean {
  return cells.some(({ path }) => path.length === 0);
}

/** Whether a row is as it was when the draft was begun, but for cells that hold what the draft makes of them: a save whose answer was lost may have stored that. */
function holds(row: JsonValue | undefined, { was, cells }: Wanted): boolean {
  if (row === undefined) return false;
  const before = cells.reduce(
    (made, { path, base, value }) =>
      isMade(made, path, value) ? applyChange(made, { path, base: value, value: base }, new Set()) : made,
    row,
  );
  return equalValues(before, was);
}

/** Whether a row holds what the draft makes at a place; a member is gone only from where it could be. */
function isMade(row: JsonValue, path: Path, value: JsonValue | undefined): boolean {
  if (value === undefined && !isObject(getIn(row, path.slice(0, -1)))) return false;
  return equalValues(getIn(row, path), value);
}

type Places = ReadonlyMap<string, readonly number[]>;

function placesBy(rows: JsonArray, textOf: (row: JsonValue) => string): Places {
  const places = new Map<string, number[]>();
  for (const [at, row] of rows.entries()) {
    const text = textOf(row);
    const same = places.get(text);
    if (same) same.push(at);
    else places.set(text, [at]);
  }
  return places;
}

/** A text that is the same for values which may be equal. */
function outlineOf(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (isContainer(value)) return isArray(value) ? '[]' : '{}';
  return isNumber(value) ? String(numberValue(value)) : JSON.stringify(value);
}

/** By a column that names the rows, where one does; a name that several have names none. */
function byKey(rows: JsonArray, wanted: readonly Wanted[], known: RowMarks | undefined): Finder | undefined {
  const column = known ? known.key : likelyKey(rows, wanted);
  if (column === undefined) return undefined;
  const places = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    const name = isObject(row) ? nameIn(row, column) : '';
    places.set(name, places.has(name) ? NOWHERE : at);
  }
  return ({ was }, isFree) => {
    const name = nameIn(was as JsonObject, column);
    const at = name === '' ? NOWHERE : (places.get(name) ?? NOWHERE);
    return isFree(at) ? at : NOWHERE;
  };
}

/** As far as the rows of now and those that are looked for tell. */
function likelyKey(rows: JsonArray, wanted: readonly Wanted[]): string | undefined {
  const before = wanted.map(({ was }) => was);
  if (!rows.every(isObject) || !before.every(isObject)) return undefined;
  return keyCandidates(columnsOf(before, rows), before, rows)[0];
}

/** The one row that agrees in most of the cells that the draft leaves alone, in half of them at least. */
function byLikeness(rows: JsonArray): Finder {
  const columns = new Map<string, Places>();
  const placesIn = (key: string) => {
    const known = columns.get(key) ?? placesBy(rows, (row) => outlineOf(getIn(row, [key])));
    columns.set(key, known);
    return known;
  };
  return ({ was, cells }, isFree) => {
    if (!isObject(was)) return NOWHERE;
    const touched = new Set(cells.map(({ path }) => path[0]));
    const others = [...was].filter(([key]) => !touched.has(key));
    const alike = new Uint32Array(rows.length);
    for (const [key, value] of others)
      for (const at of placesIn(key).get(outlineOf(value)) ?? [])
        if (isAlike(getIn(rows[at], [key]), value)) alike[at] = (alike[at] as number) + 1;
    let [best, most, isAlone] = [NOWHERE, 0, true];
    for (const [at, count] of alike.entries()) {
      if (count < most || !isFree(at)) continue;
      isAlone = count > most;
      [best, most] = [at, count];
    }
    return isAlone && most > 0 && 2 * most >= others.length ? best : NOWHERE;
  };
}

/** As `equalValues`, at once for texts and plain numbers: tables have millions of them. */
function isAlike(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return one === other || ((typeof one === 'object' || typeof other === 'object') && equalValues(one, other));
}
