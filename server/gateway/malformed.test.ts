import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createApp } from '../app.ts';
import { createApi } from '../embedded/api.ts';
import { smallWorld } from '../embedded/small-world.ts';
import { openTestEnvironment, type TestEnvironment } from '../embedded/testing.ts';
import {
  type Listening,
  listenGateway,
  listening,
  listenOn,
  ownHeader,
  type TestGateway,
} from './testing.ts';

/** The whole run is 10,000; `MALFORMED=10000` runs it. */
const rounds = Number(process.env.MALFORMED ?? 1500);
const canary = 'vktrpat_7_VXCANARYsecret';
let upstream: Listening;
let gateway: TestGateway;
let environment: TestEnvironment;
let embedded: Listening;
const asked: string[] = [];
beforeAll(async () => {
  upstream = await listening(
    createServer((incoming, outgoing) => {
      asked.push(`${incoming.method} ${incoming.url}`);
      incoming.resume();
      outgoing.setHeader('Content-Type', 'application/json');
      incoming.on('end', () => outgoing.end('{}'));
    }),
  );
  gateway = await listenGateway(upstream.url, { token: canary });
  environment = await openTestEnvironment({ records: smallWorld() });
  const { database } = environment;
  const api = createApi(database, 'secret');
  embedded = await listenOn(createApp({ embedded: { app: api, database, close: () => Promise.resolve() } }));
}, 120_000);
afterAll(async () => {
  await gateway.close();
  await upstream.close();
  await embedded.close();
  await environment.close();
});

const methods = [
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'TRACE',
  'CONNECT',
  'get',
  '',
  'G\0T',
  'X'.repeat(3000),
];
const targets = [
  ...[
    '/',
    '*',
    '',
    '//',
    '/api/',
    '/session',
    '/session/accounts',
    '/api/workspaces/',
    '/api/workspaces/1/entities/1/',
  ],
  ...[
    '/api/workspaces/..%2f1/',
    '/api/workspaces/%252e%252e/',
    '/api/../session',
    '//evil.test/api/',
    'http://evil.test/',
  ],
  ...[
    '/api/transfers/AAAA/',
    `/api/transfers/${'A'.repeat(9000)}/`,
    '/api/jobs/%0d%0aX:1/',
    '/api/workspaces/1e9/',
    '/healthz?x',
  ],
  ...[
    '/api/workspaces/9999999999999999999/',
    '/api/workspaces/-1/',
    '/api/workspaces/１/',
    '/api/workspaces/?%ff',
    '/\\api',
  ],
];
const headers = [
  ...[
    'Host: 127.0.0.1',
    'Host: evil.test',
    'Host:',
    'Host: a\r\nHost: b',
    'X-VX: 1',
    'X-VX: 1, 1',
    'Content-Length: 5',
  ],
  ...[
    'Content-Length: -1',
    'Content-Length: 1e9',
    'Content-Length: 99999999999999999999',
    'Transfer-Encoding: chunked',
  ],
  ...[
    'Transfer-Encoding: xchunked',
    'Transfer-Encoding : chunked',
    'Connection: upgrade\r\nUpgrade: websocket',
    'Expect: 100-continue',
  ],
  ...[
    'Cookie: vx-session=',
    `Cookie: vx-session=${'A'.repeat(43)}`,
    'Origin: null',
    'Sec-Fetch-Site: cross-site',
    'Range: bytes=0-,-1',
  ],
  ...[
    'Authorization: Bearer x',
    'Accept-Encoding: br;q=x',
    `X: ${'y'.repeat(20_000)}`,
    'no colon',
    ': empty',
    'A\0: b',
    '\tfolded',
  ],
  ...[
    'Content-Type: \xff',
    'X-VX-Account: ../../x',
    'If-Match: "1"\r\nIf-Match: "2"',
    'Content-Length: 5\r\nContent-Length: 6',
  ],
];
const bodies = [
  '',
  'hello',
  '0\r\n\r\n',
  '5\r\nhello\r\n0\r\n\r\n',
  'ffffffffffffffff\r\n',
  '5;x=\0\r\nhello\r\n',
  '{"environment":"cloud","token":"',
  '\0\0\0',
];

