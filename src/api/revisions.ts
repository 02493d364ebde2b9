import { queryOptions } from '@tanstack/react-query';
import { entityKeys, readParams } from './entities.ts';
import { getEntityRevisions, type NewestRevisions, readNewestPart } from './revision-reads.ts';

/** A history up to this long is read whole at once; of a longer one the newest first. */
const AT_ONCE = 50;

export const revisionQueries = {
  /** Every revision of an entity with its params, newest first. Read in pages of 100. SDK: `Entity.revisions`. */
  getEntityRevisions: (w: number, id: number) =>
    queryOptions({
      queryKey: entityKeys.revisions(w, id),
      queryFn: ({ signal, client }) => getEntityRevisions(w, id, { signal, like: readParams(client, w, id) }),
      structuralSharing: false,
    }),

  /**
   * The newest revisions of an entity, one more than {@link AT_ONCE} at most, so that each but the last has the one before it. One request; when those are
   * all, they are the answer to {@link revisionQueries.getEntityRevisions} as well.
   */
  getNewestRevisions: (w: number, id: number) =>
    queryOptions({
      queryKey: [...entityKeys.revisions(w, id), 'newest'],
      queryFn: async ({ signal, client }): Promise<NewestRevisions> => {
        const newest = await readNewestPart(w, id, AT_ONCE + 1, {
          signal,
          like: readParams(client, w, id),
        });
        if (newest.total !== undefined && newest.revisions.length >= newest.total)
          client.setQueryData(revisionQueries.getEntityRevisions(w, id).queryKey, newest.revisions);
        return newest;
      },
      structuralSharing: false,
    }),
};
