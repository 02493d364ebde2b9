import { createServer, type Socket } from 'node:net';
import { Hono } from 'hono';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openBody } from './bodies.ts';
import { readEnvironment } from './environment.ts';
import { headersForPage } from './headers.ts';
import { createAllowance } from './limits.ts';
import { createSeal } from './seal.ts';
import { listenGateway, listenPair, ownHeader, type TestGateway } from './testing.ts';
import { readTransfer, targetOf, transferPath, transferUrl } from './transfers.ts';
import { type Call, createUpstream, UpstreamError } from './upstream.ts';

const token = 'vktrpat_7_VXCANARYsecret';
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const close of open.splice(0)) await close();
});

const pair = async (...parts: Parameters<typeof listenPair>) => {
  const made = await listenPair(...parts);
  open.push(made.close);
  return made;
};
const ask = (gateway: TestGateway, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(gateway.url + path, { ...init, headers: { ...ownHeader, ...init.headers } });

/** Signs in at a gateway without a token of its own; gives what the browser then sends. */
async function signIn(
  gateway: TestGateway,
  environment: string,
  own = token,
): Promise<Record<string, string>> {
  const body = JSON.stringify({ environment, token: own });
  const answer = await ask(gateway, '/session/accounts', { method: 'POST', body });
  return { Cookie: (answer.headers.getSetCookie()[0] as string).split(';')[0] as string };
}

describe('too much at once is answered with how long to wait', () => {
  test('of writes, a hundred at once; who only reads, or is somebody else, goes on', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.now()); // none comes back while they are sent
    const { gateway, upstream } = await pair((_incoming, outgoing) => void outgoing.end('{}'), {
      token: null,
    });
    const [one, other] = [await signIn(gateway, upstream.url), await signIn(gateway, upstream.url)];
    const path = '/api/workspaces/1/entities/1/';
    const save = (headers: Record<string, string>) =>
      ask(gateway, path, { method: 'PUT', body: '{}', headers });
    const saved = await Promise.all(Array.from({ length: 105 }, () => save(one)));
    const refused = saved.filter(({ status }) => status === 429);
    expect(refused.map(({ headers }) => headers.get('Retry-After'))).toEqual(['1', '1', '1', '1', '1']);
    expect((await ask(gateway, path, { headers: one })).status).toBe(200);
    expect((await save(other)).status).toBe(200);
  });

  test('of calls that wait for an environment that does not answer', async () => {
    const { gateway } = await pair(() => {}, { token });
    const stop = new AbortController();
    const calls = Array.from({ length: 209 }, (_, at) =>
      ask(gateway, `/api/workspaces/${at + 1}/`, { signal: stop.signal }),
    );
    const busy = await Promise.race(calls);
    expect([busy.status, busy.headers.get('X-VX-Gateway'), busy.headers.get('Retry-After')]).toEqual([
      503,
      'busy',
      '2',
    ]);
    stop.abort();
    await Promise.allSettled(calls);
  });

  test('of names, the longest unused is forgotten, so that strangers take no memory', () => {
    const allowance = createAllowance(1, 1, () => 0);
    allowance.spend('first');
    expect(allowance.spend('first')).toBe(1);
    for (let at = 0; at < 10_000; at++) allowance.spend(`other ${at}`);
    expect([allowance.spend('first'), allowance.spend('other 9999')]).toEqual([0, 1]);
  });
});

