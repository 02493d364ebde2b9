import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { isUndecided } from '../api/lost-answers.ts';
import { sameSpelling } from '../params/equal.ts';
import { mergeParams } from '../params/merge.ts';
import { readBack, type Slipped } from './read-back.ts';
import {
  type Merging,
  type Overlap,
  type Saved,
  type SaverPorts,
  type Sent,
  sinceHead,
} from './save-types.ts';

const MOST_ROUNDS = 5;

/**
 * A revision slipped in between the reading and the writing, and was written over: what it changed is brought back by a named revision, except where both changed
 * the same place. There what is stored stays, and the person is asked. What each merging put in place of what is handed on in any case.
 */
export async function heal(ports: SaverPorts, sent: Sent, slipped: Slipped, saved: Saved): Promise<Saved> {
  const mergings: Merging[] = [];
  const outcome = await mergeIn(ports, sent, slipped, saved, mergings);
  return mergings.length > 0 ? { ...outcome, mergings } : outcome;
}

async function mergeIn(
  ports: SaverPorts,
  sent: Sent,
  slipped: Slipped,
  saved: Saved,
  mergings: Merging[],
): Promise<Saved> {
  const { merged, clashes } = mergeParams(sent.onto, sent.params, slipped.params);
  const overlap: Overlap = { revision: slipped, base: sent.onto, mine: sent.params, merged: true };
  let outcome: Saved = clashes.length > 0 ? { ...saved, overlap } : saved;
  let [base, mine] = [sent.params, merged as JsonObject];
  let cause = slipped;
  for (let round = 1; !sameSpelling(mine, base); round++) {
    const step = round > MOST_ROUNDS ? undefined : await writeMerged(ports, { base, mine, cause }, mergings);
    if (step === undefined) return { ...outcome, overlap: { ...overlap, merged: false } };
    outcome = { ...outcome, entity: step.entity, params: step.params, note: noteOf(slipped) };
    if (!step.slipped) break;
    // Somebody was between again: what they changed goes on top in the same way.
    cause = step.slipped;
    base = step.params;
    const again = mergeParams(step.onto, step.params, cause.params);
    mine = again.merged as JsonObject;
    if (again.clashes.length > 0)
      outcome.overlap = { revision: cause, base: step.onto, mine: step.params, merged: true };
  }
  return outcome;
}

function noteOf({ id }: EntityRevision): string {
  return `Revision ${id} was saved at the same moment; what it changed was merged with yours.`;
}

interface Step {
  entity: Entity;
  /** What is stored. */
  params: JsonObject;
  onto: JsonObject;
  slipped?: Slipped;
}

/** Carries `base` → `mine` onto the head and reads back. `undefined`: it is not confirmed that this is stored. A write that may be stored is added to `mergings`. */
async function writeMerged(
  ports: SaverPorts,
  { base, mine, cause }: { base: JsonObject; mine: JsonObject; cause: EntityRevision },
  mergings: Merging[],
): Promise<Step | undefined> {
  try {
    const head = await ports.readHead();
    const onto = head.properties;
    if (!onto) return undefined;
    const { params, dropped } = carried(base, mine, onto);
    if (dropped) return undefined;
    if (sameSpelling(params, onto)) return { entity: head, params, onto };
    const message = `Merged with revision ${cause.id}, which was saved at the same moment`;
    const merging = { revision: cause, before: onto, after: params };
    const entity = await ports.write(params, message, head).catch((error: unknown) => {
      if (isUndecided(error)) mergings.push(merging);
      throw error;
    });
    mergings.push(merging);
    const found = await readBack(ports, { onto, params, message, ...sinceHead(head) });
    if (!found) return undefined;
    const { slipped } = found;
    return slipped ? { entity, params, onto, slipped } : { entity, params, onto };
  } catch {
    // Not confirmed: the caller says so, and the person decides.
    return undefined;
  }
}

/** The change from `base` to `mine` made on the head. `dropped`: somebody has changed one of the same places since, so that it is not for a program to decide. */
function carried(
  base: JsonObject,
  mine: JsonObject,
  onto: JsonObject,
): { params: JsonObject; dropped: boolean } {
  if (sameSpelling(base, onto)) return { params: mine, dropped: false };
  const { merged, clashes } = mergeParams(base, mine, onto);
  return { params: merged as JsonObject, dropped: clashes.length > 0 };
}
