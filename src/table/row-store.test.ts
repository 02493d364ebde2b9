import { MutationObserver, type QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Page } from '../../contract/common.ts';
import { openTestEnvironment, type TestEnvironment } from '../../server/embedded/testing.ts';
import { type QuirkName, quirky } from '../../server/testing/quirks.ts';
import { entityMutations, entityQueries, FIRST_PAGE } from '../api/entities.ts';
import type { EntitySource, EntityWithValues } from '../api/entity-pages.ts';
import { createQueryClient } from '../api/query-client.ts';
import { RowStore } from './row-store.ts';
import { rowsQuery } from './rows-query.ts';
import { tableWorld } from './testing/world.ts';

let environment: TestEnvironment;
const realFetch = globalThis.fetch;
/** What was answered, by offset. */
let answered: string[] = [];
beforeAll(async () => {
  environment = await openTestEnvironment({ records: tableWorld() });
});
afterAll(async () => {
  globalThis.fetch = realFetch;
  await environment.close();
});

function turnOn(...names: QuirkName[]): QueryClient {
  answered = [];
  const answer = quirky(names, (request) => {
    answered.push(new URL(request.url).searchParams.get('offset') ?? 'all');
    return environment.pageFetch(request);
  });
  globalThis.fetch = (input, init) =>
    answer(new Request(new URL(String(input), 'http://127.0.0.1:4700'), init));
  const client = createQueryClient();
  const { queries, ...rest } = client.getDefaultOptions();
  client.setDefaultOptions({ ...rest, queries: { ...queries, retryDelay: 1 } });
  return client;
}

async function readAll(
  client: QueryClient,
  source: EntitySource = { type: 2 },
  sort = '',
): Promise<RowStore> {
  const store = new RowStore(client, 6, { sources: [source], search: '', sort, pointers: [] });
  store.open();
  await store.readAll();
  return store;
}
const names = (store: RowStore) => [...store.rows()].map(([at, { entity }]) => `${at} ${entity.name}`);
const all = Array.from({ length: 450 }, (_, index) => `${index} Bridge ${index}`);
const by25 = Array.from({ length: 18 }, (_, index) => String(index * 25));

test('a server that gives 25 at a time is asked for each of its pages once', async () => {
  const store = await readAll(turnOn('pageCapOf25'));
  expect(names(store)).toEqual(all);
  expect(store.rowAt(449)?.entity.name).toBe('Bridge 449');
  expect(answered.toSorted((a, b) => Number(a) - Number(b))).toEqual(by25);
});

test('the first answer of such a server is shown, and tells how many requests the rest takes', async () => {
  const store = new RowStore(turnOn('pageCapOf25'), 6, {
    sources: [{ type: 2 }],
    search: '',
    sort: '',
    pointers: [],
  });
  await new Promise<void>((resolve) => {
    store.subscribe(() => store.snapshot().read > 0 && resolve());
    store.open();
  });
  expect(store.snapshot()).toMatchObject({ count: 450, read: 25, pagesLeft: 17, complete: false });
});

test('what is looked at is read whole, also behind a list that is shorter than a page', async () => {
  const store = new RowStore(turnOn('pageCapOf25'), 6, {
    sources: [{ type: 3 }, { type: 2 }],
    search: '',
    sort: '',
    pointers: [],
  });
  await new Promise<void>((resolve) => {
    store.subscribe(() => {
      const { count, counting, read } = store.snapshot();
      if (read === 1 + 3 * 25) resolve();
      else if (!counting && count === 451 && read === 26) store.look(0, 70);
    });
    store.open();
  });
  for (let row = 0; row <= 70; row++) expect([row, store.rowAt(row) !== undefined]).toEqual([row, true]);
});

