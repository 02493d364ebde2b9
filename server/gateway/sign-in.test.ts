import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createApp } from '../app.ts';
import { createApi } from '../embedded/api.ts';
import { smallWorld } from '../embedded/small-world.ts';
import { openTestEnvironment, type TestEnvironment } from '../embedded/testing.ts';
import { log } from '../log.ts';
import {
  type Listening,
  listenGateway,
  listening,
  listenOn,
  ownHeader,
  type TestGateway,
} from './testing.ts';

let environment: TestEnvironment;
let viktor: Listening;
let gateway: TestGateway;
beforeAll(async () => {
  environment = await openTestEnvironment({ records: smallWorld() });
  viktor = await listenOn(createApp({ embedded: environment.embedded }));
});
afterAll(async () => {
  await viktor.close();
  await environment.close();
});
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of open.splice(0)) await close();
});

async function start(): Promise<void> {
  // On PostgreSQL the sealed sessions are in a table, as several processes need it.
  gateway = await listenGateway(viktor.url, { databaseUrl: process.env.TEST_DATABASE_URL || null });
  open.push(() => gateway.close());
}

interface Browser {
  cookie: string;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** Keeps the one cookie as a browser would. */
function browser(cookie = ''): Browser {
  const self: Browser = {
    cookie,
    async send(method, path, body, headers = {}) {
      const answer = await fetch(gateway.url + path, {
        method,
        headers: { ...ownHeader, ...(self.cookie === '' ? {} : { Cookie: self.cookie }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const set = answer.headers.getSetCookie()[0];
      if (set !== undefined) self.cookie = /Max-Age=0/.test(set) ? '' : (set.split(';')[0] as string);
      return answer;
    },
  };
  return self;
}
const signIn = (who: Browser, user: number, at = viktor.url): Promise<Response> =>
  who.send('POST', '/session/accounts', { environment: at, token: `vktrpat_local_${user}` });
interface Told {
  accounts: { id: string; environment: string; user: { id: number; name: string } | null }[];
  active: string | null;
}

describe('signing in', () => {
  test('opens the environment to this browser alone', async () => {
    await start();
    const [one, other] = [browser(), browser()];
    expect((await one.send('GET', '/api/users/me/')).status).toBe(401);
    const told = (await (await signIn(one, 101)).json()) as Told;
    expect(told.accounts[0]).toMatchObject({ environment: new URL(viktor.url).host, user: { id: 101 } });
    expect(await (await one.send('GET', '/api/users/me/')).json()).toMatchObject({ id: 101 });
    expect((await other.send('GET', '/api/users/me/')).status).toBe(401);
  });

  test('gives a cookie that no script reads and no other site sends', async () => {
    await start();
    const answer = await signIn(browser(), 101);
    const name = 'vx-session';
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        new RegExp(`^${name}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=604800$`),
      ),
    ]);
  });

  test('behind https the cookie is bound to this host and to https', async () => {
    await start();
    const { host } = new URL(gateway.url);
    const body = { environment: viktor.url, token: 'vktrpat_local_101' };
    const answer = await browser().send('POST', '/session/accounts', body, { Origin: `https://${host}` });
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-vx-session=.*; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/,
    );
  });

  test('is refused at the field that is wrong', async () => {
    await start();
    const cases: [unknown, object][] = [
      [
        { environment: viktor.url, token: 'vktrpat_local_999999' },
        { token: [expect.stringContaining('does not accept')] },
      ],
      [{ environment: viktor.url, token: 'two words' }, { token: [expect.any(String)] }],
      [{ environment: 'https://evil.test', token: 'vktrpat_1_23456' }, { environment: [expect.any(String)] }],
      [
        { environment: 'http://cloud.viktor.ai', token: 'vktrpat_1_23456' },
        { environment: [expect.any(String)] },
      ],
      [{ environment: 7 }, { detail: expect.any(String) }],
      [undefined, { detail: expect.any(String) }],
    ];
    for (const [body, expected] of cases) {
      const answer = await browser().send('POST', '/session/accounts', body);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject(expected);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test('says when nothing answers there', async () => {
    await start();
    const gone = await listening(createServer());
    await gone.close();
    const answer = await signIn(browser(), 101, gone.url);
    expect([answer.status, answer.headers.get('X-VX-Gateway')]).toEqual([502, 'unreachable']);
  });

  test.each([
    ['a page', 200, /answered with a page where/],
    ['a status of its own', 302, /answered with status 302 where/],
    ['that it is down', 503, /down \(status 503\)\. Try again in a minute\.$/],
  ])('takes no token from what answers with %s', async (_name, status, sentence) => {
    await start();
    const portal = await listening(
      createServer((_incoming, outgoing) => {
        outgoing.writeHead(status, { 'Content-Encoding': 'gzip' });
        outgoing.end(gzipSync('<!doctype html><h1>Sign in</h1>'));
      }),
    );
    open.push(() => portal.close());
    const answer = await signIn(browser(), 101, portal.url);
    const { environment, detail } = (await answer.json()) as { environment?: string[]; detail?: string };
    expect(environment?.[0] ?? detail).toMatch(sentence);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test('does without verify and without a name', async () => {
    await start();
    const sparse = await listening(
      createServer((incoming, outgoing) => {
        outgoing.statusCode = incoming.url?.startsWith('/api/workspaces/') ? 200 : 404;
        outgoing.end('[]');
      }),
    );
    open.push(() => sparse.close());
    const told = (await (await signIn(browser(), 101, sparse.url)).json()) as Told;
    expect(told.accounts[0]?.user).toBeNull();
  });

  test('takes no body that is long or comes in pieces without end', async () => {
    await start();
    const long = JSON.stringify({ environment: viktor.url, token: 'x'.repeat(20_000) });
    const pieces = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1000).fill(32)),
    });
    for (const body of [long, pieces]) {
      for (const [method, path] of [
        ['POST', '/session/accounts'],
        ['PUT', '/session/active'],
      ] as const) {
        const init = { method, headers: ownHeader, body, duplex: 'half' } as RequestInit;
        const status = await fetch(gateway.url + path, init).then(
          (answer) => answer.status,
          () => 'cut', // the server ends the connection while the body is still being sent
        );
        expect([413, 'cut']).toContain(status);
        if (body === pieces) return;
      }
    }
  });

  test('is no failure of the server where the page leaves in the middle of it', async () => {
    await start();
    const failed = vi.spyOn(log, 'error');
    const page = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    page.on('error', () => {});
    page.write(
      'POST /session/accounts HTTP/1.1\r\nHost: 127.0.0.1\r\nX-VX: 1\r\nContent-Length: 100\r\n\r\n{"environment"',
    );
    const connections = (): Promise<number> =>
      new Promise((told) => gateway.server.getConnections((_error, count) => told(count)));
    await vi.waitFor(async () => expect(await connections()).toBe(1));
    await setTimeout(50); // for the body to be waited for
    page.resetAndDestroy();
    await vi.waitFor(async () => expect(await connections()).toBe(0));
    expect((await browser().send('GET', '/session')).status).toBe(200);
    expect(failed).not.toHaveBeenCalled();
  });

  test('a token that an environment puts into a name is not told', async () => {
    await start();
    const echo = await listening(
      createServer(({ headers }, outgoing) => {
        outgoing.end(
          JSON.stringify({ id: 7, first_name: headers.authorization, email: headers.authorization }),
        );
      }),
    );
    open.push(() => echo.close());
    const told = await (await signIn(browser(), 101, echo.url)).text();
    expect(told).toContain('Bearer ***');
    expect(told).not.toContain('vktrpat_local_101');
  });

  test('is tried ten times a minute and not more', async () => {
    await start();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++) statuses.push((await signIn(browser(), 999_999)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 400), 429, 429]);
  });
});

