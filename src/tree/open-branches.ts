import { useCallback, useSyncExternalStore } from 'react';
import { tabStorage } from '../storage.ts';

/** Which branches are open, by workspace: kept for this browser tab, so that reload and back show the tree as it was. */
const open = new Map<number, ReadonlySet<number>>();
const listeners = new Set<() => void>();
const storageKey = (w: number) => `vx-tree-open-${w}`;

function read(w: number): ReadonlySet<number> {
  let set = open.get(w);
  if (!set) {
    set = new Set(stored(w));
    open.set(w, set);
  }
  return set;
}

function stored(w: number): number[] {
  const ids = tabStorage.getJson(storageKey(w));
  return Array.isArray(ids) ? ids.filter(Number.isSafeInteger) : [];
}

function write(w: number, ids: ReadonlySet<number>): void {
  open.set(w, ids);
  tabStorage.setJson(storageKey(w), [...ids]);
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
  for (const w of open.keys()) tabStorage.remove(storageKey(w));
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
