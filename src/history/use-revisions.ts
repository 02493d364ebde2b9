import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { EntityRevision } from '../../contract/revision.ts';
import { revisionQueries } from '../api/revisions.ts';
import { asksForOlder } from './sides.ts';

/** The history as far as it is read. */
export interface Revisions {
  /** Newest first; undefined while nothing is here that the page could show. */
  revisions: readonly EntityRevision[] | undefined;
  total: number;
  /** Whether all are here. */
  complete: boolean;
  /** Reads the others too. */
  readAll: () => void;
  reading: boolean;
  /** Why the others could not be read. */
  error: Error | null;
}

/** The newest revisions at once, and all of them when they are asked for, or when the address asks for an older one. A failed first read is thrown to the route. */
export function useRevisions(
  workspaceId: number,
  entityId: number,
  search: URLSearchParams,
  needed: boolean,
): Revisions {
  const [asked, setAsked] = useState(false);
  const start = useQuery({
    ...revisionQueries.getNewestRevisions(workspaceId, entityId),
    throwOnError: (_error, { state }) => state.data === undefined,
  });
  const newest = start.data?.revisions;
  const isWhole = start.data?.total !== undefined && start.data.revisions.length >= start.data.total;
  const elsewhere = newest !== undefined && asksForOlder(search, newest);
  const wanted =
    start.data !== undefined && !isWhole && (asked || needed || elsewhere || start.data.total === undefined);
  const all = useQuery({ ...revisionQueries.getEntityRevisions(workspaceId, entityId), enabled: wanted });
  const known = isWhole ? newest : (all.data ?? newest);
  const complete = isWhole || all.data !== undefined;
  const waits = !complete && (elsewhere || start.data?.total === undefined) && !all.error;
  const { refetch } = all;
  const failed = Boolean(all.error);
  const readAll = useCallback(() => {
    if (failed) void refetch();
    else setAsked(true);
  }, [failed, refetch]);
  return {
    revisions: waits ? undefined : known,
    total: complete ? (known?.length ?? 0) : (start.data?.total ?? known?.length ?? 0),
    complete: complete || Boolean(all.error && start.data?.total === undefined),
    readAll,
    reading: wanted && all.isFetching,
    error: complete ? null : all.error,
  };
}
