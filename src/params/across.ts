import {
  isArray,
  isContainer,
  isNumber,
  type JsonArray,
  type JsonValue,
  numberValue,
} from '../../contract/json/value.ts';
import { compareParams } from './compare.ts';
import type { Change } from './comparison.ts';
import { equalValues } from './equal.ts';
import { flatten } from './flatten.ts';
import { Interning } from './interning.ts';
import { getIn, type Path, readablePath, rowName, rowWords, toPointer } from './path.ts';
import { placeOn, type Standing, standingOf } from './standing.ts';
import { valueInWords } from './value-in-words.ts';

/** One place that is not alike on all sides. `undefined` is nothing stored there. */
export interface AcrossRow {
  /** In the first side; of a row or item that this does not have, in the side that does. */
  path: Path;
  /** The side that `path` is read in. */
  side: number;
  /** What the values are: what is stored there, or in words in which order the rows of the first stand in a list, or where a group stands. */
  tells: 'value' | 'order' | 'place';
  /** One for each side, in their order. */
  values: (JsonValue | undefined)[];
}

/**
 * The places that differ among several params values, as rows with one value for each. Every side is compared with the first, so that rows of tables are
 * paired and not matched by number, and a place is followed where its row or group moved; a row or group that only some have is one place. The order of
 * `sets` (pointer patterns) alone is none.
 */
export function compareAcross(sides: readonly JsonValue[], sets: readonly string[] = []): AcrossRow[] {
  const [first, ...others] = sides;
  if (first === undefined) return [];
  const compared = others.map((other) => compareParams(first, other, { sets }));
  const changes = compared.map(flatten);
  const across = new Across(
    sides,
    compared.map(({ differences }) => standingOf(differences)),
    addedBySeveral(changes),
  );
  for (const [index, own] of changes.entries()) for (const change of own) across.add(change, index + 1);
  return across.rows();
}

const isItem = ({ unit }: Change): boolean => unit === 'row' || unit === 'item';
const nameOf = ({ unit, to }: Change): string | undefined => (unit === 'row' ? rowName(to) : undefined);
const listOf = ({ leftPath }: Change): string => toPointer(leftPath.slice(0, -1));

/** Of the items without a name those that were added to the same list on more than one side, each with what it is the same by. */
function addedBySeveral(sides: readonly (readonly Change[])[]): ReadonlyMap<Change, string> {
  const interning = new Interning();
  const found = new Map<string, Change[]>();
  for (const changes of sides) {
    const times = new Map<string, number>();
    for (const change of changes) {
      if (change.kind !== 'added' || !isItem(change) || nameOf(change) !== undefined) continue;
      const value = `${listOf(change)} like ${interning.idOf(change.to)}`;
      const time = times.get(value) ?? 0;
      times.set(value, time + 1);
      const key = `${value} ${time}`;
      found.set(key, [...(found.get(key) ?? []), change]);
    }
  }
  const several = [...found].filter(([, changes]) => changes.length > 1);
  return new Map(several.flatMap(([key, changes]) => changes.map((change) => [change, key] as const)));
}

class Across {
  readonly #sides: readonly JsonValue[];
  readonly #standings: readonly Standing[];
  readonly #shared: ReadonlyMap<Change, string>;
  readonly #found = new Map<string, AcrossRow>();

  /** `standings`: of the first side on each of the others. */
  constructor(
    sides: readonly JsonValue[],
    standings: readonly Standing[],
    shared: ReadonlyMap<Change, string>,
  ) {
    this.#sides = sides;
    this.#shared = shared;
    this.#standings = standings;
  }

  rows(): AcrossRow[] {
    const differs = ({ tells, values }: AcrossRow) =>
      tells !== 'value' || values.some((value) => !same(value, values[0]));
    return [...this.#found.values()].filter(differs);
  }

  /** The place that a change of one side against the first is about. */
  add(change: Change, side: number): void {
    const { kind, leftPath, within } = change;
    if (kind === 'added' && isItem(change)) this.#addItem(change, side);
    else if (kind !== 'moved') this.#put(leftPath, 'value', () => this.#each(leftPath, (value) => value));
    else if (within && isItem(change))
      this.#put(within.leftPath, 'order', () => this.#orders(within.leftPath));
    else
      this.#put(leftPath, 'place', () =>
        this.#each(leftPath, (_, at, on) => readablePath(at, this.#sides[on])),
      );
  }

