import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUpstream } from './upstream.ts';

/** A service of this machine that must not be reached. */
let connections = 0;
const trap = createServer((socket) => {
  connections += 1;
  socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
});
beforeAll(() => new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve)));
afterAll(() => trap.close());

const addresses = (...all: string[]) =>
  all.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

test.each([
  ['a name that leads to this machine', 'cloud.viktor.ai', addresses('127.0.0.1')],
  [
    'a name that leads to the internet and to this machine',
    'cloud.viktor.ai',
    addresses('8.8.8.8', '127.0.0.1'),
  ],
  ['a name that leads to this machine in IPv6 clothes', 'cloud.viktor.ai', addresses('::ffff:127.0.0.1')],
  ['an address of this machine', '127.0.0.1', []],
])('%s is not connected to', async (_name, host, found) => {
  const upstream = createUpstream((_host, _options, callback) => callback(null, found));
  const { port } = trap.address() as AddressInfo;
  const sent = upstream.send({
    target: { origin: `http://${host}:${port}`, inner: false },
    method: 'GET',
    path: '/api/workspaces/',
    headers: { authorization: 'Bearer vktrpat_7_VXCANARYsecret' },
    body: null,
    signal: new AbortController().signal,
    patience: 2000,
  });
  await expect(sent).rejects.toMatchObject({ failure: 'refused', code: 'EPRIVATEADDRESS', sent: false });
  expect(connections).toBe(0);
  upstream.close();
});

test('a connection to a private address that the operator named is no way there for others', async () => {
  const inside = createHttpServer((_incoming, outgoing) => outgoing.end('inside'));
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(inside.address() as AddressInfo).port}`;
  const upstream = createUpstream();
  const send = (isInner: boolean) =>
    upstream.send({
      target: { origin, inner: isInner },
      ...{ method: 'GET', path: '/', headers: {}, body: null, patience: 2000 },
      signal: new AbortController().signal,
    });
  await (await send(true)).body.resume().toArray();
  await new Promise(setImmediate);
  await expect(send(false)).rejects.toMatchObject({ failure: 'refused', code: 'EPRIVATEADDRESS' });
  upstream.close();
  inside.closeAllConnections();
  inside.close();
});

test('a call that was given up before it begins fails by itself, and with it nothing else', async () => {
  const upstream = createUpstream();
  const thrown: unknown[] = [];
  const note = (error: unknown): void => void thrown.push(error);
  process.on('uncaughtException', note);
  const sent = upstream.send({
    target: { origin: `http://127.0.0.1:${(trap.address() as AddressInfo).port}`, inner: true },
    ...{ method: 'PUT', path: '/', headers: {}, body: null, patience: 2000 },
    signal: AbortSignal.abort(new Error('The page left.')),
  });
  await expect(sent).rejects.toThrow('The page left.');
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off('uncaughtException', note);
  expect(thrown).toEqual([]);
  upstream.close();
});
