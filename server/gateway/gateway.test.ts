import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  request,
} from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, createBrotliDecompress, createUnzip, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { smallWorld } from '../embedded/small-world.ts';
import { openTestEnvironment, type TestEnvironment } from '../embedded/testing.ts';
import { readable } from './routes.ts';
import {
  type Listening,
  listenGateway,
  listening,
  listenOn,
  ownHeader,
  type TestGateway,
} from './testing.ts';

const token = 'vktrpat_local_101';
let environment: TestEnvironment;
let direct: Listening;
let gateway: TestGateway;

beforeAll(async () => {
  environment = await openTestEnvironment({ records: smallWorld() });
  direct = await listenOn(createApp({ embedded: environment.embedded }));
  gateway = await listenGateway(direct.url, { token });
});
afterAll(async () => {
  await gateway.close();
  await direct.close();
  await environment.close();
});

describe('in front of the embedded environment the answers are the same', () => {
  const entity = '/workspaces/1/entities/1023/';
  const reads = [
    ...['/verify/', '/users/me/', '/apps/', '/apps/1/', '/jobs/none/', '/statistics/details/audit_events/'],
    ...['/workspaces/', '/workspaces/?limit=1&offset=0', '/workspaces/999999/', '/workspaces/?limit=x'],
    ...['', 'settings/', 'entity_types/', 'entity_types/30/', 'entity_types/20/entity_types/'].map(
      (path) => `/workspaces/1/${path}`,
    ),
    ...[
      'users/',
      'groups/',
      'files/?scope=workspace',
      'files/601/',
      'files/601/download/?redirect=false',
    ].map((path) => `/workspaces/1/${path}`),
    '/workspaces/1/entity_types/30/entities/?properties=true&limit=500',
    '/workspaces/1/entities/?limit=2&properties=false',
    ...['', '?properties=true&param_types=true', '?properties=perhaps'].map((query) => entity + query),
    ...['parent/', 'parents/', 'siblings/', 'entities/', 'permission_groups/'].map((path) => entity + path),
    ...['revisions/?limit=5', 'revisions/1/', 'download/'].map((path) => entity + path),
    '/workspaces/1/entities/1022/download/',
  ];
  const calls: [method: string, path: string, body?: string][] = [
    ...reads.map((path): [string, string] => ['GET', path]),
    ['HEAD', entity],
    ['PUT', entity, '{"properties":{"a":1.0,"b":1e400,"z":"\\u0000","a":12345678901234567890}}'],
    ['PUT', entity, '{"name":""}'],
    ['PUT', entity, 'no json'],
    ['POST', '/workspaces/1/entities/1023/entities/', '{"entity_type":0,"name":"x"}'],
    ['DELETE', '/workspaces/1/entities/999999/'],
  ];
  const told = [
    'Content-Type',
    'Content-Encoding',
    'Content-Range',
    'ETag',
    'Allow',
    'Retry-After',
    'Location',
  ];
  const encodings = ['identity', 'gzip, br'];
  test.each(
    calls.flatMap(([method, path, body]) => encodings.map((taken) => [method, path, taken, body] as const)),
  )('%s %s taking %s', async (method, path, encoding, body) => {
    const init = { method, ...(body === undefined ? {} : { body }) };
    const taking = { 'Accept-Encoding': encoding };
    const one = await fetch(`${gateway.url}/api${path}`, { ...init, headers: { ...ownHeader, ...taking } });
    const other = await fetch(`${direct.url}/api${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${token}`, ...taking },
    });
    expect(one.status).toBe(other.status);
    for (const name of told) expect([name, one.headers.get(name)]).toEqual([name, other.headers.get(name)]);
    // Times of the two writes differ, next and previous name the host that was asked, and links lead through the gateway.
    const same = (text: string): string =>
      text
        .replace(/"(updated_at|revision_id)":("[^"]*"|\d+)/g, '')
        .replace(/"((temp|temporary)_download_url)":"[^"]*"/g, '"$1"')
        .replaceAll(gateway.url, direct.url);
    expect(same(await one.text())).toBe(same(await other.text()));
  });
  test('for every path of the contract that can be read', () => {
    const paths = reads.map((path) => `/api${path.replace(/\?.*/, '')}`);
    expect(readable.filter((pattern) => !paths.some((path) => pattern.test(path)))).toEqual([]);
  });
});

