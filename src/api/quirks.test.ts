import type { MutationOptions, QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { smallWorld } from '../../server/embedded/small-world.ts';
import { openTestEnvironment, type TestEnvironment } from '../../server/embedded/testing.ts';
import { type QuirkName, quirkNames, quirky } from '../../server/testing/quirks.ts';
import { entityMutations, entityQueries, knownParent } from './entities.ts';
import { getEntityParent, getEntitySiblings } from './entity-reads.ts';
import { entityTypeQueries } from './entity-types.ts';
import { createQueryClient } from './query-client.ts';
import { readAgain } from './retry.ts';
import { readNewestPart } from './revision-reads.ts';
import { revisionQueries } from './revisions.ts';
import { forgetSeen } from './seen.ts';
import { userQueries } from './users.ts';
import { workspaceQueries } from './workspaces.ts';

/** Readers of params cannot save, so these are looked at by reading only. */
const blind: readonly QuirkName[] = ['paramsAbsent', 'paramsNull', 'paramsRefused'];
/** Not along with others: each of those that fail takes the others' chances to be tried again, and some are two answers to one question. */
const alone: readonly QuirkName[] = [
  ...['bareArrays', 'parentIs403', 'noCounts', 'putClears', 'putAnswersNothing', 'missingMembers'],
  ...['putAnswersSomethingElse', 'parentIsNull', 'currentUserRefused', 'authorNames', 'oddMembers'],
  ...['slowFirstByte', 'htmlTimeouts', 'emptyReads', 'resets', 'storms'],
] as QuirkName[];
const together: QuirkName[] = [
  'storms',
  ...quirkNames.filter((name) => ![...blind, ...alone].includes(name)),
];

let environment: TestEnvironment;
const realFetch = globalThis.fetch;
beforeAll(async () => {
  environment = await openTestEnvironment({ records: smallWorld() });
  // More roots and more children than one page of 25.
  for (let index = 0; index < 30; index++) {
    await environment.fetch('/workspaces/3/entities/', {
      method: 'POST',
      body: { entity_type: 60, name: `Root ${index}`, properties: {} },
    });
    await environment.fetch('/workspaces/1/entities/1010/entities/', {
      method: 'POST',
      body: { entity_type: 30, name: `Extra ${index}`, properties: {} },
    });
  }
}, 120_000);
afterAll(async () => {
  globalThis.fetch = realFetch;
  await environment.close();
});

function turnOn(names: readonly QuirkName[]): QueryClient {
  forgetSeen();
  const answer = quirky(names, (request) => environment.pageFetch(request));
  globalThis.fetch = (input, init) =>
    answer(new Request(new URL(String(input), 'http://127.0.0.1:4700'), init));
  const client = createQueryClient();
  const { queries, ...rest } = client.getDefaultOptions();
  client.setDefaultOptions({ ...rest, queries: { ...queries, retryDelay: 1 } });
  return client;
}
const run = <T, V>(client: QueryClient, options: MutationOptions<T, Error, V>, variables: V): Promise<T> =>
  client.getMutationCache().build(client, options).execute(variables);
const text = (params: JsonObject | null | undefined): string => (params ? printJson(params) : String(params));

const cases: [string, readonly QuirkName[]][] = [
  ['nothing unusual', []],
  ...quirkNames.map((name): [string, QuirkName[]] => [name, [name]]),
  ['all that go together', together],
];

test.each(cases)(
  'with %s one finds the way: workspaces, types, roots, children, entity, parent',
  async (_name, names) => {
    const client = turnOn(names);
    const workspaces = await client.fetchQuery(
      workspaceQueries.getWorkspaces({ include_archived: false, include_development: false }),
    );
    expect(workspaces.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect((await client.fetchQuery(workspaceQueries.getWorkspace(1))).name).toBe('Aarle');
    expect((await client.fetchQuery(entityTypeQueries.getEntityTypes(1))).map(({ id }) => id)).toEqual([
      10, 20, 30, 40, 50,
    ]);
    await expect(client.fetchQuery(userQueries.getCurrentUser())).resolves.toHaveProperty('id');

    const ids = async (w: number, parent: number | null): Promise<number[]> => {
      const found: number[] = [];
      for (;;) {
        const page = await client.fetchQuery(
          entityQueries.getEntityChildren(w, parent, { offset: found.length, limit: 200 }),
        );
        found.push(...page.results.map(({ id }) => id));
        if (page.results.length === 0 || found.length >= page.count) return found.sort((a, b) => a - b);
      }
    };
    // Where nothing says what has a parent, a list of everything stays one.
    expect((await ids(1, null)).slice(0, 2)).toEqual([1001, 1002]);
    expect(await ids(1, null)).toHaveLength(2);
    expect(await ids(1, 1001)).toEqual([1010, 1011]);
    expect(await ids(1, 1010)).toHaveLength(33);
    expect(await ids(3, null)).toHaveLength(31);

    const entity = await client.fetchQuery(entityQueries.getEntity(1, 1023));
    expect([entity.id, entity.name, entity.entity_type]).toEqual([1023, 'Point 3', 30]);
    expect(await readAgain(() => getEntityParent(1, 1001))).toBeNull();
    expect((await readAgain(() => getEntityParent(1, 1023)))?.id).toBe(1011);
    expect((await readAgain(() => getEntitySiblings(1, 1011))).map(({ id }) => id)).toEqual([1010]);
  },
);

test.each(cases.filter(([, names]) => !names.some((name) => blind.includes(name))))(
  'with %s one makes, saves, renames and deletes, and nothing is lost',
  async (_name, names) => {
    const client = turnOn(names);
    const made = await run(client, entityMutations.createChild(), {
      workspaceId: 1,
      parent: 1010,
      entity_type: 30,
      name: 'Made',
      params: readJson('{"width":1}') as JsonObject,
    });
    const read = () => client.fetchQuery({ ...entityQueries.getEntity(1, made.id), staleTime: 0 });
    expect(text((await read()).properties)).toBe('{"width":1}');
    await run(client, entityMutations.setParams(), {
      workspaceId: 1,
      id: made.id,
      params: readJson('{"width":2,"rows":[{"name":"a"}]}') as JsonObject,
      message: 'wider',
    });
    expect([(await read()).name, text((await read()).properties)]).toEqual([
      'Made',
      '{"width":2,"rows":[{"name":"a"}]}',
    ]);
    await run(client, entityMutations.setParams(), {
      workspaceId: 1,
      id: made.id,
      params: readJson('{"width":3}') as JsonObject,
      message: '',
    });
    await run(client, entityMutations.rename(), { workspaceId: 1, id: made.id, name: 'Renamed' });
    expect([(await read()).name, text((await read()).properties)]).toEqual(['Renamed', '{"width":3}']);
    await run(client, entityMutations.rename(), { workspaceId: 1, id: made.id, name: 'Again' });
    expect([(await read()).name, text((await read()).properties)]).toEqual(['Again', '{"width":3}']);
    const revisions = await client.fetchQuery(revisionQueries.getEntityRevisions(1, made.id));
    expect(text(revisions[0]?.params)).toBe('{"width":3}');
    expect(text(revisions.at(-1)?.params)).toBe('{"width":1}');
    await run(client, entityMutations.delete(), { workspaceId: 1, id: made.id, parent: 1010 });
    await expect(
      client.fetchQuery({ ...entityQueries.getEntity(1, made.id), staleTime: 0 }),
    ).rejects.toMatchObject({ status: 404 });
  },
);

test('a caller who may not read params gets the rest of the entity', async () => {
  for (const name of blind) {
    const entity = await turnOn([name]).fetchQuery(entityQueries.getEntity(1, 1023));
    expect([entity.name, entity.properties ?? null]).toEqual(['Point 3', null]);
  }
});

describe('the newest revisions are found where the oldest come first', () => {
  beforeAll(async () => {
    for (let width = 1; width <= 60; width++) {
      const body = { properties: { width } };
      await environment.fetch('/workspaces/1/entities/1022/', { method: 'PUT', body });
    }
  });
  const widths = (revisions: readonly EntityRevision[]) =>
    [revisions[0], revisions.at(-1)].map((one) => text(one?.params));

  test('and pages are short', async () => {
    turnOn(['pageCapOf25', 'ascendingRevisions']);
    const { revisions, total } = await readNewestPart(1, 1022, 51);
    expect(total).toBeGreaterThan(60);
    expect(revisions).toHaveLength(25);
    expect(widths(revisions)).toEqual(['{"width":60}', '{"width":36}']);
  });

  test('and the list is said to be shorter than it is', async () => {
    turnOn(['lowCounts', 'pageCapOf25', 'ascendingRevisions']);
    const { revisions, total } = await readNewestPart(1, 1022, 20);
    expect(total).toBeUndefined();
    expect(revisions).toHaveLength(20);
    expect(widths(revisions)).toEqual(['{"width":60}', '{"width":41}']);
  });
});

test('a parent that the entity does not tell is known from the list that holds it', async () => {
  const client = turnOn(['missingMembers']);
  const entity = await client.fetchQuery(entityQueries.getEntity(1, 1023));
  expect(knownParent(client, 1, entity)).toBeUndefined();
  await client.fetchQuery(entityQueries.getEntityChildren(1, 1011, { offset: 0, limit: 200 }));
  expect(knownParent(client, 1, entity)).toBe(1011);
  const [root] = (
    await client.fetchQuery(entityQueries.getEntityChildren(1, null, { offset: 0, limit: 200 }))
  ).results;
  expect(root && knownParent(client, 1, root)).toBeNull();
});