describe('nobody waits for ever', () => {
  test('for a body that stops arriving', async () => {
    vi.useFakeTimers();
    const app = new Hono();
    app.put('/', async (c) => {
      try {
        for await (const _piece of openBody(c, 1000) ?? []);
        return c.text('whole');
      } catch (error) {
        return c.text(String((error as { status: number }).status));
      }
    });
    const body = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('{"a":')) });
    const answer = app.request('/', { method: 'PUT', body, duplex: 'half' } as RequestInit);
    await vi.advanceTimersByTimeAsync(30_001);
    expect(await (await answer).text()).toBe('408');
  });

  test('for a connection, and then nothing was sent', async () => {
    vi.useFakeTimers();
    const upstream = createUpstream(() => {});
    const sent = upstream.send({
      target: { origin: 'https://cloud.viktor.ai', inner: false },
      method: 'PUT',
      path: '/api/workspaces/',
      headers: {},
      body: null,
      signal: new AbortController().signal,
      patience: 1e6,
    });
    const told = expect(sent).rejects.toMatchObject({ failure: 'timeout', code: 'ECONNECT', sent: false });
    await vi.advanceTimersByTimeAsync(10_001);
    await told;
    upstream.close();
  });

  test.each([
    ['GET', '/api/workspaces/1/', 60_000],
    ['PUT', '/api/workspaces/1/entities/1/', 60_000],
    ['POST', '/api/workspaces/1/entities/1/parametrization/', 180_000],
  ])('for an answer: %s %s', async (method, path, patience) => {
    const calls: Call[] = [];
    const upstream = {
      send(call: Call) {
        calls.push(call);
        return Promise.reject(new UpstreamError('timeout', 'ETIMEDOUT'));
      },
      close() {},
    };
    const gateway = await listenGateway('https://cloud.viktor.ai', { token, upstream });
    open.push(() => gateway.close());
    const answer = await ask(gateway, path, { method, ...(method === 'GET' ? {} : { body: '{}' }) });
    expect([answer.status, calls.map((call) => call.patience)]).toEqual([504, [patience]]);
  });
});

test.each([
  ['GET', 200, 2],
  ['PUT', 502, 1],
  ['DELETE', 502, 1],
  ['POST', 502, 1],
])(
  '%s over a kept connection that breaks is sent: answered %i, sent %i times',
  async (method, status, times) => {
    let seen = 0;
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      let before = false;
      socket.on('error', () => {});
      socket.on('data', (bytes) => {
        const isAsked = String(bytes).startsWith(`${method} /api/workspaces/1/entities/1/`);
        if (isAsked) seen += 1;
        if (isAsked && before) return void socket.destroy();
        before = true;
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
      });
    });
    const upstream = await new Promise<string>((resolve) =>
      server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(server.address() as { port: number }).port}`),
      ),
    );
    const gateway = await listenGateway(upstream, { token });
    open.push(async () => {
      await gateway.close();
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    expect((await ask(gateway, '/api/workspaces/')).status).toBe(200);
    const path = `/api/workspaces/1/entities/1/${method === 'POST' ? 'entities/' : ''}`;
    const answer = await ask(gateway, path, { method, ...(method === 'GET' ? {} : { body: '{}' }) });
    expect([answer.status, seen]).toEqual([status, times]);
  },
);

describe('reads under way are shared', () => {
  test('by those only who may see the same and asked for the same', async () => {
    const { gateway, upstream } = await pair(
      (incoming, outgoing) => {
        const { authorization, range, accept } = incoming.headers;
        setTimeout(() => outgoing.end(JSON.stringify([authorization?.slice(-1), range, accept])), 300);
      },
      { token: null },
    );
    const [one, other] = [
      await signIn(gateway, upstream.url, 'vktrpat_1_one'),
      await signIn(gateway, upstream.url, 'vktrpat_1_two'),
    ];
    const path = '/api/workspaces/1/';
    const asked: Record<string, string>[] = [
      { Accept: 'a/a' },
      { Accept: 'a/b' },
      { Accept: 'a/a', Range: 'bytes=0-1' },
    ];
    const answers = await Promise.all(
      [one, other].flatMap((who) =>
        asked.map(async (more) => (await ask(gateway, path, { headers: { ...who, ...more } })).json()),
      ),
    );
    expect(answers).toEqual(
      ['e', 'o'].flatMap((who) => [
        [who, null, 'a/a'],
        [who, null, 'a/b'],
        [who, 'bytes=0-1', 'a/a'],
      ]),
    );
  });
});

describe('a link to a file', () => {
  const seal = createSeal('x'.repeat(32));
  const environment = readEnvironment('cloud', { hosts: ['*.viktor.ai'], loopback: false });
  const url = 'https://store.example/a?X-Signature=b';

  test.each([
    ['GET', 60],
    ['POST', 900],
  ] as const)('for %s lives for %i seconds', (method, seconds) => {
    const sealed = transferPath.exec(transferUrl(seal, { url, method, environment }, 5000))?.[1] as string;
    const readAt = (second: number) => readTransfer(seal, sealed, 5000 + second * 1000);
    expect(readAt(seconds)).toEqual({ url, method, environment });
    expect(readAt(seconds + 1)).toBeNull();
  });

  test('that is longer than an address of a store is none', () => {
    expect(targetOf(url, environment)).toMatchObject({ origin: 'https://store.example', inner: false });
    expect(targetOf(url.padEnd(4097, 'x'), environment)).toBeNull();
  });

  test.each([
    'http://store.example/a',
    'https://2130706433/a',
    'https://0x7f.1/a',
    'https://[::ffff:169.254.169.254]/',
    'https://localhost/',
    'https://store.example\\@evil.test/',
    'https://store.example:22/',
    'https://:p@store.example/',
    ' https://store.example/',
    'https://store.example/\u0000',
    '//store.example/',
    'data:text/html,x',
  ])('to %j leads nowhere, or to what is looked at when the connection is made', async (odd) => {
    const target = targetOf(odd, environment);
    if (target === null) return;
    const upstream = createUpstream((_name, _options, callback) =>
      callback(null, [{ address: '127.0.0.1', family: 4 }]),
    );
    const sent = upstream.send({
      target,
      method: 'GET',
      path: target.path,
      headers: {},
      body: null,
      signal: new AbortController().signal,
      patience: 1000,
    });
    await expect(sent).rejects.toMatchObject({ failure: 'refused', sent: false });
    upstream.close();
  });

  test('serves who is signed in, and follows no redirect', async () => {
    const asked: string[] = [];
    const { gateway, upstream } = await pair(
      (incoming, outgoing) => {
        asked.push(incoming.url ?? '');
        const here = `http://${incoming.headers.host}`;
        if (incoming.url === '/store') outgoing.writeHead(302, { Location: `${here}/elsewhere` }).end();
        else if (incoming.url === '/api/verify/') outgoing.end('{}');
        else outgoing.end(JSON.stringify({ temp_download_url: `${here}/store` }));
      },
      { token: null },
    );
    const headers = await signIn(gateway, upstream.url);
    const made = await ask(gateway, '/api/workspaces/1/files/1/download/?redirect=false', { headers });
    const { temp_download_url: link } = (await made.json()) as { temp_download_url: string };
    asked.splice(0);
    expect((await fetch(gateway.url + link)).status).toBe(401);
    expect(asked).toEqual([]);
    const answer = await fetch(gateway.url + link, { headers, redirect: 'manual' });
    expect([answer.status, answer.headers.get('X-VX-Gateway'), asked]).toEqual([502, 'redirect', ['/store']]);
  });
});

