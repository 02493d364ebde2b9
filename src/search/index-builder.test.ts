import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestEnvironment, type TestEnvironment } from '../../server/embedded/testing.ts';
import { type QuirkName, quirky } from '../../server/testing/quirks.ts';
import { createQueryClient } from '../api/query-client.ts';
import { tableWorld } from '../table/testing/world.ts';
import { IndexBuilder } from './index-builder.ts';
import { readValueQuery, type ValueQuery } from './value-query.ts';

let environment: TestEnvironment;
const realFetch = globalThis.fetch;
beforeAll(async () => {
  environment = await openTestEnvironment({ records: tableWorld() });
});
afterAll(async () => {
  globalThis.fetch = realFetch;
  await environment.close();
});

test.each<{ names: QuirkName[] }>([
  { names: ['noCounts'] },
  { names: ['bareArrays'] },
  { names: ['noCounts', 'pageCapOf25'] },
])('an index holds every entity of a server that answers with $names', async ({ names }) => {
  const answer = quirky(names, (request) => environment.pageFetch(request));
  globalThis.fetch = (input, init) =>
    answer(new Request(new URL(String(input), 'http://127.0.0.1:4700'), init));
  const builder = new IndexBuilder(createQueryClient(), 6, names.join());
  await builder.read([1, 2, 3]);
  expect(builder.snapshot()).toMatchObject({ phase: 'idle', error: null });
  expect(builder.snapshot().counts.size).toBe(453);
  builder.close();
});

test.each<{ names: QuirkName[]; deleted: number }>([
  { names: [], deleted: 1005 },
  { names: ['noCounts'], deleted: 1006 },
])('what was deleted leaves an index at its next refresh ($names)', async ({ names, deleted }) => {
  const asked: string[] = [];
  const answer = quirky(names, (request) => environment.pageFetch(request));
  globalThis.fetch = (input, init) => {
    const url = new URL(String(input), 'http://127.0.0.1:4700');
    asked.push(url.pathname);
    return answer(new Request(url, init));
  };
  const builder = new IndexBuilder(createQueryClient(), 6, `deleted ${deleted}`);
  await builder.read([1, 2, 3]);
  const { size } = builder.snapshot().counts;
  const gone = await environment.fetch(`/workspaces/6/entities/${deleted}/`, { method: 'DELETE' });
  expect(gone.ok).toBe(true);
  asked.length = 0;
  await builder.read([1, 2, 3]);
  expect(builder.snapshot()).toMatchObject({ phase: 'idle', error: null });
  expect(builder.snapshot().counts.size).toBe(size - 1);
  // Of each type what was saved since and how many there are; only the ids of the one that lost something are listed.
  if (names.length === 0) expect(asked).toHaveLength(3 + 3 + 3);
  builder.close();
  const again = new IndexBuilder(createQueryClient(), 6, `deleted ${deleted}`);
  await vi.waitFor(() => expect(again.snapshot().phase).toBe('idle'));
  expect(again.snapshot().counts.size).toBe(size - 1);
  again.close();
});

/** A child of the first region that was saved long ago, as one that was brought back from a bin. */
async function broughtBack(name: string, properties: object): Promise<number> {
  const made = await environment.fetch('/workspaces/6/entities/1/entities/', {
    method: 'POST',
    body: { entity_type: 2, name, properties },
  });
  const answer = (await made.json()) as { id: number } | [{ id: number }];
  const { id } = Array.isArray(answer) ? answer[0] : answer;
  await environment.database.kysely
    .updateTable('entities')
    .set({ updated_at: '2026-03-11T09:41:27.518204Z', updated_us: 1_773_222_087_518_204 })
    .where('id', '=', id)
    .execute();
  return id;
}

test('of an entity that was brought back and saved later the save is found, also in an index that is opened anew', async () => {
  globalThis.fetch = environment.pageFetch;
  const builder = new IndexBuilder(createQueryClient(), 6, 'brought back');
  await builder.read([1, 2, 3]);
  const id = await broughtBack('Back', { note: 'as it was' });
  await builder.read([1, 2, 3]);
  await environment.fetch(`/workspaces/6/entities/${id}/`, {
    method: 'PUT',
    body: { properties: { note: 'saved since' } },
  });
  await builder.read([1, 2, 3]);
  builder.close();
  const again = new IndexBuilder(createQueryClient(), 6, 'brought back');
  await vi.waitFor(() => expect(again.snapshot().phase).toBe('idle'));
  const count = async (text: string) => (await again.find(readValueQuery(text) as ValueQuery, 10))?.count;
  expect([await count('as it was'), await count('saved since')]).toEqual([0, 1]);
  again.close();
});

