import { longestIncreasing } from './sequence.ts';

/** For each right row the left row it is, or -1. */
export type Partners = Int32Array;

/** Which rows moved, as block numbers from 0 (-1 for those that stayed), rows that moved together sharing one. */
export function moves(partners: Partners): { blocks: Int32Array; count: number } {
  const blocks = new Int32Array(partners.length).fill(-1);
  if (inOrder(partners)) return { blocks, count: 0 };
  const rows: number[] = [];
  let most = 0;
  for (let row = 0; row < partners.length; row++) {
    const partner = partners[row] as number;
    if (partner < 0) continue;
    rows.push(row);
    most = Math.max(most, partner);
  }
  const still = new Uint8Array(rows.length);
  for (const index of longestIncreasing(Int32Array.from(rows, (row) => partners[row] as number)))
    still[index] = 1;

  // Ranks rather than places: a row removed from between two that moved together does not part them.
  const ranks = new Int32Array(most + 1);
  for (const row of rows) ranks[partners[row] as number] = 1;
  for (let place = 1; place <= most; place++)
    ranks[place] = (ranks[place] as number) + (ranks[place - 1] as number);
  let count = 0;
  let before = -2;
  for (const [index, row] of rows.entries()) {
    if (still[index]) {
      before = -2;
      continue;
    }
    const place = ranks[partners[row] as number] as number;
    if (place !== before + 1) count++;
    blocks[row] = count - 1;
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
  const paired: number[] = [];
  for (let row = 0; row < partners.length; row++) if ((partners[row] as number) >= 0) paired.push(row);
  // Rows that moved do not part gaps.
  const anchors = longestIncreasing(Int32Array.from(paired, (row) => partners[row] as number)).map(
    (index) => paired[index] as number,
  );
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
