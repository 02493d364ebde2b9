import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { sameSpelling } from '../params/equal.ts';
import { isSince, type SaverPorts, type Sent } from './save-types.ts';

/** What is read back first: one's own revision and the one before it. */
const OWN_AND_BEFORE = 2;
const FURTHER_BACK = 20;

/** A revision that was written over because it slipped in between reading and writing. */
export type Slipped = EntityRevision & { params: JsonObject };

/** A write as the newest revisions show it. */
export interface Found {
  /** That it made; the newest where it arrived more than once. */
  revision: EntityRevision;
  /** What somebody saved after it. */
  newer?: EntityRevision;
  slipped?: Slipped;
}

/** Looks for a write among the newest revisions; `undefined` where they do not show it. Rejects when they cannot be read. */
export async function readBack(ports: SaverPorts, sent: Sent): Promise<Found | undefined> {
  const few = await ports.readNewest(OWN_AND_BEFORE);
  const isOwn = (revision: EntityRevision | undefined) => isOf(revision, sent);
  const isEnough = few.length < OWN_AND_BEFORE || (isOwn(few[0]) && !isOwn(few[1]));
  const newest = isEnough ? few : await ports.readNewest(FURTHER_BACK);
  const own = newest.findIndex(isOwn);
  const revision = newest[own];
  if (!revision) return undefined;
  // A browser sends a request again by itself when an old connection breaks under it, so that one write may stand there twice in a row.
  let below = own + 1;
  while (isOwn(newest[below])) below++;
  const before = newest[below];
  return {
    revision,
    ...(own > 0 ? { newer: newest[0] as EntityRevision } : {}),
    ...(before?.params && !sameSpelling(before.params, sent.onto) ? { slipped: before as Slipped } : {}),
  };
}

/** Whether a revision may be of a write; the same params may have been stored before it too. */
function isOf(revision: EntityRevision | undefined, { params, after }: Sent): boolean {
  return Boolean(revision?.params && isSince(revision, after) && sameSpelling(revision.params, params));
}
