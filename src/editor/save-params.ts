import type { Entity } from '../../contract/entity.ts';
import { type JsonObject, printJson } from '../../contract/json.ts';
import { ApiError } from '../api/http.ts';

export interface SaveCall {
  /** Reads the entity as it is now, past every cache. */
  read: () => Promise<Entity>;
  /** Writes the complete params as a new revision on top of `head`; a server that can refuses with 412 when that is the newest no more. */
  write: (params: JsonObject, message: string, head: Entity) => Promise<Entity>;
  /** What the edits stand on. */
  base: JsonObject;
  params: JsonObject;
  message: string;
}

export type SaveOutcome =
  | { kind: 'saved'; entity: Entity; params: JsonObject; note?: string }
  /** Nothing was written: somebody saved other params since `base` was read. */
  | { kind: 'conflict'; theirs: Entity; params: JsonObject }
  | {
      kind: 'failed';
      /** What happened, in words to show as they are. */
      message: string;
      fields: Readonly<Record<string, readonly string[]>>;
      /** The entity is no longer there: what was typed can only be taken out. */
      gone?: boolean;
    };

/**
 * Saves params: reads the head again, stops where it is no longer what the edits stand on, writes, and where the answer to the write never came, reads
 * back whether it was stored. Never throws; "saved" is only said when the server has said so, or holds exactly what was sent.
 */
export async function saveParams(call: SaveCall, attempts = 5): Promise<SaveOutcome> {
  let head: Entity;
  try {
    head = await call.read();
  } catch (error) {
    return failed(error, `Not saved: ${messageOf(error)}`);
  }
  if (!head.properties)
    return {
      kind: 'failed',
      message: 'Nothing was written: the server no longer gives the params.',
      fields: {},
    };
  if (printJson(head.properties) !== printJson(call.base))
    return { kind: 'conflict', theirs: head, params: head.properties };
  try {
    const entity = await call.write(call.params, call.message, head);
    return { kind: 'saved', entity, params: entity.properties ?? call.params };
  } catch (error) {
    // Somebody was faster between the reading and the writing: what they did decides, as if it had been read at once.
    if (error instanceof ApiError && error.status === 412 && attempts > 1)
      return saveParams(call, attempts - 1);
    const undecided =
      !(error instanceof ApiError) || error.kind !== 'refused' || error.status === 408 || error.status >= 500;
    return undecided ? readBack(call, error) : failed(error, `Not saved: ${messageOf(error)}`);
  }
}

/** The write may or may not have been stored: what is there now tells. */
async function readBack(call: SaveCall, error: unknown): Promise<SaveOutcome> {
  try {
    const now = await call.read();
    if (now.properties && printJson(now.properties) === printJson(call.params))
      return {
        kind: 'saved',
        entity: now,
        params: now.properties,
        note: 'The answer was lost on the way; reading back showed that it was stored.',
      };
    const refused = error instanceof ApiError && error.kind === 'refused';
    const why = refused ? messageOf(error) : 'the connection broke.';
    return failed(error, `Not saved: ${why} Reading back showed that it was not stored.`);
  } catch (second) {
    if (isGone(second)) return failed(second, '');
    return failed(
      error,
      'It is not known whether this was saved: the server cannot be reached. Everything typed is kept; save again when it is back, and what is stored is looked at first.',
    );
  }
}

const GONE =
  'This entity was deleted in the meantime, or you may no longer see it. Nothing was written; everything typed is still here and can be copied out.';

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function failed(error: unknown, sentence: string): SaveOutcome {
  const gone = isGone(error);
  const fields = error instanceof ApiError ? error.fields : {};
  return { kind: 'failed', message: gone ? GONE : sentence, fields, gone };
}
