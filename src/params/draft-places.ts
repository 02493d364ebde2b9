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
  const places = isArray(now) ? findRows(now, wanted, marksBefore(placings, was)) : undefined;
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

/** What is known of all rows of a list as it was; nothing where an older version kept the draft. */
function marksBefore(placings: readonly Placing[], was: JsonValue | undefined): RowMarks | undefined {
  if (was !== undefined) return isArray(was) ? marksOf(was) : undefined;
  const list = placings.find(({ change }) => change.list)?.change.list;
  return list && marksOf(list);
}

const NOWHERE = -1;

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
  const others = before && new Others(before, marksOf(rows));
  const mayStay = others?.areInPlace ?? true;
  // First those that still stand there, as rows may be alike.
  const moved = wanted.filter((row) => {
    const stays = mayStay && holds(rows[row.index], row);
    if (stays) settle(row, row.index);
    return !stays;
  });
  if (moved.length === 0) return places;
  const find = byKey(rows, moved, before) ?? byLikeness(rows);
  const outlines = new Outlines(rows);
  for (const row of moved) {
    const isFree = (at: number) =>
      rows[at] !== undefined && !taken.has(at) && (others?.leave(at, row.index) ?? true);
    let at: number;
    if (others?.areInPlace) at = find(row, isFree);
    else {
      const asBefore = outlines.like(row).filter((place) => holds(rows[place], row));
      at = asBefore.length === 0 ? find(row, isFree) : oneOf(asBefore, row, others);
    }
    // An item that is replaced as a whole meets what stands in its place now as a clash.
    if (at === NOWHERE && isWhole(row) && mayStay) at = row.index;
    settle(row, rows[at] !== undefined && !taken.has(at) ? at : NOWHERE);
  }
  return places;
}

/** Which of the rows that read as one did is that one: of several alike the same one in their order, where none came or went. */
function oneOf(places: readonly number[], row: Wanted, others: Others | undefined): number {
  if (!others) return places.length > 1 ? NOWHERE : (places[0] as number);
  const { was, cells } = row;
  const made = cells.reduce((value, change) => applyChange(value, change, new Set()), was);
  const before = others.placesBefore(was, made);
  return before.length === places.length ? (places[before.indexOf(row.index)] ?? NOWHERE) : NOWHERE;
}

/** What the rows of a list tell of one another: which of them are as they were, and which came or went. */
class Others {
  /** Whether rows were changed in their places at most: none of those that changed stands elsewhere. */
  readonly areInPlace: boolean;
  readonly #before: Int32Array;
  readonly #now: Int32Array;
  readonly #known: ReadonlySet<number>;
  /** Whether a row that reads otherwise now can be told by what else it holds: where rows went and have no names, that may be what another one holds. */
  readonly #canBeLed: boolean;

  constructor(before: RowMarks, now: RowMarks) {
    this.#before = before.ids;
    this.#now = now.ids;
    this.#known = new Set(before.ids);
    const changed = (ids: Int32Array, others: Int32Array) => ids.filter((id, at) => id !== others[at]);
    const gone = new Set(changed(before.ids, now.ids));
    this.areInPlace =
      before.ids.length === now.ids.length && !changed(now.ids, before.ids).some((id) => gone.has(id));
    this.#canBeLed = before.key !== undefined || now.ids.length >= before.ids.length;
  }

  /** Whether a row may be the one that stood at an index and reads otherwise now: never where another one stands as it was. */
  leave(at: number, index: number): boolean {
    if (this.areInPlace) return at === index;
    return this.#canBeLed && !this.#known.has(this.#now[at] as number);
  }

  /** Where rows that read as one of these stood. */
  placesBefore(...rows: readonly JsonValue[]): number[] {
    const ids = new Set(marksOf(rows).ids);
    return [...this.#before.keys()].filter((at) => ids.has(this.#before[at] as number));
  }
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
