/** Distances that aligning two sequences may cost. */
const MOST_DISTANCES = 400_000;

/**
 * Pairs every item of the shorter of two sequences with one of the longer, in order, such that they are together least far apart: `[left, right]`,
 * from the last pair to the first. `undefined` when that would take too long. A few items more on one side cost a few times the other's length.
 */
export function alignInOrder(
  leftLength: number,
  rightLength: number,
  distance: (left: number, right: number) => number,
): [number, number][] | undefined {
  const short = Math.min(leftLength, rightLength);
  const extra = Math.abs(leftLength - rightLength);
  const width = extra + 1;
  if (short * width > MOST_DISTANCES) return undefined;
  const pairOf = (s: number, skipped: number): [number, number] =>
    leftLength <= rightLength ? [s, s + skipped] : [s + skipped, s];
  // least[s][k]: the least total of the first s pairs when k items of the longer side are skipped before them or between them.
  const least = new Float64Array((short + 1) * width);
  for (let s = 1; s <= short; s++)
    for (let skipped = 0; skipped <= extra; skipped++) {
      const here = (least[(s - 1) * width + skipped] as number) + distance(...pairOf(s - 1, skipped));
      const before = skipped > 0 ? (least[s * width + skipped - 1] as number) : Number.POSITIVE_INFINITY;
      least[s * width + skipped] = Math.min(here, before);
    }
  const pairs: [number, number][] = [];
  let skipped = extra;
  for (let s = short; s > 0; s--) {
    while (skipped > 0 && least[s * width + skipped] === least[s * width + skipped - 1]) skipped--;
    pairs.push(pairOf(s - 1, skipped));
  }
  return pairs;
}
