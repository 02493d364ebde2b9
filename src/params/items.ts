import {
  isArray,
  isNumber,
  isObject,
  type JsonArray,
  type JsonValue,
  numberValue,
} from '../../contract/json/value.ts';
import { alignInOrder } from './align.ts';
import type { ListDifference } from './comparison.ts';
import { equalValues } from './equal.ts';
import { type EqualItems, pairEqualItems } from './equal-items.ts';
import type { Interning } from './interning.ts';
import { gapsOf, type Leftovers, leftovers, moves, type Partners } from './partners.ts';
import { commonInOrder, occurrencePairs } from './sequence.ts';
import { orderGiven } from './sorted.ts';

/** A list in which nothing stayed is shown item by item up to this many items, as replaced beyond. */
const MOST_REPLACED = 200;

/** Pairs the equal items of two lists wherever they stand; a repeated one as often as both sides have it. */
export function pairMembers(left: JsonArray, right: JsonArray, interning: Interning): Partners {
  const partners = new Int32Array(right.length).fill(-1);
  const leftIds = interning.idsOf(left);
  const rightIds = interning.idsOf(right);
  for (const [from, to] of occurrencePairs(leftIds, rightIds, [...left.keys()], right.keys()))
    partners[to] = from;
  return partners;
}

/**
 * Pairs the items of two lists that are no rows: equal ones in order, then those that moved, then what stands between the same
 * neighbours. `null`: nothing is common, the list was replaced as a whole.
 */
export function pairItems(
  left: JsonArray,
  right: JsonArray,
  content: ListDifference['content'],
  interning: Interning,
): Partners | null {
  const sorted = content === 'scalars' ? pairSorted(left, right, interning) : undefined;
  if (sorted) return sorted;
  const inOrder = pairEqualItems(left, right, interning);
  const turned = turnedRound(left, right, inOrder.partners, interning);
  const equal = turned ?? inOrder;
  const { partners } = equal;
  pairMoved(left, right, equal, interning);
  // Among thousands of items two that differ have one id now and then.
  for (const [to, from] of partners.entries())
    if (from >= 0 && !equalValues(left[from], right[to])) partners[to] = -1;
  const extra = Math.abs(left.length - right.length);
  // The points of a line can be told from one another by where they are, also with a few more or fewer.
  const even = content === 'points' ? extra <= right.length / 10 : extra === 0;
  const most = even ? 10 * MOST_REPLACED : MOST_REPLACED;
  if (left.length && right.length && Math.max(left.length, right.length) > most)
    if (partners.every((partner) => partner < 0)) return null;
  const gaps = turned?.isShown ? gapsBackwards(left.length, partners) : gapsOf(left.length, partners);
  const kept = partners.filter((partner) => partner >= 0).length;
  for (const gap of gaps) pairGap(left, right, gap, content, partners);
  const mayBeInPlace = content === 'scalars' && left.length === right.length && !turned;
  return mayBeInPlace && kept <= left.length * BY_CHANCE && costsLessInPlace(equal, partners)
    ? Int32Array.from(right, (_, place) => place)
    : partners;
}

/** So many items of a list that was calculated anew may be equal to other ones by chance. */
const BY_CHANCE = 0.25;

/** Whether it takes no more changes to have each item where it stood. */
function costsLessInPlace({ leftIds, rightIds }: EqualItems, partners: Partners): boolean {
  let [changed, unpaired, inPlace] = [0, 0, 0];
  for (const [to, from] of partners.entries()) {
    if (from < 0) unpaired += 2;
    else if (leftIds[from] !== rightIds[to]) changed++;
    if (leftIds[to] !== rightIds[to]) inPlace++;
  }
  return inPlace <= changed + unpaired + moves(partners).count;
}

/** The items of a list that was sorted and not edited: those of one value stay in their order. */
function pairSorted(left: JsonArray, right: JsonArray, interning: Interning): Partners | undefined {
  if (left.length !== right.length || !orderGiven(left, right)) return undefined;
  const partners = pairMembers(left, right, interning);
  return partners.every((from, to) => from >= 0 && equalValues(left[from], right[to])) ? partners : undefined;
}

