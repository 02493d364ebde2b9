import { QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { cachedEntity, entityMutations, entityQueries } from './entities.ts';
import { createQueryClient } from './query-client.ts';
import { afterWrites, inTurn } from './turns.ts';

const page = await openPageEnvironment({ records: smallWorld(), permissions: smallRights });
const client = createQueryClient();
afterEach(() => client.clear());

/** Run a mutation as a page does, through the cache that acts on what goes stale. */
function run(options: { mutationFn?: unknown }, variables: object): Promise<unknown> {
  const mutation = client.getMutationCache().build(client, options as never);
  return mutation.execute(variables as never);
}
const ours = { workspaceId: 1, id: 1023 };
const rename = (name: string) => run(entityMutations.rename(), { ...ours, name });
const save = (text: string) =>
  run(entityMutations.setParams(), { ...ours, params: readJson(text) as JsonObject });
const writes = () => page.requests.filter((request) => !request.startsWith('GET'));

test('a save waits for the answer to a rename, and not for what is read again after it', async () => {
  // With its params known a rename is one request.
  await client.fetchQuery(entityQueries.getEntity(1, 1023));
  // What is on screen, and is read again after a write.
  const watched = new QueryObserver(client, entityQueries.getEntityParent(1, 1023));
  const stop = watched.subscribe(() => undefined);
  await vi.waitFor(() => expect(watched.getCurrentResult().isFetching).toBe(false));
  page.forget();
  const releaseRename = page.hold('PUT');
  const renamed = rename('Other');
  const saved = save('{"level":5}');
  await vi.waitFor(() => expect(writes()).toHaveLength(1));
  releaseRename();
  const releaseList = page.hold('GET');
  await vi.waitFor(() => expect(writes()).toHaveLength(2), 4000);
  expect(page.requests).toContain('GET /workspaces/1/entities/1023/parent/');
  releaseList();
  await Promise.all([renamed, saved]);
  stop();
});

test('what the next write takes from the cache is of after the one before', async () => {
  await client.fetchQuery(entityQueries.getEntity(1, 1023));
  page.forget();
  const release = page.hold('PUT');
  const renamed = rename('Newer');
  await vi.waitFor(() => expect(writes()).toHaveLength(1));
  const name = inTurn(client, 1, 1023, async () => cachedEntity(client, 1, 1023)?.name);
  release();
  expect(await name).toBe('Newer');
  await renamed;
});

test('a deletion waits for a save, also one that is refused; entities do not wait for each other', async () => {
  page.forget();
  const release = page.hold('PUT');
  const saved = run(entityMutations.setParams(), { ...ours, id: 1022, params: new Map(), revision: 1 });
  const refused = expect(saved).rejects.toThrow();
  const gone = run(entityMutations.delete(), { ...ours, id: 1022, parent: null }).catch(() => undefined);
  await vi.waitFor(() => expect(writes()).toHaveLength(1));
  const over = vi.fn();
  afterWrites(client, 1, 1022).then(over);
  await afterWrites(client, 1, 1023);
  await new Promise((go) => setTimeout(go, 20));
  expect(writes()).toEqual(['PUT /workspaces/1/entities/1022/']);
  expect(over).not.toHaveBeenCalled();
  release();
  await Promise.all([refused, gone]);
  expect(writes().at(-1)).toBe('DELETE /workspaces/1/entities/1022/');
});