test('the sender decides neither who is asked nor where', async () => {
  const echo = await upstreamOf((incoming, outgoing) => outgoing.end(JSON.stringify(incoming.headers)));
  const answer = await fetch(`${echo.gateway.url}/api/workspaces/`, {
    headers: {
      ...ownHeader,
      Authorization: 'Bearer mine',
      Cookie: 'a=b',
      'X-Forwarded-For': '1.2.3.4',
      'X-Forwarded-Host': 'evil.test',
      Forwarded: 'host=evil.test',
      Via: 'x',
      Referer: 'http://127.0.0.1/secret',
      Origin: echo.gateway.url,
      'If-Match': '"7"',
    },
  });
  const headers = (await answer.json()) as Record<string, string>;
  expect(Object.keys(headers).sort()).toEqual([
    'accept',
    'accept-encoding',
    'accept-language',
    'authorization',
    'connection',
    'host',
    'if-match',
    'user-agent',
  ]);
  expect(headers.host).toBe(new URL(echo.url).host);
});

const canary = 'vktrpat_7_VXCANARYsecret';
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A stand-in for an environment that answers as a test wants, with a gateway before it. */
async function upstreamOf(
  listener: RequestListener,
): Promise<Listening & { gateway: TestGateway; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = await listening(
    createServer((incoming, outgoing) => {
      asked.push(incoming);
      listener(incoming, outgoing);
    }),
  );
  const before = await listenGateway(server.url, { token: canary });
  open.push(
    () => before.close(),
    () => server.close(),
  );
  return { ...server, gateway: before, asked };
}

/** An answer as it is on the wire. */
function rawAnswer(gateway: Listening, path: string) {
  return new Promise<{ isWhole: boolean; bytes: Buffer; text: string; headers: IncomingHttpHeaders }>(
    (resolve) => {
      const headers = { ...ownHeader, 'Accept-Encoding': 'gzip, br' };
      request(gateway.url + path, { headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', () => {}); // an answer that is cut off
        answer.on('close', () => {
          const bytes = Buffer.concat(chunks);
          resolve({ isWhole: answer.complete, bytes, text: bytes.toString(), headers: answer.headers });
        });
      }).end();
    },
  );
}

/** What can be read of compressed bytes that were cut off. */
async function unpackedSoFar(encoding: 'gzip' | 'deflate' | 'br', bytes: Buffer): Promise<string> {
  const unpacker = encoding === 'br' ? createBrotliDecompress() : createUnzip();
  let text = '';
  unpacker.on('data', (piece) => {
    text += String(piece);
  });
  await new Promise<void>((done) => {
    unpacker.on('error', () => done());
    unpacker.on('end', () => done());
    unpacker.end(bytes);
  });
  return text;
}