/** What has no partner between the same neighbours of a list that was turned round. */
function gapsBackwards(leftCount: number, partners: Partners): Leftovers[] {
  const turn = (place: number): number => leftCount - 1 - place;
  const forwards = partners.map((partner) => (partner < 0 ? partner : turn(partner)));
  return gapsOf(leftCount, forwards).map(({ left, right }) => ({ left: left.map(turn), right }));
}

/**
 * The equal items of a list that was turned round (a line drawn in the other direction), where that pairs more of them than their order does. Points that
 * occur twice, as where a ring closes, could else not be told from one another.
 */
function turnedRound(
  left: JsonArray,
  right: JsonArray,
  inOrder: Partners,
  interning: Interning,
): (EqualItems & { isShown: boolean }) | undefined {
  const count = inOrder.reduce((sum, partner) => (partner < 0 ? sum : sum + 1), 0);
  if (count >= 0.75 * Math.min(left.length, right.length)) return undefined;
  const [leftIds, rightIds] = [interning.idsOf(left), interning.idsOf(right)];
  const turned = commonInOrder(leftIds.toReversed(), rightIds);
  if (turned.length <= count) return undefined;
  const partners = new Int32Array(right.length).fill(-1);
  for (const [from, to] of turned) partners[to] = left.length - 1 - from;
  // Of fewer nobody could tell what the others were.
  const isShown = 2 * turned.length > Math.min(left.length, right.length);
  return { partners, leftIds, rightIds, isShown };
}

/** An item that occurs once on each side and is not in order moved; of repeated ones (zeros, say) nobody could tell. */
function pairMoved(
  left: JsonArray,
  right: JsonArray,
  { partners, leftIds, rightIds }: EqualItems,
  interning: Interning,
): void {
  const rest = leftovers(left.length, partners);
  const from = new Map(rest.left.map((place) => [leftIds[place] as number, place]));
  const moved = rest.right.filter((place) => from.has(rightIds[place] as number));
  if (moved.length === 0) return;
  const counts = new Map(moved.map((place) => [rightIds[place] as number, 0]));
  for (const list of [left, right])
    for (const item of list) {
      const id = interning.idOf(item);
      const count = counts.get(id);
      if (count !== undefined) counts.set(id, count + 1);
    }
  for (const place of moved) {
    const id = rightIds[place] as number;
    if (counts.get(id) === 2) partners[place] = from.get(id) as number;
  }
}

function pairGap(
  left: JsonArray,
  right: JsonArray,
  gap: Leftovers,
  content: ListDifference['content'],
  partners: Partners,
): void {
  if (content === 'points' && gap.left.length !== gap.right.length) {
    const aligned = alignInOrder(gap.left.length, gap.right.length, (from, to) =>
      distance(left[gap.left[from] as number] as JsonValue, right[gap.right[to] as number] as JsonValue),
    );
    for (const [from, to] of aligned ?? []) partners[gap.right[to] as number] = gap.left[from] as number;
    if (aligned) return;
  }
  for (let index = 0; index < Math.min(gap.left.length, gap.right.length); index++) {
    const [from, to] = [gap.left[index] as number, gap.right[index] as number];
    if (comparable(left[from] as JsonValue, right[to] as JsonValue)) partners[to] = from;
  }
}

/** A group against a number is a removal and an addition, not a change. */
function comparable(left: JsonValue, right: JsonValue): boolean {
  return isArray(left) === isArray(right) && isObject(left) === isObject(right);
}

function coordinates(point: JsonValue): readonly number[] {
  const parts = isObject(point) ? [point.get('lat'), point.get('lon')] : isArray(point) ? point : [];
  return parts.map((part) => (isNumber(part) ? numberValue(part) : 0));
}

function distance(left: JsonValue, right: JsonValue): number {
  const [a, b] = [coordinates(left), coordinates(right)];
  return Math.hypot(...a.map((part, index) => part - (b[index] ?? part)));
}
