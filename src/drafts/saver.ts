import type { Entity } from '../../contract/entity.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { ApiError } from '../api/http.ts';
import { isUndecided, messageOf } from '../api/lost-answers.ts';
import { compareParams } from '../params/compare.ts';
import { draftOf } from '../params/draft.ts';
import { placeDraft } from '../params/draft-places.ts';
import { equalValues, isLeaf, sameSpelling } from '../params/equal.ts';
import { flatten } from '../params/flatten.ts';
import { getIn, readablePath } from '../params/path.ts';
import { type Found, readBack } from './read-back.ts';
import { failed, notHeld, notKnown, notSaved, notStored } from './save-failures.ts';
import { heal } from './save-heal.ts';
import { type SaveOutcome, type SaveRequest, type SaverPorts, type Sent, sinceHead } from './save-types.ts';

/** How often a save starts anew because somebody was faster. */
const MOST_ROUNDS = 5;

/**
 * Saves params beside others, on a server that takes the last write without a check: reads the head again, stops where it is no longer what the edits stand
 * on, writes, and reads the newest revisions back. A revision that slipped in between the first and the second is merged back in by one of its own. In the
 * ordinary case three requests and one revision. Never throws, never sends a write twice; "saved" is said only of what the server has confirmed.
 */
export async function saveParams(ports: SaverPorts, request: SaveRequest): Promise<SaveOutcome> {
  const { base, params, message } = request;
  const unanswered = [...(request.unanswered ?? [])];
  for (let round = 1; ; round++) {
    let head: Entity;
    try {
      head = await ports.readHead();
    } catch (error) {
      return notSaved(error);
    }
    const now = head.properties;
    if (!now) return failed(null, 'Nothing was written: the server no longer gives the params.');
    // An earlier write arrived after all. What it may have written over is looked for before anything is built on it.
    const own = unanswered.find(({ params }) => sameSpelling(params, now));
    if (own) return settle(ports, own, { answer: head, late: true });
    if (sameSpelling(now, params))
      return { kind: 'saved', entity: head, params: now, sent: params, note: STORED_ALREADY };
    if (!sameSpelling(now, base)) return { kind: 'conflict', theirs: head, params: now };
    const sent: Sent = { onto: now, params, message, ...sinceHead(head) };
    try {
      const answer = await ports.write(params, message, head);
      return await settle(ports, sent, { answer });
    } catch (error) {
      // Somebody was faster between the reading and the writing: what they did decides, as if it had been read at once.
      if (error instanceof ApiError && error.status === 412 && round < MOST_ROUNDS) {
        // Or it was oneself: a browser sends a request again by itself when an old connection breaks under it.
        unanswered.push(sent);
        continue;
      }
      if (!isUndecided(error)) return notSaved(error);
      return settle(ports, sent, { error });
    }
  }
}

/** What is known of a write: the server's answer, or why there is none. `late`: it was of an earlier attempt. */
type Known = { answer: Entity; late?: boolean } | { answer?: undefined; error: unknown };

const STORED_ALREADY = 'What was to be saved is what is stored already.';
const LOST_ANSWER = 'The answer was lost on the way; reading back showed that it was stored.';
const NAMELESS = 'The server has taken its name away with that: rename it.';

/** Finds what was written among the newest revisions, and what was written over by it. */
async function settle(ports: SaverPorts, sent: Sent, known: Known): Promise<SaveOutcome> {
  let found: Found | undefined;
  try {
    found = await readBack(ports, sent);
  } catch (error) {
    if (known.answer)
      return {
        kind: 'saved',
        entity: known.answer,
        params: sent.params,
        sent: sent.params,
        note: 'The server confirmed it. Whether somebody else saved at the same moment could not be read back.',
      };
    return notKnown(sent, error);
  }
  if (!found) return known.answer ? notListed(ports, sent, known.answer) : notStored(sent, known.error);
  let entity = known.answer;
  try {
    entity ??= await ports.readHead();
  } catch (error) {
    return notKnown(sent, error);
  }
  const { params } = sent;
  const saved: SaveOutcome = { kind: 'saved', entity, params, sent: params, revision: found.revision.id };
  if (!known.answer || known.late) saved.note = LOST_ANSWER;
  else if (entity.name === '') saved.note = NAMELESS;
  if (found.newer) saved.newer = found.newer;
  return found.slipped ? heal(ports, sent, found.slipped, saved) : saved;
}

/** The server confirmed a write that its list of revisions does not show: the head tells. */
async function notListed(ports: SaverPorts, sent: Sent, answer: Entity): Promise<SaveOutcome> {
  const { params } = sent;
  const saved = { kind: 'saved', entity: answer, params, sent: params } as const;
  let head: Entity;
  try {
    head = await ports.readHead();
  } catch (error) {
    return { ...saved, note: `The server confirmed it. It could not be read back: ${messageOf(error)}` };
  }
  const now = head.properties;
  if (!now) return { ...saved, entity: head, note: UNSEEN };
  if (sameSpelling(now, params)) return { ...saved, entity: head, note: UNLISTED };
  const missing = missingIn(now, sent);
  if (missing.length > 0) return notHeld(sent, missing);
  return { ...saved, entity: head, params: now, note: OTHERWISE };
}

const UNSEEN = 'The server confirmed it. It gives no params to read back.';
const UNLISTED =
  'It is stored. The list of revisions does not show it as it was sent, so whether somebody else saved at the same moment is not known.';
const OTHERWISE =
  'What you changed is stored. The server holds it, or what is around it, otherwise than it was sent: look at the revisions.';

/** Where the params lack what a write was to change. Another spelling is not missed, unless it was all that was changed. */
function missingIn(now: JsonObject, { onto, params }: Sent): string[] {
  const { placed, lost } = placeDraft(draftOf(onto, params), now);
  const missing = placed.filter(({ path, base, value }) => !isHeld(getIn(now, path), value, base));
  return [
    ...missing.map(({ path }) => readablePath(path, now)),
    ...lost.map(({ path }) => readablePath(path, params)),
  ];
}

function isHeld(
  now: JsonValue | undefined,
  value: JsonValue | undefined,
  base: JsonValue | undefined,
): boolean {
  if (value === undefined || now === undefined) return value === now;
  if (equalValues(base, value)) return sameSpelling(now, value);
  if (equalValues(now, value)) return true;
  if (isLeaf(value) || equalValues(now, base)) return false;
  // Members that the server adds to a row or group take nothing away.
  const others = flatten(compareParams(value, now));
  return others.every(({ kind, path }) => kind === 'added' && typeof path.at(-1) === 'string');
}
