import { diff } from 'fast-myers-diff';

/** Pairs of places, one on each side: `[left, right]`. */
export type Pair = readonly [number, number];

/** Above this product of lengths the exact algorithm would be felt; below, it takes a few milliseconds. */
const MOST_STEPS = 4_000_000;

/**
 * The places at which two sequences of ids hold the same, in order on both sides: a longest common subsequence, exact where ids are unique
 * or the sequences short, else close to it, in time n log n. Never quadratic, also when everything is equal or nothing is.
 */
export function commonInOrder(left: Int32Array, right: Int32Array): Pair[] {
  const pairs: Pair[] = [];
  const { head, tail } = commonEnds(left.length, right.length, (a, b) => left[a] === right[b]);
  for (let place = 0; place < head; place++) pairs.push([place, place]);
  const middle = commonInGap(left, right, head, left.length - tail, head, right.length - tail);
  for (const pair of middle) pairs.push(pair);
  for (let back = tail; back > 0; back--) pairs.push([left.length - back, right.length - back]);
  return pairs;
}

/** How many places two sequences have in common from the start, and, of the others, from the end. */
export function commonEnds(
  leftLength: number,
  rightLength: number,
  same: (left: number, right: number) => boolean,
): { head: number; tail: number } {
  const most = Math.min(leftLength, rightLength);
  let head = 0;
  while (head < most && same(head, head)) head++;
  let tail = 0;
  while (tail < most - head && same(leftLength - 1 - tail, rightLength - 1 - tail)) tail++;
  return { head, tail };
}

function commonInGap(
  left: Int32Array,
  right: Int32Array,
  leftStart: number,
  leftEnd: number,
  rightStart: number,
  rightEnd: number,
): Pair[] {
  if (leftStart === leftEnd || rightStart === rightEnd) return [];
  // Ids that only one side has can not be in common; dropping them first is what keeps a replaced table linear.
  const [leftPlaces, rightPlaces] = sharedPlaces(left, right, leftStart, leftEnd, rightStart, rightEnd);
  if (leftPlaces.length * rightPlaces.length <= MOST_STEPS)
    return myers(left, right, leftPlaces, rightPlaces);
  return byOccurrence(left, right, leftPlaces, rightPlaces);
}

function sharedPlaces(
  left: Int32Array,
  right: Int32Array,
  leftStart: number,
  leftEnd: number,
  rightStart: number,
  rightEnd: number,
): [number[], number[]] {
  // Every id of the left, and whether the right has it too.
  const onBoth = new Map<number, boolean>();
  for (let index = leftStart; index < leftEnd; index++) onBoth.set(left[index] as number, false);
  const rightPlaces: number[] = [];
  for (let index = rightStart; index < rightEnd; index++) {
    const id = right[index] as number;
    if (!onBoth.has(id)) continue;
    onBoth.set(id, true);
    rightPlaces.push(index);
  }
  const leftPlaces: number[] = [];
  for (let index = leftStart; index < leftEnd; index++)
    if (onBoth.get(left[index] as number)) leftPlaces.push(index);
  return [leftPlaces, rightPlaces];
}

function myers(left: Int32Array, right: Int32Array, leftPlaces: number[], rightPlaces: number[]): Pair[] {
  const a = Int32Array.from(leftPlaces, (place) => left[place] as number);
  const b = Int32Array.from(rightPlaces, (place) => right[place] as number);
  const pairs: Pair[] = [];
  let atLeft = 0;
  let atRight = 0;
  const keep = (until: number): void => {
    while (atLeft < until) pairs.push([leftPlaces[atLeft++] as number, rightPlaces[atRight++] as number]);
  };
  for (const [leftFrom, leftTo, , rightTo] of diff(a, b)) {
    keep(leftFrom);
    atLeft = leftTo;
    atRight = rightTo;
  }
  keep(a.length);
  return pairs;
}

/** Takes the k-th occurrence of an id for the same on both sides, which makes it a question of one increasing run. */
function byOccurrence(
  left: Int32Array,
  right: Int32Array,
  leftPlaces: number[],
  rightPlaces: number[],
): Pair[] {
  const pairs = occurrencePairs(left, right, leftPlaces, rightPlaces);
  const kept = longestIncreasing(pairs.map(([place]) => place));
  return kept.map((index) => pairs[index] as Pair);
}

/** Pairs the k-th occurrence of each id on the left with the k-th on the right; in the right's order. */
export function occurrencePairs(
  left: Int32Array,
  right: Int32Array,
  leftPlaces: readonly number[],
  rightPlaces: Iterable<number>,
): Pair[] {
  // By id the next place on the left to be paired, by place the one after it: no list for each id, as most occur once.
  const waiting = new Map<number, number>();
  const after = new Int32Array(left.length);
  for (let index = leftPlaces.length - 1; index >= 0; index--) {
    const place = leftPlaces[index] as number;
    const id = left[place] as number;
    after[place] = waiting.get(id) ?? -1;
    waiting.set(id, place);
  }
  const pairs: Pair[] = [];
  for (const place of rightPlaces) {
    const id = right[place] as number;
    const match = waiting.get(id) ?? -1;
    if (match < 0) continue;
    waiting.set(id, after[match] as number);
    pairs.push([match, place]);
  }
  return pairs;
}

/** Indices of a longest strictly increasing run of values, ascending. n log n. */
export function longestIncreasing(values: ArrayLike<number>): number[] {
  const ends: number[] = [];
  const before = new Int32Array(values.length).fill(-1);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    let high = ends.length;
    // Mostly in order already: most values go to the end.
    let low = high > 0 && (values[ends[high - 1] as number] as number) < value ? high : 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[index] = ends[low - 1] as number;
    ends[low] = index;
  }
  const run: number[] = [];
  for (let index = ends[ends.length - 1] ?? -1; index >= 0; index = before[index] as number) run.push(index);
  return run.reverse();
}
