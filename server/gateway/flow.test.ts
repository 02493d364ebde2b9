import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { securityHeaders } from '../app.ts';
import { log } from '../log.ts';
import { createAllowance, createSlots } from './limits.ts';
import { type Listening, listenPair, ownHeader, type TestGateway } from './testing.ts';

const token = 'vktrpat_7_VXCANARYsecret';
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function pair(listener: RequestListener): Promise<{ upstream: Listening; gateway: TestGateway }> {
  const made = await listenPair(listener, { token });
  open.push(made.close);
  return made;
}
const ask = (gateway: Listening, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${gateway.url}${path}`, { ...init, headers: { ...ownHeader, ...init.headers } });

describe('answers', () => {
  test('pass on as they come', async () => {
    let finish: () => void = () => {};
    const { gateway } = await pair((_incoming, outgoing) => {
      outgoing.write('[1,');
      finish = () => outgoing.end('2]');
    });
    const reader = (await ask(gateway, '/api/workspaces/')).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('[1,');
    finish();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('2]');
  });

  test('of any length arrive byte for byte, under the headers of every answer', async () => {
    const bytes = randomBytes(3_000_000);
    const { gateway } = await pair((_incoming, outgoing) => {
      outgoing.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': bytes.length });
      outgoing.end(bytes);
    });
    const answer = await ask(gateway, '/api/workspaces/1/');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(answer.headers.get('Content-Length')).toBe('3000000');
    for (const name of Object.keys(securityHeaders)) expect(answer.headers.get(name)).not.toBeNull();
  });

  test.each([
    ['GZIP', gzipSync('[1]')],
    ['identity, gzip', gzipSync('[1]')],
    ['', Buffer.from('[1]')],
    ['utf-8', Buffer.from('[1]')],
  ])('that call their packing “%s” are read', async (packing, bytes) => {
    const { gateway } = await pair((_incoming, outgoing) => {
      outgoing.writeHead(200, { 'Content-Encoding': packing, 'Content-Length': bytes.length });
      outgoing.end(bytes);
    });
    const answer = await ask(gateway, '/api/workspaces/', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(await answer.text()).toBe('[1]');
  });

  test.each([
    ['zstd', /packed in a way that cannot be read\.$/, { 'Content-Encoding': 'zstd' }],
    ['two lengths', /not well-formed\.$/, { 'Content-Length': ['3', '3'] }],
  ])('with %s are told for what they are', async (_name, sentence, headers) => {
    const { gateway } = await pair((_incoming, outgoing) => {
      outgoing.writeHead(200, headers as Record<string, string>);
      outgoing.end('[1]');
    });
    const answer = await ask(gateway, '/api/workspaces/');
    expect([answer.status, (await answer.json()).detail]).toEqual([502, expect.stringMatching(sentence)]);
  });

  test('that stop in the middle are no whole answers', async () => {
    const { gateway } = await pair((_incoming, outgoing) => {
      outgoing.write('[1,');
      setTimeout(() => outgoing.destroy(), 30);
    });
    const answer = await ask(gateway, '/api/workspaces/');
    await expect(answer.text()).rejects.toThrow();
  });

  test('that are shorter than they said are 502', async () => {
    const { gateway } = await pair((_incoming, outgoing) => {
      outgoing.writeHead(200, { 'Content-Length': '100' });
      outgoing.write('[1,');
      setTimeout(() => outgoing.destroy(), 30);
    });
    expect((await ask(gateway, '/api/workspaces/')).status).toBe(502);
  });

  test.each(['/api/workspaces/', '/api/workspaces/1/files/'])(
    'that are longer than they said are as long as they said, at %s',
    async (path) => {
      const { gateway } = await pair((_incoming, outgoing) => {
        outgoing.socket?.end(
          'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 6\r\n\r\n[1, 2]garbage',
        );
      });
      expect(await (await ask(gateway, path)).text()).toBe('[1, 2]');
    },
  );

  test('keep 429 and how long to wait', async () => {
    const { gateway } = await pair((_incoming, outgoing) => {
      outgoing.writeHead(429, { 'Retry-After': '3', 'Content-Type': 'application/json' });
      outgoing.end('{"detail":"slow down"}');
    });
    const answer = await ask(gateway, '/api/workspaces/');
    expect([answer.status, answer.headers.get('Retry-After'), answer.headers.get('X-VX-Gateway')]).toEqual([
      429,
      '3',
      null,
    ]);
  });
});

test('a call beyond a person’s rights is noted in the log, and others are not', async () => {
  const { gateway } = await pair((_incoming, outgoing) => void outgoing.end('{}'));
  const noted = vi.spyOn(log, 'warn');
  await ask(gateway, '/api/workspaces/?privileged=false');
  expect(noted).not.toHaveBeenCalled();
  await ask(gateway, '/api/workspaces/1/entities/2/?properties=true&privileged=true', { method: 'DELETE' });
  expect(noted).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({
      event: 'privileged',
      method: 'DELETE',
      path: '/api/workspaces/1/entities/2/',
    }),
    'A privileged call',
  );
  for (const query of ['privileged=True', 'privileged=false&privileged=true'])
    await ask(gateway, `/api/workspaces/1/entities/2/?${query}`);
  expect(noted).toHaveBeenCalledTimes(3);
  noted.mockRestore();
});

test('an environment that answers with another protocol has not answered', async () => {
  const { gateway } = await pair((incoming) => {
    incoming.socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
  });
  const answer = await ask(gateway, '/api/workspaces/', { signal: AbortSignal.timeout(20_000) });
  expect([answer.status, answer.headers.get('X-VX-Gateway')]).toEqual([502, 'broken']);
});

test.each([
  ['PUT', '/api/workspaces/1/entities/1/', true],
  ['POST', '/api/workspaces/1/entities/1/jobs/', true],
  ['POST', '/api/workspaces/1/entities/1/parametrization/', false],
  ['POST', '/api/workspaces/1/entities/1/session/', false],
])('%s %s that gets no answer may have stored something: %s', async (method, path, isDoubtful) => {
  const { gateway } = await pair((incoming) => incoming.socket.destroy());
  const answer = await ask(gateway, path, { method, body: '{}' });
  const doubt = answer.headers.get('X-VX-Stored');
  expect([answer.status, doubt]).toEqual([502, isDoubtful ? 'unknown' : null]);
});

test.each([
  ['PUT', 'unknown'],
  ['GET', null],
])('%s that is answered with a redirect may have stored something: %s', async (method, doubt) => {
  const { gateway } = await pair((incoming, outgoing) => {
    incoming.resume();
    outgoing.writeHead(303, { Location: '/elsewhere' }).end();
  });
  const body = method === 'PUT' ? '{}' : null;
  const answer = await ask(gateway, '/api/workspaces/1/entities/1/', { method, body });
  expect([answer.headers.get('X-VX-Gateway'), answer.headers.get('X-VX-Stored')]).toEqual([
    'redirect',
    doubt,
  ]);
});

test('a page that leaves ends the call', async () => {
  const ended = vi.fn();
  const { gateway } = await pair((_incoming, outgoing) => {
    outgoing.on('close', ended);
    outgoing.write('[');
  });
  const stop = new AbortController();
  const answer = await ask(gateway, '/api/workspaces/', { signal: stop.signal });
  expect(ended).not.toHaveBeenCalled();
  stop.abort();
  await expect(answer.text()).rejects.toThrow();
  await vi.waitFor(() => expect(ended).toHaveBeenCalled());
});

describe('identical reads under way', () => {
  test('are one call, and each page gets the whole answer', async () => {
    const asked: ServerResponse[] = [];
    const { gateway } = await pair((_incoming, outgoing) => void asked.push(outgoing));
    const answers = [1, 2, 3].map(() => ask(gateway, '/api/workspaces/1/'));
    const other = ask(gateway, '/api/workspaces/2/');
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    await sleep(50);
    const text = `["${'x'.repeat(400_000)}"]`;
    for (const outgoing of asked) outgoing.end(text);
    for (const answer of await Promise.all([...answers, other])) expect(await answer.text()).toBe(text);
    expect(asked).toHaveLength(2);
  });

  test('go on for who stays, and end when all have left', async () => {
    const ended = vi.fn();
    const asked: ServerResponse[] = [];
    const { gateway } = await pair((_incoming, outgoing) => {
      asked.push(outgoing);
      outgoing.on('close', ended);
    });
    const stops = [new AbortController(), new AbortController()];
    const answers = stops.map(({ signal }) => ask(gateway, '/api/workspaces/1/', { signal }));
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await sleep(50);
    stops[0]?.abort();
    await expect(answers[0]).rejects.toThrow();
    await sleep(50);
    expect(ended).not.toHaveBeenCalled();
    stops[1]?.abort();
    await expect(answers[1]).rejects.toThrow();
    await vi.waitFor(() => expect(ended).toHaveBeenCalled());
  });

  test('are asked anew when the former one has ended', async () => {
    let asked = 0;
    const { gateway } = await pair((_incoming, outgoing) => {
      asked += 1;
      outgoing.end(String(asked));
    });
    expect(await (await ask(gateway, '/api/workspaces/1/')).text()).toBe('1');
    expect(await (await ask(gateway, '/api/workspaces/1/')).text()).toBe('2');
  });
});

test('at most eight calls are under way, over kept connections', async () => {
  let [now, most] = [0, 0];
  const sockets = new Set<unknown>();
  let waiting: ServerResponse[] = [];
  const { gateway } = await pair((incoming, outgoing) => {
    sockets.add(incoming.socket);
    now += 1;
    most = Math.max(most, now);
    waiting.push(outgoing);
    if (waiting.length !== 8) return;
    // None is answered before all eight are there, and a ninth had time to come.
    setTimeout(() => {
      const answered = waiting;
      waiting = [];
      now -= answered.length;
      for (const one of answered) one.end('{}');
    }, 50);
  });
  const answers = Array.from({ length: 40 }, (_, index) => ask(gateway, `/api/workspaces/${index + 1}/`));
  for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200);
  expect(most).toBe(8);
  expect(sockets.size).toBe(8);
});

describe('bodies', () => {
  test('pass on as they come', async () => {
    const pieces: string[] = [];
    const { gateway } = await pair((incoming, outgoing) => {
      incoming.on('data', (chunk) => pieces.push(String(chunk)));
      incoming.on('end', () => outgoing.end(JSON.stringify(incoming.headers['transfer-encoding'] ?? null)));
    });
    const body = new ReadableStream({
      async start(controller) {
        controller.enqueue(new TextEncoder().encode('{"a":'));
        await vi.waitFor(() => expect(pieces).toEqual(['{"a":']));
        controller.enqueue(new TextEncoder().encode('1.0}'));
        controller.close();
      },
    });
    const init = { method: 'PUT', body, duplex: 'half' } as RequestInit;
    const answer = await ask(gateway, '/api/workspaces/1/entities/1/', init);
    expect([await answer.text(), pieces.join('')]).toEqual(['"chunked"', '{"a":1.0}']);
  });

  test('that are short go out when they are whole; nothing is asked for one that breaks off', async () => {
    const failed = vi.spyOn(log, 'error');
    const asked: (string | undefined)[] = [];
    const { gateway } = await pair((incoming, outgoing) => {
      asked.push(incoming.method);
      incoming.pipe(outgoing);
    });
    const path = '/api/workspaces/1/entities/1/';
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    socket.write(`PUT ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-VX: 1\r\nContent-Length: 9\r\n\r\n{"a":`);
    await once(socket, 'connect');
    await sleep(50);
    socket.destroy();
    const answer = await ask(gateway, path, { method: 'PUT', body: '{"a":1.0}' });
    expect([await answer.text(), asked]).toEqual(['{"a":1.0}', ['PUT']]);
    expect(failed).not.toHaveBeenCalled();
  });

  test('that are too long are refused, told or not', async () => {
    const { gateway } = await pair((incoming, outgoing) => {
      incoming.resume();
      incoming.on('end', () => outgoing.end('{}'));
    });
    const mebibyte = new Uint8Array(1024 * 1024);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        if (sent > 40) controller.close();
        else controller.enqueue(mebibyte);
      },
    });
    const path = '/api/workspaces/1/entities/1/';
    const told = await ask(gateway, path, { method: 'PUT', body: new Uint8Array(33 * 1024 * 1024) }).then(
      ({ status }) => status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(told);
    const untold = await ask(gateway, path, { method: 'PUT', body, duplex: 'half' } as RequestInit).then(
      ({ status }) => status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(untold);
  });
});

describe('presigned addresses', () => {
  const file = 'x'.repeat(300_000);
  /** Answers the contract's file calls with addresses `at`, and serves the store itself. */
  async function store(at: (origin: string) => string) {
    const stored: { headers: IncomingMessage['headers']; body: string; url: string }[] = [];
    const made = await pair((incoming, outgoing) => {
      const url = at(made.upstream.url);
      if (incoming.url?.startsWith('/store/')) {
        let body = '';
        incoming.on('data', (chunk) => {
          body += String(chunk);
        });
        incoming.on('end', () => {
          stored.push({ headers: incoming.headers, body, url: incoming.url ?? '' });
          outgoing.setHeader('Content-Disposition', 'attachment; filename="a.txt"');
          outgoing.end(file);
        });
        return;
      }
      if (incoming.url?.endsWith('/download/')) outgoing.writeHead(302, { Location: url }).end();
      else
        outgoing.end(
          `{ "id": 1.0, "temp_download_url": ${JSON.stringify(url)}, "temp_upload_url":${JSON.stringify(url)} }`,
        );
    });
    return { ...made, stored };
  }
  const here = (origin: string) => `${origin}/store/a%20b?X-Signature=abc%2F`;

  test('are links of our own, fetched without the token', async () => {
    const { gateway, stored } = await store(here);
    const text = await (await ask(gateway, '/api/workspaces/1/files/1/download/?redirect=false')).text();
    expect(text).not.toContain('store');
    const link = JSON.parse(text) as { temp_download_url: string };
    expect(text.startsWith('{ "id": 1.0, "temp_download_url": "/api/transfers/')).toBe(true);
    const answer = await fetch(gateway.url + link.temp_download_url); // as a browser follows a link: no own header
    expect(await answer.text()).toBe(file);
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="a.txt"');
    expect(stored[0]?.url).toBe('/store/a%20b?X-Signature=abc%2F');
    expect(stored[0]?.headers.authorization).toBeUndefined();
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    [undefined, (text: string) => `\ufeff${text}`],
  ] as const)('are found in an answer that came as %s, unasked', async (encoding, pack) => {
    const { gateway } = await pair((_incoming, outgoing) => {
      if (encoding !== undefined) outgoing.setHeader('Content-Encoding', encoding);
      outgoing.end(pack('{"id":1.0,"temp_upload_url":"https://store.example.com/x"}'));
    });
    const answer = await ask(gateway, '/api/workspaces/1/files/', { method: 'POST', body: '{}' });
    expect(answer.headers.get('Content-Encoding')).toBeNull();
    expect(await answer.text()).toMatch(/^\{"id":1\.0,"temp_upload_url":"\/api\/transfers\/[\w-]+\/"\}$/);
  });

  test('take uploads', async () => {
    const { gateway, stored } = await store(here);
    const init = { method: 'POST', body: '{}' };
    const link = (await (await ask(gateway, '/api/workspaces/1/files/', init)).json()) as {
      temp_upload_url: string;
    };
    const answer = await ask(gateway, link.temp_upload_url, { method: 'POST', body: 'the file' });
    expect([answer.status, stored[0]?.body, stored[0]?.headers.authorization]).toEqual([
      200,
      'the file',
      undefined,
    ]);
    expect((await fetch(gateway.url + link.temp_upload_url)).status).toBe(404);
    // Not by the form of another site, which has no header of ours.
    const foreign = await fetch(gateway.url + link.temp_upload_url, { method: 'POST', body: 'another file' });
    expect([foreign.status, stored.length]).toEqual([403, 1]);
  });

  test.each(['inline; filename="a.html"', undefined])('are saved, where the store says %s', async (said) => {
    const { gateway } = await pair((incoming, outgoing) => {
      if (said !== undefined) outgoing.setHeader('Content-Disposition', said);
      const url = `http://${incoming.headers.host}/store/a`;
      outgoing.end(incoming.url?.startsWith('/store/') ? 'x' : `{"temp_download_url":"${url}"}`);
    });
    const asked = await ask(gateway, '/api/workspaces/1/files/1/download/?redirect=false');
    const { temp_download_url: link } = (await asked.json()) as { temp_download_url: string };
    const answer = await fetch(gateway.url + link);
    expect([await answer.text(), answer.headers.get('Content-Disposition')]).toEqual(['x', 'attachment']);
  });

  test('of a redirect are links too', async () => {
    const { gateway } = await store(here);
    const answer = await ask(gateway, '/api/workspaces/1/files/1/download/', { redirect: 'manual' });
    expect(answer.headers.get('Location')).toMatch(/^\/api\/transfers\//);
  });

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'https://169.254.169.254/',
    'https://10.0.0.1/x',
    'https://user@files.example.com/',
    'https://files.example.com:8443/',
    'file:///etc/passwd',
    'ftp://files.example.com/',
    'javascript:alert(1)',
  ])('that lead to %s lead nowhere', async (url) => {
    const { gateway } = await store(() => url);
    const text = await (await ask(gateway, '/api/workspaces/1/files/1/download/?redirect=false')).text();
    const link = (JSON.parse(text) as { temp_download_url: string }).temp_download_url;
    const answer = await ask(gateway, link);
    expect([404, 502]).toContain(answer.status);
    expect(answer.headers.get('X-VX-Gateway')).toBe('refused');
    const { detail } = (await answer.json()) as { detail: string };
    expect(detail).toMatch(
      answer.status === 404
        ? /names an address for this that is not followed: only https/
        : /is not of the internet, so nothing was sent\.$/,
    );
  });

  test.each([
    [403, 403],
    [401, 403],
    [503, 503],
  ])(
    'that a store refuses with %i are told with the host, and not in words of its own',
    async (said, told) => {
      const { gateway } = await pair((incoming, outgoing) => {
        const url = `http://${incoming.headers.host}/store/a?X-Signature=abc`;
        if (incoming.url?.startsWith('/store/'))
          outgoing.writeHead(said).end('<Error>X-Signature=abc</Error>');
        else outgoing.end(`{"temp_download_url":"${url}","temp_upload_url":"${url}"}`);
      });
      const asked = await ask(gateway, '/api/workspaces/1/files/', { method: 'POST', body: '{}' });
      const links = (await asked.json()) as Record<string, string>;
      for (const [name, method] of [
        ['temp_download_url', 'GET'],
        ['temp_upload_url', 'POST'],
      ] as const) {
        const answer = await ask(gateway, links[name] as string, { method });
        expect([answer.status, answer.headers.get('X-VX-Gateway')]).toEqual([told, 'store']);
        expect(await answer.json()).toEqual({
          detail: `127.0.0.1, where the file is kept, refused it with status ${said}. Its links are short-lived: ask again.`,
        });
      }
    },
  );

  test('of a store that refuses without end are left at once', async () => {
    let isLeft = false;
    const { gateway } = await pair((incoming, outgoing) => {
      const url = `http://${incoming.headers.host}/store/a`;
      if (!incoming.url?.startsWith('/store/')) return outgoing.end(`{"temp_download_url":"${url}"}`);
      outgoing.writeHead(403);
      const words = setInterval(() => outgoing.write('No. '.repeat(1000)), 5);
      outgoing.on('close', () => {
        clearInterval(words);
        isLeft = true;
      });
    });
    const asked = await ask(gateway, '/api/workspaces/1/files/1/download/?redirect=false');
    const { temp_download_url } = (await asked.json()) as { temp_download_url: string };
    expect((await ask(gateway, temp_download_url)).status).toBe(403);
    await vi.waitFor(() => expect(isLeft).toBe(true));
  });

  test('are good for a minute, and only as they were made', async () => {
    const { gateway } = await store(here);
    const text = await (await ask(gateway, '/api/workspaces/1/files/1/download/?redirect=false')).text();
    const link = (JSON.parse(text) as { temp_download_url: string }).temp_download_url;
    for (let at = 15; at < link.length - 1; at += 7) {
      const changed = link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1);
      expect((await fetch(gateway.url + changed)).status).toBe(404);
    }
    const now = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(now + 62_000);
    expect((await fetch(gateway.url + link)).status).toBe(404);
    vi.restoreAllMocks();
  });
});

describe('limits', () => {
  test('an allowance refills by the second', () => {
    let time = 0;
    const allowance = createAllowance(2, 0.5, () => time);
    expect([1, 2, 3].map(() => allowance.spend('a'))).toEqual([0, 0, 2]);
    expect(allowance.spend('b')).toBe(0);
    time = 2000;
    expect([allowance.spend('a'), allowance.spend('a')]).toEqual([0, 2]);
  });

  test('who leaves the line takes no place', async () => {
    const slots = createSlots(1, 2);
    const stop = new AbortController();
    const { signal } = new AbortController();
    const first = await slots.take('a', signal);
    const second = slots.take('a', stop.signal);
    const third = slots.take('a', signal);
    expect(await slots.take('a', signal)).toBeNull();
    stop.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    first?.();
    expect(await third).toBeTypeOf('function');
  });
});