/** What comes back until the server closes or has been silent for a moment. */
function exchange(url: string, text: string): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    const socket: Socket = connect(Number(port), '127.0.0.1', () => socket.end(text, 'latin1'));
    const end = (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1500, end);
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('close', end);
    socket.on('error', end);
  });
}

/** What this process holds once everything that can go is gone. */
function held(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test.each(['gateway', 'embedded'] as const)(
  `${rounds} malformed requests to the %s server tell nothing, ask for nothing odd and leave it well`,
  async (name) => {
    const { url } = { gateway, embedded }[name];
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
    // Always the same: a failure can be looked into.
    let state = 20_261_125;
    const random = {
      upTo(most: number): number {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * (most + 1));
      },
      oneOf<T>(list: readonly T[]): T {
        return list[random.upTo(list.length - 1)] as T;
      },
    };
    const known =
      /^(GET|HEAD|POST|PUT|DELETE) \/api\/(workspaces\/([1-9]\d*\/(entities\/([1-9]\d*\/)?)?)?)(\?[!-~]*)?$/;
    let before = 0;
    for (let done = 0; done < rounds; done += 20) {
      // After the first ones everything that stays is there.
      if (done === 200) before = held();
      const texts = Array.from({ length: 20 }, () => {
        const lines = Array.from({ length: random.upTo(6) }, () => random.oneOf(headers));
        const head = `${random.oneOf(methods)} ${random.oneOf(targets)} HTTP/1.${random.oneOf(['1', '1', '0', '9'])}`;
        const usual = random.upTo(3) > 0 ? ['Host: 127.0.0.1', 'X-VX: 1'] : [];
        const text = `${[head, ...usual, ...lines].join('\r\n')}\r\n\r\n${random.oneOf(bodies)}`;
        // Some lose a piece, some get a byte that does not belong.
        const at = random.upTo(text.length);
        if (random.upTo(4) === 0) return text.slice(0, at);
        return random.upTo(4) === 0
          ? text.slice(0, at) + String.fromCharCode(random.upTo(255)) + text.slice(at + 1)
          : text;
      });
      for (const answer of await Promise.all(texts.map((text) => exchange(url, text)))) {
        expect(answer).not.toContain('CANARY');
        expect(answer).toMatch(/^($|HTTP\/1\.1 [1-5]\d\d )/);
        expect(answer).not.toMatch(/^HTTP\/1\.1 500 /);
        expect(answer).not.toMatch(/node_modules|\.ts:\d+|at Object/);
      }
    }
    expect(asked.filter((line) => !known.test(line))).toEqual([]);
    expect(held() - before).toBeLessThan(20 * 1024 * 1024);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const own = { ...ownHeader, Authorization: 'Bearer vktrpat_local_101' };
    expect((await fetch(`${url}/api/workspaces/1/`, { headers: own })).status).toBe(200);
    expect(complaints.mock.calls).toEqual([]);
  },
  1_200_000,
);

test('who sends headers without end is cut off, and others are served meanwhile', async () => {
  const { port } = new URL(gateway.url);
  gateway.server.headersTimeout = 400;
  const slow = Array.from({ length: 50 }, () => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write('GET /api/workspaces/ HTTP/1.1\r\nHost: 127.0.0.1\r\n'),
    );
    const drip = setInterval(() => socket.write('X: y\r\n'), 100);
    return new Promise<void>((resolve) => {
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(drip);
        resolve();
      });
      socket.resume();
    });
  });
  expect((await fetch(`${gateway.url}/api/workspaces/1/`, { headers: ownHeader })).status).toBe(200);
  await Promise.all(slow);
  expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
}, 30_000);

test('a body of any length takes no memory', async () => {
  const before = process.memoryUsage().rss;
  const piece = new Uint8Array(1024 * 1024);
  for (let round = 0; round < 3; round++) {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        if (sent > 300) controller.close();
        else controller.enqueue(piece);
      },
    });
    const init = { method: 'PUT', headers: ownHeader, body, duplex: 'half' } as RequestInit;
    const status = await fetch(`${gateway.url}/api/workspaces/1/entities/1/`, init).then(
      (answer) => answer.status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(status);
    expect(sent).toBeLessThan(300);
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
});
