import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
