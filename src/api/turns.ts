import type { QueryClient } from '@tanstack/react-query';

/** Of a page, by entity the last write that is on its way or waits for its turn. */
const lastWrites = new WeakMap<QueryClient, Map<string, Promise<unknown>>>();

/**
 * Does a write of an entity after those that were asked for before it: side by side the server may take them in any order, and an answer of before may come last. A turn ends with
 * the answer, whatever that is; nothing waits for what is read again after it.
 */
export function inTurn<T>(client: QueryClient, w: number, id: number, write: () => Promise<T>): Promise<T> {
  const turn = afterWrites(client, w, id).then(write);
  // A task later the answer is in the cache: what the next write takes from there, such as the name, is of after this one.
  const over = turn.then(nextTask, nextTask);
  const last = lastWrites.get(client) ?? new Map<string, Promise<unknown>>();
  lastWrites.set(client, last);
  const key = `${w}/${id}`;
  last.set(key, over);
  over.then(() => last.get(key) === over && last.delete(key));
  return turn;
}

/** Resolves once no write of an entity that was asked for from this page is on its way. Never rejects. */
export async function afterWrites(client: QueryClient, w: number, id: number): Promise<void> {
  await lastWrites.get(client)?.get(`${w}/${id}`);
}

const nextTask = (): Promise<void> => new Promise((go) => setTimeout(go));
