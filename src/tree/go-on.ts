import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { pageOptions, readBranches } from '../api/branches.ts';
import { entityQueries } from '../api/entities.ts';
import { knownChildCount } from '../api/rights.ts';
import type { WantedPage } from '../api/use-branches.ts';
import type { Tree } from './use-tree.ts';

const AT_ONCE = 3;

/** The pages not read yet of branches that are known, those nearest to the top first. */
function unread(client: QueryClient, w: number, expandable: (entity: Entity) => boolean): WantedPage[] {
  const branches = readBranches(client, w);
  const found: WantedPage[] = [];
  const ids: (number | null)[] = [null];
  for (let at = 0; at < ids.length; at++) {
    const parent = ids[at] as number | null;
    const branch = branches.get(parent);
    if (branch?.count === undefined) {
      if (!branch?.pages.get(0)?.error) found.push({ parent, page: 0 });
      continue;
    }
    for (let page = 0; page * branch.pageSize < branch.count; page++) {
      const state = branch.pages.get(page);
      if (!state?.entities && !state?.error) found.push({ parent, page });
      for (const entity of state?.entities ?? [])
        if (knownChildCount(entity) !== 0 && expandable(entity)) ids.push(entity.id);
    }
  }
  return found;
}

/** Whether the tree holds every entity there is, as far as can be known. Looks only while `wanted`. */
export function useAllLoaded({ workspaceId, branches, expandable }: Tree, wanted: boolean): boolean {
  const client = useQueryClient();
  return useMemo(
    () => wanted && branches.size > 0 && unread(client, workspaceId, expandable).length === 0,
    [client, workspaceId, branches, expandable, wanted],
  );
}

export interface GoOn {
  running: boolean;
  /** Nothing is left to read. */
  complete: boolean;
  start: () => void;
  stop: () => void;
}

/** Reads on into what the tree has not loaded, a few pages at a time, until all is read or somebody stops it. */
export function useGoOn(w: number, expandable: (entity: Entity) => boolean): GoOn {
  const client = useQueryClient();
  const [running, setRunning] = useState(false);
  const [complete, setComplete] = useState(false);
  const going = useRef(false);
  const stop = useCallback(() => {
    going.current = false;
    setRunning(false);
  }, []);
  useEffect(() => stop, [stop]);
  const start = useCallback(async () => {
    if (going.current) return;
    going.current = true;
    setRunning(true);
    while (going.current) {
      const next = unread(client, w, expandable);
      if (next.length === 0) {
        setComplete(true);
        break;
      }
      const branches = readBranches(client, w);
      await Promise.all(
        next
          .slice(0, AT_ONCE)
          .map(({ parent, page }) =>
            client.prefetchQuery(
              entityQueries.getEntityChildren(w, parent, pageOptions(branches.get(parent), page)),
            ),
          ),
      );
    }
    stop();
  }, [client, w, expandable, stop]);
  return { running, complete, start, stop };
}
