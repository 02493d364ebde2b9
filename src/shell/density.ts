import { useEffect, useSyncExternalStore } from 'react';
import { browserStorage } from '../storage.ts';

export type Density = 'compact' | 'comfortable';
const KEY = 'vx-density';
const listeners = new Set<() => void>();

function read(): Density {
  return browserStorage.get(KEY) === 'comfortable' ? 'comfortable' : 'compact';
}

export function setDensity(density: Density): void {
  browserStorage.set(KEY, density);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The row height somebody chose, kept in this browser and written on the page. */
export function useDensity(): Density {
  const density = useSyncExternalStore(subscribe, read);
  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
  return density;
}