async function get(
  gateway: Listening,
  path: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${gateway.url}${path}`, { headers: { ...ownHeader, ...headers }, redirect: 'manual' });
}

describe('the token is told to nobody', () => {
  test.each([200, 400, 401, 500])(
    'not by an environment that repeats it in an answer of status %i',
    async (status) => {
      const echo = await upstreamOf((incoming, outgoing) => {
        outgoing.writeHead(status, {
          'X-Request-Id': String(incoming.headers.authorization),
          'Content-Type': 'application/json',
        });
        // In two pieces, cut inside the secret.
        const text = JSON.stringify({ detail: `You sent ${incoming.headers.authorization}` });
        outgoing.write(text.slice(0, 30));
        setTimeout(() => outgoing.end(text.slice(30)), 30);
      });
      const answer = await get(echo.gateway, '/api/workspaces/');
      const seen = JSON.stringify([...answer.headers]) + (await answer.text());
      expect(seen).not.toContain('CANARY');
      expect(seen).toContain('You sent Bearer *** token');
    },
  );
  describe.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('not in a successful answer compressed as %s', (encoding, compress) => {
    const echoing = (textOf: (authorization: string) => Buffer | string, isTold: boolean) =>
      upstreamOf((incoming, outgoing) => {
        const packed = compress(textOf(String(incoming.headers.authorization)));
        outgoing.setHeader('Content-Encoding', encoding);
        if (isTold) outgoing.setHeader('Content-Length', packed.length);
        // In pieces, cut anywhere.
        for (let at = 0; at < packed.length; at += 20_000) outgoing.write(packed.subarray(at, at + 20_000));
        outgoing.end();
      });
    // Beyond a guess, so that it stays long.
    const filling = randomBytes(300_000).toString('hex');

    test('that is short: stars stand in its place', async () => {
      const echo = await echoing((authorization) => `["${authorization}", 1.0]`, true);
      const { text } = await rawAnswer(echo.gateway, '/api/workspaces/');
      expect(text).toBe(`["Bearer ${'*** token removed '.padEnd(canary.length, '*')}", 1.0]`);
    });
    test.each(['', filling])('that comes bit by bit: it is cut off', async (before) => {
      const echo = await echoing((authorization) => `["${before}", "${authorization}", 1.0]`, false);
      const { isWhole, bytes } = await rawAnswer(echo.gateway, '/api/workspaces/');
      expect(isWhole).toBe(false);
      const seen = await unpackedSoFar(encoding, bytes);
      expect(seen).not.toContain('CANARY');
      expect(before.length === 0 || seen.length > 0).toBe(true);
    });
    test('nor behind the compressed part', async () => {
      const echo = await upstreamOf((incoming, outgoing) => {
        outgoing.setHeader('Content-Encoding', encoding);
        outgoing.write(compress('["fine"]'));
        outgoing.end(incoming.headers.authorization);
      });
      const { bytes } = await rawAnswer(echo.gateway, '/api/workspaces/');
      expect(bytes.toString('latin1')).not.toContain('CANARY');
    });
    test.each([true, false])('which else goes out as it came; told how long it is: %s', async (isTold) => {
      const text = `["${filling}"]`;
      const echo = await echoing(() => text, isTold);
      const { isWhole, bytes, headers } = await rawAnswer(echo.gateway, '/api/workspaces/');
      expect([isWhole, headers['content-encoding']]).toEqual([true, encoding]);
      expect(bytes.equals(compress(text))).toBe(true);
      expect(echo.asked[0]?.headers['accept-encoding']).toBe('gzip, br');
    });
  });
  test.each([true, false])('and an empty answer called compressed is empty; told so: %s', async (isTold) => {
    const empty = await upstreamOf((_incoming, outgoing) => {
      outgoing.setHeader('Content-Encoding', 'gzip');
      if (isTold) outgoing.setHeader('Content-Length', 0);
      else outgoing.flushHeaders();
      outgoing.end();
    });
    const { isWhole, bytes } = await rawAnswer(empty.gateway, '/api/workspaces/');
    expect([isWhole, bytes.length]).toEqual([true, 0]);
  });
  test('and an answer of a few bytes that stand for many megabytes goes out as it came', async () => {
    const packed = gzipSync(Buffer.alloc(33 * 1024 * 1024, '0'), { level: 1 });
    const server = await upstreamOf((_incoming, outgoing) => {
      outgoing.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': packed.length }).end(packed);
    });
    const { isWhole, bytes } = await rawAnswer(server.gateway, '/api/workspaces/');
    expect([packed.length < 256 * 1024, isWhole, bytes.equals(packed)]).toEqual([true, true, true]);
  });
  test('not in a successful answer that cannot be unpacked', async () => {
    const echo = await upstreamOf((incoming, outgoing) => {
      outgoing.setHeader('Content-Encoding', 'zstd');
      outgoing.end(incoming.headers.authorization);
    });
    const answer = await get(echo.gateway, '/api/workspaces/');
    expect([answer.status, answer.headers.get('X-VX-Gateway')]).toEqual([502, 'broken']);
    expect(await answer.text()).not.toContain('CANARY');
  });
  test('and who takes no compressed answer, or wants a part, asks for none', async () => {
    const echo = await upstreamOf((_incoming, outgoing) => outgoing.end('{}'));
    await get(echo.gateway, '/api/workspaces/', { 'Accept-Encoding': 'gzip;q=0, zstd' });
    await get(echo.gateway, '/api/workspaces/', { 'Accept-Encoding': 'gzip', Range: 'bytes=0-1' });
    expect(echo.asked.map(({ headers }) => headers['accept-encoding'])).toEqual(['identity', 'identity']);
  });
  test('and what stands for it in params is not stored in their place', async () => {
    const bodies: string[] = [];
    const echo = await upstreamOf((incoming, outgoing) => {
      if (incoming.method === 'GET') return void outgoing.end(`{"note":"${canary}","a":1.0}`);
      let body = '';
      incoming.on('data', (chunk) => {
        body += String(chunk);
      });
      incoming.on('end', () => {
        bodies.push(body);
        outgoing.end('{}');
      });
    });
    const path = '/api/workspaces/1/entities/1/';
    const read = await (await get(echo.gateway, path)).text();
    expect(read).not.toContain('CANARY');
    const save = (body: string) =>
      fetch(echo.gateway.url + path, { method: 'PUT', headers: ownHeader, body });
    for (const padding of ['', ' '.repeat(200_000)]) {
      const refused = await save(padding + read);
      expect([refused.status, refused.headers.get('X-VX-Gateway')]).toEqual([409, 'token-removed']);
    }
    expect(bodies).toEqual([]);
    expect((await save('{"note":"*****","a":1.0}')).status).toBe(200);
  });
  test.each(['http://127.0.0.1:9/', 'https://evil.test/', '/api/workspaces/2/', '//evil.test/'])(
    'not by a redirect to %s',
    async (location) => {
      const echo = await upstreamOf((_incoming, outgoing) =>
        outgoing.writeHead(302, { Location: location }).end(),
      );
      const answer = await get(echo.gateway, '/api/workspaces/1/');
      expect([answer.status, answer.headers.get('Location'), echo.asked.length]).toEqual([502, null, 1]);
    },
  );
  test('not by what is said when nothing answers', async () => {
    const echo = await upstreamOf((incoming) => incoming.socket.destroy());
    const answer = await get(echo.gateway, '/api/workspaces/1/');
    expect([answer.status, answer.headers.get('X-VX-Gateway')]).toEqual([502, 'broken']);
    expect(await answer.text()).not.toContain('CANARY');
  });
});

describe('a data folder', () => {
  const folder = join(tmpdir(), `vx-no-folder-${process.pid}`);
  const openIn = (dataDir: string, secret: string | null) =>
    listenGateway(direct.url, { token: canary, dataDir, secret }).then((one) => one.close());
  test('is not made where the secret is given and nothing is kept in it', async () => {
    await openIn(folder, 'x'.repeat(32));
    expect(existsSync(folder)).toBe(false);
  });
  test('that cannot be made is told as one', async () => {
    const below = join(process.execPath, 'data');
    await expect(openIn(below, null)).rejects.toThrow(`The folder ${process.execPath} for DATA_DIR cannot`);
  });
});

test('nothing of the environment rules the browser', async () => {
  const echo = await upstreamOf((_incoming, outgoing) => {
    outgoing.writeHead(200, {
      'Content-Type': 'text/html',
      'Set-Cookie': 'a=b',
      'Access-Control-Allow-Origin': '*',
      'Strict-Transport-Security': 'max-age=1',
      'Content-Security-Policy': 'script-src *',
      'WWW-Authenticate': 'Basic realm="x"',
      'Retry-After': '7',
      'Clear-Site-Data': '"*"',
      Link: '</x>; rel=preload',
    });
    outgoing.end('<script>alert(1)</script>');
  });
  const { headers } = await get(echo.gateway, '/api/workspaces/1/');
  for (const name of [
    'set-cookie',
    'access-control-allow-origin',
    'strict-transport-security',
    'www-authenticate',
    'clear-site-data',
    'link',
  ])
    expect(headers.get(name)).toBeNull();
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(headers.get('content-disposition')).toBe('attachment');
  expect(headers.get('retry-after')).toBe('7');
});

describe('only the contract is forwarded', () => {
  test.each([
    ['GET', '/api/o/token/'],
    ['POST', '/api/o/token/'],
    ['GET', '/api/admin/'],
    ['GET', '/api/workspaces'],
    ['GET', '/api/workspaces/x/'],
    ['GET', '/api/workspaces/01/'],
    ['GET', '/api/workspaces/1/entities/1/unknown/'],
    ['GET', '/api/jobs/a.b/'],
    ['PATCH', '/api/workspaces/1/entities/1/'],
    ['DELETE', '/api/workspaces/1/'],
    ['OPTIONS', '/api/workspaces/'],
    ['GET', `/api/workspaces/?${'x'.repeat(9000)}`],
  ])('%s %s is not', async (method, path) => {
    const echo = await upstreamOf((_incoming, outgoing) => outgoing.end('{}'));
    const answer = await fetch(echo.gateway.url + path, { method, headers: ownHeader });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(echo.asked).toHaveLength(0);
  });

  test.each([
    'GET /api/workspaces/..%2f..%2fadmin/ HTTP/1.1',
    'GET /api/workspaces/%2e%2e/admin/ HTTP/1.1',
    'GET /api/workspaces/../admin/ HTTP/1.1',
    'GET /api//workspaces/ HTTP/1.1',
    'GET //evil.test/api/workspaces/ HTTP/1.1',
    'GET http://evil.test/api/workspaces/ HTTP/1.1',
    'GET /\\evil.test/api/workspaces/ HTTP/1.1',
    'GET /api/workspaces/1/;x/ HTTP/1.1',
    'GET /api/workspaces/%00/ HTTP/1.1',
    'GET /api/workspaces/#x HTTP/1.1',
    'GET /api/workspaces/ HTTP/1.1\r\nHost: other',
    'POST /api/workspaces/1/entities/ HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked',
    'POST /api/workspaces/1/entities/ HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3',
    'POST /api/workspaces/1/entities/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity',
    'POST /api/workspaces/1/entities/ HTTP/1.1\r\nTransfer-Encoding: gzip, chunked',
    'GET /api/workspaces/ HTTP/1.1\r\nX-VX: 1\r\nX-VX: 1',
    'GET /api/workspaces/ HTTP/1.1\r\nContent-Length: 3',
    'GET /api/workspaces/ HTTP/1.1\r\n X-Folded: 1',
    'CONNECT evil.test:443 HTTP/1.1',
    'GARBAGE',
  ])('%j is refused before anything is asked', async (head) => {
    const echo = await upstreamOf((_incoming, outgoing) => outgoing.end('{}'));
    const { host, port } = new URL(echo.gateway.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(`${head}\r\nHost: ${host}\r\nX-VX: 1\r\nConnection: close\r\n\r\n{}`),
      );
      let text = '';
      socket.on('data', (chunk) => {
        text += String(chunk);
      });
      socket.on('close', () => resolve(text));
      socket.on('error', () => resolve(text));
    });
    expect(answer).toMatch(/^(HTTP\/1\.1 (400|403|404|501) |$)/);
    expect(echo.asked).toHaveLength(0);
  });
});
