import { focusManager, type QueryClient, type QueryKey, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { exactParams, smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { entityMutations, entityQueries } from './entities.ts';
import { ApiError } from './http.ts';
import { createQueryClient } from './query-client.ts';
import { revisionQueries } from './revisions.ts';

const page = await openPageEnvironment({ records: smallWorld(), permissions: smallRights });
let client: QueryClient;
let watched: (() => void)[] = [];

beforeEach(() => {
  client = createQueryClient();
});
afterEach(() => {
  for (const stop of watched) stop();
  watched = [];
  client.clear();
});

/** Read a lookup and keep it on screen, as a mounted page does. */
async function show<T, K extends QueryKey>(options: {
  queryKey: K;
  queryFn?: unknown;
  staleTime?: unknown;
}): Promise<T> {
  const observer = new QueryObserver(client, options as never);
  watched.push(observer.subscribe(() => undefined));
  const result = await client.ensureQueryData(options as never);
  page.forget();
  return result as T;
}

/** Run a mutation as a page does, through the cache that acts on what goes stale. */
function run<V, R>(options: { mutationFn?: unknown }, variables: V): Promise<R> {
  return client
    .getMutationCache()
    .build(client, options as never)
    .execute(variables as never) as Promise<R>;
}

const params = (text: string) => readJson(text) as JsonObject;

describe('reads', () => {
  it('asks once for what two parts of a page show', async () => {
    page.forget();
    await Promise.all([
      client.fetchQuery(entityQueries.getEntityChildren(1, 1001)),
      client.fetchQuery(entityQueries.getEntityChildren(1, 1001)),
    ]);
    expect(page.requests).toEqual(['GET /workspaces/1/entities/1001/entities/']);
  });

  it('gives params exactly as they are stored', async () => {
    const entity = await client.fetchQuery(entityQueries.getEntity(1, 1020));
    expect(printJson(entity.properties as JsonObject)).toBe(exactParams);
  });

  it('takes the breadcrumb’s names from the lists that are there', async () => {
    await show(entityQueries.getEntityChildren(1, 1001));
    const section = await client.fetchQuery(entityQueries.getEntityBrief(client, 1, 1010));
    expect(section.name).toBe('Section A');
    expect(page.requests).toEqual([]);
  });

  it('reads “no parent” of a root as null', async () => {
    await expect(client.fetchQuery(entityQueries.getEntityParent(1, 1001))).resolves.toBeNull();
  });

  it('turns a refusal into one sentence with its status, and does not ask again', async () => {
    page.forget();
    const failed = await client
      .fetchQuery(entityQueries.getEntity(1, 424242))
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ApiError);
    expect(failed).toMatchObject({ status: 404, kind: 'refused' });
    expect(page.requests).toHaveLength(1);
  });
});

describe('what goes stale', () => {
  it('rename reads the revisions again, and nothing else: lists hold the new name', async () => {
    await show(entityQueries.getEntity(1, 1023));
    await show(revisionQueries.getEntityRevisions(1, 1023));
    await show(entityQueries.getEntityChildren(1, 1011));
    await show(entityQueries.getEntityChildren(1, 1010));
    await show(entityQueries.getEntityChildren(1, null));
    await run(entityMutations.rename(), { workspaceId: 1, id: 1023, name: 'Point three' });
    expect(page.requests.sort()).toEqual([
      'GET /workspaces/1/entities/1023/revisions/',
      'PUT /workspaces/1/entities/1023/',
    ]);
    const list = client.getQueryData(entityQueries.getEntityChildren(1, 1011).queryKey);
    expect(list?.results[0]?.name).toBe('Point three');
  });

  it('set_params puts the answer into the cache: the entity is not read again', async () => {
    await show(entityQueries.getEntity(1, 1023));
    await show(revisionQueries.getEntityRevisions(1, 1023));
    const before = client.getQueryData(revisionQueries.getEntityRevisions(1, 1023).queryKey)?.length ?? 0;
    await run(entityMutations.setParams(), {
      workspaceId: 1,
      id: 1023,
      params: params('{"width": 2.50}'),
      message: 'wider',
    });
    expect(page.requests.sort()).toEqual([
      'GET /workspaces/1/entities/1023/revisions/',
      'PUT /workspaces/1/entities/1023/',
    ]);
    const saved = client.getQueryData<Entity>(entityQueries.getEntity(1, 1023).queryKey);
    expect(printJson(saved?.properties as JsonObject)).toBe('{"width": 2.50}');
    const revisions = client.getQueryData(revisionQueries.getEntityRevisions(1, 1023).queryKey);
    expect(revisions?.length).toBe(before + 1);
    expect(revisions?.[0]?.message).toBe('wider');
  });

  it('a list that a rename is put into is read again when it next comes on screen or the window gets the focus, and once', async () => {
    const options = entityQueries.getEntityChildren(1, 1011);
    await show(options);
    await run(entityMutations.rename(), { workspaceId: 1, id: 1023, name: 'Point 3' });
    page.forget();
    await show(options);
    expect(page.requests).toEqual([]);
    for (const stop of watched.splice(0)) stop();
    const lookAgain = async () => {
      watched.push(new QueryObserver(client, options as never).subscribe(() => undefined));
      await client.fetchQuery({ ...options, staleTime: 'static' });
      await vi.waitFor(() => expect(client.isFetching()).toBe(0));
    };
    await lookAgain();
    expect(page.requests).toEqual(['GET /workspaces/1/entities/1011/entities/']);
    for (const stop of watched.splice(0)) stop();
    await lookAgain();
    expect(page.requests).toHaveLength(1);
    await run(entityMutations.rename(), { workspaceId: 1, id: 1023, name: 'Point three' });
    page.forget();
    client.mount();
    for (const focused of [false, true, false, true]) {
      focusManager.setFocused(focused);
      await vi.waitFor(() => expect(client.isFetching()).toBe(0));
    }
    client.unmount();
    focusManager.setFocused(undefined);
    expect(page.requests).toEqual(['GET /workspaces/1/entities/1011/entities/']);
  });

  it('create_child reads nothing again: the answer is put into the branch it is in', async () => {
    await show(entityQueries.getEntityChildren(1, 1011));
    await show(entityQueries.getEntityChildren(1, 1010));
    const created = await run<unknown, Entity>(entityMutations.createChild(), {
      workspaceId: 1,
      parent: 1011,
      entity_type: 30,
      name: 'Point 4',
    });
    expect(created.name).toBe('Point 4');
    expect(page.requests).toEqual(['POST /workspaces/1/entities/1011/entities/']);
    const list = entityQueries.getEntityChildren(1, 1011);
    const shown = client.getQueryData(list.queryKey);
    expect(shown?.results.at(-1)?.id).toBe(created.id);
    expect(await client.fetchQuery({ ...list, staleTime: 0 })).toEqual(shown);
  });

  it('a number of children that was read after somebody deleted one is not counted down for it again', async () => {
    const made = await run<unknown, Entity>(entityMutations.createChild(), {
      workspaceId: 1,
      parent: 1011,
      entity_type: 30,
      name: 'Soon gone',
    });
    const list = entityQueries.getEntityChildren(1, 1011);
    const before = (await show<Entity, QueryKey>(entityQueries.getEntity(1, 1011))).child_count as number;
    expect((await show<{ count: number }, QueryKey>(list)).count).toBe(before);
    await page.fetch(`/workspaces/1/entities/${made.id}/`, { method: 'DELETE' });
    await client.refetchQueries({ queryKey: entityQueries.getEntity(1, 1011).queryKey });
    await run(entityMutations.delete(), { workspaceId: 1, id: made.id, parent: 1011 });
    expect(client.getQueryData(entityQueries.getEntity(1, 1011).queryKey)?.child_count).toBe(before - 1);
    expect(client.getQueryData(list.queryKey)?.count).toBe(before - 1);
  });

  it('delete never asks for the deleted, nor for what was below it', async () => {
    const branch = await run<unknown, Entity>(entityMutations.createChild(), {
      workspaceId: 1,
      parent: 1001,
      entity_type: 20,
      name: 'Section C',
    });
    const leaf = await run<unknown, Entity>(entityMutations.createChild(), {
      workspaceId: 1,
      parent: branch.id,
      entity_type: 30,
      name: 'Point 9',
    });
    await show(entityQueries.getEntityChildren(1, 1001));
    await client.fetchQuery(entityQueries.getEntityChildren(1, branch.id));
    await client.fetchQuery(entityQueries.getEntity(1, leaf.id));
    page.forget();
    await run(entityMutations.delete(), { workspaceId: 1, id: branch.id, parent: 1001 });
    expect(page.requests).toEqual([`DELETE /workspaces/1/entities/${branch.id}/`]);
    const list = entityQueries.getEntityChildren(1, 1001);
    const shown = client.getQueryData(list.queryKey);
    expect(shown?.results.some(({ id }) => id === branch.id)).toBe(false);
    expect(await client.fetchQuery({ ...list, staleTime: 0 })).toEqual(shown);
    expect(client.getQueryState(entityQueries.getEntity(1, leaf.id).queryKey)).toBeUndefined();
  });

  it('what is on its way when a write is answered is asked for anew: it may be of before', async () => {
    const seen = entityQueries.getEntityChildren(1, 1011);
    const ahead = entityQueries.getEntityChildren(1, 1011, { offset: 50, limit: 50 });
    const answers: (() => void)[] = [];
    const slow = {
      // Looks at the signal, as every read does: then it can be given up.
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        new Promise<unknown>((resolve) => {
          const nth = answers.length + 1;
          answers.push(() => !signal.aborted && resolve({ count: nth, results: [] }));
        }),
    };
    watched.push(new QueryObserver(client, { ...seen, ...slow } as never).subscribe(() => undefined));
    const reading = client.fetchQuery({ ...ahead, ...slow } as never);
    const renamed = run(entityMutations.rename(), { workspaceId: 1, id: 1023, name: 'Point 3' });
    await vi.waitFor(() => expect(answers).toHaveLength(4));
    for (const answer of answers) answer();
    await Promise.all([renamed, reading]);
    expect(client.getQueryData(seen.queryKey)?.count).toBe(3);
    expect(client.getQueryData(ahead.queryKey)?.count).toBe(4);
  });

  it('an entity that was on its way when it was saved does not come after what was saved', async () => {
    const { queryKey } = entityQueries.getEntity(1, 1023);
    await client.fetchQuery(entityQueries.getEntity(1, 1023));
    const before = client.getQueryData(queryKey);
    let answer = () => {};
    const slow = {
      queryKey,
      queryFn: () => new Promise<Entity | undefined>((resolve) => (answer = () => resolve(before))),
      staleTime: 0,
    };
    const reading = client.fetchQuery(slow as never);
    await run(entityMutations.setParams(), { workspaceId: 1, id: 1023, params: params('{"width": 3.50}') });
    answer();
    await reading;
    const now = client.getQueryData(queryKey);
    expect(printJson(now?.properties as JsonObject)).toBe('{"width": 3.50}');
  });

  it('a refused write changes nothing in the cache and asks for nothing', async () => {
    await show(entityQueries.getEntityChildren(1, 1010));
    const refused = await run(entityMutations.rename(), { workspaceId: 1, id: 1021, name: '' }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ status: 400 });
    expect(page.requests).toEqual(['PUT /workspaces/1/entities/1021/']);
  });
});
