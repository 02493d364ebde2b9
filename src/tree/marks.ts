import { useCallback, useSyncExternalStore } from 'react';
import type { Entity } from '../../contract/entity.ts';

/** Entities that one key or click marks at most. */
export const MOST_MARKED = 2000;

export type Marks = ReadonlyMap<number, Entity>;

/** What is marked to do something with together, by workspace: it survives filtering, closing a branch and going to another page. */
const marked = new Map<number, Marks>();
const listeners = new Set<() => void>();
const NONE: Marks = new Map();

function write(w: number, marks: Marks): void {
  marked.set(w, marks);
  for (const listener of listeners) listener();
}

export function toggleMark(w: number, entity: Entity): void {
  const marks = new Map(marked.get(w));
  if (!marks.delete(entity.id)) marks.set(entity.id, entity);
  write(w, marks);
}

export function addMarks(w: number, entities: readonly Entity[]): void {
  write(w, new Map([...(marked.get(w) ?? []), ...entities.map((entity) => [entity.id, entity] as const)]));
}

/** Take the mark off an entity, and off what is in it. */
export function removeMark(w: number, id: number): void {
  const before = marked.get(w) ?? NONE;
  const marks = new Map([...before].filter(([other, { path }]) => other !== id && !path?.includes(id)));
  if (marks.size < before.size) write(w, marks);
}

export function clearMarks(w: number): void {
  if (marked.get(w)?.size) write(w, NONE);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useMarks(w: number): Marks {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => marked.get(w) ?? NONE, [w]),
  );
}
