import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestEnvironment, type TestEnvironment } from '../../server/embedded/testing.ts';
import { type QuirkName, quirky } from '../../server/testing/quirks.ts';
import { createQueryClient } from '../api/query-client.ts';
import { tableWorld } from '../table/testing/world.ts';
import { IndexBuilder } from './index-builder.ts';

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
