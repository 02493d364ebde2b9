import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { type Branches, pageOptions, parentsOn, readBranches } from '../api/branches.ts';
import { entityQueries } from '../api/entities.ts';
import { knownChildCount } from '../api/rights.ts';
import type { WantedPage } from '../api/use-branches.ts';
import type { Tree } from './use-tree.ts';

const AT_ONCE = 3;

const holds = new WeakMap<(entity: Entity) => boolean, (entity: Entity) => boolean>();
/** One that can be opened and is not known to be empty; the same function for the same question, so that answers are kept. */
function holdsOf(expandable: (entity: Entity) => boolean): (entity: Entity) => boolean {
  const known = holds.get(expandable) ?? ((entity) => knownChildCount(entity) !== 0 && expandable(entity));
  holds.set(expandable, known);
  return known;
}

/** The pages not read yet of branches that are known, those nearest to the top first. */
function unread(client: QueryClient, w: number, expandable: (entity: Entity) => boolean): WantedPage[] {
  const branches = readBranches(client, w);
  const mayHold = holdsOf(expandable);
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
      for (const id of state?.entities ? parentsOn(state.entities, mayHold) : []) ids.push(id);
    }
  }
  return found;
}

/** Whether the tree holds every entity there is, as far as can be known. Looks only while `wanted`. */
export function useAllLoaded(
  { workspaceId, branches, expandable }: Pick<Tree, 'workspaceId' | 'branches' | 'expandable'>,
  wanted: boolean,
): boolean {
  const client = useQueryClient();
  return useMemo(
    () => wanted && branches.size > 0 && unread(client, workspaceId, expandable).length === 0,
    [client, workspaceId, branches, expandable, wanted],
  );
}

function failedPages(branches: Branches): WantedPage[] {
  return [...branches.values()].flatMap(({ parent, pages }) =>
    [...pages]
      .filter(([, state]) => state.error && !state.entities && !state.fetching)
      .map(([page]) => ({ parent, page })),
  );
}

const readPage = (client: QueryClient, w: number, { parent, page }: WantedPage) =>
  client.prefetchQuery(
    entityQueries.getEntityChildren(w, parent, pageOptions(readBranches(client, w).get(parent), page)),
  );

export interface GoOn {
  running: boolean;
  /** Nothing is left to read. */
  complete: boolean;
  /** Pages that could not be read; starting again asks for them once more. */
  failed: number;
  start: () => void;
  stop: () => void;
}

/** Reads on into what the tree has not loaded, a few pages at a time, until all is read or somebody stops it. */
export function useGoOn(w: number, expandable: (entity: Entity) => boolean): GoOn {
  const client = useQueryClient();
  const [running, setRunning] = useState(false);
  const [complete, setComplete] = useState(false);
  const [failed, setFailed] = useState(0);
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
    setFailed(0);
    await Promise.all(failedPages(readBranches(client, w)).map((page) => readPage(client, w, page)));
    while (going.current) {
      const next = unread(client, w, expandable);
      if (next.length === 0) {
        const left = failedPages(readBranches(client, w)).length;
        setFailed(left);
        setComplete(left === 0);
        break;
      }
      await Promise.all(next.slice(0, AT_ONCE).map((page) => readPage(client, w, page)));
    }
    stop();
  }, [client, w, expandable, stop]);
  return { running, complete, failed, start, stop };
}
