import { queryOptions } from '@tanstack/react-query';
import { entityKeys } from './entities.ts';
import { getEntityRevisions } from './revision-reads.ts';

export const revisionQueries = {
  /** Every revision of an entity with its params, newest first. Read in pages of 100. SDK: `Entity.revisions`. */
  getEntityRevisions: (w: number, id: number) =>
    queryOptions({
      queryKey: entityKeys.revisions(w, id),
      queryFn: ({ signal }) => getEntityRevisions(w, id, signal),
      structuralSharing: false,
    }),
};
