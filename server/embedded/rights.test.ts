import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallRights, smallWorld } from './small-world.ts';
import { openTestEnvironment, type TestEnvironment } from './testing.ts';

let environment: TestEnvironment;
beforeAll(async () => {
  environment = await openTestEnvironment({ records: smallWorld(), permissions: smallRights });
});
afterAll(() => environment.close());

const w = '/workspaces/1';
async function entity(id: number, as: number): Promise<Record<string, unknown>> {
  const answer = await environment.fetch(`${w}/entities/${id}/?param_types=true`, { as });
  return (await answer.json()) as Record<string, unknown>;
}
async function listed(path: string, as: number): Promise<unknown[]> {
  const answer = await environment.fetch(`${path}?limit=50&properties=true`, { as });
  const { count, results } = (await answer.json()) as { count: number; results: { id: number }[] };
  expect(count).toBe(results.length);
  return results.map((item) => item.id);
}
const status = async (path: string, as: number): Promise<number> =>
  (await environment.fetch(path, { as })).status;

describe('what a caller may do is listed', () => {
  const reads = ['read-nav', 'read-basic', 'read'];
  test.each([
    ['somebody who writes, on a leaf', 102, 1023, [...reads, 'update', 'rename', 'delete']],
    ['somebody who writes, on a parent', 102, 1010, [...reads, 'update', 'rename', 'create', 'delete']],
    ['somebody who writes, on a type without saving', 102, 1002, [...reads, 'rename', 'delete']],
    ['a reader', 105, 1023, reads],
    ['a visitor', 109, 1023, ['read-nav']],
    ['a contractor inside the section', 110, 1021, ['read-nav', 'read-basic']],
    ['a contractor on the way to it', 110, 1001, ['read-nav']],
  ])('%s', async (_who, as, id, actions) => {
    expect((await entity(id, as)).actions).toEqual(actions);
  });
});

describe('a visitor sees names and types', () => {
  test('no params, no types of them, no summary', async () => {
    const seen = await entity(1021, 109);
    expect(seen).not.toHaveProperty('properties');
    expect(seen).not.toHaveProperty('param_types');
    expect(seen.summary).toBeNull();
  });
  test('no params in lists and history', async () => {
    for (const path of ['entities/1010/entities', 'entities/1020/revisions']) {
      const answer = await environment.fetch(`${w}/${path}/?properties=true`, { as: 109 });
      expect(await answer.text()).not.toContain('properties');
    }
  });
  test('no files', async () => {
    expect(await status(`${w}/entities/1022/download/`, 109)).toBe(403);
    expect(await status(`${w}/files/601/`, 109)).toBe(403);
    expect(await status(`${w}/files/?scope=entity`, 109)).toBe(403);
  });
  test('no other workspace', async () => {
    expect(await status('/workspaces/3/', 109)).toBe(404);
    expect(await status('/workspaces/3/entities/3001/', 109)).toBe(404);
    expect(await listed('/workspaces/', 109)).toEqual([1]);
  });
});

describe('a contractor sees one section and the way to it', () => {
  test('lists leave the rest out and count without it', async () => {
    expect(await listed(`${w}/entities/`, 110)).toEqual([1001]);
    expect(await listed(`${w}/entities/1001/entities/`, 110)).toEqual([1010]);
    expect(await listed(`${w}/entities/1010/entities/`, 110)).toEqual([1020, 1021, 1022]);
    expect(await listed(`${w}/entity_types/30/entities/`, 110)).toEqual([1020, 1021]);
  });
  test('the rest does not exist', async () => {
    for (const path of ['1011/', '1023/', '1023/parent/', '1023/revisions/', '1011/entities/']) {
      expect(await status(`${w}/entities/${path}`, 110)).toBe(404);
    }
  });
  test('summaries are there, inside only', async () => {
    const [inside, above] = [await entity(1020, 110), await entity(1001, 110)];
    expect(inside.summary).toMatchObject({ width: { value: 1.5 } });
    expect(above.summary).toBeNull();
  });
  test('a section that is gone leaves nothing, not everything', async () => {
    const other = await openTestEnvironment({
      records: smallWorld(),
      permissions: [{ user_id: 110, workspace_id: 1, level: 'all', can_write: true, below_entity_id: 4444 }],
    });
    const answer = await other.fetch(`${w}/entities/`, { as: 110 });
    expect(await answer.json()).toEqual([]);
    await other.close();
  });
});

test.each([
  ['PUT', '/entities/1023/', { name: 'x' }],
  ['PUT', '/entities/1023/', { properties: {} }],
  ['POST', '/entities/1010/entities/', { entity_type: 30, name: 'x' }],
  ['DELETE', '/entities/1023/', undefined],
])(
  'without the right to write %s %s is refused, and where nothing is seen it is not found',
  async (method, path, body) => {
    const tell = async (as: number) => (await environment.fetch(`${w}${path}`, { method, as, body })).status;
    expect([await tell(105), await tell(109)]).toEqual([403, 403]);
    expect(await tell(110)).toBe(path.includes('1010') ? 403 : 404);
  },
);
