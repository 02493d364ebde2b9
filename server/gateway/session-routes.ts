import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { log } from '../log.ts';
import { readBody } from './bodies.ts';
import { type AllowList, type Environment, EnvironmentError, readEnvironment } from './environment.ts';
import type { Account } from './gateway.ts';
import { isSecurePage, strangerReason } from './guard.ts';
import { createAllowance } from './limits.ts';
import { left, problem } from './problem.ts';
import { longestMilliseconds, newSession, type Session, type Sessions, type SignIn } from './sessions.ts';
import type { Verify } from './verify.ts';

export interface SessionParts {
  sessions: Sessions;
  allowed: AllowList;
  /** Offered first on the page. */
  environment: Environment;
  verify: Verify;
}

const tokenPattern = /^[\x21-\x7e]{8,2048}$/;
const largestBody = 16 * 1024;
const accountIdPattern = /^[\w-]{11}$/;

/** Sign-in: `/session` for the page, and the account of every other request. Tokens come in here and never go out again. */
export function createSignIn({ sessions, allowed, environment, verify }: SessionParts): {
  app: Hono;
  accountOf(c: Context): Promise<Account | Response>;
} {
  const attempts = createAllowance(10, 10 / 60);
  const app = new Hono();

  app.use('/session/*', async (c, next) => {
    const stranger = strangerReason(c);
    if (stranger !== null) return problem(403, stranger, 'stranger');
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
    return undefined;
  });

  app.onError((error, c) => {
    if (c.req.raw.signal.aborted) return left();
    throw error;
  });

  app.get('/session', async (c) => answer((await current(c))?.session ?? null));

  app.post('/session/accounts', async (c) => {
    const wait = attempts.spend(remoteAddress(c));
    if (wait > 0) {
      return problem(429, `Too many attempts. Try again in ${wait} seconds.`, 'limit', {
        'Retry-After': String(wait),
      });
    }
    const asked = await readAsked(c);
    if (asked instanceof Response) return asked;
    let target: Environment;
    try {
      target = readEnvironment(asked.environment, allowed);
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      return invalid('environment', error.message);
    }
    const token = asked.token.trim().replace(/^Bearer\s+/i, '');
    if (!tokenPattern.test(token)) {
      return invalid('token', 'This is not a personal access token: paste it whole, without spaces inside.');
    }
    const verified = await verify(target, token, c.req.raw.signal);
    if ('refusal' in verified) {
      const { field, sentence, status } = verified.refusal;
      return field === null ? problem(status, sentence, 'unreachable') : invalid(field, sentence);
    }
    const before = await current(c);
    const session = before?.session ?? newSession();
    const added: SignIn = {
      id: randomBytes(8).toString('base64url'),
      environment: target.origin,
      token,
      user: verified.user,
    };
    const others = session.accounts.filter((account) => !isSamePerson(account, added));
    const next = { ...session, created: Date.now(), accounts: [...others, added], active: added.id };
    const id = await sessions.renew(next, before?.id ?? null, c.req.raw.signal);
    log.info({ environment: target.host, event: 'sign-in' }, 'Somebody signed in');
    return withCookie(c, answer(next), id);
  });

  app.put('/session/active', async (c) => {
    const found = await current(c);
    const body = await readMembers(c);
    if (body instanceof Response) return body;
    const account = found?.session.accounts.find(({ id }) => id === body.account);
    if (found === null || account === undefined)
      return problem(404, 'There is no such sign-in.', 'signed-out');
    return answer(await sessions.update(found.id, (session) => activate(session, account.id)));
  });

  app.delete('/session/accounts/:account', async (c) => {
    const found = await current(c);
    if (found === null) return withCookie(c, answer(null), null);
    const next = await sessions.update(found.id, (session) => forget(session, c.req.param('account')));
    return next?.accounts.length ? answer(next) : forgetAll(c, found.id);
  });

  app.delete('/session', async (c) => {
    const found = await current(c);
    return forgetAll(c, found?.id ?? null);
  });

  async function forgetAll(c: Context, id: string | null): Promise<Response> {
    if (id !== null) await sessions.revoke(id);
    return withCookie(c, answer(null), null);
  }

  async function current(c: Context): Promise<{ id: string; session: Session } | null> {
    for (const id of cookieIds(c)) {
      const session = await sessions.find(id);
      if (session !== null) return { id, session };
    }
    return null;
  }

  /** What the page may know. */
  function answer(session: Session | null): Response {
    const accounts = (session?.accounts ?? []).map(({ id, environment: origin, user }) => ({
      id,
      environment: new URL(origin).host,
      user,
    }));
    return Response.json({
      sign_in: true,
      environment: environment.host,
      allowed: [...allowed.hosts, ...(allowed.loopback ? ['localhost'] : [])],
      accounts,
      active: session?.active ?? null,
    });
  }

  async function accountOf(c: Context): Promise<Account | Response> {
    const found = await current(c);
    const wanted = c.req.header('X-VX-Account') ?? found?.session.active ?? '';
    const account = accountIdPattern.test(wanted)
      ? found?.session.accounts.find(({ id }) => id === wanted)
      : undefined;
    if (account === undefined) {
      return problem(401, 'You are not signed in to a VIKTOR environment.', 'signed-out', {
        'WWW-Authenticate': 'Bearer',
      });
    }
    try {
      const target = readEnvironment(account.environment, allowed);
      return { environment: target, token: account.token, key: `${target.host} ${account.id}` };
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      return problem(403, error.message, 'not-allowed');
    }
  }

  return { app, accountOf };
}

