import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { log } from '../log.ts';
import { streamed } from '../streams.ts';
import { bodyFor, readUnpacked } from './answers.ts';
import { bodyRefusal, openBody, takeBody } from './bodies.ts';
import type { Environment } from './environment.ts';
import { strangerReason } from './guard.ts';
import { headersForEnvironment, headersForPage } from './headers.ts';
import { createAllowance, createSlots } from './limits.ts';
import { replaceLinks } from './links.ts';
import { failure, inDoubt, left, problem } from './problem.ts';
import { type Match, matchRoute } from './routes.ts';
import { comingBack, scrubBytes } from './scrub.ts';
import { fingerprint, type Seal } from './seal.ts';
import { createSharing, type Part } from './sharing.ts';
import { readTransfer, targetOf, transferPath, transferUrl } from './transfers.ts';
import { type Answer, type Call, createUpstream, type Upstream, UpstreamError } from './upstream.ts';

/** Who a request acts as. `token` goes into one header of one call and nowhere else. */
export interface Account {
  environment: Environment;
  token: string;
  /** Under which calls are counted; no secret. */
  key: string;
}

export interface GatewayParts {
  /** The account of a request, or the answer for one that has none. */
  accountOf(c: Context): Promise<Account | Response>;
  seal: Seal;
  upstream?: Upstream;
}

/** Largest body of an ordinary call; files go straight to where the environment says. */
const largestBody = 32 * 1024 * 1024;
const largestQuery = 8192;
const largestWithLinks = 32 * 1024 * 1024;
const patience = { usual: 60_000, slow: 180_000, transfer: 60_000 };
/** An environment that does not tell its limits is asked a handful of things at once. */
const callsAtOnce = 8;
const longestLine = 200;

