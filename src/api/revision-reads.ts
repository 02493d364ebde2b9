import { type EntityRevision, EntityRevisionList } from '../../contract/revision.ts';
import { request } from './http.ts';
import { collectPages } from './pages.ts';

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

/** Every revision of an entity with its params, newest first. SDK: `API.get_entity_revisions`, `Entity.revisions`. */
export async function getEntityRevisions(
  w: number,
  id: number,
  signal?: AbortSignal,
): Promise<EntityRevision[]> {
  const all = await collectPages(
    (page) =>
      request({
        path: `/workspaces/${w}/entities/${id}/revisions/`,
        query: page,
        answer: EntityRevisionList,
        ...(signal ? { signal } : {}),
      }),
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
  signal?: AbortSignal,
): Promise<EntityRevision[]> {
  return (await readNewestPart(w, id, count, signal)).revisions;
}

/** As {@link readNewestRevisions}, with the number of all. */
export async function readNewestPart(
  w: number,
  id: number,
  count: number,
  signal?: AbortSignal,
): Promise<NewestRevisions> {
  const path = `/workspaces/${w}/entities/${id}/revisions/`;
  const read = (offset: number) =>
    request({
      path,
      query: { limit: count, offset },
      answer: EntityRevisionList,
      ...(signal ? { signal } : {}),
    });
  const page = await read(0);
  const { results } = page;
  const [first, last] = [results[0], results.at(-1)];
  const oldestFirst = first && last && first !== last && newestFirst(first, last) > 0;
  const rest = page.count - results.length;
  // The end of the list, as far as the server gives it in one page.
  const newest = oldestFirst && rest > 0 ? (await read(page.count - results.length)).results : results;
  const whole = page.rest === 'whole' || page.rest === 'end';
  return {
    revisions: [...newest].sort(newestFirst),
    total: page.rest === 'more' ? undefined : whole ? results.length : page.count,
  };
}
