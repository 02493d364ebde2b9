import type { JsonObject } from '../../contract/json.ts';
import { applyDraft, type Draft, type DraftChange } from '../params/draft.ts';
import { type Clash, mergeParams } from '../params/merge.ts';

export interface Rebased {
  /** What the draft was made on, as far as the draft tells: the params now, with the places it touches as they were. */
  base: JsonObject;
  /** `base` with the draft's changes: what was seen when they were made. */
  mine: JsonObject;
  /** The params now with the draft's changes; at a clash the draft's value. */
  merged: JsonObject;
  /** Places that were changed here and there, differently. */
  clashes: Clash[];
  /** Changes whose place is gone, such as a cell of a row that is no longer there. */
  lost: DraftChange[];
}

/** Carries a kept draft onto the params as they are now: what did not change there is taken as it is here, what changed in both places is a clash. */
export function rebaseDraft(changes: Draft, now: JsonObject): Rebased {
  const lost = new Set<DraftChange>();
  const base = applyEach(now, turnedBack(changes), (index) => lost.add(changes[index] as DraftChange));
  const mine = applyEach(base, changes, (index) => lost.add(changes[index] as DraftChange));
  const { merged, clashes } = mergeParams(base, mine, now);
  return { base, mine, merged: merged as JsonObject, clashes, lost: [...lost] };
}

/** The changes that lead back. */
function turnedBack(changes: Draft): Draft {
  return changes.map(({ path, base, value }) => ({ path, base: value, value: base }));
}

/** The params with each change made that still has a place; the index of each other one is told. */
export function applyEach(params: JsonObject, changes: Draft, onLost?: (index: number) => void): JsonObject {
  let made = params;
  for (const [index, change] of changes.entries()) {
    try {
      made = applyDraft(made, [change]) as JsonObject;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      onLost?.(index);
    }
  }
  return made;
}
