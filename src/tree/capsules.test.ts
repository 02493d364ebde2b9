import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { QueryClient } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { capsulesOf, dropCapsule, forgetMade, keepCapsule, noteMade, readMade } from './capsules.ts';

let environment = 'a.viktor.ai';
vi.mock('../api/session.ts', () => ({ environmentKey: () => environment }));
vi.stubGlobal('window', { location: { origin: 'http://page' } });

const client = new QueryClient();
const keep = (name: string) =>
  keepCapsule(client, { user: 1, workspaceId: 6, parent: null }, [
    { entity: { id: 1, name, entity_type: 1 } as Entity, parent: null, params: new Map() },
  ]);
const names = async () => {
  client.clear();
  return (await client.fetchQuery(capsulesOf(1, 6))).map(({ name }) => name);
};

it('a copy of before, which is kept in an older way, is offered still', async () => {
  const old = { id: 'old', user: 1, workspaceId: 6, parent: null, name: 'Of before', at: 1, entities: [] };
  await new Promise<void>((resolve) => {
    const request = indexedDB.open('viktor-explorer-capsules', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('capsules', { keyPath: 'id' }).put(old);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
  expect(await names()).toEqual(['Of before']);
  await dropCapsule(client, old);
  expect(await names()).toEqual([]);
});

it('what was deleted on one environment is not offered on another', async () => {
  const capsule = await keep('Of A');
  environment = 'b.viktor.ai';
  expect(await names()).toEqual([]);
  await keep('Of B');
  expect(await names()).toEqual(['Of B']);
  environment = 'a.viktor.ai';
  expect(await names()).toEqual(['Of A']);
  await dropCapsule(client, capsule);
  expect(await names()).toEqual([]);
});

it('a copy is kept on plain HTTP too, where browsers make no random names', async () => {
  vi.stubGlobal('crypto', {});
  const capsule = await keep('On plain HTTP');
  expect(await names()).toEqual(['On plain HTTP']);
  await dropCapsule(client, capsule);
  vi.stubGlobal('crypto', webcrypto);
});

it('what was made again of one is kept, and goes with it', async () => {
  const [one, other] = [await keep('One'), await keep('Other')];
  await noteMade(one, 1, 501);
  await noteMade(one, 2, 502);
  await noteMade(other, 1, 601);
  expect([...(await readMade(one))]).toEqual([
    [1, 501],
    [2, 502],
  ]);
  await forgetMade(one, 1);
  expect([...(await readMade(one))]).toEqual([[2, 502]]);
  await dropCapsule(client, one);
  expect([(await readMade(one)).size, (await readMade(other)).size]).toEqual([0, 1]);
  await dropCapsule(client, other);
  expect((await readMade(other)).size).toBe(0);
});
