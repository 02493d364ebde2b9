import { useSyncExternalStore } from 'react';
import type { Entity } from '../contract/entity.ts';

/** Something that somebody wants to do and that a dialog asks about; `entity` is null for a new entity at the top, `parent` for the siblings there. */
export type Asked = { workspaceId: number } & (
  | { action: 'rename'; entity: Entity }
  | { action: 'delete'; entity: Entity }
  | { action: 'create'; entity: Entity | null }
  | { action: 'group'; parent: number | null }
);

let asked: Asked | null = null;
const listeners = new Set<() => void>();

/** Open the dialog of an action from anywhere; null closes it. The workspace's frame shows it, so it outlives the page that asked. */
export function ask(next: Asked | null): void {
  asked = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useAsked(): Asked | null {
  return useSyncExternalStore(subscribe, () => asked);
}
