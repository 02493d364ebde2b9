import type { Entity } from '../../contract/entity.ts';
import {
  isNumber,
  type JsonNumber,
  type JsonValue,
  numberText,
  numberValue,
} from '../../contract/json/value.ts';
import { type Branch, entityAt } from '../api/branches.ts';
import { compareKeys, compareNumbers, medianText, sortKey, valueKey } from '../fields/order.ts';
import { shownText } from '../fields/show.tsx';
import type { Figures, Group } from './row.ts';

/** From so many different numbers on they are put into ranges. */
const MOST_NUMBERS = 12;
/** So many groups at most: what is left over is one more. */
const MOST_GROUPS = 200;

/** An entity's value; `unread` where it was not read, `refused` where the caller may not read it. */
export type Told = { value: JsonValue | undefined } | 'unread' | 'refused';

/** One of the columns that groups are made by, or figures of. */
export interface Measure {
  label: string;
  tellOf(entity: Entity): Told;
  /** What people see for a stored value, where that is known. */
  wordsOf?(value: JsonValue | undefined): string | undefined;
  /** What it tells by beside the entity: with another one a page is looked through again. */
  from?: unknown;
}

export interface Grouped {
  groups: Group[];
  /** Group of each position that is in one. */
  groupOfSlot: ReadonlyMap<number, number>;
}

interface Bucket {
  key: string;
  value: JsonValue | undefined;
  refused: boolean;
  /** One of those in it. */
  sample: Entity;
  places: number[];
}

interface PageBuckets {
  measure: string;
  from: unknown;
  buckets: readonly Bucket[];
}
const ofPages = new WeakMap<readonly Entity[], PageBuckets>();

/** The values on one page, each once; kept when all of them were read. `measure` names what they are of. */
function bucketsOn(entities: readonly Entity[], measure: string, by: Measure): readonly Bucket[] {
  const known = ofPages.get(entities);
  if (known?.measure === measure && known.from === by.from) return known.buckets;
  const buckets = new Map<string, Bucket>();
  let whole = true;
  for (const [place, entity] of entities.entries()) {
    const told = by.tellOf(entity);
    if (told === 'unread') {
      whole = false;
      continue;
    }
    const refused = told === 'refused';
    const value = refused ? undefined : told.value;
    const key = refused ? 'refused' : valueKey(value);
    const bucket = buckets.get(key);
    if (bucket) bucket.places.push(place);
    else buckets.set(key, { key, value, refused, sample: entity, places: [place] });
  }
  const all = [...buckets.values()];
  if (whole) ofPages.set(entities, { measure, from: by.from, buckets: all });
  return all;
}

/**
 * The loaded children of a branch in groups of one value each, numbers in ranges where there are many. Groups are in the order of their values,
 * what has none last. `measure` names what `by` tells, so that a page is looked through once.
 */
export function groupBranch(
  branch: Branch,
  measure: string,
  by: Measure,
  figures: Measure | undefined,
): Grouped {
  const buckets = new Map<string, Bucket>();
  const seen = new Set<number>();
  for (const [index, { entities }] of [...branch.pages].sort(([a], [b]) => a - b)) {
    if (!entities) continue;
    const first = index * branch.pageSize;
    // While pages are read again one may be on two of them for a moment.
    const doubled = new Set<number>();
    for (const [place, { id }] of entities.entries()) {
      if (seen.has(id)) doubled.add(place);
      seen.add(id);
    }
    for (const found of bucketsOn(entities, measure, by)) {
      let bucket = buckets.get(found.key);
      if (!bucket) {
        bucket = { ...found, places: [] };
        buckets.set(found.key, bucket);
      }
      for (const place of found.places) if (!doubled.has(place)) bucket.places.push(first + place);
    }
  }
  const full = [...buckets.values()].filter(({ places }) => places.length > 0);
  const made = withOthers(inRanges(full, by)).sort((a, b) => compareOrder(a.order, b.order));
  const groupOfSlot = new Map<number, number>();
  const groups = made.map(({ key, label, sample, places, range }, at): Group => {
    for (const slot of places) groupOfSlot.set(slot, at);
    // Of one value itself there is nothing to tell.
    const told = figures?.label === by.label && !range ? undefined : figures;
    return {
      key,
      label,
      of: by.label,
      type: measure === 'type' ? sample : undefined,
      slots: places,
      figures: remembered(() => (told ? figuresOf(branch, places, told) : null)),
    };
  });
  return { groups, groupOfSlot };
}

type Made = Omit<Bucket, 'value' | 'refused'> & {
  label: string;
  order: ReturnType<typeof sortKey>;
  range?: true;
};

const remembered = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** What has no value of its own to be sorted by comes last: rank 6. */
const compareOrder = (a: Made['order'], b: Made['order']) => compareKeys(a, b, false);

