import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { compareParams } from '../params/compare.ts';
import { type Draft, draftOf, printDraft, readDraft } from '../params/draft.ts';
import { flatten } from '../params/flatten.ts';
import { applyEach, rebaseDraft, turnedBack } from './rebase.ts';
import type { Merging, Overlap } from './save-types.ts';
import type { Undone } from './watch.ts';

/** What was said of saved work, and not answered yet. */
export interface Notices {
  undone: Undone | null;
  mergings: readonly Merging[];
  overlaps: readonly Overlap[];
}

/** As it outlives the page: only the places that it is about, each change as the text of a draft. */
export interface PrintedNotices {
  undone: string | null;
  mergings: { id: number; changes: string }[];
  overlaps: (Pick<EntityRevision, 'id' | 'created_by' | 'created_date'> & {
    mine: string;
    theirs: string;
    merged: boolean;
  })[];
}

/** `undefined` when nothing waits for an answer. */
export function printNotices({ undone, mergings, overlaps }: Notices): PrintedNotices | undefined {
  if (!undone && mergings.length + overlaps.length === 0) return undefined;
  const print = (from: JsonObject, to: JsonObject) => printDraft(draftOf(from, to));
  return {
    undone: undone && printDraft([...draftOf(undone.now, undone.restored), ...undone.gone]),
    mergings: mergings.map(({ revision, before, after }) => ({
      id: revision.id,
      changes: print(before, after),
    })),
    overlaps: overlaps.map(({ revision, base, mine, merged }) => ({
      id: revision.id,
      created_by: revision.created_by,
      created_date: revision.created_date,
      mine: print(base, mine),
      theirs: print(base, revision.params),
      merged,
    })),
  };
}

/** What was said, on the params as they are now. Throws where the text is not one of {@link printNotices}. */
export function readNotices(printed: PrintedNotices, now: JsonObject): Notices {
  const sides = (text: string) => rebaseDraft(readDraft(text), now);
  return {
    undone: printed.undone === null ? null : undoneOf(readDraft(printed.undone), now),
    mergings: printed.mergings.map(({ id, changes }) => {
      const { base, mine } = sides(changes);
      return { revision: { id }, before: base, after: mine };
    }),
    overlaps: printed.overlaps.map(({ mine, theirs, merged, ...revision }) => {
      const [own, other] = [readDraft(mine), readDraft(theirs)];
      const base = applyEach(applyEach(now, turnedBack(other)), turnedBack(own));
      const params = applyEach(base, other);
      return { revision: { ...revision, params }, base, mine: applyEach(base, own), merged };
    }),
  };
}

function undoneOf(told: Draft, now: JsonObject): Undone | null {
  const { base, mine, lost } = rebaseDraft(told, now);
  const changes = flatten(compareParams(base, mine));
  return changes.length + lost.length > 0
    ? { now: base, changes, replaced: [], restored: mine, gone: lost }
    : null;
}
