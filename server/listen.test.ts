import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { securityHeaders } from './app.ts';
import { type Listening, listenOn } from './gateway/testing.ts';

let server: Listening;
const asked: string[] = [];
beforeAll(async () => {
  const app = new Hono();
  app.get('/slow', () => {
    const never = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('half')),
    });
    return new Response(never);
  });
  app.all('*', (c) => {
    asked.push(c.req.path);
    return c.text('heard');
  });
  server = await listenOn(app);
});
afterAll(() => server.close());

/** What comes back for these lines, which a client with manners would not send. */
function exchange(head: string, usual = 'Host: 127.0.0.1\r\n'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () =>
      socket.write(`${head}\r\n${usual}Connection: close\r\n\r\n`, 'latin1'),
    );
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

describe('a request line that may mean two things is answered 400 before anything reads it', () => {
  it.each([
    ...[
      '//evil.test/',
      '/\\evil.test/',
      '\\',
      '*',
      'http://evil.test/api/',
      'evil.test:443',
      '/a#b',
      '/a\\b',
    ],
    ...['/api/..%2fsession', '/api/%2e%2e/x/', '/api/%2E./x/', '/api/a%5cb/', '/api/a%00/', '/api/a;b/'],
    ...[
      '/api/../session',
      '/api/./x/',
      '/api/x/..',
      '/api//x/',
      '/API/..%2Fx/',
      '/session/%2e',
      '/archive//x',
    ],
    ...['/a\x80', '/a\x7f'],
  ])('%j', async (target) => {
    asked.splice(0);
    expect(await exchange(`GET ${target} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(asked).toEqual([]);
  });

  it.each([
    ...[
      'Host',
      'Origin',
      'Authorization',
      'X-VX',
      'x-vx',
      'X-VX-Account',
      'Sec-Fetch-Site',
      'Sec-Fetch-Dest',
    ],
  ])('%s twice', async (name) => {
    asked.splice(0);
    const twice = `${name}: 127.0.0.1\r\n${name.toUpperCase()}: 127.0.0.1\r\n`;
    const usual = name === 'Host' ? twice : `Host: 127.0.0.1\r\n${twice}`;
    expect(await exchange('GET /api/x/ HTTP/1.1', usual)).toMatch(/^HTTP\/1\.1 400 /);
    expect(asked).toEqual([]);
  });

  it.each(['gzip, chunked', 'chunked, chunked', 'identity'])('sent on as %s', async (coding) => {
    asked.splice(0);
    const usual = `Host: 127.0.0.1\r\nTransfer-Encoding: ${coding}\r\n`;
    expect(await exchange('POST /api/x/ HTTP/1.1', usual)).toMatch(/^HTTP\/1\.1 400 /);
    expect(asked).toEqual([]);
  });

  it('and no host', async () => {
    expect(await exchange('GET / HTTP/1.1', '')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it.each([
    ['a line of two meanings', 'GET //x HTTP/1.1', undefined, '400'],
    ['no host', 'GET / HTTP/1.1', '', '400'],
    ['no HTTP at all', 'HELLO', undefined, '400'],
    ['headers that are too long', 'GET / HTTP/1.1', `Host: 127.0.0.1\r\nX: ${'y'.repeat(20_000)}\r\n`, '431'],
    ['an expectation', 'GET / HTTP/1.1', 'Host: 127.0.0.1\r\nExpect: more\r\n', '400'],
    [
      'both lengths',
      'POST / HTTP/1.1',
      'Host: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n',
      '400',
    ],
  ])('under the headers of every answer: %s', async (_name, head, usual, status) => {
    const answer = (await exchange(head, usual)).toLowerCase();
    expect(answer.startsWith(`http/1.1 ${status} `)).toBe(true);
    for (const [name, value] of Object.entries(securityHeaders))
      expect(answer).toContain(`${name}: ${value}`.toLowerCase());
  });

  it('and who does not hang up then is hung up on', async () => {
    const held = once(server.server, 'connection') as Promise<[Socket]>;
    const socket = connect({
      port: Number(new URL(server.url).port),
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
    socket.on('error', () => {});
    socket.write('HELLO\r\n\r\n');
    expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1\.1 400 /);
    const [connection] = await held;
    await vi.waitFor(() => expect(connection.destroyed).toBe(true), 3000);
    socket.destroy();
  });

  it('and nothing into an answer that is half sent', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () =>
      socket.write('GET /slow HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'),
    );
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
      if (String(chunk).includes('half')) socket.write('HELLO\r\n\r\n');
    });
    await once(socket, 'close');
    expect(text).toContain('half');
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});

it.each(['/', '/api/workspaces/?search=a%2fb%00//..', '/workspaces/1/x%2e;y', '/apiary//x', '/session?//'])(
  'what means one thing is heard: %s',
  async (target) => {
    expect(await exchange(`GET ${target} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 200 /);
  },
);

test('headers come within seconds, and connections are counted', () => {
  const { headersTimeout, requestTimeout, maxConnections } = server.server;
  expect(headersTimeout).toBeLessThanOrEqual(15_000);
  expect(headersTimeout * requestTimeout * maxConnections).toBeGreaterThan(0);
  expect(maxConnections).toBeLessThanOrEqual(2000);
});
