import { sourceText } from '../../contract/json/memory.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { sameSpelling } from '../params/equal.ts';

/** Params longer than this are not looked at: keeping their texts apart would cost more than it tells. */
const LONGEST = 200_000;

/** Params that are alike, by one text and value of theirs, and the latest revision that had them. */
interface Alike {
  text: string;
  params: JsonObject;
  latest: number;
}

/**
 * Which revisions brought back the params of an earlier one that is not the one before, by id: the number of the latest such revision,
 * counted from 1, the oldest. Alike are params with the same values written the same way; white space and the order of keys do not count. `revisions` are
 * newest first.
 */
export function returnsOf(
  revisions: readonly EntityRevision[],
  total = revisions.length,
): ReadonlyMap<number, number> {
  const known = new Map<number, Alike[]>();
  const returns = new Map<number, number>();
  for (let index = revisions.length - 1; index >= 0; index--) {
    const { id, params } = revisions[index] as EntityRevision;
    const text = params ? sourceText(params) : undefined;
    if (!params || text === undefined || text.length > LONGEST) continue;
    const number = total - index;
    const sum = sumOf(text);
    const near = known.get(sum) ?? [];
    const before =
      near.find((alike) => alike.text === text) ?? near.find((alike) => sameSpelling(alike.params, params));
    if (before && before.latest < number - 1) returns.set(id, before.latest);
    if (before) before.latest = number;
    else known.set(sum, [...near, { text, params, latest: number }]);
  }
  return returns;
}

/** A number that is the same for texts with the same characters in any order, white space aside: only those can be alike. 0.3 ms for 200,000 characters. */
function sumOf(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 32) sum = (sum + Math.imul(code * code, 0x9e3779b1)) | 0;
  }
  return sum;
}