/** Everything below `/api`, forwarded to the environment of the caller's account: the contract's paths and methods and nothing else. */
export function createGateway({ accountOf, seal, upstream = createUpstream() }: GatewayParts): Hono {
  const slots = createSlots(callsAtOnce, longestLine);
  const writes = createAllowance(100, 20);
  const sharing = createSharing();
  const app = new Hono();

  app.get('/api/transfers/:sealed/', (c) => transfer(c, 'GET'));
  app.post('/api/transfers/:sealed/', (c) => transfer(c, 'POST'));
  app.all('/api/*', (c) => forward(c));
  app.onError((error, c) => {
    if (c.req.raw.signal.aborted) return left();
    log.error(
      { method: c.req.method, path: c.req.path.slice(0, 200), err: error.name },
      'The gateway failed',
    );
    return problem(
      500,
      'The server failed on this request; its log has the cause.',
      'failed',
      isRead(c.req.method, matchRoute(c.req.method, targetText(c).path)) ? {} : inDoubt,
    );
  });

  async function forward(c: Context): Promise<Response> {
    const stranger = strangerReason(c);
    if (stranger !== null) return problem(403, stranger, 'stranger');
    const { method } = c.req;
    const { path, query } = targetText(c);
    const match = matchRoute(method, path);
    if (match === null) return problem(404, 'The gateway knows no such path.', 'unknown-path');
    if ('methods' in match) {
      return problem(405, `${method} is not a method of this path.`, 'unknown-method', {
        Allow: match.methods.join(', '),
      });
    }
    if (query.length > largestQuery || !/^[\x21\x23-\x7e]*$/.test(query)) {
      return problem(400, 'The query is too long or holds characters that a query must not.', 'bad-query');
    }
    const refusal = bodyRefusal(c, largestBody);
    if (refusal !== null) return refusal;
    const account = await accountOf(c);
    if (account instanceof Response) return account;
    const reads = isRead(method, match);
    const wait = reads ? 0 : writes.spend(account.key);
    if (wait > 0) {
      return problem(429, 'Too much is written at once. Wait a moment, then try again.', 'limit', {
        'Retry-After': String(wait),
      });
    }
    const { environment, token } = account;
    // Beyond the rights of the person whose token it is, perhaps: which spellings an environment takes, and which of several, is its own affair.
    if (new URLSearchParams(query).getAll('privileged').some((said) => said !== 'false'))
      log.warn({ environment: environment.host, method, path, event: 'privileged' }, 'A privileged call');
    const headers = headersForEnvironment(c.req.raw.headers, token);
    const hasLinks = match.route.kind === 'links';
    headers['accept-encoding'] = encodingFor(headers, hasLinks);
    const { signal } = c.req.raw;
    try {
      const call: Omit<Call, 'signal'> = {
        target: { origin: environment.origin, inner: environment.loopback || environment.listed },
        method,
        path: path + query,
        headers,
        // Params that were read with a stand-in for the token must not be stored so.
        body: await takeBody(c, largestBody, comingBack(token)),
        patience: match.route.slow ? patience.slow : patience.usual,
      };
      const ask = (signal: AbortSignal): Promise<Part> =>
        answerOf({ ...call, signal }, account, hasLinks, path);
      if (method !== 'GET') return respond(c, await ask(signal));
      const asked = JSON.stringify([account.key, fingerprint(token), path + query, headers]);
      return respond(c, await sharing.read(asked, signal, ask));
    } catch (error) {
      const told = failure(error, environment.host, reads);
      if (told === null) throw error;
      return told;
    }
  }

  /** The answer to a call, in one piece where it is small; while it is under way the call keeps its slot. */
  async function answerOf(call: Call, account: Account, hasLinks: boolean, path: string): Promise<Part> {
    const done = await slots.take(account.key, call.signal);
    if (done === null) {
      giveUp(call.body);
      const busy = problem(503, 'Too many calls are waiting for the environment.', 'busy', {
        'Retry-After': '2',
      });
      return { status: 503, headers: busy.headers, body: new Uint8Array(await busy.arrayBuffer()) };
    }
    let answer: Answer;
    try {
      answer = await upstream.send(call);
    } catch (error) {
      done();
      giveUp(call.body);
      throw error;
    }
    answer.body.once('close', done);
    if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) {
      return redirected(answer, account, path);
    }
    const headers = headersForPage(answer.headers, account.token);
    const secret = Buffer.from(account.token);
    if (hasLinks) {
      // Asked for as it is, but a server may pack it all the same.
      const unpacked = await readUnpacked(answer, largestWithLinks);
      // As Latin-1 each byte stays what it is, also where they are no text.
      const text = scrubBytes(unpacked, secret).toString('latin1');
      headers.delete('Content-Encoding');
      const isUpload = /^\/api\/workspaces\/\d+\/entity_types\/\d+\/upload\/$/.test(path);
      const { environment } = account;
      // One that must not be followed is left out of its link, which says so when somebody comes to it.
      const replaced = replaceLinks(text, isUpload, ({ url, method }) =>
        transferUrl(seal, { url: targetOf(url, environment) === null ? '' : url, method, environment }),
      );
      const body = Buffer.from(replaced, 'latin1');
      headers.set('Content-Length', String(body.byteLength));
      return { status: answer.status, headers, body };
    }
    return { status: answer.status, headers, body: await bodyFor(answer, call.method, headers, secret) };
  }

  /** Only the way to a stored file is a redirect of the contract; any other one is not followed, and the token goes nowhere. */
  function redirected(answer: Answer, { environment }: Account, path: string): Part {
    answer.body.resume();
    const url = answer.headers.location ?? '';
    const isFile = /^\/api\/workspaces\/\d+\/files\/\d+\/download\/$/.test(path);
    if (isFile && targetOf(url, environment) !== null) {
      const headers = headersForPage({});
      headers.set('Location', transferUrl(seal, { url, method: 'GET', environment }));
      return { status: 302, headers, body: null };
    }
    throw new UpstreamError('redirect', String(answer.status));
  }

  /** Bytes from or to a presigned address, without the token. A link is its own permission, so that a browser can open it. */
  async function transfer(c: Context, method: 'GET' | 'POST'): Promise<Response> {
    if (method === 'POST') {
      const stranger = strangerReason(c);
      if (stranger !== null) return problem(403, stranger, 'stranger');
    }
    const sealed = transferPath.exec(targetText(c).path)?.[1];
    const link = sealed === undefined ? null : readTransfer(seal, sealed);
    if (link === null || link.method !== method) {
      return problem(404, 'This link has expired. Ask for the file again.', 'expired');
    }
    const account = await accountOf(c);
    if (account instanceof Response) return account;
    const target = targetOf(link.url, link.environment);
    if (target === null) return problem(404, unsafe(link.environment.host), 'refused');
    const refusal = bodyRefusal(c, Number.POSITIVE_INFINITY);
    if (refusal !== null) return refusal;
    const { hostname } = new URL(target.origin);
    try {
      const answer = await upstream.send({
        target,
        method,
        path: target.path,
        headers: headersForEnvironment(c.req.raw.headers, null),
        body: openBody(c, Number.POSITIVE_INFINITY),
        signal: c.req.raw.signal,
        patience: patience.transfer,
      });
      // What it says may have no end; while something is sent to it, breaking off would break off the sender.
      const leave = () => (method === 'GET' ? answer.body.destroy() : answer.body.resume());
      if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) {
        leave();
        throw new UpstreamError('redirect', String(answer.status));
      }
      if (answer.status >= 400) {
        leave();
        return refusedByStore(answer.status, hostname, method);
      }
      const headers = headersForPage(answer.headers);
      const named = answer.headers['content-disposition'];
      headers.set(
        'Content-Disposition',
        named !== undefined && /^attachment\b/i.test(named) ? named : 'attachment',
      );
      return respond(c, {
        status: answer.status,
        headers,
        body: await bodyFor(answer, method, headers, null),
      });
    } catch (error) {
      const told = failure(error, hostname, method === 'GET');
      if (told === null) throw error;
      return told;
    }
  }

  return app;
}

