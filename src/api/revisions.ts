import { queryOptions } from '@tanstack/react-query';
import { type EntityRevision, EntityRevisionList } from '../../contract/revision.ts';
import { entityKeys } from './entities.ts';
import { request } from './http.ts';
import { collectPages } from './pages.ts';

/** Newest first by date, then by id: the order of the server is not on record. */
function newestFirst(a: EntityRevision, b: EntityRevision): number {
  const dates = (b.created_date ?? '').localeCompare(a.created_date ?? '');
  return dates === 0 ? b.id - a.id : dates;
}

export const revisionQueries = {
  /** Every revision of an entity with its params, newest first. Read in pages of 100. SDK: `Entity.revisions`. */
  getEntityRevisions: (w: number, id: number) =>
    queryOptions({
      queryKey: entityKeys.revisions(w, id),
      queryFn: async ({ signal }) => {
        const all = await collectPages(
          (page) =>
            request({
              path: `/workspaces/${w}/entities/${id}/revisions/`,
              query: page,
              answer: EntityRevisionList,
              signal,
            }),
          100,
        );
        return all.sort(newestFirst);
      },
      structuralSharing: false,
    }),
};

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
  const newest = oldestFirst && rest > 0 ? (await read(Math.max(0, page.count - count))).results : results;
  return [...newest].sort(newestFirst);
}
