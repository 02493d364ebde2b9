import { longestIncreasing } from './sequence.ts';

/** For each right row the left row it is, or -1. */
export type Partners = Int32Array;

/** The rows that have a partner, as `rows`, their `partners`, and which of them `stayed` in order: a longest run of them. */
interface Paired {
  rows: Int32Array;
  partners: Int32Array;
  stayed: Uint8Array;
}

function pairedRows(all: Partners): Paired {
  let count = 0;
  for (let row = 0; row < all.length; row++) if ((all[row] as number) >= 0) count++;
  const rows = new Int32Array(count);
  const partners = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < all.length; row++) {
    const partner = all[row] as number;
    if (partner < 0) continue;
    rows[at] = row;
    partners[at++] = partner;
  }
  return { rows, partners, stayed: stayedIn(partners) };
}

/** Only what lies between the head and the tail that are in order with everything is searched: most moves are local. */
function stayedIn(partners: Int32Array): Uint8Array {
  const { length } = partners;
  const stayed = new Uint8Array(length).fill(1);
  let head = 1;
  while (head < length && (partners[head - 1] as number) < (partners[head] as number)) head++;
  if (head >= length) return stayed;
  let tail = length - 1;
  while ((partners[tail - 1] as number) < (partners[tail] as number)) tail--;
  let least = Number.POSITIVE_INFINITY;
  for (let index = head; index < length; index++) least = Math.min(least, partners[index] as number);
  while (head > 0 && (partners[head - 1] as number) > least) head--;
  let most = -1;
  for (let index = 0; index < tail; index++) most = Math.max(most, partners[index] as number);
  while (tail < length && (partners[tail] as number) < most) tail++;
  stayed.fill(0, head, tail);
  for (const index of longestIncreasing(partners.subarray(head, tail))) stayed[head + index] = 1;
  return stayed;
}

/** Which rows moved, as block numbers from 0 (-1 for those that stayed), rows that moved together sharing one. */
export function moves(all: Partners): { blocks: Int32Array; count: number } {
  const blocks = new Int32Array(all.length).fill(-1);
  if (inOrder(all)) return { blocks, count: 0 };
  const { rows, partners, stayed } = pairedRows(all);
  let most = 0;
  for (const partner of partners) most = Math.max(most, partner);

  // Ranks rather than places: a row removed from between two that moved together does not part them.
  const ranks = new Int32Array(most + 1);
  for (const partner of partners) ranks[partner] = 1;
  for (let place = 1; place <= most; place++)
    ranks[place] = (ranks[place] as number) + (ranks[place - 1] as number);
  let count = 0;
  let before = -2;
  for (let index = 0; index < rows.length; index++) {
    if (stayed[index]) {
      before = -2;
      continue;
    }
    const place = ranks[partners[index] as number] as number;
    if (place !== before + 1) count++;
    blocks[rows[index] as number] = count - 1;
    before = place;
  }
  return { blocks, count };
}

function inOrder(partners: Partners): boolean {
  let last = -1;
  for (let row = 0; row < partners.length; row++) {
    const partner = partners[row] as number;
    if (partner < 0) continue;
    if (partner < last) return false;
    last = partner;
  }
  return true;
}

/** Places that have no partner. */
export interface Leftovers {
  left: number[];
  right: number[];
}

export function leftovers(leftCount: number, partners: Partners): Leftovers {
  const taken = new Uint8Array(leftCount);
  const right: number[] = [];
  for (let row = 0; row < partners.length; row++) {
    const partner = partners[row] as number;
    if (partner >= 0) taken[partner] = 1;
    else right.push(row);
  }
  const left: number[] = [];
  for (let row = 0; row < taken.length; row++) if (!taken[row]) left.push(row);
  return { left, right };
}

/** What has no partner yet, by the neighbours that stayed around it; only gaps that hold something on both sides. */
export function gapsOf(leftCount: number, partners: Partners): Leftovers[] {
  const { left, right } = leftovers(leftCount, partners);
  if (left.length === 0 || right.length === 0) return [];
  const paired = pairedRows(partners);
  // Rows that moved do not part gaps.
  const anchors: number[] = [];
  for (let index = 0; index < paired.rows.length; index++)
    if (paired.stayed[index]) anchors.push(paired.rows[index] as number);
  const gaps = new Map<number, Leftovers>();
  const gapOf = (index: number): Leftovers => {
    const gap = gaps.get(index) ?? { left: [], right: [] };
    gaps.set(index, gap);
    return gap;
  };
  let at = 0;
  for (const row of left) {
    while (at < anchors.length && (partners[anchors[at] as number] as number) < row) at++;
    gapOf(at).left.push(row);
  }
  at = 0;
  for (const row of right) {
    while (at < anchors.length && (anchors[at] as number) < row) at++;
    gapOf(at).right.push(row);
  }
  return [...gaps.values()].filter((gap) => gap.left.length > 0 && gap.right.length > 0);
}
