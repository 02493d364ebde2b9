import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CreatedEntity, Entity } from '../../contract/entity.ts';
import { toPlain } from '../../contract/json/plain.ts';
import { readJson } from '../../contract/json/reading.ts';
import { EntityRevisionList } from '../../contract/revision.ts';
import { smallRights, smallWorld } from './small-world.ts';
import { openTestEnvironment, type TestEnvironment, type TestRequest } from './testing.ts';

let environment: TestEnvironment;
beforeAll(async () => {
  environment = await openTestEnvironment({ records: smallWorld(), permissions: smallRights });
});
afterAll(() => environment.close());

const w = '/workspaces/1/entities';
const plain = (text: string) => toPlain(readJson(text), new Set(['properties']));

async function ask(path: string, request: TestRequest = {}): Promise<{ status: number; text: string }> {
  const answer = await environment.fetch(path, request);
  return { status: answer.status, text: await answer.text() };
}
/** A fresh point, so that no test meets the writes of another. */
async function newPoint(body: object = {}): Promise<number> {
  const answer = await ask(`${w}/1011/entities/`, {
    method: 'POST',
    body: { entity_type: 30, name: 'Fresh', properties: {}, ...body },
  });
  expect(answer.status, answer.text).toBe(200);
  return CreatedEntity.parse(plain(answer.text)).id;
}
async function entity(id: number): Promise<Entity> {
  return Entity.parse(plain((await ask(`${w}/${id}/`)).text));
}
async function revisions(id: number) {
  return EntityRevisionList.parse(plain((await ask(`${w}/${id}/revisions/?limit=50`)).text));
}
const put = (id: number, body: unknown, request: TestRequest = {}) =>
  ask(`${w}/${id}/`, { method: 'PUT', body, ...request });

describe('set_params', () => {
  test.each([
    [
      'spelled numbers',
      '{"a":1.0,"b":1e-05,"c":1E+2,"d":-0,"e":12345678901234567890,"f":0.30000000000000004}',
    ],
    ['white space and key order', '{ "z" : 1 ,\n\t"a":[ 1,2 ] ,"10":1,"9":2 }'],
    ['awkward keys', '{"__proto__":{"constructor":1},"":2,"toString":[],"a.b":0}'],
    ['repeated keys', '{"a":1,"a":2,"b":{"c":1,"c":2}}'],
    ['escapes', '{"s":"\\ud800","t":"\\u0000","u":"\\u00e9é\\/","v":"𝄞"}'],
    ['what Python writes', '{"a":NaN,"b":-Infinity}'],
    ['nothing', '{}'],
    ['null', 'null'],
    ['a member called properties', '{"properties":{"name":"x"},"message":null}'],
  ])('stores and gives back exactly: %s', async (_what, text) => {
    const id = await newPoint();
    const saved = await put(id, `{"message":"m", "properties" : ${text} }`);
    expect(saved.status, saved.text).toBe(200);
    expect(saved.text).toContain(`"properties":${text},`);
    expect((await ask(`${w}/${id}/revisions/?limit=1`)).text).toContain(`"properties":${text}}`);
  });
  test('answers the entity as it is now', async () => {
    const id = await newPoint();
    const answer = Entity.parse(plain((await put(id, { properties: { a: 1 } }, { as: 104 })).text));
    expect(answer).toMatchObject({ id, last_updated_by: 104, name: 'Fresh' });
  });
  test('makes one revision, newest first, with author and message', async () => {
    const id = await newPoint();
    await put(id, { properties: { a: 1 }, message: 'as discussed' }, { as: 104 });
    const list = await revisions(id);
    expect(list.count).toBe(2);
    expect(list.results[0]).toMatchObject({ created_by: 104, message: 'as discussed' });
    expect(list.results[0]?.id).toBeGreaterThan(list.results[1]?.id ?? Number.NaN);
  });
  test('an empty message is none', async () => {
    const id = await newPoint();
    await put(id, { properties: {}, message: '' });
    expect((await revisions(id)).results[0]?.message).toBeNull();
  });
  test('the last write wins when no revision is quoted', async () => {
    const id = await newPoint();
    await Promise.all([1, 2, 3, 4].map((a) => put(id, { properties: { a } })));
    const list = await revisions(id);
    expect(list.count).toBe(5);
    expect((await entity(id)).properties).toEqual(list.results[0]?.params);
  });
  test('of writers that quote one revision exactly one wins', async () => {
    const id = await newPoint();
    const base = String((await entity(id)).revision_id);
    const headers = { 'If-Match': `"${base}"` };
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, a) => put(id, { properties: { a } }, { headers })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array(7).fill(412)]);
    expect(JSON.parse(answers.find((answer) => answer.status === 412)?.text ?? '')).toEqual({
      detail: expect.stringContaining('Fresh'),
      revision: (await entity(id)).revision_id,
    });
  });
});

