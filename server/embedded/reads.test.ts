import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { UserList } from '../../contract/common.ts';
import { Entity, EntityList } from '../../contract/entity.ts';
import { EntityType, EntityTypeList } from '../../contract/entity-type.ts';
import { EntityFileLink, StoredFile, StoredFileList } from '../../contract/file.ts';
import { toPlain } from '../../contract/json/plain.ts';
import { readJson } from '../../contract/json/reading.ts';
import { EntityRevisionList } from '../../contract/revision.ts';
import { AppList, Workspace, WorkspaceList } from '../../contract/workspace.ts';
import { exactParams, smallRights, smallWorld } from './small-world.ts';
import { openTestEnvironment, type TestEnvironment, type TestRequest } from './testing.ts';

let environment: TestEnvironment;
beforeAll(async () => {
  environment = await openTestEnvironment({ records: smallWorld(), permissions: smallRights });
});
afterAll(() => environment.close());

async function read<S extends z.ZodMiniType>(
  path: string,
  schema: S,
  request?: TestRequest,
): Promise<z.output<S>> {
  const answer = await environment.fetch(path, request);
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return schema.parse(toPlain(readJson(text), new Set(['properties', 'params']))) as z.output<S>;
}
const status = async (path: string, request?: TestRequest): Promise<number> =>
  (await environment.fetch(path, request)).status;
const ids = (list: { results: { id: number }[] }): number[] => list.results.map((item) => item.id);

const w = '/workspaces/1';

describe('workspaces', () => {
  test('lists those that are neither archived nor in development', async () => {
    expect(ids(await read('/workspaces/?limit=10', WorkspaceList))).toEqual([1, 2, 3]);
  });
  test('without limit is a bare array', async () => {
    expect(Array.isArray(await (await environment.fetch('/workspaces/')).json())).toBe(true);
  });
  test('gives an administrator the archived and developing ones on request', async () => {
    const path = '/workspaces/?include_archived=true&include_development=true&limit=10';
    expect(ids(await read(path, WorkspaceList))).toEqual([1, 2, 3, 4, 5]);
  });
  test('refuses include_archived to others', async () => {
    expect(await status('/workspaces/?include_archived=true', { as: 102 })).toBe(403);
  });
  test('hides an archived workspace from others', async () => {
    expect(await status('/workspaces/4/', { as: 102 })).toBe(404);
    expect(await status('/workspaces/4/')).toBe(200);
  });
  test.each([
    ['search=levee', [1]],
    ['label=31', [1]],
    ['visibility=PUBLIC', [2]],
    ['app=7&sort=name:desc', [3, 2, 1]],
    ['archived=true', [4]],
    ['is_dev=true', [5]],
    ['project=3', []],
  ])('filters and sorts by %s', async (query, expected) => {
    expect(ids(await read(`/workspaces/?limit=10&${query}`, WorkspaceList))).toEqual(expected);
  });
  test('reads one, and its settings', async () => {
    expect((await read(`${w}/`, Workspace)).app_version?.app_type).toBe('tree');
    const settings = await (await environment.fetch(`${w}/settings/`)).json();
    expect(settings).toMatchObject({ app_type: 'tree', sdk_version: { complete: '14.27.0', major: 14 } });
  });
  test('lists apps', async () => {
    expect(ids(await read('/apps/?search=levee&limit=5', AppList))).toEqual([7]);
    expect(await status('/apps/8/')).toBe(404);
  });
});

describe('entity types', () => {
  test('lists the types of the workspace', async () => {
    expect(ids(await read(`${w}/entity_types/?limit=3`, EntityTypeList))).toEqual([10, 20, 30]);
  });
  test('does not give the form with the type', async () => {
    const type = await read(`${w}/entity_types/30/`, EntityType);
    expect(type).not.toHaveProperty('parametrization');
  });
  test('lists the types that may be made below', async () => {
    expect(ids(await read(`${w}/entity_types/20/entity_types/?limit=9`, EntityTypeList))).toEqual([30, 40]);
    expect(ids(await read(`${w}/entity_types/30/entity_types/`, EntityTypeList))).toEqual([]);
  });
  test('lists entities by type wherever they are', async () => {
    const list = await read(`${w}/entity_types/30/entities/?limit=2`, EntityList);
    expect([list.count, ids(list)]).toEqual([3, [1020, 1021]]);
  });
});

