import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { storedParams } from '../api/stored-params.ts';
import { type Draft, draftOf } from '../params/draft.ts';
import { type Clash, mergeParams, type Side } from '../params/merge.ts';
import { draftStore } from './draft-store.ts';
import { baseOf, isUnsaved, type KeptDraft } from './kept-draft.ts';
import type { Place } from './place.ts';
import { rebaseDraft } from './rebase.ts';

export interface Staging {
  place: Place;
  /** The entity as it was read, with the params (`properties`) that the change was made from. */
  entity: Entity;
  /** What the params are to become, complete: the caller's edit of `entity.properties`. */
  params: JsonObject;
  /** Where they come from, as a sentence: “Restored from revision 12.” It stands above the form until it is saved. */
  reason: string;
  /** A message proposed for the revision. */
  message?: string;
  /** Whose value is taken where unsaved edits of the person have changed the same place; without it that is asked. */
  atClash?: 'kept' | 'staged';
}

/** What came of it; `sentence` is to be shown as it is. */
export type Staged =
  /** Kept as the draft; the editor shows it at `paths.params(…)`. */
  | { kind: 'staged'; sentence: string; draft: KeptDraft }
  /** The params are that already; nothing was kept. */
  | { kind: 'same'; sentence: string }
  /** Unsaved edits of the person stand at the same places. Nothing was kept; stage again with `atClash`. */
  | { kind: 'asks'; sentence: string; clashes: readonly Clash[] }
  /** Nothing was kept, and the draft that was there is as it was. */
  | { kind: 'refused'; sentence: string };

/**
 * Puts params into the editor without saving them: they become the draft of the entity, on the revision that was read, to be reviewed and saved as any edit.
 * A draft that is kept there is merged with them, per leaf and row, never written over. Never throws.
 */
export async function stageParams(staging: Staging): Promise<Staged> {
  const { place, entity, params } = staging;
  const now = storedParams(entity);
  if (!now) return refused('The server gives no params of this entity, so there is nothing to put them on.');
  try {
    const [kept] = (await draftStore.findKept(place)).filter(({ id }) => id === draftStore.idOf(place));
    if (!kept || !isUnsaved(kept)) return await keep(staging, draftOf(now, params), kept);
    if (kept.pending.length > 0)
      return refused(
        'Unsaved edits are kept here, and one of them is not a value yet. Open the params, correct or discard it, then try again.',
      );
    const mine = rebaseDraft(kept.changes, now);
    if (mine.clashes.length > 0 || mine.lost.length > 0)
      return refused(
        'Unsaved edits are kept here that clash with what was saved since. Open the params, decide about them, then try again.',
      );
    const side: Side = staging.atClash === 'staged' ? 'theirs' : 'mine';
    const open = mergeParams(now, mine.merged, params);
    if (open.clashes.length > 0 && !staging.atClash)
      return { kind: 'asks', sentence: askAbout(kept, open.clashes.length), clashes: open.clashes };
    const choices = Object.fromEntries(open.clashes.map(({ id }) => [id, side]));
    const { merged } = mergeParams(now, mine.merged, params, choices);
    return await keep(staging, draftOf(now, merged), kept);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused(`This browser keeps no drafts (${why}), so the params cannot be put into the editor.`);
  }
}

async function keep(staging: Staging, changes: Draft, kept: KeptDraft | undefined): Promise<Staged> {
  const { place, entity, reason } = staging;
  if (changes.length === 0)
    return { kind: 'same', sentence: 'These are the params that are stored already: nothing to change.' };
  const draft: KeptDraft = {
    id: draftStore.idOf(place),
    place,
    entityName: entity.name,
    base: baseOf(entity),
    changes,
    pending: [],
    message: kept?.message || (staging.message ?? ''),
    reason: kept?.reason ? `${kept.reason} ${reason}` : reason,
    staged: true,
    writer: '',
    keptAt: Date.now(),
    version: '',
    size: 0,
    watching: kept?.watching,
    told: kept?.told,
  };
  const keeping = await draftStore.keep(draft, kept?.version ?? '');
  if (keeping.kind === 'other')
    return refused('This entity was edited in another tab just now. Look at that first, then try again.');
  const on =
    kept && isUnsaved(kept) ? `, together with ${counted(kept.changes.length)} kept here before` : '';
  return {
    kind: 'staged',
    sentence: `${counted(changes.length)} to review and save${on}.`,
    draft: { ...draft, version: keeping.version },
  };
}

/** The draft of an entity that is kept for this person, the one being edited before those set aside; `undefined` for none. Rejects where the browser keeps nothing. */
export async function readDraft(place: Place): Promise<KeptDraft | undefined> {
  const drafts = await draftStore.find(place);
  return drafts.find(({ id }) => id === draftStore.idOf(place)) ?? drafts[0];
}

function counted(count: number): string {
  return `${count} unsaved ${count === 1 ? 'change' : 'changes'}`;
}

function askAbout(kept: KeptDraft, clashes: number): string {
  const places = clashes === 1 ? 'one of the same places' : `${clashes} of the same places`;
  return `${counted(kept.changes.length)} of yours ${kept.changes.length === 1 ? 'is' : 'are'} kept here, and ${places} would change again. Keep yours there, or take the new values?`;
}

function refused(sentence: string): Staged {
  return { kind: 'refused', sentence };
}