function labelOf({ value, refused }: Bucket, by: Measure): string {
  if (refused) return 'no right to read';
  if (value === '') return 'empty text';
  return by.wordsOf?.(value) ?? shownText('json', value);
}

const isFiniteNumber = (value: JsonValue | undefined): value is number | JsonNumber =>
  isNumber(value) && Number.isFinite(numberValue(value));

/** Numbers of more than a dozen values become ranges of round steps. */
function inRanges(buckets: readonly Bucket[], by: Measure): Made[] {
  const numbers = buckets.filter(({ value }) => isFiniteNumber(value));
  const single = (bucket: Bucket): Made => ({
    ...bucket,
    label: labelOf(bucket, by),
    order: sortKey(bucket.value),
  });
  const values = numbers.map(({ value }) => numberValue(value as number));
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (numbers.length <= MOST_NUMBERS || least === most) return buckets.map(single);
  const ranges = new Map<number, Made>();
  const { edge, place } = steps(least, most);
  for (const [at, bucket] of numbers.entries()) {
    const step = place(values[at] as number);
    let range = ranges.get(step);
    if (!range) {
      const [from, to] = [edge(step), edge(step + 1)];
      const key = `range ${from} ${to}`;
      const label = `${from} – ${to}`;
      range = { key, label, order: sortKey(from), sample: bucket.sample, places: [], range: true };
      ranges.set(step, range);
    }
    for (const slot of bucket.places) range.places.push(slot);
  }
  for (const range of ranges.values()) range.places.sort((a, b) => a - b);
  const others = buckets.filter(({ value }) => !isFiniteNumber(value));
  return [...ranges.values(), ...others.map(single)];
}

/** Ranges of 1, 2 or 5 times a power of ten, some ten of them between two numbers that differ. */
function steps(least: number, most: number) {
  const rough = most / 10 - least / 10;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5].find((times) => times * unit >= rough) ?? 10);
  const first = Math.floor(least / step);
  // Fifteen digits are what a double surely holds: 0.3, and not 0.30000000000000004.
  const edge = (at: number) => Number(((first + at) * step).toPrecision(15));
  return {
    edge,
    /** From its lower edge to below its upper one, as these are written. */
    place(value: number) {
      const at = Math.floor(value / step) - first;
      return value >= edge(at + 1) ? at + 1 : value < edge(at) ? at - 1 : at;
    },
  };
}

/** Beyond {@link MOST_GROUPS} those with the fewest members become one group. */
function withOthers(made: Made[]): Made[] {
  if (made.length <= MOST_GROUPS) return made;
  const bySize = [...made].sort((a, b) => b.places.length - a.places.length);
  const [kept, others] = [bySize.slice(0, MOST_GROUPS), bySize.slice(MOST_GROUPS)];
  const places = others.flatMap((one) => one.places).sort((a, b) => a - b);
  const label = `${others.length.toLocaleString()} other values`;
  return [
    ...kept,
    { key: 'others', label, order: sortKey(undefined), sample: (others[0] as Made).sample, places },
  ];
}

/** Figures of the finite numbers that the members have; null when none has one. */
function figuresOf(branch: Branch, slots: readonly number[], measure: Measure): Figures | null {
  const numbers: (number | JsonNumber)[] = [];
  for (const slot of slots) {
    const entity = entityAt(branch, slot);
    const told = entity && measure.tellOf(entity);
    if (typeof told === 'object' && isFiniteNumber(told.value)) numbers.push(told.value);
  }
  const count = numbers.length;
  if (count === 0) return null;
  const rank = ranked(numbers);
  const middle = count >> 1;
  return {
    of: measure.label,
    min: numberText(rank(0)),
    median: medianText(count % 2 === 1 ? [rank(middle)] : [rank(middle - 1), rank(middle)]),
    max: numberText(rank(count - 1)),
    count,
  };
}

/** Gives the number of a rank, from 0 for the least. Doubles are sorted, and only those that are equal as doubles are told apart by their digits. */
function ranked(numbers: readonly (number | JsonNumber)[]): (rank: number) => number | JsonNumber {
  const sorted = Float64Array.from(numbers, numberValue).sort();
  return (rank) => {
    const value = sorted[rank];
    const equal = numbers.filter((number) => numberValue(number) === value);
    const spellings = new Map<string, { number: number | JsonNumber; times: number }>();
    for (const number of equal) {
      const spelling = spellings.get(numberText(number));
      if (spelling) spelling.times++;
      else spellings.set(numberText(number), { number, times: 1 });
    }
    const distinct = [...spellings.values()].sort((a, b) => compareNumbers(a.number, b.number));
    let before = sorted.indexOf(value as number);
    for (const { number, times } of distinct) {
      before += times;
      if (rank < before) return number;
    }
    return value as number;
  };
}
