/** Who compares params in `bench/params.ts`: each reads both texts, compares, and gives what a worker would send back. */
import { create } from 'jsondiffpatch';
import microdiff from 'microdiff';
import { readJson } from '../../contract/json/reading.ts';
import { compareParams } from '../../src/params/compare.ts';
import { totalOf } from '../../src/params/comparison.ts';
import { toWire } from '../../src/params/wire.ts';

export interface Answer {
  changes: number;
  result: unknown;
}

const patcher = create({
  objectHash: (item: object, index?: number) => {
    const { name, depth } = item as { name?: string; depth?: number };
    return name ?? (depth === undefined ? `$$index:${index}` : String(depth));
  },
  textDiff: { minLength: Number.POSITIVE_INFINITY, diffMatchPatch: undefined as never },
});

/** Changes in a delta of jsondiffpatch: each array is one. */
function countDelta(delta: unknown): number {
  if (Array.isArray(delta)) return 1;
  if (typeof delta !== 'object' || delta === null) return 0;
  return Object.entries(delta).reduce((sum, [key, inner]) => sum + (key === '_t' ? 0 : countDelta(inner)), 0);
}

export const contestants = {
  'this engine': (left, right) => {
    const first = readJson(left);
    const comparison = compareParams(first, readJson(right, { like: first }));
    return { changes: totalOf(comparison.counts), result: toWire(comparison) };
  },
  microdiff: (left, right) => {
    const result = microdiff(JSON.parse(left), JSON.parse(right));
    return { changes: result.length, result };
  },
  jsondiffpatch: (left, right) => {
    const result = patcher.diff(JSON.parse(left), JSON.parse(right));
    return { changes: countDelta(result), result };
  },
  'JSON.parse of both': (left, right) => {
    JSON.parse(left);
    JSON.parse(right);
    return { changes: 0, result: null };
  },
} satisfies Record<string, (left: string, right: string) => Answer>;

export type Contestant = keyof typeof contestants;
