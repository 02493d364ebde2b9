import { useSyncExternalStore } from 'react';
import type { EditStore } from './edit-store.ts';

/** Renders again on every change of the store: for what counts changes, not for fields. */
export function useStoreVersion(store: EditStore): void {
  useSyncExternalStore(store.subscribe, () => store.version);
}

/** Renders again when fields may have come or gone. */
export function useShape(store: EditStore): number {
  return useSyncExternalStore(store.subscribe, () => store.shape);
}