/** With this sign-in for pages that have not chosen one. */
const activate = (session: Session, account: string): Session =>
  session.accounts.some(({ id }) => id === account) ? { ...session, active: account } : session;

function forget(session: Session, account: string): Session {
  const accounts = session.accounts.filter(({ id }) => id !== account);
  const isActive = session.active === account;
  return { ...session, accounts, active: isActive ? (accounts[0]?.id ?? null) : session.active };
}

function isSamePerson(one: SignIn, other: SignIn): boolean {
  if (one.environment !== other.environment) return false;
  return one.user === null || other.user === null ? one.token === other.token : one.user.id === other.user.id;
}

function invalid(field: string, sentence: string): Response {
  return Response.json({ [field]: [sentence] }, { status: 400 });
}

/** The members of a short JSON body; none of one that is something else. */
async function readMembers(c: Context): Promise<Record<string, unknown> | Response> {
  const text = await readBody(c, largestBody);
  if (text instanceof Response) return text;
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

async function readAsked(c: Context): Promise<{ environment: string; token: string } | Response> {
  const body = await readMembers(c);
  if (body instanceof Response) return body;
  if (typeof body.environment !== 'string' || typeof body.token !== 'string') {
    return problem(400, 'Give an environment and a personal access token.', 'bad-body');
  }
  return { environment: body.environment, token: body.token };
}

const cookieName = 'vx-session';

/** Over https the name itself promises that no other host, path or plain connection has set it: beside such a one, others do not count. */
function cookieIds(c: Context): string[] {
  const parts = (c.req.header('Cookie') ?? '').split(/;\s*/);
  const named = (name: string): string[] =>
    parts.flatMap((part) => new RegExp(`^${name}=([\\w-]{43})$`).exec(part)?.[1] ?? []).slice(0, 2);
  const promised = named(`__Host-${cookieName}`);
  return promised.length > 0 ? promised : named(cookieName);
}

function withCookie(c: Context, answer: Response, id: string | null): Response {
  const isSecure = isSecurePage(c);
  const age = id === null ? 0 : longestMilliseconds / 1000;
  answer.headers.append(
    'Set-Cookie',
    `${isSecure ? '__Host-' : ''}${cookieName}=${id ?? ''}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${isSecure ? '; Secure' : ''}`,
  );
  return answer;
}

function remoteAddress(c: Context): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  return incoming?.socket?.remoteAddress ?? 'unknown';
}