test('who comes back to a table has all that was read of it, and nothing is asked for', async () => {
  const client = turnOn('pageCapOf25');
  (await readAll(client)).close();
  answered = [];
  const store = new RowStore(client, 6, { sources: [{ type: 2 }], search: '', sort: '', pointers: [] });
  store.open();
  await vi.waitFor(() => expect(store.snapshot()).toMatchObject({ read: 450, complete: true, pagesLeft: 0 }));
  expect(names(store)).toEqual(all);
  expect(answered).toEqual([]);
});

test('what the cache holds of a list is not taken where the first page, read since, shows that the list changed', async () => {
  const client = turnOn('pageCapOf25');
  (await readAll(client)).close();
  const first = rowsQuery(6, { sources: [], search: '', sort: '', pointers: [] }, { type: 2 }, 0, 200);
  // Somebody deleted what is far behind the first page, which was read again since.
  client.setQueryData<Page<EntityWithValues>>(first.queryKey, (page) => page && { ...page, count: 449 }, {
    updatedAt: Date.now() + 1,
  });
  answered = [];
  const store = new RowStore(client, 6, { sources: [{ type: 2 }], search: '', sort: '', pointers: [] });
  store.open();
  await vi.waitFor(() => expect(store.snapshot()).toMatchObject({ read: 25, count: 449, complete: false }));
  await store.readAll();
  expect(names(store)).toEqual(all);
  expect(answered.toSorted((a, b) => Number(a) - Number(b))).toEqual(by25.slice(1));
});

test('what failed is asked for again, and nothing that was answered before it', async () => {
  expect(names(await readAll(turnOn('htmlTimeouts', 'pageCapOf25')))).toEqual(all);
  expect(answered.toSorted((a, b) => Number(a) - Number(b))).toEqual(by25);
});

test('a server without pages gives every row once', async () => {
  expect(names(await readAll(turnOn('bareArrays')))).toEqual(all);
  expect(answered).toHaveLength(1);
});

test.each<{ quirks: QuirkName[] }>([{ quirks: ['noCounts'] }, { quirks: ['noCounts', 'pageCapOf25'] }])(
  'a list whose length is not told is read to its end: $quirks',
  async ({ quirks }) => {
    const store = await readAll(turnOn(...quirks));
    expect(names(store)).toEqual(all);
    expect(store.snapshot()).toMatchObject({ count: 450, complete: true });
  },
);

test('pages that the tree has read of a capped list are not asked for again', async () => {
  const client = turnOn('pageCapOf25');
  await client.fetchQuery(entityQueries.getEntityChildren(6, 1, FIRST_PAGE));
  await client.fetchQuery(entityQueries.getEntityChildren(6, 1, { offset: 25, limit: 25 }));
  expect(names(await readAll(client, { parent: 1 }))).toEqual(all);
  expect(answered.toSorted((a, b) => Number(a) - Number(b))).toEqual(by25);
});

test('a page that was scrolled past before it was asked for is cancelled, and read when it is looked at again', async () => {
  const client = turnOn('pageCapOf25', 'slowFirstByte');
  const store = new RowStore(client, 6, { sources: [{ type: 2 }], search: '', sort: '', pointers: [] });
  const until = (row: number) =>
    new Promise<void>((resolve) => {
      const stop = store.subscribe(() => {
        if (!store.rowAt(row)) return;
        stop();
        resolve();
      });
    });
  const first = until(0);
  store.open();
  await first;
  const last = until(449);
  store.look(200, 220);
  store.look(430, 449);
  await last;
  expect(store.rowAt(210)).toBeUndefined();
  const middle = until(210);
  store.look(200, 220);
  await middle;
  expect(store.rowAt(210)?.entity.name).toBe('Bridge 210');
});

test('a sample of the rows holds some of every list, however long the first is', async () => {
  const store = new RowStore(turnOn(), 6, {
    sources: [{ type: 2 }, { type: 1 }],
    search: '',
    sort: '',
    pointers: [],
  });
  store.open();
  await store.readAll();
  const sample = store.sample(40);
  expect(new Set(sample.map(({ entity }) => entity.entity_type))).toEqual(new Set([1, 2]));
  expect(sample.length).toBeLessThan(50);
});

