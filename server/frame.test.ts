import { expect, it } from 'vitest';
import { frameRoutes } from './frame.ts';

const asked: Request[] = [];
const routes = frameRoutes((request) => {
  asked.push(request);
  const content: Record<string, string> = { good: '%PDF-1.4 …', page: '<script>alert(1)</script>' };
  const found = content[new URL(request.url).pathname.split('/').at(-2) ?? ''];
  return found === undefined ? new Response('{}', { status: 404 }) : new Response(found);
});
const pdf = (link: string, headers: Record<string, string> = {}) =>
  routes.request(`/frame/pdf?link=${encodeURIComponent(link)}`, { headers });

it('web content gets an origin of its own, loads nothing, and only this origin may frame it', async () => {
  const answer = await routes.request('/frame/web');
  const policy = answer.headers.get('Content-Security-Policy') ?? '';
  expect(policy).toContain('sandbox allow-scripts;');
  for (const rule of [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ])
    expect(policy.split('; ')).toContain(rule);
  expect(answer.headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
  expect(policy).not.toMatch(/allow-same-origin|allow-top|allow-popups|connect-src|https?:|unsafe-eval/);
});

it('a PDF is given as one, in the name of who asked', async () => {
  const answer = await pdf('/api/downloads/good/', { Cookie: 'session=1' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe('application/pdf');
  expect(asked.at(-1)?.headers.get('Cookie')).toBe('session=1');
  expect(asked.at(-1)?.headers.get('X-VX')).toBeNull();
});

it('what is no PDF is not given, whatever it is called', async () => {
  expect((await pdf('/api/downloads/page/')).status).toBe(415);
});

it.each([
  '/api/workspaces/1/',
  'https://evil.example/api/downloads/good/',
  '//evil.example/api/downloads/good/',
  '/api/downloads/../workspaces/',
  '/api/downloads/../',
  '/api/transfers/./',
  '/api/downloads/good/?x=1',
  '',
])('the link “%s” is not followed', async (link) => {
  asked.splice(0);
  expect((await pdf(link)).status).toBe(400);
  expect(asked).toEqual([]);
});

it('a link that has expired is said to have', async () => {
  expect((await pdf('/api/downloads/gone/')).status).toBe(404);
});

it.each([
  ['says so', { 'Content-Length': '4096' }],
  ['does not say so', {}],
])('a document longer than may be shown is read no further, where the store %s', async (_what, headers) => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      if (sent > 1000) controller.error(new Error('read on and on'));
      else controller.enqueue(Buffer.from('%PDF'.padEnd(512)));
    },
  });
  const answer = await frameRoutes(() => new Response(endless, { headers }), 2048).request(
    '/frame/pdf?link=/api/transfers/long/',
  );
  expect([answer.status, sent < 10]).toEqual([413, true]);
});
