import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { printJson } from '../../contract/json/printing.ts';
import { uniqueName } from '../api/unique-name.ts';
import type { WholeEntity } from '../api/whole-subtree.ts';
import { environmentName } from '../drafts/place.ts';
import { entityReferences, type Reference } from './references.ts';

/** What was deleted, kept in this browser so that it can be made again. Neither revisions nor files are in it: docs/decisions.md says why. */
export interface Capsule {
  id: string;
  user: number;
  /** Which one it was on; absent in those of before, which are of any. */
  environment?: string;
  workspaceId: number;
  /** Where it was; null at the top. */
  parent: number | null;
  name: string;
  /** In ms since 1970. */
  at: number;
  /** Parents before children; params as their exact text. */
  entities: Copied[];
}

/** The new ids of what was made again already, by the old ones. */
export type MadeIds = ReadonlyMap<number, number>;

export interface Copied {
  id: number;
  parent: number | null;
  type: number;
  name: string;
  params: string;
  /** Places of its params that name something of the capsule; undefined where the types of the params were not given. */
  references?: Reference[];
}

const DATABASE = 'viktor-explorer-capsules';
const CAPSULES = 'capsules';
/** New ids, by capsule and old id: each is kept as soon as it is there, so that nothing is made twice. */
const MADE = 'made';
const MOST = 20;

async function inStore<T>(
  name: typeof CAPSULES | typeof MADE,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 2);
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion < 1) request.result.createObjectStore(CAPSULES, { keyPath: 'id' });
      request.result.createObjectStore(MADE);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser refused to keep a copy.'));
  });
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(name, mode);
      const request = work(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('The copy could not be kept.'));
    });
  } finally {
    database.close();
  }
}

const byAge = (a: Capsule, b: Capsule) => b.at - a.at;
const readAll = () => inStore<Capsule[]>(CAPSULES, 'readonly', (store) => store.getAll());

const isHere = ({ environment }: Capsule) => environment === undefined || environment === environmentName();

const capsuleKey = (user: number, w: number) => ['browser', 'capsules', user, w] as const;

/** The capsules of a person in a workspace, newest first. */
export const capsulesOf = (user: number, w: number) =>
  queryOptions({
    queryKey: capsuleKey(user, w),
    queryFn: async () =>
      (await readAll())
        .filter((one) => one.user === user && one.workspaceId === w && isHere(one))
        .sort(byAge),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** Everything that is kept of what was made again of a capsule. */
const madeOf = (id: string) => IDBKeyRange.bound([id], [id, []]);

export async function readMade({ id }: Pick<Capsule, 'id'>): Promise<Map<number, number>> {
  const pairs = await inStore<[number, number][]>(MADE, 'readonly', (store) => store.getAll(madeOf(id)));
  return new Map(pairs);
}

export async function noteMade({ id }: Pick<Capsule, 'id'>, old: number, made: number): Promise<void> {
  await inStore(MADE, 'readwrite', (store) => store.put([old, made], [id, old]));
}

export async function forgetMade({ id }: Pick<Capsule, 'id'>, old: number): Promise<void> {
  await inStore(MADE, 'readwrite', (store) => store.delete([id, old]));
}

/** Keep a copy of what is about to be deleted; the oldest beyond twenty go. Rejects where the browser keeps nothing. */
export async function keepCapsule(
  client: QueryClient,
  about: Pick<Capsule, 'user' | 'workspaceId' | 'parent'>,
  whole: readonly WholeEntity[],
): Promise<Capsule> {
  const inside = new Set(whole.map(({ entity }) => entity.id));
  const capsule: Capsule = {
    ...about,
    environment: environmentName(),
    id: uniqueName(),
    name: whole[0]?.entity.name ?? '',
    at: Date.now(),
    entities: whole.map(({ entity, parent, params }) => ({
      id: entity.id,
      parent,
      type: entity.entity_type,
      name: entity.name,
      params: printJson(params),
      // Types that are null name no field at all.
      ...(entity.param_types !== undefined && {
        references: entityReferences(params, entity.param_types ?? {}).filter(({ id }) => inside.has(id)),
      }),
    })),
  };
  await inStore(CAPSULES, 'readwrite', (store) => store.put(capsule));
  for (const old of (await readAll()).sort(byAge).slice(MOST)) await remove(old.id);
  await client.invalidateQueries({ queryKey: capsuleKey(about.user, about.workspaceId) });
  return capsule;
}

export async function dropCapsule(client: QueryClient, { id, user, workspaceId }: Capsule): Promise<void> {
  await remove(id);
  await client.invalidateQueries({ queryKey: capsuleKey(user, workspaceId) });
}

async function remove(id: string): Promise<void> {
  await inStore(CAPSULES, 'readwrite', (store) => store.delete(id));
  await inStore(MADE, 'readwrite', (store) => store.delete(madeOf(id)));
}
