import { useQuery } from '@tanstack/react-query';
import type { EntityRevision } from '../../contract/revision.ts';
import { revisionQueries } from '../api/revisions.ts';

export interface FoundRevision {
  state: 'found';
  revision: EntityRevision;
  /** Counted from 1, the oldest. */
  number: number;
  isNewest: boolean;
}

/** What came of looking for a revision. */
export type RevisionRead =
  | FoundRevision
  | { state: 'pending' }
  | { state: 'failed'; error: unknown; retry: () => void }
  /** Why there is none, as a sentence. */
  | { state: 'none'; sentence: string };

/** The revision that an address names by its id: looked for among the newest, then among all of them. */
export function useRevision(workspaceId: number, entityId: number, name: string): RevisionRead {
  const id = /^\d{1,15}$/.test(name) ? Number(name) : undefined;
  const enabled = id !== undefined;
  const newest = useQuery({ ...revisionQueries.getNewestRevisions(workspaceId, entityId), enabled });
  const isNear = newest.data?.revisions.some((revision) => revision.id === id) === true;
  const total = newest.data?.total;
  const needsAll =
    newest.data !== undefined && (total === undefined || (!isNear && newest.data.revisions.length < total));
  const all = useQuery({
    ...revisionQueries.getEntityRevisions(workspaceId, entityId),
    enabled: enabled && needsAll,
  });
  if (!enabled) return { state: 'none', sentence: `“${name}” is not the id of a revision.` };
  const failed = [newest, all].find(({ error, data }) => error && data === undefined);
  if (failed) return { state: 'failed', error: failed.error, retry: () => void failed.refetch() };
  const revisions = needsAll ? all.data : newest.data?.revisions;
  if (!revisions) return { state: 'pending' };
  const index = revisions.findIndex((revision) => revision.id === id);
  const revision = revisions[index];
  if (!revision)
    return {
      state: 'none',
      sentence: `Revision ${id} is not among the revisions of this entity that the server gives.`,
    };
  const count = needsAll ? revisions.length : (total ?? revisions.length);
  return { state: 'found', revision, number: count - index, isNewest: index === 0 };
}