  #put(path: Path, tells: AcrossRow['tells'], valuesOf: () => AcrossRow['values']): void {
    const id = `${tells} ${toPointer(path)}`;
    if (!this.#found.has(id)) this.#found.set(id, { path, side: 0, tells, values: valuesOf() });
  }

  /** One that the first does not have; of two sides the same where it has the same name in the same list, or is equal, or else where it stands at the same place. */
  #addItem(change: Change, side: number): void {
    const { path, to } = change;
    const name = nameOf(change);
    const own = name === undefined ? `at ${path.at(-1)}` : `called ${name}`;
    let id = `added ${this.#shared.get(change) ?? `${listOf(change)} ${own}`}`;
    // A name may be several rows'.
    while (this.#found.get(id)?.values[side] !== undefined) id += ' again';
    const row = this.#found.get(id) ?? {
      path,
      side,
      tells: 'value',
      values: this.#sides.map(() => undefined),
    };
    row.values[side] = to;
    this.#found.set(id, row);
  }

  /** Of a place of the first side what is told of each: by what stands there, and where that is. */
  #each<Told>(
    path: Path,
    tell: (value: JsonValue, at: Path, side: number) => Told | undefined,
  ): (Told | undefined)[] {
    return this.#sides.map((side, index) => {
      const at = this.#placeOn(index, path);
      const value = at && getIn(side, at);
      return value === undefined ? undefined : tell(value, at as Path, index);
    });
  }

  #placeOn(side: number, path: Path): Path | undefined {
    const standing = this.#standings[side - 1];
    return standing ? placeOn(standing, path) : path;
  }

  /** The items of the first side's list in the order of each side, those left out that stand first or last on all of them. */
  #orders(list: Path): (string | undefined)[] {
    const items = getIn(this.#sides[0], list) as JsonArray;
    const words = items.map((item, index) => itemWords(items, item, index));
    return trimmed(
      this.#each(list, (value, _, side) => {
        if (!isArray(value)) return undefined;
        const places = words.map((name, index) => ({ name, at: this.#placeOn(side, [...list, index]) }));
        return places
          .flatMap(({ name, at }) => (at ? [{ name, at: Number(at.at(-1)) }] : []))
          .sort((a, b) => a.at - b.at)
          .map(({ name }) => name);
      }),
    );
  }
}

function itemWords(items: JsonArray, item: JsonValue, index: number): string {
  return isContainer(item) ? rowWords(items, index) : valueInWords(item);
}

/** As texts, without what all begin and end with. */
function trimmed(orders: readonly (readonly string[] | undefined)[]): (string | undefined)[] {
  const given = orders.filter((order) => order !== undefined);
  const shortest = Math.min(...given.map(({ length }) => length));
  const agree = (at: number) => given.every((order) => order.at(at) === given[0]?.at(at));
  let [start, end] = [0, 0];
  while (start < shortest && agree(start)) start++;
  while (end < shortest - start && agree(-1 - end)) end++;
  return orders.map(
    (order) =>
      order &&
      [
        ...(start > 0 ? ['…'] : []),
        ...order.slice(start, order.length - end),
        ...(end > 0 ? ['…'] : []),
      ].join(', '),
  );
}

function same(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && equalValues(one, other));
}

/** The middle of numbers, of an even count the mean of the two in the middle; `undefined` for none. */
export function medianOf(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const [low, high] = [sorted[half - 1], sorted[half]];
  return sorted.length % 2 === 0 && low !== undefined && high !== undefined ? (low + high) / 2 : high;
}

/** Below so many numbers nothing stands out. */
const FEWEST = 4;

/**
 * For each value whether it stands out of the numbers of its row: −1 far below their median, 1 far above, 0 not. Far is more than three times the median
 * distance from it, scaled as for a normal spread; where most are equal, any other.
 */
export function outliers(values: readonly (JsonValue | undefined)[]): (-1 | 0 | 1)[] {
  const numbers = values.map((value) => (isNumber(value) ? numberValue(value) : Number.NaN));
  const finite = numbers.filter(Number.isFinite);
  const median = medianOf(finite);
  if (median === undefined || finite.length < FEWEST) return values.map(() => 0);
  const spread = 1.4826 * (medianOf(finite.map((number) => Math.abs(number - median))) ?? 0);
  return numbers.map((number) =>
    Number.isFinite(number) && Math.abs(number - median) > 3 * spread ? (number < median ? -1 : 1) : 0,
  );
}
