import type { PersonReference } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { compareParams } from '../params/compare.ts';
import type { Change } from '../params/comparison.ts';
import { sameSpelling } from '../params/equal.ts';
import { flatten } from '../params/flatten.ts';
import { type Clash, mergeParams } from '../params/merge.ts';

/** What somebody else saved while these params were open. */
export interface News {
  by: PersonReference | null | undefined;
  /** As the server wrote it. */
  at: string | null | undefined;
  head: Entity;
  theirs: JsonObject;
  /** From what was read here to what is stored now. */
  changes: readonly Change[];
  /** Places that are edited here too, differently. */
  clashes: readonly Clash[];
  /** The edits on what is stored now; at a clash as edited here. */
  merged: JsonObject;
}

/** What a newer head brings to edits that stand on `base`; `undefined` when it holds the same params, as after a rename. */
export function readNews(base: JsonObject, value: JsonObject, head: Entity): News | undefined {
  const theirs = head.properties;
  if (!theirs || sameSpelling(theirs, base)) return undefined;
  const { merged, clashes } = mergeParams(base, value, theirs);
  return {
    by: head.last_updated_by,
    at: head.updated_at,
    head,
    theirs,
    changes: flatten(compareParams(base, theirs)),
    clashes,
    merged: merged as JsonObject,
  };
}

const FIRST_WAIT = 15_000;
const LONGEST_WAIT = 120_000;

/** How long to wait until the next look for news, ms: longer each time that nothing was new. */
export function waitForNews(quietLooks: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 1.5 ** quietLooks);
}