describe('entities', () => {
  test('gives the params exactly as they were stored', async () => {
    const text = await (await environment.fetch(`${w}/entities/1020/`)).text();
    expect(text).toContain(`"properties":${exactParams},`);
  });
  test('lists leave the params out unless asked', async () => {
    const without = await read(`${w}/entities/1010/entities/?limit=1`, EntityList);
    expect(without.results[0]).not.toHaveProperty('properties');
    const text = await (
      await environment.fetch(`${w}/entities/1010/entities/?limit=1&properties=true`)
    ).text();
    expect(text).toContain(`"properties":${exactParams},`);
  });
  test('cleaned params hold only what the form has', async () => {
    const text = await (await environment.fetch(`${w}/entities/1020/?clean_params=true`)).text();
    expect(text).toContain('"properties":{}');
  });
  test('param types come from the form, columns below their table', async () => {
    const entity = await read(`${w}/entities/1020/?param_types=true`, Entity);
    expect(entity.param_types).toEqual({
      'geometry.width': { type: 'number' },
      rows: { type: 'table', sub_types: { name: { type: 'text' } } },
    });
  });
  test('summary types come on request', async () => {
    const answer = await environment.fetch(`${w}/entities/1020/?summary_types=true&properties=false`);
    expect(await answer.json()).toMatchObject({ summary_types: { width: { type: 'number' } } });
  });
  test('the path leads from the root to the entity', async () => {
    expect((await read(`${w}/entities/1020/`, Entity)).path).toEqual([1001, 1010, 1020]);
  });
  test('members that nothing interprets are kept', async () => {
    expect(await read(`${w}/entities/1001/`, Entity)).toMatchObject({ show_on_dashboard: false });
  });
  test('lists roots and children', async () => {
    expect(ids(await read(`${w}/entities/?limit=9`, EntityList))).toEqual([1001, 1002]);
    expect(ids(await read(`${w}/entities/1001/entities/`, EntityList))).toEqual([1010, 1011]);
  });
  test('pages with count, next and previous', async () => {
    const answer = await environment.fetch(`${w}/entities/1010/entities/?limit=1&offset=1`);
    expect(await answer.json()).toMatchObject({
      count: 3,
      next: 'http://127.0.0.1:4700/api/workspaces/1/entities/1010/entities/?limit=1&offset=2',
      previous: 'http://127.0.0.1:4700/api/workspaces/1/entities/1010/entities/?limit=1&offset=0',
      results: [{ id: 1021 }],
    });
  });
  test.each([
    ['search=punt', [1020]],
    ['search=%25', []],
    ['name=Point%202', [1021]],
    ['entity_type=Sounding', [1022]],
    ['entity_type=30&entity_type=40', [1020, 1021, 1022]],
    ['created_by=102', [1020, 1021, 1022]],
    ['last_updated_by=101', []],
    ['sort=name:desc', [1022, 1020, 1021]],
    ['created_at_min=2026-03-11T09:41:27.518205Z', []],
    ['created_at_max=2026-03-11T10:41:27.518204%2B01:00', [1020, 1021, 1022]],
    ['updated_at_max=2026-03-11T09:41:27Z', []],
  ])('filters and sorts children by %s', async (query, expected) => {
    const list = await read(`${w}/entities/1010/entities/?limit=9&${query}`, EntityList);
    expect([list.count, ids(list)]).toEqual([expected.length, expected]);
  });
  test('siblings leave the entity itself out', async () => {
    expect(ids(await read(`${w}/entities/1020/siblings/?limit=9`, EntityList))).toEqual([1021, 1022]);
    expect(ids(await read(`${w}/entities/1001/siblings/`, EntityList))).toEqual([1002]);
  });
  test('the parent of a root is 204', async () => {
    expect((await read(`${w}/entities/1020/parent/`, Entity)).id).toBe(1010);
    expect(await status(`${w}/entities/1001/parent/`)).toBe(204);
    expect(await (await environment.fetch(`${w}/entities/1001/parents/`)).json()).toEqual([]);
  });
  test('places of a tree are refused where the app has none', async () => {
    for (const path of ['/workspaces/2/entities/2001/parent/', '/workspaces/3/entities/3001/entities/']) {
      const answer = await environment.fetch(path);
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('tree')]);
    }
  });
});

describe('revisions', () => {
  test('hold their params exactly, unless they are left out', async () => {
    const path = `${w}/entities/1020/revisions/?limit=5`;
    expect(await (await environment.fetch(path)).text()).toContain(`"properties":${exactParams}}`);
    const list = await read(`${path}&properties=false`, EntityRevisionList);
    expect(list).toMatchObject({ count: 1, results: [{ params: undefined, name: 'Pünt 1' }] });
  });
  test('can be read by id', async () => {
    const [revision] = (await read(`${w}/entities/1020/revisions/`, EntityRevisionList)).results;
    expect(await status(`${w}/entities/1020/revisions/${revision?.id}/`)).toBe(200);
    expect(await status(`${w}/entities/1021/revisions/${revision?.id}/`)).toBe(404);
  });
});

describe('files and people', () => {
  test('lists files of an entity and reads one', async () => {
    const list = await read(`${w}/files/?scope=entity&entity_id=1022`, StoredFileList);
    expect(list).toMatchObject({ count: 1, results: [{ id: 601, file_size: 5 }] });
    expect((await read(`${w}/files/601/`, StoredFile)).filename).toBe('sounding é.gef');
  });
  test('a download link works without a token and comes as an attachment', async () => {
    const link = await read(`${w}/entities/1022/download/`, EntityFileLink);
    const answer = await environment.fetch(new URL(link.temporary_download_url).pathname.slice(4), {
      headers: { 'X-VX': '' },
    });
    expect(await answer.text()).toBe('hello');
    expect(answer.headers.get('Content-Disposition')).toContain(
      'attachment; filename="sounding _.gef"; filename*=UTF-8\'\'sounding%20%C3%A9.gef',
    );
    const forged = new URL(link.temporary_download_url).pathname.slice(4).replace('601.', '602.');
    expect(await status(forged)).toBe(404);
  });
  test('lists who may enter a workspace', async () => {
    expect(ids(await read('/workspaces/3/users/?limit=20', UserList))).toEqual([101, 102, 103, 104, 105]);
  });
  test('tells the caller who they are', async () => {
    expect(await (await environment.fetch('/users/me/', { as: 105 })).json()).toMatchObject({
      id: 105,
      first_name: 'Priya',
    });
    expect(await status('/verify/')).toBe(200);
  });
});
