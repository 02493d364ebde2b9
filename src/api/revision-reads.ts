import type { JsonObject } from '../../contract/json/value.ts';
import { type EntityRevision, EntityRevisionList } from '../../contract/revision.ts';
import { privilegedQuery, type ReadOptions } from './entity-reads.ts';
import { collectPages, type PageRange, requestPage } from './pages.ts';

/** Newest first by date, then by id: the order of the server is not on record. */
function newestFirst(a: EntityRevision, b: EntityRevision): number {
  return (
    momentOf(b) - momentOf(a) || (b.created_date ?? '').localeCompare(a.created_date ?? '') || b.id - a.id
  );
}

/** By the clock and not by the letters: `…27Z` and `…27.5Z`, or two time zones, would stand the wrong way round. */
function momentOf({ created_date }: EntityRevision): number {
  const moment = Date.parse(created_date ?? '');
  return Number.isNaN(moment) ? 0 : moment;
}

export interface RevisionReadOptions extends ReadOptions {
  /** Params that those of the revisions are probably much like: what is spelt the same is shared. */
  like?: JsonObject | null | undefined;
}

/** Every revision of an entity with its params, newest first. SDK: `API.get_entity_revisions`, `Entity.revisions`. */
export async function getEntityRevisions(
  w: number,
  id: number,
  { signal, like, privileged }: RevisionReadOptions = {},
): Promise<EntityRevision[]> {
  const all = await collectPages(
    (range) =>
      requestPage(
        {
          path: `/workspaces/${w}/entities/${id}/revisions/`,
          query: privilegedQuery(privileged),
          answer: EntityRevisionList,
          like,
          ...(signal ? { signal } : {}),
        },
        range,
      ),
    100,
  );
  return all.sort(newestFirst);
}

/** The newest revisions of an entity and how many there are in all; `total` undefined where the server does not tell. */
export interface NewestRevisions {
  /** With params, newest first. */
  revisions: EntityRevision[];
  total: number | undefined;
}

/**
 * The newest revisions of an entity with their params, newest first, past every cache: at least `count` where there are as many. One request, and a second one
 * where the server lists the oldest first and has more than fit.
 */
export async function readNewestRevisions(
  w: number,
  id: number,
  count: number,
  options: RevisionReadOptions = {},
): Promise<EntityRevision[]> {
  return (await readNewestPart(w, id, count, options)).revisions;
}

/** As {@link readNewestRevisions}, with the number of all. */
export async function readNewestPart(
  w: number,
  id: number,
  count: number,
  { signal, like, privileged }: RevisionReadOptions = {},
): Promise<NewestRevisions> {
  const path = `/workspaces/${w}/entities/${id}/revisions/`;
  const read = (offset: number) =>
    requestPage(
      {
        path,
        query: privilegedQuery(privileged),
        answer: EntityRevisionList,
        like,
        ...(signal ? { signal } : {}),
      },
      { limit: count, offset },
    );
  const page = await read(0);
  const { results } = page;
  const [first, last] = [results[0], results.at(-1)];
  const oldestFirst = first && last && first !== last && newestFirst(first, last) > 0;
  const rest = page.count - results.length;
  // The end of the list, as far as the server gives it in one page; where it does not tell how long the list is, all of it is read.
  const toEnd = (range: PageRange) => read(range.offset);
  let newest = results;
  if (oldestFirst && page.rest === 'more') newest = (await collectPages(toEnd, count, page)).slice(-count);
  else if (oldestFirst && rest > 0) newest = (await read(rest)).results;
  const whole = page.rest === 'whole' || page.rest === 'end';
  return {
    revisions: [...newest].sort(newestFirst),
    total: page.rest === 'more' ? undefined : whole ? results.length : page.count,
  };
}