test.each([
  ...['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml', 'text/javascript', 'font/woff2'],
  ...['application/octet-stream', 'multipart/form-data', 'text/css', 'application/wasm', 'x'],
])('an answer of type %s is for keeping', (type) => {
  expect(headersForPage({ 'content-type': type }).get('Content-Disposition')).toBe('attachment');
});
test.each([
  ...['application/json', 'application/json; charset=utf-8', 'text/plain', 'text/csv', 'image/png'],
  ...['image/jpeg', 'image/webp', 'application/pdf'],
])('an answer of type %s is for reading', (type) => {
  expect(headersForPage({ 'content-type': type }).get('Content-Disposition')).toBeNull();
});

test('no cache keeps an answer, or gives it to somebody else', () => {
  const headers = headersForPage({ 'cache-control': 'public, max-age=99', vary: 'X' });
  expect(headers.get('Cache-Control')).toBe('no-store');
  expect(headers.get('Vary')?.split(', ')).toEqual(expect.arrayContaining(['Cookie', 'X-VX']));
});

test('with one person’s token, too, only the page learns which environment it is', async () => {
  const { gateway, upstream } = await pair((_incoming, outgoing) => void outgoing.end('{}'), { token });
  expect((await fetch(`${gateway.url}/session`)).status).toBe(403);
  expect((await ask(gateway, '/session', { headers: { 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(403);
  expect(await (await ask(gateway, '/session')).json()).toEqual({
    sign_in: false,
    environment: new URL(upstream.url).host,
  });
});
