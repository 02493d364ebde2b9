import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { isObject, printJson, readJson } from '../../contract/json.ts';
import type { CreateChild } from '../api/staleness.ts';
import type { WholeEntity } from '../api/whole-subtree.ts';

/** What was deleted, kept in this browser so that it can be made again. Revisions are not in it: the API gives no way to make those. */
export interface Capsule {
  id: string;
  user: number;
  workspaceId: number;
  /** Where it was; null at the top. */
  parent: number | null;
  name: string;
  /** In ms since 1970. */
  at: number;
  /** Parents before children; params as their exact text. */
  entities: { id: number; parent: number | null; type: number; name: string; params: string }[];
}

const DATABASE = 'viktor-explorer-capsules';
const STORE = 'capsules';
const MOST = 20;

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser refused to keep a copy.'));
  });
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('The copy could not be kept.'));
    });
  } finally {
    database.close();
  }
}

const byAge = (a: Capsule, b: Capsule) => b.at - a.at;
const readAll = () => inStore<Capsule[]>('readonly', (store) => store.getAll());

export const capsuleKey = (user: number, w: number) => ['browser', 'capsules', user, w] as const;

/** The capsules of a person in a workspace, newest first. */
export const capsulesOf = (user: number, w: number) =>
  queryOptions({
    queryKey: capsuleKey(user, w),
    queryFn: async () =>
      (await readAll()).filter((one) => one.user === user && one.workspaceId === w).sort(byAge),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** Keep a copy of what is about to be deleted; the oldest beyond twenty go. Rejects where the browser keeps nothing. */
export async function keepCapsule(
  client: QueryClient,
  about: Pick<Capsule, 'user' | 'workspaceId' | 'parent'>,
  whole: readonly WholeEntity[],
): Promise<void> {
  const capsule: Capsule = {
    ...about,
    id: crypto.randomUUID(),
    name: whole[0]?.entity.name ?? '',
    at: Date.now(),
    entities: whole.map(({ entity, parent, params }) => ({
      id: entity.id,
      parent,
      type: entity.entity_type,
      name: entity.name,
      params: printJson(params),
    })),
  };
  await inStore('readwrite', (store) => store.put(capsule));
  for (const old of (await readAll()).sort(byAge).slice(MOST))
    await inStore('readwrite', (store) => store.delete(old.id));
  await client.invalidateQueries({ queryKey: capsuleKey(about.user, about.workspaceId) });
}

export async function dropCapsule(client: QueryClient, { id, user, workspaceId }: Capsule): Promise<void> {
  await inStore('readwrite', (store) => store.delete(id));
  await client.invalidateQueries({ queryKey: capsuleKey(user, workspaceId) });
}

/** Make everything of a capsule again, with new ids, where it was. Resolves to the id of its top and what could not be made; rejects when the top cannot be. */
export async function remake(
  { workspaceId, parent, entities }: Capsule,
  create: (child: CreateChild) => Promise<{ id: number }>,
  onProgress: (made: number) => void,
): Promise<{ id: number; problems: string[] }> {
  const ids = new Map<number, number>();
  const problems: string[] = [];
  for (const [index, one] of entities.entries()) {
    const under = index === 0 ? parent : ids.get(one.parent ?? -1);
    if (under === undefined) {
      problems.push(`${one.name}: what it was in could not be made.`);
      continue;
    }
    const params = readJson(one.params);
    try {
      const made = await create({
        workspaceId,
        parent: under,
        entity_type: one.type,
        name: one.name,
        ...(isObject(params) ? { params } : {}),
      });
      ids.set(one.id, made.id);
    } catch (error) {
      if (index === 0) throw error;
      problems.push(`${one.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    onProgress(index + 1);
  }
  return { id: ids.get(entities[0]?.id ?? -1) ?? -1, problems };
}
