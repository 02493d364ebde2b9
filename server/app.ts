import { Hono } from 'hono';
import type { EmbeddedEnvironment } from './embedded/environment.ts';
import { frameRoutes } from './frame.ts';
import type { GatewayEnvironment } from './gateway/open.ts';
import { log } from './log.ts';
import { openPage } from './static.ts';

export interface AppParts {
  /** What answers `/api`, and `/session` where there is one. */
  embedded?: EmbeddedEnvironment;
  gateway?: GatewayEnvironment;
  /** Folder of the built page; without it only the API is served. */
  clientDir?: string;
  /** Host names answered, without port; any when not given (tests, which have no port to protect). */
  allowedHosts?: ReadonlySet<string>;
  /** The way in for commands on this machine (archive/routes.ts): has its own secret, so no page and no host name matters. */
  archive?: Hono;
}

/** On every answer, whatever it is (reliability: S8, S9); what a part sets itself stays. */
export const securityHeaders: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), display-capture=()',
  'Content-Security-Policy': "default-src 'none'; sandbox",
};

/** The whole server without a port: API, built page, health, and the headers that protect them. */
export function createApp({ embedded, gateway, clientDir, allowedHosts, archive }: AppParts): Hono {
  const app = new Hono();
  const page = clientDir === undefined ? null : openPage(clientDir, gateway?.mode ?? 'embedded');

  if (archive !== undefined) app.route('/archive', archive);
  app.use('*', async (c, next) => {
    if (allowedHosts !== undefined && !allowedHosts.has(hostName(c.req.header('Host') ?? ''))) {
      c.res = Response.json(
        { detail: 'This server does not answer for that host name: add it to ALLOWED_HOSTS if it should.' },
        { status: 421 },
      );
    } else await next();
    for (const [name, value] of Object.entries(securityHeaders)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  });
  app.get('/healthz', async (c) => {
    await embedded?.database.kysely.selectFrom('users').select('id').limit(1).execute();
    await gateway?.check();
    return c.json({ status: 'ready' }, 200, { 'Cache-Control': 'no-store' });
  });
  if (embedded !== undefined) app.route('/', embedded.app);
  if (gateway !== undefined) app.route('/', gateway.app);
  app.route(
    '/',
    frameRoutes((request) => app.fetch(request)),
  );
  app.all('*', (c) => {
    const answer = page?.answer(c);
    if (answer !== undefined) return answer;
    return c.json({ detail: `There is nothing at ${c.req.path}.` }, 404);
  });
  app.onError((error, c) => {
    log.error({ method: c.req.method, path: c.req.path, err: error }, 'A request failed');
    return c.json({ detail: 'The server failed on this request; its log has the cause.' }, 500);
  });
  return app;
}

function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, '');
}
