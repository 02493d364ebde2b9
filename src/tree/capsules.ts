import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { isObject, type JsonObject } from '../../contract/json/value.ts';
import type { CreateChild, SetParams } from '../api/staleness.ts';
import type { WholeEntity } from '../api/whole-subtree.ts';
import { entityReferences, type Reference, withNewIds } from './references.ts';

/** What was deleted, kept in this browser so that it can be made again. Neither revisions nor files are in it: docs/decisions.md says why. */
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
  entities: Copied[];
}

interface Copied {
  id: number;
  parent: number | null;
  type: number;
  name: string;
  params: string;
  /** Places of its params that name something of the capsule; undefined where the types of the params were not given. */
  references?: Reference[];
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

const capsuleKey = (user: number, w: number) => ['browser', 'capsules', user, w] as const;

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
): Promise<Capsule> {
  const inside = new Set(whole.map(({ entity }) => entity.id));
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
      // Types that are null name no field at all.
      ...(entity.param_types !== undefined && {
        references: entityReferences(params, entity.param_types ?? {}).filter(({ id }) => inside.has(id)),
      }),
    })),
  };
  await inStore('readwrite', (store) => store.put(capsule));
  for (const old of (await readAll()).sort(byAge).slice(MOST))
    await inStore('readwrite', (store) => store.delete(old.id));
  await client.invalidateQueries({ queryKey: capsuleKey(about.user, about.workspaceId) });
  return capsule;
}

export async function dropCapsule(client: QueryClient, { id, user, workspaceId }: Capsule): Promise<void> {
  await inStore('readwrite', (store) => store.delete(id));
  await client.invalidateQueries({ queryKey: capsuleKey(user, workspaceId) });
}

export interface Remade {
  /** Of the top. */
  id: number;
  /** What could not be made, as sentences. */
  problems: string[];
  /** References between what was made that name the new ids. */
  remapped: number;
  /** Entities whose references could not be looked for, because the types of their params were not given. */
  untyped: number;
}

interface Writes {
  create: (child: CreateChild) => Promise<{ id: number }>;
  setParams: (call: SetParams) => Promise<unknown>;
}

/**
 * Make everything of a capsule again, with new ids, where it was; params that name something of it name the new one. What names one that is made later is
 * saved once more at the end. Rejects when the top cannot be made.
 */
export async function remake(
  { workspaceId, parent, entities }: Capsule,
  { create, setParams }: Writes,
  onProgress: (made: number) => void,
): Promise<Remade> {
  const ids = new Map<number, number>();
  const problems: string[] = [];
  const later: { one: Copied; params: JsonObject; known: number }[] = [];
  let remapped = 0;
  for (const [index, one] of entities.entries()) {
    const under = index === 0 ? parent : ids.get(one.parent ?? -1);
    if (under === undefined) {
      problems.push(`${one.name}: what it was in could not be made.`);
      continue;
    }
    const params = readJson(one.params);
    const isParams = isObject(params);
    const references = one.references ?? [];
    try {
      const made = await create({
        workspaceId,
        parent: under,
        entity_type: one.type,
        name: one.name,
        ...(isParams && { params: withNewIds(params, references, ids) }),
      });
      const known = isParams ? references.filter(({ id }) => ids.has(id)).length : 0;
      remapped += known;
      if (isParams && known < references.length) later.push({ one, params, known });
      ids.set(one.id, made.id);
    } catch (error) {
      if (index === 0) throw error;
      problems.push(`${one.name}: ${wordsOf(error)}`);
    }
    onProgress(index + 1);
  }
  for (const { one, params, known } of later) {
    const references = one.references ?? [];
    const now = references.filter(({ id }) => ids.has(id)).length;
    if (now === known) continue;
    const id = ids.get(one.id) as number;
    try {
      const message = 'References name what was made again';
      await setParams({ workspaceId, id, params: withNewIds(params, references, ids), message });
      remapped += now - known;
    } catch (error) {
      problems.push(`${one.name}: some of its references still name what was deleted. ${wordsOf(error)}`);
    }
  }
  const made = entities.filter(({ id }) => ids.has(id));
  return {
    id: ids.get(entities[0]?.id ?? -1) ?? -1,
    problems,
    remapped,
    untyped: made.filter(({ references }) => references === undefined).length,
  };
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
