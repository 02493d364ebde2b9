import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { appWorld } from '../../server/embedded/apps/testing.ts';
import { smallWorld } from '../../server/embedded/small-world.ts';
import { openTestEnvironment, type TestEnvironment } from '../../server/embedded/testing.ts';
import {
  ComputeError,
  connect,
  generateUploadUrl,
  getEntityFile,
  getFile,
  getFileLink,
  getResult,
} from './client.ts';
import { createChildEntity } from './entity-creation.ts';
import {
  getEntitiesByType,
  getEntity,
  getEntityChildren,
  getEntityParent,
  getEntitySiblings,
  getRootEntities,
} from './entity-reads.ts';
import { getEntityType } from './entity-type-read.ts';
import { deleteEntity, renameEntity, setEntityParams } from './entity-writes.ts';
import { ApiError } from './http.ts';
import { entityCompute } from './jobs.ts';
import { getEntityRevisions } from './revision-reads.ts';
import { fullName, getCurrentUser } from './users.ts';
import { getEntityTypes, getWorkspace, getWorkspaces } from './workspace-reads.ts';

const origin = 'http://127.0.0.1:4700';
let small: TestEnvironment;
let apps: TestEnvironment;
let asked: URL[] = [];
const realFetch = globalThis.fetch;

function use(environment: TestEnvironment, user = 101): void {
  globalThis.fetch = (input, init) => {
    asked.push(new URL(String(input)));
    return environment.pageFetch(input, init);
  };
  connect({ origin, token: `vktrpat_local_${user}` });
}
beforeAll(async () => {
  [small, apps] = await Promise.all([
    openTestEnvironment({ records: smallWorld() }),
    openTestEnvironment({ records: appWorld() }),
  ]);
});
beforeEach(() => {
  asked = [];
  use(small);
});
afterAll(async () => {
  connect(null);
  globalThis.fetch = realFetch;
  await Promise.all([small.close(), apps.close()]);
});
const unchanged = { workspaceId: 1, params: new Map(), message: '' };
const ids = (list: readonly { id: number }[]): number[] => list.map(({ id }) => id);
test.each(['cloud.viktor.ai', 'https://cloud.viktor.ai/api', 'cloud', ''])(
  '%j is no origin to connect to',
  (text) => {
    expect(() => connect({ origin: text, token: 'x' })).toThrow(
      'is not an origin such as https://cloud.viktor.ai.',
    );
  },
);
const params = (text: string): JsonObject => readJson(text) as JsonObject;

describe('workspaces and types', () => {
  test('getWorkspaces lists what the caller may see', async () => {
    expect(ids(await getWorkspaces())).toEqual([1, 2, 3]);
  });
  test('getWorkspaces takes include_archived from an administrator', async () => {
    expect(ids(await getWorkspaces({ include_archived: true }))).toEqual([1, 2, 3, 4]);
    use(small, 102);
    await expect(getWorkspaces({ include_archived: true })).rejects.toMatchObject({ status: 403 });
  });
  test('getWorkspaces takes the name of an app', async () => {
    expect(ids(await getWorkspaces({ app_name: 'Studio' }))).toEqual([1, 2, 3]);
    expect(await getWorkspaces({ app_name: 'No such app' })).toEqual([]);
  });
  test('getWorkspace gives its members, with labels, app and version', async () => {
    const workspace = await getWorkspace(1);
    expect(workspace).toMatchObject({
      id: 1,
      name: 'Aarle',
      description: 'River levee',
      visibility: 'INTERNAL',
      labels: [{ id: 31, name: 'Pilot' }],
      app: { id: 7, name: 'Studio' },
      app_version: { id: 8, tag: 'v1', app_type: 'tree' },
    });
  });
  test('getEntityTypes and getEntityType give class names and views', async () => {
    expect(ids(await getEntityTypes(1))).toEqual([10, 20, 30, 40, 50]);
    expect(await getEntityType(1, 30)).toMatchObject({ id: 30, class_name: 'Point', views: [] });
  });
});