describe('the cookie', () => {
  test('is new at each sign-in, and the former one is worth nothing', async () => {
    await start();
    const one = browser();
    await signIn(one, 101);
    const former = browser(one.cookie);
    await signIn(one, 102);
    expect(one.cookie).not.toBe(former.cookie);
    expect((await former.send('GET', '/api/users/me/')).status).toBe(401);
    expect((await one.send('GET', '/api/users/me/')).status).toBe(200);
  });

  test('that https promises is the only one that counts', async () => {
    await start();
    const [one, stranger] = [browser(), browser()];
    await signIn(one, 101);
    await signIn(stranger, 105);
    const mine = one.cookie.replace('vx-session', '__Host-vx-session');
    for (const cookie of [`${stranger.cookie}; ${mine}`, `${mine}; ${stranger.cookie}`]) {
      expect(await (await browser(cookie).send('GET', '/api/users/me/')).json()).toMatchObject({ id: 101 });
    }
  });

  test('is worth nothing after forgetting, nor with any byte changed', async () => {
    await start();
    const one = browser();
    await signIn(one, 101);
    for (let at = 'vx-session='.length; at < one.cookie.length; at++) {
      const changed =
        one.cookie.slice(0, at) + (one.cookie[at] === 'A' ? 'B' : 'A') + one.cookie.slice(at + 1);
      expect((await browser(changed).send('GET', '/api/verify/')).status).toBe(401);
    }
    const copy = browser(one.cookie);
    const forgotten = await one.send('DELETE', '/session');
    expect(forgotten.headers.getSetCookie()[0]).toContain('Max-Age=0');
    expect((await copy.send('GET', '/api/verify/')).status).toBe(401);
  });

  test.each([
    ['8 hours without use', 8.1],
    ['7 days', 7.1 * 24],
  ])('ends after %s', async (_name, hours) => {
    await start();
    const one = browser();
    await signIn(one, 101);
    const now = Date.now();
    if (hours > 24) {
      for (let hour = 7; hour < 7 * 24; hour += 7) {
        vi.spyOn(Date, 'now').mockReturnValue(now + hour * 3_600_000);
        expect((await one.send('GET', '/api/verify/')).status).toBe(200);
      }
    }
    vi.spyOn(Date, 'now').mockReturnValue(now + hours * 3_600_000);
    expect((await one.send('GET', '/api/verify/')).status).toBe(401);
  });
});

