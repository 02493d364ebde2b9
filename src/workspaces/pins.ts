import { useSyncExternalStore } from 'react';
import { environmentKey } from '../api/session.ts';

const listeners = new Set<() => void>();
const storageKey = (user: number) => `vx-pins ${environmentKey()} ${user}`;
let held: { key: string; text: string | null; ids: readonly number[] } | undefined;

/** The workspaces that a user pinned in this browser, in the order they were; whatever the storage holds that is no id is left out. */
export function readPins(user: number): readonly number[] {
  const key = storageKey(user);
  const text = localStorage.getItem(key);
  if (held?.key !== key || held.text !== text) held = { key, text, ids: parsed(text) };
  return held.ids;
}

function parsed(text: string | null): number[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter((id): id is number => Number.isSafeInteger(id)) : [];
  } catch {
    return [];
  }
}

/** Pin a workspace, or take its pin out. */
export function togglePin(user: number, id: number): void {
  const pins = readPins(user);
  const next = pins.includes(id) ? pins.filter((pin) => pin !== id) : [...pins, id];
  try {
    localStorage.setItem(storageKey(user), JSON.stringify(next));
  } catch {
    // A full or forbidden storage: the pin is not kept, and the button shows that it is not.
  }
  for (const listener of listeners) listener();
}

export function usePins(user: number): readonly number[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => readPins(user),
  );
}
