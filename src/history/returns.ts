import { sourceText } from '../../contract/json.ts';
import type { EntityRevision } from '../../contract/revision.ts';

/** Params longer than this are not looked at: keeping their texts apart would cost more than it tells. */
const LONGEST = 200_000;

/**
 * Which revisions brought back the params of an earlier one that is not the one before, by id: the number of the latest such revision,
 * counted from 1, the oldest. `revisions` are newest first.
 */
export function returnsOf(
  revisions: readonly EntityRevision[],
  total = revisions.length,
): ReadonlyMap<number, number> {
  const latest = new Map<string, number>();
  const returns = new Map<number, number>();
  for (let index = revisions.length - 1; index >= 0; index--) {
    const { id, params } = revisions[index] as EntityRevision;
    const text = params ? sourceText(params) : undefined;
    if (text === undefined || text.length > LONGEST) continue;
    const number = total - index;
    const before = latest.get(text);
    if (before !== undefined && before < number - 1) returns.set(id, before);
    latest.set(text, number);
  }
  return returns;
}