const idsOf = (store: RowStore) => [...store.rows()].map(([, { entity }]) => entity.id);
const write = (method: 'PUT' | 'DELETE', id: number, body?: object) =>
  environment.fetch(`/workspaces/6/entities/${id}/`, { method, ...(body && { body }) });
/** What somebody else does after so many pages were given. */
function afterPages(pages: number, act: () => Promise<unknown>): void {
  const before = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const given = await before(input, init);
    if (answered.length === pages) await act();
    return given;
  };
}
/** The same, all at once between two answers: no page is given meanwhile. */
function betweenPages(pages: number, act: () => Promise<unknown>): void {
  const before = globalThis.fetch;
  let given = 0;
  let queue: Promise<unknown> = Promise.resolve();
  globalThis.fetch = (input, init) => {
    const answer = queue.then(() => before(input, init));
    given += 1;
    queue = given === pages ? answer.then(act) : answer;
    return answer;
  };
}
/** What is there, as it is read when nobody changes anything. */
const there = async (sort = '') => idsOf(await readAll(turnOn(), { type: 2 }, sort));

test('no row is missing, and none that is gone is there, when one is deleted while the list is read', async () => {
  const client = turnOn('pageCapOf25');
  const [, , third = 0] = await there();
  turnOn('pageCapOf25');
  afterPages(5, () => write('DELETE', third));
  const store = await readAll(client);
  expect(store.snapshot()).toMatchObject({ complete: true, restless: false });
  expect(idsOf(store)).toEqual(await there());
});

test('no row is missing when one is deleted and one is added at the end while the list is read', async () => {
  const client = turnOn('pageCapOf25');
  const [, , , fourth = 0] = await there();
  turnOn('pageCapOf25');
  const body = { entity_type: 2, name: 'Added as another went', properties: {} };
  betweenPages(5, async () => {
    await write('DELETE', fourth);
    await environment.fetch('/workspaces/6/entities/1/entities/', { method: 'POST', body });
  });
  const store = await readAll(client);
  expect(idsOf(store)).toEqual(await there());
  expect(store.snapshot()).toMatchObject({ complete: true, restless: false });
});

test('what was added while the list is read, and nothing deleted, is read once', async () => {
  const client = turnOn('pageCapOf25');
  const pages = Math.ceil(((await there()).length + 1) / 25);
  turnOn('pageCapOf25');
  const body = { entity_type: 2, name: 'Added only', properties: {} };
  betweenPages(5, () => environment.fetch('/workspaces/6/entities/1/entities/', { method: 'POST', body }));
  const store = await readAll(client);
  expect(answered).toHaveLength(pages);
  expect(idsOf(store)).toEqual(await there());
});

test('what comes to the end of a list after that was read is there, where the rest is read later', async () => {
  const store = new RowStore(turnOn('pageCapOf25'), 6, {
    sources: [{ type: 2 }],
    search: '',
    sort: '',
    pointers: [],
  });
  const last = (await there()).length - 1;
  turnOn('pageCapOf25');
  await new Promise<void>((resolve) => {
    store.subscribe(() => (store.rowAt(last) ? resolve() : store.look(last, last)));
    store.open();
  });
  const body = { entity_type: 2, name: 'New at the end', properties: {} };
  await environment.fetch('/workspaces/6/entities/1/entities/', { method: 'POST', body });
  await store.readAll();
  expect(store.rowAt(last + 1)?.entity.name).toBe('New at the end');
  expect(store.snapshot()).toMatchObject({
    count: last + 2,
    read: last + 2,
    complete: true,
    restless: false,
  });
});