describe('entities', () => {
  test('getEntity gives params digit by digit, and the summary', async () => {
    const entity = await getEntity(1, 1020);
    expect(entity).toMatchObject({
      id: 1020,
      name: 'Pünt 1',
      entity_type: 30,
      summary: { width: { suffix: 'm' } },
    });
    expect(printJson(entity.properties as JsonObject)).toContain('"n":12345678901234567890');
  });
  test('getRootEntities, getEntityChildren and getEntitySiblings walk the tree', async () => {
    expect(ids((await getRootEntities(1)).results)).toEqual([1001, 1002]);
    expect(ids((await getEntityChildren(1, 1001)).results)).toEqual([1010, 1011]);
    expect(ids(await getEntitySiblings(1, 1011))).toEqual([1010]);
  });
  test('getEntityParent gives the parent, and null at the top', async () => {
    expect((await getEntityParent(1, 1010))?.id).toBe(1001);
    expect(await getEntityParent(1, 1001)).toBeNull();
  });
  test('getEntitiesByType finds them wherever they are', async () => {
    expect(ids((await getEntitiesByType(1, 30)).results)).toEqual([1020, 1021, 1023]);
  });
  test('lists take entity_type_names and include_params', async () => {
    const points = await getEntityChildren(1, 1010, { entity_type_names: ['Point'], include_params: true });
    expect(ids(points.results)).toEqual([1020, 1021]);
    expect(points.results[0]?.properties).toBeInstanceOf(Map);
    const files = await getEntityChildren(1, 1010, { entity_type_names: ['Sounding'] });
    expect(files.results.map(({ properties }) => properties)).toEqual([undefined]);
  });
  test('createChildEntity, setEntityParams, renameEntity and getEntityRevisions write and tell history', async () => {
    const made = await createChildEntity({
      workspaceId: 1,
      parent: 1010,
      entity_type: 30,
      name: 'P',
      params: params('{"a":1.0}'),
    });
    await setEntityParams({ workspaceId: 1, id: made.id, params: params('{"a":2.0}'), message: 'twice' });
    expect((await renameEntity(1, made.id, 'Q')).name).toBe('Q');
    const revisions = await getEntityRevisions(1, made.id);
    expect(revisions.map((revision) => printJson(revision.params as JsonObject))).toEqual([
      '{"a":2.0}',
      '{"a":2.0}',
      '{"a":1.0}',
    ]);
    expect(revisions[1]).toMatchObject({ message: 'twice', created_date: expect.any(String) });
    await deleteEntity(1, made.id);
    await expect(getEntity(1, made.id)).rejects.toMatchObject({ status: 404 });
    // What is gone already is deleted.
    await deleteEntity(1, made.id);
  });
  test('privileged is off, and loud when it is on', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await getEntity(1, 1020);
    expect(asked[0]?.searchParams.has('privileged')).toBe(false);
    expect(warned).not.toHaveBeenCalled();
    await getEntity(1, 1020, { privileged: true }).catch(() => {});
    expect(asked[1]?.searchParams.get('privileged')).toBe('true');
    expect(warned).toHaveBeenCalledOnce();
    const privileged = true;
    const child = { workspaceId: 1, parent: 1010, entity_type: 30, name: 'Beyond', privileged };
    const params = readJson('{}') as JsonObject;
    const calls: (() => Promise<unknown>)[] = [
      () => getRootEntities(1, { privileged }),
      () => getEntityChildren(1, 1010, { privileged }),
      () => getEntitySiblings(1, 1020, { privileged }),
      () => getEntitiesByType(1, 20, { privileged }),
      () => getEntityParent(1, 1020, { privileged }),
      () => getEntityRevisions(1, 1020, { privileged }),
      () => getEntityFile(1, 1020, { privileged }),
      () => createChildEntity(child),
      () => setEntityParams({ workspaceId: 1, id: 999_999, params, privileged }),
      () => renameEntity(1, 999_999, 'Beyond', null, { privileged }),
      () => deleteEntity(1, 999_999, { privileged }),
    ];
    for (const call of calls) {
      asked.length = 0;
      warned.mockClear();
      await call().catch(() => {});
      expect(asked.map(({ searchParams }) => searchParams.get('privileged'))).toEqual(
        asked.map(() => 'true'),
      );
      expect([asked.length > 0, warned.mock.calls.length > 0]).toEqual([true, true]);
    }
    warned.mockRestore();
  });
  test.each([
    [404, () => getEntity(1, 999_999), /does not exist/],
    [400, () => createChildEntity({ workspaceId: 1, parent: 1010, entity_type: 30, name: '' }), /name/],
    [403, () => createChildEntity({ workspaceId: 1, parent: null, entity_type: 10, name: 'x' }), /\w/],
    [404, () => setEntityParams({ ...unchanged, id: 999_999 }), /does not exist/],
    [412, () => setEntityParams({ ...unchanged, id: 1020, revision: 1 }), /\w/],
  ])('a refusal of status %i is one sentence', async (status, call, sentence) => {
    const error = await call().then(
      () => null,
      (refused) => refused as ApiError,
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(error?.status).toBe(status);
    expect(error?.message).toMatch(sentence);
    expect(error?.message).toMatch(/^\S.*[.?]$/);
  });
});

describe('people and files', () => {
  test('getCurrentUser is who the token is of', async () => {
    use(small, 102);
    expect(fullName(await getCurrentUser())).toBe('Tomas Test');
  });
  test('getFile and getFileLink name a file and lead to its content', async () => {
    expect((await getFile(1, 601)).filename).toBe('sounding é.gef');
    const link = await getFileLink(1, 601);
    expect(await (await small.pageFetch(link)).text()).toBe('hello');
  });
  test('getEntityFile leads to the content of a file entity, and says when there is none', async () => {
    const link = await getEntityFile(1, 1022);
    expect(await (await small.pageFetch(link)).text()).toBe('hello');
    await expect(getEntityFile(1, 1020)).rejects.toBeInstanceOf(ApiError);
  });
  test('generateUploadUrl gives the form that an upload for a file-type entity has to carry', async () => {
    expect(await generateUploadUrl(1, 40)).toMatchObject({
      url: expect.stringMatching(/\/api\/uploads\/$/),
      fields: { key: expect.stringContaining('files/'), signature: expect.any(String) },
    });
    expect(asked[0]?.pathname).toBe('/api/workspaces/1/entity_types/40/upload/');
  });
});

describe('compute', () => {
  const call = { workspaceId: 11, entityId: 20019 };
  test('entityCompute and getResult give the result by kind', async () => {
    use(apps);
    const { properties } = await getEntity(11, 20019);
    const types = await getEntityTypes(11);
    const method =
      types.find(({ class_name }) => class_name === 'Segment')?.views?.[0]?.controller_method ?? '';
    const result = await getResult(
      await entityCompute({ ...call, method, params: properties as JsonObject }),
    );
    expect(result).toBeInstanceOf(Map);
    expect((result as JsonObject).size).toBeGreaterThan(0);
  });
  test('a method that is not there ends in one sentence', async () => {
    use(apps);
    const job = entityCompute({ ...call, method: 'no_such_method', params: params('{}') });
    const error = await job.then(getResult).catch((refused) => refused as Error);
    expect(error instanceof ComputeError || error instanceof ApiError).toBe(true);
    expect((error as Error).message).toMatch(/\w.*\.$/);
  });
});