const unsafe = (host: string): string =>
  `${host} names an address for this that is not followed: only https, on its usual port and without a user name, is.`;

/** Its own words are for programs, and may repeat the link. A 401 of its own has nothing to do with who is signed in. */
function refusedByStore(status: number, host: string, method: string): Response {
  const sentence = `${host}, where the file is kept, refused it with status ${status}. Its links are short-lived: ask again.`;
  const doubt = method === 'POST' && status >= 500 ? inDoubt : {};
  return problem(status === 401 ? 403 : status, sentence, 'store', doubt);
}

const packings = ['gzip', 'br'].map((name) => ({
  name,
  taken: new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0+)?\\s*(,|$))`, 'i'),
}));

/** Only what can be unpacked here ({@link bodyFor}), as far as the page takes it; a part of a packed answer cannot be. */
function encodingFor(headers: OutgoingHttpHeaders, hasLinks: boolean): string {
  if (hasLinks || headers.range !== undefined) return 'identity';
  const asked = String(headers['accept-encoding'] ?? '');
  return (
    packings
      .filter(({ taken }) => taken.test(asked))
      .map(({ name }) => name)
      .join(', ') || 'identity'
  );
}

/** Of a body that is still arriving nothing more is taken. */
function giveUp(body: Call['body']): void {
  if (body instanceof Readable) body.destroy();
}

/** Also a POST that stores nothing. */
function isRead(method: string, match: Match): boolean {
  if (['GET', 'HEAD'].includes(method)) return true;
  return match !== null && 'route' in match && match.route.asks;
}

function respond(c: Context, { status, headers, body }: Part): Response {
  if (body instanceof Readable) {
    const { outgoing } = (c.env ?? {}) as { outgoing?: ServerResponse };
    return streamed(outgoing, { status, headers }, body);
  }
  return new Response(body as BodyInit | null, { status, headers });
}

/** Path and query as they stand in the request line, where there is one: what a URL parser has mended can no longer be judged. */
function targetText(c: Context): { path: string; query: string } {
  const incoming = (c.env as { incoming?: { url?: string } } | undefined)?.incoming;
  const text = incoming?.url ?? c.req.url.slice(new URL(c.req.url).origin.length);
  const mark = text.indexOf('?');
  return mark < 0 ? { path: text, query: '' } : { path: text.slice(0, mark), query: text.slice(mark) };
}
