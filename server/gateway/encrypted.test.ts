import { createServer as createPlainServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { afterEach, expect, test } from 'vitest';
import { failure } from './problem.ts';
import { listenGateway, listening, ownHeader } from './testing.ts';
import { UpstreamError } from './upstream.ts';

/** Of localhost, signed by itself, for a hundred years, and for nothing but these tests. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgvIINfr4HBYZyQRfR
4732/8IBFWhTSS7z62b+sFMMe7+hRANCAARVYhurtK5I4sTzOEUwZbY/BA0A4gDr
8nSvACjMOsnbu1zMsyoZseVXJHpsRuSWC40yGsj2cvuNlfsYxZx1PhoG
-----END PRIVATE KEY-----`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUGV+aruwdyuMnzYMfUyFbM3l9mGAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjA1NDkyMVoYDzIxMjYxMTAy
MDU0OTIxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARVYhurtK5I4sTzOEUwZbY/BA0A4gDr8nSvACjMOsnbu1zMsyoZseVX
JHpsRuSWC40yGsj2cvuNlfsYxZx1PhoGo28wbTAdBgNVHQ4EFgQUR554gA/fhHAD
/0U6ymIG6K1OXVUwHwYDVR0jBBgwFoAUR554gA/fhHAD/0U6ymIG6K1OXVUwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSQAwRgIhAMedDL0S5jVMa1sL7Y1qniuNbdLGJrYAhRmQRnRkgHkPAiEA
77qr4FNwc+/vUWHiyd4+Xcb1M1rtjSeGKOF/F1n4oxw=
-----END CERTIFICATE-----`;

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** What the gateway says of a save and of a read, with `unknown` behind it where it casts doubt, when the environment at an https address is this server. */
async function told(server: Server): Promise<{ save: string; read: string }> {
  const upstream = await listening(server);
  const gateway = await listenGateway(upstream.url.replace('http://127.0.0.1', 'https://localhost'), {
    token: 'vktrpat_7_VXCANARYsecret',
  });
  open.push(
    () => gateway.close(),
    () => upstream.close(),
  );
  const ask = async (init: RequestInit): Promise<string> => {
    const answer = await fetch(`${gateway.url}/api/workspaces/1/entities/1/`, {
      ...init,
      headers: ownHeader,
    });
    expect([502, 504]).toContain(answer.status);
    const { detail } = (await answer.json()) as { detail: string };
    return detail + (answer.headers.get('X-VX-Stored') ?? '');
  };
  return { save: await ask({ method: 'PUT', body: '{}' }), read: await ask({}) };
}

test('a certificate that nobody signed is told with what helps, and no request is sent', async () => {
  const asked: unknown[] = [];
  const { save, read } = await told(
    createSecureServer({ key, cert }, (incoming, outgoing) => {
      asked.push(incoming.headers);
      outgoing.end('{}');
    }),
  );
  expect(save).toMatch(/could not prove who it is .*so nothing was sent: .*NODE_EXTRA_CA_CERTS\.$/);
  expect(read).toBe(save);
  expect(asked).toEqual([]);
});

test('a port that speaks plain http is told as one without https', async () => {
  const { save } = await told(createPlainServer((_incoming, outgoing) => outgoing.end('{}')));
  expect(save).toMatch(/does not speak https .*so nothing was sent; look at the address and its port\.$/);
});

test('a connection that ends before it is encrypted leaves no doubt whether a save was stored', async () => {
  const { save } = await told(
    createSecureServer({ key, cert }).on('connection', (socket) => socket.destroy()),
  );
  expect(save).toMatch(/broke before it answered\.$/);
});

test('a connection that ends after it was encrypted leaves that doubt', async () => {
  const told = failure(new UpstreamError('broken', 'ECONNRESET'), 'cloud.viktor.ai', false);
  expect(told?.headers.get('X-VX-Stored')).toBe('unknown');
});

test.each([
  ['CERT_HAS_EXPIRED', /has expired/],
  ['CERT_NOT_YET_VALID', /clock of this server/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /of another host/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /NODE_EXTRA_CA_CERTS/],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /NODE_EXTRA_CA_CERTS/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/],
  ['CERT_REVOKED', /is not accepted/],
])('%s is told in words, and that nothing was sent', async (code, words) => {
  const told = failure(new UpstreamError('unreachable', code, false), 'cloud.viktor.ai', false);
  const detail = await told?.text();
  expect(detail).toMatch(words);
  expect(detail).toContain('so nothing was sent');
  expect(told?.headers.get('X-VX-Stored')).toBeNull();
});
