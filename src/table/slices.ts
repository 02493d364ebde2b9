import { slicer } from '../workers/slicer.ts';

/** A sorted copy, stable, made in slices: 100,000 items hold up the page for no longer than one slice. */
export async function sortInSlices<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  signal?: AbortSignal,
): Promise<T[]> {
  const rest = slicer(signal);
  const RUN = 128;
  let runs: T[][] = [];
  for (let start = 0; start < items.length; start += RUN) {
    runs.push(items.slice(start, start + RUN).sort(compare));
    const pause = rest();
    if (pause) await pause;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      const [left, right] = [runs[at] as T[], runs[at + 1]];
      merged.push(right ? await merge(left, right, compare, rest) : left);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
  rest: () => Promise<void> | undefined,
): Promise<T[]> {
  const made: T[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    if (made.length % 128 === 0) {
      const pause = rest();
      if (pause) await pause;
    }
    made.push(compare(left[l] as T, right[r] as T) <= 0 ? (left[l++] as T) : (right[r++] as T));
  }
  while (l < left.length) made.push(left[l++] as T);
  while (r < right.length) made.push(right[r++] as T);
  return made;
}