describe('several environments', () => {
  test('are side by side: each page says which it means', async () => {
    await start();
    const one = browser();
    const second = await listenOn(
      createApp({
        embedded: {
          app: createApi(environment.database, 'other'),
          database: environment.database,
          close: () => Promise.resolve(),
        },
      }),
    );
    open.push(() => second.close());
    await signIn(one, 101);
    const told = (await (await signIn(one, 105, second.url)).json()) as Told;
    const [first, other] = told.accounts;
    const me = async (account?: string) => {
      const answer = await one.send(
        'GET',
        '/api/users/me/',
        undefined,
        account ? { 'X-VX-Account': account } : {},
      );
      return ((await answer.json()) as { id: number }).id;
    };
    expect([await me(), await me(first?.id), await me(other?.id)]).toEqual([105, 101, 105]);
    await one.send('PUT', '/session/active', { account: first?.id });
    expect(await me()).toBe(101);
    const left = (await (await one.send('DELETE', `/session/accounts/${first?.id}`)).json()) as Told;
    expect(left.accounts.map(({ id }) => id)).toEqual([other?.id]);
    expect(await me()).toBe(105);
    const gone = await one.send('GET', '/api/users/me/', undefined, { 'X-VX-Account': first?.id ?? '' });
    expect([gone.status, gone.headers.get('X-VX-Gateway')]).toEqual([401, 'signed-out']);
  });

  test('signing in again as the same person takes the place of the former token', async () => {
    await start();
    const one = browser();
    await signIn(one, 101);
    const told = (await (await signIn(one, 101)).json()) as Told;
    expect(told.accounts).toHaveLength(1);
  });
});

test('the token is in no answer and in no file', async () => {
  await start();
  const one = browser();
  const answers = [
    await signIn(one, 101),
    await one.send('GET', '/session'),
    await one.send('GET', '/api/users/me/'),
  ];
  for (const answer of answers) {
    expect(JSON.stringify([...answer.headers]) + (await answer.text())).not.toContain('vktrpat_local_101');
  }
  const files = readdirSync(gateway.dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThanOrEqual(process.env.TEST_DATABASE_URL ? 1 : 2);
  for (const entry of files) {
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file, 'latin1');
    for (const secret of ['vktrpat', one.cookie.split('=')[1] as string]) {
      expect(bytes + entry.name).not.toContain(secret);
      expect(Buffer.from(bytes, 'base64url').toString('latin1')).not.toContain(secret);
    }
    expect(statSync(file).mode & 0o077).toBe(0);
  }
});

test('other sites cannot sign in or out', async () => {
  await start();
  const one = browser();
  await signIn(one, 101);
  for (const headers of [
    { Origin: 'https://evil.test' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'X-VX': '' },
  ]) {
    for (const [method, path] of [
      ['GET', '/session'],
      ['POST', '/session/accounts'],
      ['DELETE', '/session'],
    ] as const)
      expect(
        (await one.send(method, path, method === 'POST' ? {} : undefined, headers as never)).status,
      ).toBe(403);
  }
  expect((await one.send('GET', '/api/verify/')).status).toBe(200);
});
