import { useSyncExternalStore } from 'react';

/** On a narrow screen the tree is a drawer, and the button that opens it is in the bar above: both look here. */
let open = false;
const listeners = new Set<() => void>();

export function setDrawer(next: boolean): void {
  if (open === next) return;
  open = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useDrawer(): boolean {
  return useSyncExternalStore(subscribe, () => open);
}
