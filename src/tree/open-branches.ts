import { useCallback, useSyncExternalStore } from 'react';
import { environmentKey } from '../api/session.ts';
import { tabStorage } from '../storage.ts';

/** Which branches are open, by environment and workspace: kept for this browser tab, so that reload and back show the tree as it was. */
const open = new Map<string, ReadonlySet<number>>();
const listeners = new Set<() => void>();
const keyOf = (w: number) => ['vx-tree-open', environmentKey(), w].filter((part) => part !== '').join(' ');

function read(w: number): ReadonlySet<number> {
  const key = keyOf(w);
  let set = open.get(key);
  if (!set) {
    set = new Set(stored(key));
    open.set(key, set);
  }
  return set;
}

function stored(key: string): number[] {
  const ids = tabStorage.getJson(key);
  return Array.isArray(ids) ? ids.filter(Number.isSafeInteger) : [];
}

function write(w: number, ids: ReadonlySet<number>): void {
  open.set(keyOf(w), ids);
  tabStorage.setJson(keyOf(w), [...ids]);
  for (const listener of listeners) listener();
}

export function openBranches(w: number, ids: readonly number[]): void {
  const before = read(w);
  if (ids.some((id) => !before.has(id))) write(w, new Set([...before, ...ids]));
}

export function closeBranch(w: number, id: number): void {
  const ids = new Set(read(w));
  if (ids.delete(id)) write(w, ids);
}

/** Forget what is open: for tests, where one page follows another in the same window. */
export function forgetOpenBranches(): void {
  for (const key of open.keys()) tabStorage.remove(key);
  open.clear();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOpenBranches(w: number): ReadonlySet<number> {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => read(w), [w]),
  );
}