describe('rename', () => {
  test('keeps the params and makes a revision with the new name', async () => {
    const text = '{"a": 1.0}';
    const id = await newPoint();
    await put(id, `{"properties":${text}}`);
    expect((await put(id, { name: ' Pier/№ 1 ' })).text).toContain(`"properties":${text},`);
    expect((await revisions(id)).results.map((revision) => revision.name)).toEqual([
      ' Pier/№ 1 ',
      'Fresh',
      'Fresh',
    ]);
  });
  test('moves the entity to its place in lists sorted or searched by name', async () => {
    const id = await newPoint();
    await put(id, { name: 'Zürich' });
    const found = JSON.parse((await ask(`${w}/1011/entities/?limit=5&search=zurich`)).text);
    expect(found.results.map((one: { id: number }) => one.id)).toEqual([id]);
  });
});

describe('create', () => {
  test('answers an array with the entity', async () => {
    const answer = await ask(`${w}/1011/entities/`, {
      method: 'POST',
      body: '{"entity_type":30,"name":"New","properties":{"a": 1.0}}',
    });
    expect(answer.text).toContain('"properties":{"a": 1.0},');
    expect(CreatedEntity.parse(plain(answer.text))).toMatchObject({
      name: 'New',
      path: [1001, 1011, expect.any(Number)],
    });
    expect(JSON.parse(answer.text)).toHaveLength(1);
  });
  test('is counted with the children of its parent', async () => {
    const before = JSON.parse((await ask(`${w}/1011/entities/?limit=1`)).text).count;
    await newPoint();
    expect(JSON.parse((await ask(`${w}/1011/entities/?limit=1`)).text).count).toBe(before + 1);
  });
  test('of a type that may not be below the parent is refused', async () => {
    const answer = await ask(`${w}/1011/entities/`, { method: 'POST', body: { entity_type: 10, name: 'x' } });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      400,
      { entity_type: [expect.stringContaining('below')] },
    ]);
  });
  test('of a file type needs a file name', async () => {
    const body = { entity_type: 40, name: 'x', properties: {} };
    expect((await ask(`${w}/1011/entities/`, { method: 'POST', body })).status).toBe(400);
    const named = await ask(`${w}/1011/entities/`, { method: 'POST', body: { ...body, filename: 'a.gef' } });
    expect(JSON.parse(named.text)[0]).toMatchObject({ name: 'x', filename: 'a.gef' });
  });
  test('at the root is for simple apps', async () => {
    const request = { method: 'POST', body: { entity_type: 60, name: 'Footing 2', properties: null } };
    expect((await ask('/workspaces/3/entities/', request)).text).toContain('"properties":null,');
    expect((await ask('/workspaces/1/entities/', { ...request, body: { entity_type: 10 } })).status).toBe(
      403,
    );
    expect((await ask('/workspaces/2/entities/', request)).status).toBe(403);
  });
});

describe('delete', () => {
  test('removes the subtree and leaves the rest', async () => {
    const section = await ask(`${w}/1001/entities/`, {
      method: 'POST',
      body: { entity_type: 20, name: 'Doomed' },
    });
    const id = CreatedEntity.parse(plain(section.text)).id;
    const child = await ask(`${w}/${id}/entities/`, {
      method: 'POST',
      body: { entity_type: 30, name: 'Below' },
    });
    const childId = CreatedEntity.parse(plain(child.text)).id;
    const before = JSON.parse((await ask(`${w}/1001/entities/?limit=1`)).text).count;
    const answer = await ask(`${w}/${id}/`, { method: 'DELETE' });
    expect([answer.status, answer.text]).toEqual([204, '']);
    for (const gone of [id, childId]) expect((await ask(`${w}/${gone}/`)).status).toBe(404);
    expect((await ask(`${w}/${id}/`, { method: 'DELETE' })).status).toBe(404);
    expect(JSON.parse((await ask(`${w}/1001/entities/?limit=1`)).text).count).toBe(before - 1);
    expect((await ask(`${w}/1010/`)).status).toBe(200);
  });
  test('is refused while somebody else holds a lock below', async () => {
    const answer = await ask(`${w}/1010/`, { method: 'DELETE' });
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('Henrik Test')]);
    expect((await ask(`${w}/1020/`)).status).toBe(200);
  });
});

describe('a refused write', () => {
  test.each([
    ['a lock of somebody else', w, 1021, 101, 'locked by Henrik Test'],
    ['a type that does not allow saving', w, 1002, 101, 'does not allow saving'],
    ['an editor app', '/workspaces/2/entities', 2001, 101, 'editor app'],
    ['no right to write', w, 1020, 105, 'do not have the right'],
  ])('says why: %s', async (_why, base, id, as, sentence) => {
    const answer = await ask(`${base}/${id}/`, { method: 'PUT', as, body: { properties: { x: 1 } } });
    expect([answer.status, JSON.parse(answer.text).detail]).toEqual([403, expect.stringContaining(sentence)]);
  });
  test('leaves no revision', async () => {
    expect((await revisions(1021)).count).toBe(1);
    await put(1021, { properties: { x: 1 } });
    expect((await revisions(1021)).count).toBe(1);
  });
  test('the holder of a lock may save', async () => {
    expect((await put(1021, { properties: {} }, { as: 104 })).status).toBe(200);
  });
});
