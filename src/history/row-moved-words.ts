import type { MoveDifference } from '../params/comparison.ts';

/** Where a row or item that moved stood and stands, from 1, as its name is the same in both places, and what moved with it; `undefined` of a group. */
export function rowMovedWords({ path, leftPath, rows }: MoveDifference): string | undefined {
  const [before, now] = [leftPath.at(-1), path.at(-1)];
  if (typeof before !== 'number' || typeof now !== 'number') return undefined;
  // What stood above went, and what stood below is above now.
  const places =
    before === now ? `past others, at place ${now + 1} as before` : `from place ${before + 1} to ${now + 1}`;
  const others = (rows?.count ?? 1) - 1;
  const together = others > 0 ? `, with ${others} other${others === 1 ? '' : 's'}` : '';
  return `${places}${together}${rows?.order ? `: ${rows.order}` : ''}`;
}