test('one that is deleted while the index is refreshed is left out of it, and the refresh goes on', async () => {
  globalThis.fetch = environment.pageFetch;
  const builder = new IndexBuilder(createQueryClient(), 6, 'deleted meanwhile');
  await builder.read([1, 2, 3]);
  const { size } = builder.snapshot().counts;
  const id = await broughtBack('Gone again', {});
  globalThis.fetch = async (input, init) => {
    const path = `/workspaces/6/entities/${id}/`;
    if (String(input).includes(path)) await environment.fetch(path, { method: 'DELETE' });
    return environment.pageFetch(input, init);
  };
  await builder.read([1, 2, 3]);
  expect(builder.snapshot()).toMatchObject({ phase: 'idle', error: null });
  expect(builder.snapshot().counts.size).toBe(size);
  builder.close();
});

/** What somebody else does once the page of bridges from an offset on was given. */
function onceRead(
  names: QuirkName[],
  isPage: (offset: number) => boolean,
  act: () => Promise<unknown>,
): void {
  let isDone = false;
  const answer = quirky(names, (request) => environment.pageFetch(request));
  globalThis.fetch = async (input, init) => {
    const url = new URL(String(input), 'http://127.0.0.1:4700');
    const given = await answer(new Request(url, init));
    const offset = Number(url.searchParams.get('offset'));
    if (!isDone && url.pathname.includes('entity_types/2/') && isPage(offset)) {
      isDone = true;
      await act();
    }
    return given;
  };
}
const bridgeIds = async (): Promise<number[]> => {
  const pages = [0, 200, 400].map((offset) =>
    environment.fetch(`/workspaces/6/entity_types/2/entities/?limit=200&offset=${offset}`),
  );
  const lists = await Promise.all(pages.map(async (page) => (await page).json()));
  return lists.flatMap(({ results }) => results.map(({ id }: { id: number }) => id));
};
const remove = (id: number) => environment.fetch(`/workspaces/6/entities/${id}/`, { method: 'DELETE' });

test.each<{ does: string; names: QuirkName[]; makes: boolean }>([
  { does: 'is deleted', names: [], makes: false },
  { does: 'is deleted and another made', names: [], makes: true },
  { does: 'is deleted of a list without a length', names: ['noCounts'], makes: false },
])('when one $does while pages are read, the index holds what is there', async ({ names, makes, does }) => {
  const [, , gone] = await bridgeIds();
  onceRead(
    names,
    (offset) => offset === 49 || offset === 50,
    async () => {
      await remove(gone as number);
      if (makes) await broughtBack('In place of it', {});
    },
  );
  const builder = new IndexBuilder(createQueryClient(), 6, does);
  await builder.read([1, 2, 3]);
  expect(builder.snapshot()).toMatchObject({ phase: 'idle', error: null });
  const found = await builder.find(readValueQuery('1') as ValueQuery, 10_000);
  const there = await bridgeIds();
  expect(builder.snapshot().counts.ofType[2]).toBe(there.length);
  expect(found?.hits.map(({ id }) => id)).not.toContain(gone);
  builder.close();
});

test('what was saved is read also when another is deleted while a refresh reads', async () => {
  globalThis.fetch = environment.pageFetch;
  const builder = new IndexBuilder(createQueryClient(), 6, 'shifted changes');
  await builder.read([1, 2, 3]);
  const ids = (await bridgeIds()).slice(0, 60);
  for (const id of ids)
    await environment.fetch(`/workspaces/6/entities/${id}/`, {
      method: 'PUT',
      body: { properties: { note: `resaved ${id}` } },
    });
  onceRead(
    [],
    (offset) => offset === 0,
    () => remove(ids[0] as number),
  );
  await builder.read([1, 2, 3]);
  const found = await builder.find(readValueQuery('resaved') as ValueQuery, 100);
  expect(found?.count).toBe(59);
  builder.close();
});

test('a worker that could not be loaded is told, also to what is asked later', async () => {
  class MissingWorker extends EventTarget {
    postMessage(): void {}
    terminate(): void {}
  }
  const made: MissingWorker[] = [];
  vi.stubGlobal(
    'Worker',
    class extends MissingWorker {
      constructor() {
        super();
        made.push(this);
      }
    },
  );
  const builder = new IndexBuilder(createQueryClient(), 6, 'no worker');
  vi.unstubAllGlobals();
  made[0]?.dispatchEvent(new Event('error'));
  await vi.waitFor(() => expect(builder.snapshot().phase).toBe('failed'));
  globalThis.fetch = environment.pageFetch;
  await builder.read([1, 2, 3]);
  const { phase, error } = builder.snapshot();
  expect([phase, error?.message]).toEqual(['failed', 'The search could not be run in the background.']);
  expect(await builder.find({ text: '1' }, 10)).toBeUndefined();
  builder.close();
});
