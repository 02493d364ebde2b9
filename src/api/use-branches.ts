import { notifyManager, type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { type Branches, pageOptions, readBranches } from './branches.ts';
import { entityKeys, entityQueries } from './entities.ts';

interface BranchStore {
  subscribe(listener: () => void): () => void;
  snapshot(): Branches;
}
/** Least time between two tellings, in ms. */
const PACE_MS = 60;
const stores = new WeakMap<QueryClient, Map<number, BranchStore>>();

function storeOf(client: QueryClient, w: number): BranchStore {
  const ofClient = stores.get(client) ?? new Map<number, BranchStore>();
  stores.set(client, ofClient);
  const store = ofClient.get(w) ?? createStore(client, w);
  ofClient.set(w, store);
  return store;
}

/** One reading of the cache for everybody who looks at branches, made anew only when some page of a branch has changed. */
function createStore(client: QueryClient, w: number): BranchStore {
  const prefix = entityKeys.branches(w);
  const listeners = new Set<() => void>();
  let current: Branches | undefined;
  let scheduled = false;
  let stop: (() => void) | undefined;
  let toldAt = 0;
  const tell = () => {
    scheduled = false;
    toldAt = performance.now();
    for (const listener of listeners) listener();
  };
  const watch = () =>
    client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' && event.type !== 'removed') return;
      if (!prefix.every((part, index) => event.query.queryKey[index] === part)) return;
      current = undefined;
      // Not at once: a suspending page may start its read while React is rendering somebody else.
      // And no more often than eyes can follow: hundreds of pages may come one after the other.
      if (scheduled) return;
      scheduled = true;
      const wait = toldAt + PACE_MS - performance.now();
      if (wait <= 0) notifyManager.schedule(tell);
      else setTimeout(() => notifyManager.schedule(tell), wait);
    });
  return {
    subscribe(listener) {
      if (listeners.size === 0) {
        current = undefined;
        stop = watch();
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop?.();
      };
    },
    snapshot() {
      current ??= readBranches(client, w);
      return current;
    },
  };
}

/** Every branch that the cache holds, kept up to date. Makes no request: {@link useBranchPages} does. */
export function useBranches(w: number): Branches {
  const client = useQueryClient();
  const store = storeOf(client, w);
  return useSyncExternalStore(store.subscribe, store.snapshot);
}

export interface WantedPage {
  parent: number | null;
  /** Number of the page, from 0. */
  page: number;
}

/** Read these pages where they are missing or stale, and keep them fresh while they are wanted. */
export function useBranchPages(w: number, branches: Branches, wanted: readonly WantedPage[]): void {
  useQueries({
    queries: wanted.map(({ parent, page }) => ({
      ...entityQueries.getEntityChildren(w, parent, pageOptions(branches.get(parent), page)),
      notifyOnChangeProps: [],
    })),
  });
}
