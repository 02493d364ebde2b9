import type { Difference } from '../params/comparison.ts';

/** Where a row or item that moved stood and stands, from 1, as its name is the same in both places; `undefined` of a group. */
export function rowMovedWords({ path, leftPath }: Pick<Difference, 'path' | 'leftPath'>): string | undefined {
  const [before, now] = [leftPath.at(-1), path.at(-1)];
  if (typeof before !== 'number' || typeof now !== 'number') return undefined;
  // What stood above went, and what stood below is above now.
  if (before === now) return `past others, at place ${now + 1} as before`;
  return `from place ${before + 1} to ${now + 1}`;
}
