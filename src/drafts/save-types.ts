import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import type { FieldMessages } from '../api/error-body.ts';

/** What saving needs of a server; each call is one request and rejects with an `ApiError`. */
export interface SaverPorts {
  /** The person's own id, to know a revision of theirs. */
  me?: number;
  /** The entity as it is now with its params, past every cache. */
  readHead: () => Promise<Entity>;
  /** Stores the complete params as a new revision; a server that can refuses with 412 when `onto` is not the newest any more. */
  write: (params: JsonObject, message: string, onto: Entity) => Promise<Entity>;
  /** The newest revisions with their params, newest first; more where that costs nothing. */
  readNewest: (count: number) => Promise<readonly EntityRevision[]>;
}

/** A write: the params with their message, and the head that they were put on. */
export interface Sent {
  onto: JsonObject;
  params: JsonObject;
  message: string;
  /** When the head that it was put on was stored, by the server's clock, ms since 1970: no revision from before is of this write. */
  after?: number;
}

/** From when on a revision may be of a write that is put on this head, where the server says. */
export function sinceHead({ updated_at: at }: Pick<Entity, 'updated_at'>): Pick<Sent, 'after'> {
  const after = Date.parse(at ?? '');
  return Number.isNaN(after) ? {} : { after };
}

/** How far the clocks of one environment's servers may be apart. */
const CLOCKS_DIFFER_MS = 100;

/** Whether a revision may be of a write, by when it was stored; yes where the server does not say. */
export function isSince({ created_date: date }: Pick<EntityRevision, 'created_date'>, after = 0): boolean {
  return !(Date.parse(date ?? '') < after - CLOCKS_DIFFER_MS);
}

export interface SaveRequest {
  /** What the edits stand on. */
  base: JsonObject;
  params: JsonObject;
  /** Empty for none. */
  message: string;
  /** Writes before this one whose fate is not known: what is found of them is the person's own. */
  unanswered?: readonly Sent[];
}

/** A revision that was written over because it slipped in between reading and writing. */
export interface Overlap {
  revision: Pick<EntityRevision, 'id' | 'created_by' | 'created_date'> & { params: JsonObject };
  /** What both stood on. */
  base: JsonObject;
  /** The params that were written over it. */
  mine: JsonObject;
  /** What of it is in the head again; false where that could not be written or confirmed. */
  merged: boolean;
}

/** A revision that was written by merging another one in: what stood there before it and what stands there by it. */
export interface Merging {
  /** The revision that was merged in. */
  revision: Pick<EntityRevision, 'id'>;
  before: JsonObject;
  after: JsonObject;
}

export interface Saved {
  kind: 'saved';
  /** As the server has it. */
  entity: Entity;
  /** What is stored. */
  params: JsonObject;
  /** What was sent: the params of the request, or of an earlier one that arrived late. Edits beyond it are not saved yet. */
  sent: JsonObject;
  /** Of the revision that was written, where reading back showed it. */
  revision?: number;
  /** What was out of the ordinary, as a sentence. */
  note?: string;
  /** Places changed in both, or a merge that failed: for the person to decide about. */
  overlap?: Overlap;
  /**
   * Every merging that was written, or may have been. What somebody writes late on an old state cannot be told from what they typed: a merging can put older values
   * in place of newer ones, so what it replaced is for the person to see.
   */
  mergings?: readonly Merging[];
  /** Somebody else's revision that is newer by now. */
  newer?: EntityRevision;
}

export interface SaveFailure {
  kind: 'failed';
  /** What happened, in words to show as they are. */
  message: string;
  /** Messages by member of the body. */
  fields: FieldMessages;
  /** 0 when no answer came. */
  status: number;
  /** The entity is no longer there, or no longer for this person. */
  gone: boolean;
  /** May be stored yet: no answer came, and it was not found. */
  unanswered?: Sent;
}

export type SaveOutcome =
  | Saved
  /** Nothing was written: somebody saved other params since. */
  | { kind: 'conflict'; theirs: Entity; params: JsonObject }
  | SaveFailure;
