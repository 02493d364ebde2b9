import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { ArchiveRecord } from '../../server/archive/records.ts';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { entityKeys, entityMutations } from '../api/entities.ts';
import { createQueryClient } from '../api/query-client.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import type { FieldSpec } from './form-spec.ts';
import { entitiesToPick } from './reference-picks.ts';

const model = smallWorld().find((record) => record.kind === 'entity' && record.id === 1023) as object;
const many = Array.from(
  { length: 6_500 },
  (_, at) => ({ ...model, id: 50_000 + at, name: `Many ${at}`, properties: '{}' }) as ArchiveRecord,
);
const records = smallWorld().flatMap((record) =>
  record.kind === 'entity' && record.id === 1023 ? [record, ...many] : [record],
);
const page = await openPageEnvironment({ records, permissions: smallRights });

test.each([
  ['siblings', { whose: 'siblings' }],
  ['all of a type', {}],
])('%s are read up to the most that is offered, and it is known that there are more', async (_of, spec) => {
  const client = createQueryClient();
  const { entities, isCut } = await entitiesToPick(client, 1, 1023, { ...spec } as FieldSpec);
  expect([entities.length, isCut]).toEqual([5_000, true]);
  expect(page.requests.filter((request) => request.endsWith('/1011/entities/')).length).toBeLessThan(12);
});

test('what can be picked is read anew after an entity got another name', async () => {
  const client = createQueryClient();
  const queryKey = [...entityKeys.picks(1), 'all'];
  const stop = new QueryObserver(client, { queryKey, queryFn: () => 1, staleTime: 30_000 }).subscribe(
    () => {},
  );
  await client.fetchQuery({ queryKey, queryFn: () => 1 });
  const rename = client.getMutationCache().build(client, entityMutations.rename());
  await rename.execute({ workspaceId: 1, id: 1023, name: 'Renamed' });
  expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
  stop();
});