test('no row is there twice when one moves to the front while the list is read', async () => {
  const sort = 'updated_at:desc';
  const last = (await there(sort)).at(-1) as number;
  const client = turnOn('pageCapOf25');
  afterPages(5, () => write('PUT', last, { name: 'Moved to the front' }));
  const store = await readAll(client, { type: 2 }, sort);
  expect(store.snapshot()).toMatchObject({ complete: true, restless: false });
  expect(idsOf(store)).toEqual(await there(sort));
});

test('a list that never stands still is read four times, and that is told', async () => {
  const ids = await there();
  const client = turnOn('pageCapOf25');
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const given = await plain(input, init);
    if (answered.length % 5 === 0) await write('DELETE', ids.pop() as number);
    return given;
  };
  const store = await readAll(client);
  expect(store.snapshot()).toMatchObject({ complete: true, restless: true });
  expect(answered.length).toBeLessThan(5 * 18);
  globalThis.fetch = plain;
  await store.readAgain();
  expect(store.snapshot()).toMatchObject({ complete: true, restless: false });
  expect(idsOf(store)).toEqual(await there());
});

test('what this page renames, saves and deletes is so in the rows, without a request for a list', async () => {
  const client = turnOn('pageCapOf25');
  const store = new RowStore(client, 6, {
    sources: [{ type: 2 }],
    search: '',
    sort: '',
    pointers: ['/note'],
  });
  store.open();
  await store.readAll();
  const before = idsOf(store);
  const [first = 0, second = 0, third = 0, ...others] = before;
  answered = [];
  const call = { workspaceId: 6 };
  await new MutationObserver(client, entityMutations.rename()).mutate({
    ...call,
    id: first,
    name: 'Renamed',
  });
  await new MutationObserver(client, entityMutations.setParams()).mutate({
    ...call,
    id: second,
    params: new Map([['note', 'saved']]),
  });
  await new MutationObserver(client, entityMutations.delete()).mutate({ ...call, id: third, parent: 1 });
  expect(store.rowAt(0)?.entity.name).toBe('Renamed');
  expect(store.rowAt(1)?.values.get('/note')).toBe('saved');
  expect(idsOf(store)).toEqual([first, second, ...others]);
  expect(store.snapshot()).toMatchObject({
    count: before.length - 1,
    read: before.length - 1,
    complete: true,
  });
  expect(answered.filter((offset) => offset !== 'all')).toEqual([]);
});

test('after a delete what follows a page that was not read is read anew', async () => {
  const ids = await there();
  const client = turnOn('pageCapOf25');
  const store = new RowStore(client, 6, { sources: [{ type: 2 }], search: '', sort: '', pointers: [] });
  const row = (index: number) =>
    new Promise<void>((resolve) => {
      const stop = store.subscribe(() => {
        if (!store.rowAt(index)) return;
        stop();
        resolve();
      });
      store.look(index, index);
    });
  const first = row(0);
  store.open();
  await first;
  await row(60);
  const call = { workspaceId: 6, id: ids[0] as number, parent: 1 };
  await new MutationObserver(client, entityMutations.delete()).mutate(call);
  expect(store.snapshot()).toMatchObject({ count: ids.length - 1, read: 0 });
  await row(60);
  expect(store.rowAt(60)?.entity.id).toBe(ids[61]);
});

test('what was made just before the list is read does not make it restless where the clock of the server is known a little too early', async () => {
  const client = turnOn('pageCapOf25');
  const body = { entity_type: 2, name: 'Made just now', properties: {} };
  await environment.fetch('/workspaces/6/entities/1/entities/', { method: 'POST', body });
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const { status, headers, body: answer } = await plain(input, init);
    const told = new Headers(headers);
    told.set('Date', new Date(Date.now() - 20_000).toUTCString());
    return new Response(answer, { status, headers: told });
  };
  const store = await readAll(client, { type: 2 }, 'updated_at:desc');
  expect(store.snapshot()).toMatchObject({ complete: true, restless: false });
  // Read once more at most.
  expect(answered.length).toBeLessThan(3 * by25.length);
});
