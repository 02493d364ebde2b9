import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallRights, smallWorld } from './small-world.ts';
import { openTestEnvironment, type TestEnvironment, type TestRequest } from './testing.ts';

let environment: TestEnvironment;
beforeAll(async () => {
  environment = await openTestEnvironment({ records: smallWorld(), permissions: smallRights });
});
afterAll(() => environment.close());

const w = '/workspaces/1';
async function ask(path: string, request: TestRequest = {}): Promise<{ status: number; body: unknown }> {
  const answer = await environment.fetch(path, request);
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? '' : JSON.parse(text) };
}

describe('bad queries are a 400 that names the member', () => {
  test.each([
    ['limit', 'abc'],
    ['limit', '0'],
    ['limit', '1.5'],
    ['offset', '-1'],
    ['sort', 'size'],
    ['sort', 'name:up'],
    ['created_by', 'me'],
    ['created_at_min', 'yesterday'],
    ['updated_at_max', '2026-02-31'],
    ['properties', 'maybe'],
    ['search', '%00'],
    ['name', 'a%00'],
  ])('%s=%s', async (key, value) => {
    const answer = await ask(`${w}/entities/1010/entities/?${key}=${value}`);
    expect(answer).toEqual({ status: 400, body: { [key]: [expect.stringMatching(/\w.*\.$/)] } });
  });
  test.each([
    [`${w}/entities/abc/`, 'entity_id'],
    ['/workspaces/1.5/', 'workspace_id'],
    [`${w}/entities/99999999999999999999/`, 'entity_id'],
    [`${w}/entity_types/x/`, 'entity_type_id'],
    [`${w}/files/-1/`, 'file_id'],
    ['/apps/x/', 'app_id'],
    ['/workspaces/?visibility=SECRET', 'visibility'],
    ['/workspaces/?detail_level=all', 'detail_level'],
    [`${w}/files/`, 'scope'],
  ])('%s names %s', async (path, key) => {
    expect(await ask(path)).toEqual({ status: 400, body: { [key]: [expect.any(String)] } });
  });
});

describe('unknown ids are 404 with a sentence', () => {
  test.each([
    '/workspaces/99/',
    `${w}/entities/2001/`,
    `${w}/entities/99/`,
    `${w}/entities/99/entities/`,
    `${w}/entities/99/revisions/`,
    `${w}/entity_types/60/`,
    `${w}/files/99/`,
    `${w}/entities/1020/download/`,
    '/apps/99/',
    '/nowhere/',
    '/workspaces',
    '/downloads/1.1.x/',
  ])('%s', async (path) => {
    expect(await ask(path)).toEqual({ status: 404, body: { detail: expect.stringMatching(/\w.*\.$/) } });
  });
});

describe('bad bodies are refused and write nothing', () => {
  test.each([
    ['no JSON', '{"name":', 'non_field_errors'],
    ['an array', '[]', 'non_field_errors'],
    ['nothing at all', '{}', 'non_field_errors'],
    ['a message alone', { message: 'x' }, 'non_field_errors'],
    ['a name that is no text', { name: 5 }, 'name'],
    ['a null name', { name: null }, 'name'],
    ['a blank name', { name: '  ' }, 'name'],
    ['an endless name', { name: 'x'.repeat(256) }, 'name'],
    ['a name with NUL', { name: 'a\u0000b' }, 'name'],
    ['half a surrogate pair', '{"name":"\\ud800"}', 'name'],
    ['params as a list', { properties: [] }, 'properties'],
    ['params as text', { properties: '{}' }, 'properties'],
    ['a message that is no text', { properties: {}, message: 5 }, 'message'],
    ['a file name on what is no file', { filename: 'a' }, 'filename'],
  ])('PUT %s', async (_what, body, key) => {
    const answer = await ask(`${w}/entities/1020/`, { method: 'PUT', body });
    expect(answer).toEqual({ status: 400, body: { [key]: [expect.stringMatching(/\w.*\.$/)] } });
    const after = await environment.fetch(`${w}/entities/1020/revisions/?limit=1&properties=false`);
    expect(await after.json()).toMatchObject({ count: 1 });
  });
  test.each([
    [{}, 'entity_type'],
    [{ entity_type: 'Point' }, 'entity_type'],
    [{ entity_type: 99 }, 'entity_type'],
    [{ entity_type: 30, name: 'x'.repeat(129) }, 'name'],
    [{ entity_type: 30, name: '' }, 'name'],
    [{ entity_type: 30, properties: 1 }, 'properties'],
  ])('POST %j', async (body, key) => {
    const answer = await ask(`${w}/entities/1010/entities/`, { method: 'POST', body });
    expect(answer).toEqual({ status: 400, body: { [key]: [expect.any(String)] } });
  });
  test('bytes that are not UTF-8', async () => {
    const answer = await environment.pageFetch(`/api${w}/entities/1020/`, {
      method: 'PUT',
      headers: { 'X-VX': '1' },
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
    });
    expect(answer.status).toBe(400);
  });
  test('more than 32 MB is 413', async () => {
    const body = `{"properties":{"x":"${'x'.repeat(33 * 1024 * 1024)}"}}`;
    const answer = await ask(`${w}/entities/1020/`, { method: 'PUT', body });
    expect(answer).toEqual({ status: 413, body: { detail: expect.stringContaining('32 MB') } });
  });
  test('a precondition that is no revision', async () => {
    const request = { method: 'PUT', body: { name: 'x' }, headers: { 'If-Match': 'abc' } };
    expect((await ask(`${w}/entities/1020/`, request)).status).toBe(400);
  });
  test('depth does not matter', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const answer = await environment.fetch(`${w}/entities/1023/`, {
      method: 'PUT',
      body: `{"properties":${deep}}`,
    });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(`"properties":${deep},`);
  });
});

test('another method on a known path is 405 and names what is allowed', async () => {
  const answer = await environment.fetch(`${w}/entities/1020/`, { method: 'PATCH' });
  expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, PUT, DELETE']);
  expect((await ask(`${w}/settings/`, { method: 'POST', body: {} })).status).toBe(405);
});

describe('who asks', () => {
  const page = { 'X-VX': '1' };
  test.each<[string, Record<string, string>, number]>([
    ['nobody', {}, 401],
    ['a token that is none', { Authorization: 'Bearer vktrpat_abc_def' }, 401],
    ['a token of nobody', { Authorization: 'Bearer vktrpat_local_999' }, 401],
    ['a bad token on the page', { ...page, Authorization: 'Bearer x' }, 401],
    ['a token', { Authorization: 'Bearer vktrpat_local_105' }, 200],
    ['the page', page, 200],
    [
      'the page with its origin',
      { ...page, Origin: 'http://127.0.0.1:4700', 'Sec-Fetch-Site': 'same-origin' },
      200,
    ],
    ['another origin', { ...page, Origin: 'http://evil.test' }, 403],
    ['no origin to tell', { ...page, Origin: 'null' }, 403],
    ['another site', { ...page, 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['another port', { ...page, Origin: 'http://127.0.0.1:1', 'Sec-Fetch-Site': 'same-site' }, 403],
  ])('%s', async (_who, headers, status) => {
    const answer = await environment.pageFetch('/api/users/me/', { headers });
    expect(answer.status).toBe(status);
    if (status !== 200) expect(await answer.json()).toEqual({ detail: expect.any(String) });
  });
  test('no answer can be kept, sniffed, framed or run', async () => {
    for (const path of ['/users/me/', '/nowhere/', `${w}/entities/1020/`]) {
      const { headers } = await environment.fetch(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'content-type': 'application/json; charset=utf-8',
      });
    }
  });
});
