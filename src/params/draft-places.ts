import {
  isArray,
  isContainer,
  isNumber,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberText,
  numberValue,
} from '../../contract/json/value.ts';
import { applyChange, type Draft, type DraftChange } from './draft.ts';
import { equalValues } from './equal.ts';
import { columnsOf, keyCandidates } from './grid.ts';
import { getIn, type Path } from './path.ts';

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

/** Tells where a row stands that reads otherwise now. */
type Finder = (row: Wanted, isFree: (at: number) => boolean) => number;

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
  const find = byKey(rows, moved) ?? byLikeness(rows);
  const outlines = new Outlines(rows);
  const isFree = (at: number) => rows[at] !== undefined && !taken.has(at);
  for (const row of moved) {
    const asBefore = outlines.like(row).filter((at) => holds(rows[at], row));
    // Of several that read so nobody knows which it was.
    let at = asBefore.length > 1 ? NOWHERE : (asBefore[0] ?? find(row, isFree));
    // An item that is replaced as a whole meets what stands in its place now as a clash.
    if (at === NOWHERE && isWhole(row)) at = row.index;
    settle(row, isFree(at) ? at : NOWHERE);
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

/** Rows by what they hold beside some members, so that not every row is compared with every other. */
class Outlines {
  readonly #rows: JsonArray;
  readonly #places = new Map<string, Places>();

  constructor(rows: JsonArray) {
    this.#rows = rows;
  }

  /** Places of rows that may be the one wanted. */
  like(wanted: Wanted): readonly number[] {
    const { was, cells } = wanted;
    if (isWhole(wanted)) {
      const sides = [was, ...cells.map(({ value }) => value as JsonValue)].map((side) => outline(side, []));
      return [...new Set(sides.flatMap((side) => this.#beside([]).get(side) ?? []))];
    }
    const touched = [...new Set(cells.map(({ path }) => path[0] as string | number))];
    return this.#beside(touched).get(outline(was, touched)) ?? [];
  }

  #beside(touched: readonly (string | number)[]): Places {
    const id = JSON.stringify(touched);
    const known = this.#places.get(id);
    if (known) return known;
    const places = placesBy(this.#rows, (row) => outline(row, touched));
    this.#places.set(id, places);
    return places;
  }
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

/** A text that is the same for rows which are equal beside some members. */
function outline(row: JsonValue, touched: readonly (string | number)[]): string {
  if (!isContainer(row)) return outlineOf(row);
  const members: [string | number, JsonValue][] = isArray(row) ? [...row.entries()] : [...row];
  const told = members.filter(([key]) => !touched.includes(key));
  return JSON.stringify(told.map(([key, value]) => `${key} ${outlineOf(value)}`).sort());
}

function outlineOf(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (isContainer(value)) return isArray(value) ? '[]' : '{}';
  return isNumber(value) ? String(numberValue(value)) : JSON.stringify(value);
}

/** By a column that names the rows, where one does; a name that several have names none. */
function byKey(rows: JsonArray, wanted: readonly Wanted[]): Finder | undefined {
  const before = wanted.map(({ was }) => was);
  if (!rows.every(isObject) || !before.every(isObject)) return undefined;
  const [column] = keyCandidates(columnsOf(before, rows), before, rows);
  if (column === undefined) return undefined;
  const places = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    const key = keyOf(row, column);
    places.set(key, places.has(key) ? NOWHERE : at);
  }
  return ({ was }) => {
    const row = was as JsonObject;
    return row.has(column) ? (places.get(keyOf(row, column)) ?? NOWHERE) : NOWHERE;
  };
}

function keyOf(row: JsonObject, column: string): string {
  const value = row.get(column);
  return isNumber(value) ? numberText(value) : String(value);
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
