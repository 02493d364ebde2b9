import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Listening, listenGateway, listening, type TestGateway } from './testing.ts';

let upstream: Listening;
let gateway: TestGateway;
let asked = 0;
beforeAll(async () => {
  upstream = await listening(
    createServer((_incoming, outgoing) => {
      asked += 1;
      outgoing.end('{}');
    }),
  );
  gateway = await listenGateway(upstream.url, { token: 'vktrpat_1_secret' });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;
const paths = {
  GET: '/api/workspaces/1/',
  POST: '/api/workspaces/1/entities/',
  PUT: '/api/workspaces/1/entities/1/',
  DELETE: '/api/workspaces/1/entities/1/',
};
const types = [undefined, 'application/json', 'text/plain', 'application/x-www-form-urlencoded'];
const own = [undefined, '1', '0'];
const origins = [undefined, 'own', 'https://evil.test', 'null', 'http://127.0.0.1:1'];
const sites = [undefined, 'same-origin', 'same-site', 'cross-site', 'none'];

/** Through node's own client: fetch does not let a script say where it comes from. */
async function send(method: string, headers: Record<string, string>): Promise<number> {
  const { request } = await import('node:http');
  const url = new URL(gateway.url + paths[method as keyof typeof paths]);
  return new Promise((resolve, reject) => {
    const body = method === 'POST' || method === 'PUT' ? '{}' : undefined;
    const call = request(url, { method, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    call.on('error', reject);
    call.end(body);
  });
}

test('of all requests only those of the page itself are forwarded', async () => {
  let cells = 0;
  for (const method of methods) {
    for (const type of types) {
      for (const vx of own) {
        for (const origin of origins) {
          for (const site of sites) {
            const headers = Object.fromEntries(
              [
                ['X-VX', vx],
                ['Content-Type', type],
                ['Origin', origin === 'own' ? gateway.url : origin],
                ['Sec-Fetch-Site', site],
              ].filter(([, value]) => value !== undefined),
            ) as Record<string, string>;
            const isOwn =
              vx === '1' &&
              (origin === undefined || origin === 'own') &&
              (site === undefined || site === 'same-origin');
            const before = asked;
            let status = await send(method, headers);
            if (status === 429) {
              await new Promise((go) => setTimeout(go, 1100));
              status = await send(method, headers);
            }
            expect([headers, status]).toEqual([headers, isOwn ? 200 : 403]);
            expect(asked - before).toBe(isOwn ? 1 : 0);
            cells += 1;
          }
        }
      }
    }
  }
  expect(cells).toBe(1200);
});

describe('a request for', () => {
  test.each(['document', 'iframe', 'image', 'script', 'style', 'object', 'worker', 'font'])(
    'a %s is not answered',
    async (kind) => {
      expect(await send('GET', { 'X-VX': '1', 'Sec-Fetch-Dest': kind })).toBe(403);
    },
  );
});

test.each([
  ['127.0.0.1', 200],
  ['localhost', 200],
  ['evil.test', 421],
  ['127.0.0.1.evil.test', 421],
  ['169.254.169.254', 421],
])('the host name %s is answered with %i', async (host, status) => {
  const port = new URL(gateway.url).port;
  expect(await send('GET', { 'X-VX': '1', Host: `${host}:${port}` })).toBe(status);
});
