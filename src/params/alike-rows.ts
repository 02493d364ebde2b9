import type { JsonArray, JsonValue } from '../../contract/json/value.ts';
import { applyChange, type Draft } from './draft.ts';
import { idsOf, type RowMarks } from './row-marks.ts';

/** A row that is looked for. */
export interface Wanted {
  index: number;
  was: JsonValue;
  /** What the draft changes in it, by paths from the row. */
  cells: Draft;
}

export const NOWHERE = -1;

/** What a row that is looked for may read as: as it was, or as the draft makes it, where a save whose answer was lost has stored that. */
interface Forms {
  was: number;
  made: number;
}

/** What the rows of a list tell of one another by what they read as: which of them are as they were, which came or went, and which of several alike is which. */
export class AlikeRows {
  /** Whether rows were changed in their places at most: none of those that changed stands elsewhere. Not given where nothing is known of the others. */
  readonly areInPlace: boolean | undefined;
  readonly #now: Int32Array;
  readonly #before: Int32Array | undefined;
  readonly #forms: ReadonlyMap<number, Forms>;
  /** Readings of rows that are somebody: of those that were there, and of those that the draft makes. */
  readonly #known: ReadonlySet<number>;
  /** Whether a row that reads otherwise now can be told by what else it holds: where rows went and have no names, that may be what another one holds. */
  readonly #canBeLed: boolean;
  #places: ReadonlyMap<number, number> | undefined;

  constructor(rows: JsonArray, wanted: readonly Wanted[], before: RowMarks | undefined) {
    const was = idsOf(wanted.map((row) => row.was));
    const made = idsOf(wanted.map(madeOf));
    this.#now = idsOf(rows);
    this.#before = before?.ids;
    this.#forms = new Map(
      wanted.map(({ index }, at) => [index, { was: was[at] as number, made: made[at] as number }]),
    );
    this.#known = new Set([...(before?.ids ?? was), ...made]);
    this.areInPlace = before && this.#standInPlace(before.ids);
    this.#canBeLed = !before || before.key !== undefined || rows.length >= before.ids.length;
  }

  #standInPlace(before: Int32Array): boolean {
    const now = this.#now;
    if (before.length !== now.length) return false;
    const forms = [...this.#forms];
    // Where some of a draft is stored, a row that stands as it was may be another one.
    const isStored = forms.some(([index, { was, made }]) => was !== made && now[index] === made);
    const unmade = forms.filter(([index, { made }]) => now[index] !== made);
    const gone = new Set(before.filter((id, at) => id !== now[at]));
    for (const [index, { was, made }] of unmade) if (isStored || now[index] !== was) gone.add(made);
    // A row that was like an edited one and reads as that is to read may be the edited one, stored and moved.
    const steps = new Set(unmade.map(([, { was, made }]) => `${was} ${made}`));
    return !now.some(
      (id, at) =>
        id !== before[at] && !this.#isRow(at, at) && (gone.has(id) || steps.has(`${before[at]} ${id}`)),
    );
  }

  /** Whether what stands at a place reads as the row of an index may. */
  #isRow(at: number, index: number): boolean {
    const id = this.#now[at];
    const forms = this.#forms.get(index);
    return forms ? id === forms.was || id === forms.made : id === this.#before?.[index];
  }

  /** Whether a row may be the one that stood at an index and reads otherwise now: never where another one stands as it was, or as the draft makes it. */
  leave(at: number, index: number): boolean {
    if (this.areInPlace) return at === index;
    return this.#canBeLed && !this.#known.has(this.#now[at] as number);
  }

  /** Where the row of an index stands, by what it reads as: `NOWHERE` if another row may be meant, `undefined` if none reads so. */
  placeOf(index: number): number | undefined {
    this.#places ??= this.#findPlaces();
    return this.#places.get(index);
  }

  /** Rows that read alike, or do so once the draft is made, tell each other apart by their order alone: each of them has to be there still, in the order they had. */
  #findPlaces(): Map<number, number> {
    const joined = new Joined();
    for (const { was, made } of this.#forms.values()) joined.join(was, made);
    const ids = this.#before;
    const before = ids
      ? joined.group(ids.keys(), (index) => ids[index] as number)
      : joined.group(this.#forms.keys(), (index) => (this.#forms.get(index) as Forms).was);
    const now = joined.group(this.#now.keys(), (at) => this.#now[at] as number);
    const found = new Set(this.#now);
    const places = new Map<number, number>();
    for (const [name, indices] of before) {
      const stand = now.get(name) ?? [];
      const areAll =
        stand.length === indices.length &&
        (ids || stand.length === 1) &&
        indices.every((index, rank) => this.#isRow(stand[rank] as number, index));
      for (const [rank, index] of indices.entries()) {
        const forms = this.#forms.get(index);
        if (forms && (found.has(forms.was) || found.has(forms.made)))
          places.set(index, areAll ? (stand[rank] as number) : NOWHERE);
      }
    }
    return places;
  }
}

/** A row as the draft makes it. */
function madeOf({ was, cells }: Wanted): JsonValue {
  return cells.reduce((value, change) => applyChange(value, change, new Set()), was);
}

/** Readings of which a draft leads one into another have one name. */
class Joined {
  readonly #nearer = new Map<number, number>();

  join(one: number, other: number): void {
    this.#nearer.set(one, this.#nearer.get(one) ?? one);
    this.#nearer.set(this.#nameOf(other) ?? other, this.#nameOf(one) as number);
  }

  #nameOf(id: number): number | undefined {
    let name = id;
    for (;;) {
      const next = this.#nearer.get(name);
      if (next === undefined) return undefined;
      if (next === name) return name;
      // The way is halved for who comes next.
      this.#nearer.set(name, this.#nearer.get(next) as number);
      name = next;
    }
  }

  /** Places of rows with such a reading, in order, by its name. */
  group(places: Iterable<number>, idAt: (at: number) => number): Map<number, number[]> {
    const groups = new Map<number, number[]>();
    for (const at of places) {
      const name = this.#nameOf(idAt(at));
      if (name === undefined) continue;
      const group = groups.get(name);
      if (group) group.push(at);
      else groups.set(name, [at]);
    }
    return groups;
  }
}
