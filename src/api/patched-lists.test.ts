import { hashKey, QueryClient } from '@tanstack/react-query';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { readBranches } from './branches.ts';
import { entityKeys, entityQueries, type PageOptions } from './entities.ts';
import { patchCreated, patchDeleted, patchEntity, patchRenamed, type Stale } from './patched-lists.ts';

const entity = (id: number): Entity => ({ id, name: `Entity ${id}`, entity_type: 1, actions: null });

/** A write that was asked for after all was read. */
const later = { workspaceId: 1, parent: 7, since: Number.POSITIVE_INFINITY };

/** A list on a server that gives `size` at a time, of which the cache has read the first page and some others. */
const lists = fc.record({
  size: fc.integer({ min: 1, max: 4 }),
  capped: fc.boolean(),
  count: fc.integer({ min: 1, max: 14 }),
  read: fc.oneof(
    fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
    fc.constant(Array.from({ length: 14 }, () => true)),
  ),
  at: fc.nat(),
});

function cache({
  size,
  capped,
  count,
  read,
}: {
  size: number;
  capped: boolean;
  count: number;
  read: boolean[];
}) {
  const all = Array.from({ length: count }, (_, index) => entity(index + 1));
  const client = new QueryClient();
  const first = capped ? 200 : size;
  for (let offset = 0; offset < count; offset += size) {
    if (offset > 0 && !read[offset / size]) continue;
    const options = { offset, limit: offset === 0 ? first : size };
    client.setQueryData(entityQueries.getEntityChildren(1, 7, options).queryKey, {
      count,
      results: all.slice(offset, offset + size),
    });
  }
  return { client, all };
}

/** Every page that is not to be read again holds what a server gives now. */
function expectAsOnServer(client: QueryClient, size: number, now: Entity[], stale: Stale[]) {
  const again = new Set(stale.map((one) => ('queryKey' in one ? '' : hashKey(one))));
  if (again.has(hashKey(entityKeys.children(1, 7)))) return;
  expect(readBranches(client, 1).get(7)?.count ?? 0).toBe(now.length);
  for (const query of client.getQueryCache().findAll({ queryKey: entityKeys.children(1, 7) })) {
    const { offset } = query.queryKey[5] as PageOptions;
    if (again.has(query.queryHash)) continue;
    expect(query.state.data).toMatchObject({ count: now.length });
    // One that was the last of a page's size more than the server gives stays until it is read again.
    const { results } = query.state.data as { results: Entity[] };
    const given = now.slice(offset, offset + Math.max(size, results.length));
    expect(results.map(({ id }) => id)).toEqual(given.map(({ id }) => id));
  }
}

it('after a delete every page that is read holds what the server gives now, or is read again', () => {
  fc.assert(
    fc.property(lists, (list) => {
      const { client, all } = cache(list);
      const gone = all[list.at % all.length] as Entity;
      const stale = patchDeleted(client, later, gone.id);
      if (list.read.every(Boolean)) expect(stale.every((one) => 'queryKey' in one)).toBe(true);
      expectAsOnServer(
        client,
        list.size,
        all.filter(({ id }) => id !== gone.id),
        stale,
      );
    }),
  );
});

it('what is created is the last of a branch in the order of ids', () => {
  fc.assert(
    fc.property(lists, (list) => {
      const { client, all } = cache(list);
      const created = entity(all.length + 1);
      const stale = patchCreated(client, later, created);
      expect(stale.every((one) => 'queryKey' in one)).toBe(true);
      expectAsOnServer(client, list.size, [...all, created], stale);
    }),
  );
});

const whole = [entityKeys.children(1, 7)];
const three = { size: 3, capped: false, count: 3, read: [] };

it('where a created one stands is asked when ids do not ascend, or its answer tells less than the list', () => {
  const { client } = cache(three);
  expect(patchCreated(client, later, entity(2))).toEqual(whole);
  patchEntity(client, 1, 1, (one) => ({ ...one, child_count: 4 }));
  expect(patchCreated(client, later, entity(4))).toEqual(whole);
});

it('a page that is on its way when a write was answered is read again', async () => {
  const { client } = cache(three);
  const { queryKey } = entityQueries.getEntityChildren(1, 7, { offset: 0, limit: 3 });
  const reading = client.fetchQuery({ queryKey, queryFn: () => new Promise(() => undefined), retry: false });
  expect(patchDeleted(client, later, 2)).toEqual(whole);
  expect(patchRenamed(client, later)).toEqual(whole);
  await client.cancelQueries({ queryKey });
  await reading.catch(() => undefined);
  expect(patchRenamed(client, later)).not.toEqual(whole);
});

it('a page that came while the write was under way is read again: nobody knows whether it is of before', () => {
  const { client } = cache(three);
  expect(patchDeleted(client, { ...later, since: Date.now() - 60_000 }, 2)).toEqual(whole);
});

it('a page that is to be read again lends no entity to the one before it', async () => {
  const { client, all } = cache({ ...three, count: 9, read: [true, true, true] });
  const at = (offset: number) => entityQueries.getEntityChildren(1, 7, { offset, limit: 3 }).queryKey;
  // As it was before another write, when it could not be read again.
  client.setQueryData(at(3), { count: 9, results: all.slice(2, 5) });
  await client.invalidateQueries({ queryKey: at(3) });
  expect(patchDeleted(client, later, 1)).toEqual(whole);
  expect(patchDeleted(client, later, 7)).not.toContainEqual(at(3));
});

it('what was searched in a branch is none of its pages: it stays as it is until it is read again', () => {
  const searched = entityQueries.getEntityChildren(1, 7, { offset: 0, limit: 3, search: 'two' });
  const found = { count: 1, results: [entity(2)] };
  const again = expect.objectContaining({ queryKey: entityKeys.children(1, 7) });
  for (const write of [
    (client: QueryClient) => patchDeleted(client, later, 1),
    (client: QueryClient) => patchCreated(client, later, entity(4)),
    (client: QueryClient) => patchRenamed(client, later),
  ]) {
    const { client } = cache({ ...three, count: 2 });
    client.setQueryData(searched.queryKey, found);
    const stale = write(client);
    expect(client.getQueryData(searched.queryKey)).toEqual(found);
    expect(stale).toEqual([again]);
    for (const one of stale) void client.invalidateQueries('queryKey' in one ? one : { queryKey: one });
    expect(client.getQueryState(searched.queryKey)?.isInvalidated).toBe(true);
  }
});

it('what is put into a list leaves other lists as stale as they are', async () => {
  const { client } = cache(three);
  const other = entityQueries.getEntityChildren(1, 8, { offset: 0, limit: 3 }).queryKey;
  client.setQueryData(other, { count: 1, results: [entity(9)] });
  await client.invalidateQueries({ queryKey: other });
  patchEntity(client, 1, 1, (one) => ({ ...one, name: 'Other' }));
  expect(client.getQueryState(other)?.isInvalidated).toBe(true);
});
