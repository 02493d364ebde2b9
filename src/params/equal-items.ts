import { sameSource } from '../../contract/json/memory.ts';
import type { JsonArray } from '../../contract/json/value.ts';
import type { Interning } from './interning.ts';
import type { Partners } from './partners.ts';
import { commonEnds, commonInOrder } from './sequence.ts';

/** What is known of two lists whose equal items were paired. */
export interface EqualItems {
  partners: Partners;
  /** By place; 0 for the items at both ends that are the same to the byte, which need no id. */
  leftIds: Int32Array;
  rightIds: Int32Array;
}

/** Pairs the equal items of two lists as far as they keep their order. */
export function pairEqualItems(left: JsonArray, right: JsonArray, interning: Interning): EqualItems {
  const partners = new Int32Array(right.length).fill(-1);
  const { head, tail } = commonEnds(
    left.length,
    right.length,
    (from, to) => left[from] === right[to] || sameSource(left[from], right[to]),
  );
  for (let place = 0; place < head; place++) partners[place] = place;
  for (let back = tail; back > 0; back--) partners[right.length - back] = left.length - back;
  const middle = (list: JsonArray, ids: Int32Array): Int32Array => {
    for (let place = head; place < ids.length - tail; place++) ids[place] = interning.idOf(list[place]);
    return ids.subarray(head, ids.length - tail);
  };
  const leftIds = new Int32Array(left.length);
  const rightIds = new Int32Array(right.length);
  for (const [from, to] of commonInOrder(middle(left, leftIds), middle(right, rightIds)))
    partners[head + to] = head + from;
  return { partners, leftIds, rightIds };
}
