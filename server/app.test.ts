import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { smallWorld } from './embedded/small-world.ts';
import { openTestEnvironment, type TestEnvironment } from './embedded/testing.ts';

const clientDir = mkdtempSync(join(tmpdir(), 'vx-client-'));
let environment: TestEnvironment;
let app: Hono;
beforeAll(async () => {
  mkdirSync(join(clientDir, 'assets'));
  writeFileSync(join(clientDir, 'index.html'), '<meta nonce="__CSP_NONCE__"><div id="root">');
  writeFileSync(join(clientDir, 'assets/app-abc.js'), 'let a;');
  writeFileSync(join(clientDir, 'assets/app-abc.js.gz'), gzipSync('let a;'));
  environment = await openTestEnvironment({ records: smallWorld() });
  app = createApp({
    embedded: environment.embedded,
    clientDir,
    allowedHosts: new Set(['localhost', '[::1]']),
  });
});
afterAll(async () => {
  await environment.close();
  rmSync(clientDir, { recursive: true });
});

async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return app.request(`http://localhost${path}`, { method, headers: { Host: 'localhost:4700', ...headers } });
}
const html = { Accept: 'text/html,*/*' };

describe('the page', () => {
  test.each(['/', '/workspaces', '/workspaces/11/entities/20001/params?x=1', '/a.b/c'])(
    'is at %s',
    async (path) => {
      const answer = await get(path, html);
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('id="root"')]);
    },
  );
  test('has a policy whose nonce is fresh and in the page', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const answer = await get('/', html);
        const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('Content-Security-Policy') ?? '')?.[1];
        expect(await answer.text()).toContain(`nonce="${nonce}"`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });
  test('allows no script but its own files, and nothing of another host', async () => {
    const policy = (await get('/', html)).headers.get('Content-Security-Policy') ?? '';
    expect(
      policy
        .replace(/'nonce-[^']+'/, 'NONCE')
        .split('; ')
        .sort(),
    ).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "frame-src 'self'",
      "img-src 'self' data: blob:",
      "manifest-src 'self'",
      "object-src 'none'",
      "script-src 'self'",
      "style-src 'self' NONCE",
      "worker-src 'self' blob:",
    ]);
  });
  test('is not given in the place of a missing asset, nor to who wants no page', async () => {
    expect((await get('/assets/gone.js', html)).status).toBe(404);
    expect((await get('/workspaces', { Accept: 'application/json' })).status).toBe(404);
    expect((await get('/workspaces', { Accept: '*/*' })).status).toBe(200);
    expect((await get('/missing.png', { Accept: 'image/png,*/*' })).status).toBe(404);
    expect((await get('/workspaces', html, 'POST')).status).toBe(404);
  });
});

test('a page of the build names the files of the pages at its address', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vx-client-'));
  try {
    mkdirSync(join(folder, '.vite'));
    writeFileSync(join(folder, 'index.html'), '<head></head><div id="root">');
    const manifest = { 'src/workspaces/workspaces-page.tsx': { file: 'assets/list.js' } };
    writeFileSync(join(folder, '.vite/manifest.json'), JSON.stringify(manifest));
    const served = createApp({ clientDir: folder });
    const read = async (path: string) => {
      const answer = await served.request(`http://localhost${path}`, { headers: html });
      return answer.text();
    };
    expect(await read('/workspaces')).toBe(
      '<head><link rel="modulepreload" crossorigin href="/assets/list.js"></head><div id="root">',
    );
    expect(await read('/connect')).toBe('<head></head><div id="root">');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('its files', () => {
  test('with a hash in their name are kept for ever', async () => {
    const answer = await get('/assets/app-abc.js');
    expect(await answer.text()).toBe('let a;');
    expect(answer.headers.get('Cache-Control')).toContain('immutable');
    expect(answer.headers.get('Content-Type')).toContain('text/javascript');
  });
  test('come compressed to who takes that', async () => {
    const answer = await get('/assets/app-abc.js', { 'Accept-Encoding': 'gzip, deflate' });
    expect(answer.headers.get('Content-Encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe('let a;');
  });
  test.each([
    '/../package.json',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '//etc/passwd',
  ])('and no others: %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
  });
});

test('a build that takes the place of the page is served, and what only the former one had is missing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vx-client-'));
  const build = (name: string, at: number) => {
    rmSync(folder, { recursive: true });
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), `<script src="/assets/${name}">`);
    writeFileSync(join(folder, 'assets', name), name);
    utimesSync(join(folder, 'index.html'), at, at);
  };
  const read = async (path: string) => {
    const answer = await served.request(`http://localhost${path}`, { headers: html });
    return [answer.status, await answer.text()];
  };
  build('old.js', 1000);
  const served = createApp({ clientDir: folder });
  try {
    rmSync(join(folder, 'assets/old.js'));
    expect((await read('/assets/old.js'))[0]).toBe(404);
    build('new.js', 2000);
    expect(await read('/')).toEqual([200, '<script src="/assets/new.js">']);
    expect(await read('/assets/new.js')).toEqual([200, 'new.js']);
    expect((await read('/assets/old.js'))[0]).toBe(404);
    rmSync(join(folder, 'index.html'));
    expect((await read('/'))[0]).toBe(200);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  ['localhost', 200],
  ['LOCALHOST:4700', 200],
  ['[::1]:4700', 200],
  ['evil.test', 421],
  ['localhost.evil.test', 421],
  ['127.0.0.1', 421],
])('the host name %s is answered with %i', async (host, status) => {
  for (const path of ['/healthz', '/']) {
    expect((await get(path, { Host: host, ...html })).status).toBe(status);
  }
});

test('every answer has the headers that protect it', async () => {
  for (const [path, headers] of [
    ['/', html],
    ['/healthz', {}],
    ['/assets/app-abc.js', {}],
    ['/api/users/me/', {}],
    ['/nothing', {}],
    ['/healthz', { Host: 'evil.test' }],
  ] as const) {
    const all = Object.fromEntries((await get(path, headers)).headers);
    expect(all).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'permissions-policy': expect.stringContaining('camera=(), microphone=(), geolocation=()'),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  }
});

test('large answers come compressed to who takes that', async () => {
  const body = JSON.stringify({ properties: { text: 'x'.repeat(20_000) } });
  const path = '/api/workspaces/1/entities/1023/';
  const headers = { 'X-VX': '1', 'Accept-Encoding': 'gzip', Host: 'localhost' };
  const answer = await app.request(`http://localhost${path}`, { method: 'PUT', headers, body });
  expect(answer.headers.get('Content-Encoding')).toBe('gzip');
  expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()).toContain('x'.repeat(20_000));
  expect((await get(path, { 'X-VX': '1' })).headers.get('Content-Encoding')).toBeNull();
});
