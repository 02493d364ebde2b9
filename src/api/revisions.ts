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
