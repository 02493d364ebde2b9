import { queryOptions } from '@tanstack/react-query';
import type { EntityRevision } from '../../contract/revision.ts';
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
   * The newest revisions of an entity, one more than {@link AT_ONCE} at most, so that each but the last has the one before it. One request. With those that were
   * read before they are the answer to {@link revisionQueries.getEntityRevisions} as well; an answer that they do not go on from is dropped.
   */
  getNewestRevisions: (w: number, id: number) =>
    queryOptions({
      queryKey: [...entityKeys.revisions(w, id), 'newest'],
      queryFn: async ({ signal, client }): Promise<NewestRevisions> => {
        const newest = await readNewestPart(w, id, AT_ONCE + 1, {
          signal,
          like: readParams(client, w, id),
        });
        const { queryKey } = revisionQueries.getEntityRevisions(w, id);
        const before = client.getQueryData(queryKey);
        const whole = wholeOf(newest, before);
        if (whole) client.setQueryData(queryKey, whole);
        else if (before && newest.total !== undefined) client.resetQueries({ queryKey, exact: true });
        return newest;
      },
      structuralSharing: false,
    }),
};

/** All revisions, where the newest and those that were read before come to as many as there are. */
function wholeOf(
  { revisions, total }: NewestRevisions,
  before: readonly EntityRevision[] = [],
): EntityRevision[] | undefined {
  const oldest = before.findIndex(({ id }) => id === revisions.at(-1)?.id);
  const whole = oldest < 0 ? revisions : [...revisions, ...before.slice(oldest + 1)];
  return whole.length === total ? whole : undefined;
}
