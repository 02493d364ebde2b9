import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

let printing = false;
const listeners = new Set<() => void>();

function set(now: boolean): void {
  printing = now;
  for (const listener of listeners) listener();
}

// One for all, so that what is drawn because of the print knows of it too. Before the browser lays the print out.
window.addEventListener('beforeprint', () => flushSync(() => set(true)));
window.addEventListener('afterprint', () => set(false));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the page is being printed: what is drawn only in sight is then drawn whole. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => printing);
