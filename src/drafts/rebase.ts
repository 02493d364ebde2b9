import { isArray, type JsonObject } from '../../contract/json/value.ts';
import { applyChange, type Draft, type DraftChange } from '../params/draft.ts';
import { placeDraft } from '../params/draft-places.ts';
import { sameSpelling } from '../params/equal.ts';
import { type Clash, type Merge, mergeParams } from '../params/merge.ts';
import { getIn, type OwnContainers, type Path } from '../params/path.ts';

export interface Rebased {
  /** What the draft was made on, as far as the draft tells: the params now, with the places it touches as they were. */
  base: JsonObject;
  /** `base` with the draft's changes: what was seen when they were made. */
  mine: JsonObject;
  /** The params now with the draft's changes; at a clash the draft's value. */
  merged: JsonObject;
  /** Places that were changed here and there, differently. */
  clashes: Clash[];
  /** Changes whose place is gone, such as a cell of a row that is no longer there or cannot be told from others. */
  lost: DraftChange[];
}

/** Carries a kept draft onto the params as they are now: what did not change there is taken as it is here, what changed in both places is a clash. Cells go with their rows. */
export function rebaseDraft(changes: Draft, now: JsonObject): Rebased {
  const { placed, lost: homeless } = placeDraft(changes, now);
  const lost = new Set(homeless);
  const base = applyEach(now, turnedBack(placed), (index) => lost.add(placed[index] as DraftChange));
  const mine = applyEach(base, placed, (index) => lost.add(placed[index] as DraftChange));
  const { merged, clashes } = mergeParams(base, mine, now);
  return { base, mine, merged: merged as JsonObject, clashes, lost: [...lost] };
}

/** Whether the params have all of the changes already, as after a write whose answer nobody lived to see. */
export function holdsAll(changes: Draft, now: JsonObject): boolean {
  const { merged, clashes, lost } = rebaseDraft(changes, now);
  return clashes.length + lost.length === 0 && sameSpelling(merged, now);
}

/** The changes that lead back. */
export function turnedBack(changes: Draft): Draft {
  return changes.map(({ path, base, value }) => ({ path, base: value, value: base }));
}

/** The params with each change made that still has a place; the index of each other one is told. */
export function applyEach(params: JsonObject, changes: Draft, onLost?: (index: number) => void): JsonObject {
  let made = params;
  const own: OwnContainers = new Set();
  for (const [index, change] of changes.entries()) {
    if (hasPlace(made, change.path)) made = applyChange(made, change, own) as JsonObject;
    else onLost?.(index);
  }
  return made;
}

/** Whether every row on the way to a place is there; groups come to be when something is set in them. */
function hasPlace(params: JsonObject, path: Path): boolean {
  for (const [depth, key] of path.entries()) {
    if (typeof key === 'number' && getIn(params, path.slice(0, depth + 1)) === undefined) return false;
    if (typeof key === 'string' && isArray(getIn(params, path.slice(0, depth)))) return false;
  }
  return true;
}

/**
 * Makes the change from `from` to `to` on params that were edited since; where those were edited in the same place, that stays.
 * `merge`: what merging the three gave, where that is known.
 */
export function carryChange(from: JsonObject, to: JsonObject, onto: JsonObject, merge?: Merge): JsonObject {
  if (sameSpelling(from, onto)) return to;
  const { merged, clashes } = merge ?? mergeParams(from, to, onto);
  if (clashes.length === 0) return merged as JsonObject;
  const choices = Object.fromEntries(clashes.map(({ id }) => [id, 'theirs' as const]));
  return mergeParams(from, to, onto, choices).merged as JsonObject;
}

/**
 * Edits that were made beyond what was sent, after the save: on what is stored now where they do not clash with what came into it, else still on what was
 * sent, so that the next save meets the conflict.
 */
export function afterSave(
  value: JsonObject,
  { sent, params }: { sent: JsonObject; params: JsonObject },
): { base: JsonObject; value: JsonObject } {
  if (sameSpelling(value, sent)) return { base: params, value: params };
  const { merged, clashes } = mergeParams(sent, value, params);
  return clashes.length > 0 ? { base: sent, value } : { base: params, value: merged as JsonObject };
}
