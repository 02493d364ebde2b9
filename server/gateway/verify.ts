import { readUnpacked } from './answers.ts';
import type { Environment } from './environment.ts';
import { failure } from './problem.ts';
import type { SignedInUser } from './sessions.ts';
import { type Upstream, UpstreamError } from './upstream.ts';

export type Verified =
  | { user: SignedInUser | null }
  | { refusal: { field: 'environment' | 'token' | null; sentence: string; status: number } };
export type Verify = (environment: Environment, token: string, signal: AbortSignal) => Promise<Verified>;

const longestAnswer = 256 * 1024;
const patience = 15_000;

/**
 * Asks an environment whether it takes a token, and whose it is. `GET /verify/` is what VIKTOR's own plug-in asks; an environment without it is asked for one
 * workspace. The path of the user is a guess, so its absence only leaves the name unknown.
 */
export function createVerify(upstream: Upstream): Verify {
  async function get(environment: Environment, token: string, path: string, signal: AbortSignal) {
    const answer = await upstream.send({
      target: { origin: environment.origin, inner: environment.loopback || environment.listed },
      method: 'GET',
      path: `/api${path}`,
      headers: {
        'user-agent': 'viktor-explorer',
        accept: 'application/json',
        authorization: `Bearer ${token}`,
      },
      body: null,
      signal,
      patience,
    });
    try {
      return { status: answer.status, text: String(await readUnpacked(answer, longestAnswer)) };
    } catch (error) {
      // A list may be given whole where one workspace was asked for.
      if (error instanceof UpstreamError && error.code === 'ETOOLONG')
        return { status: answer.status, text: '' };
      throw error;
    }
  }

  return async (environment, token, signal) => {
    const { host } = environment;
    try {
      let answer = await get(environment, token, '/verify/', signal);
      if (answer.status === 404) answer = await get(environment, token, '/workspaces/?limit=1', signal);
      const { status, text } = answer;
      if (status === 401 || status === 403) {
        const sentence = `${host} does not accept this token: it may be mistyped, expired or of another environment.`;
        return { refusal: { field: 'token', sentence, status: 400 } };
      }
      if (status === 429 || status >= 500) {
        const sentence = `${host} has no time or is down (status ${status}). Try again in a minute.`;
        return { refusal: { field: null, sentence, status: 502 } };
      }
      // A proxy's own sign-in is a page with status 200, whatever the token.
      const isPage = /^\s*</.test(text);
      if (status < 200 || status >= 300 || isPage) {
        const what = isPage && status < 300 ? 'a page' : `status ${status}`;
        const sentence = `${host} answered with ${what} where a VIKTOR environment says whether it accepts a token.`;
        return { refusal: { field: 'environment', sentence, status: 400 } };
      }
      const me = await get(environment, token, '/users/me/', signal);
      return { user: me.status === 200 ? readUser(me.text.replaceAll(token, '***')) : null };
    } catch (error) {
      const told = failure(error, host, true);
      if (told === null) throw error;
      const { detail } = (await told.json()) as { detail: string };
      return { refusal: { field: null, sentence: detail, status: told.status } };
    }
  };
}

function readUser(text: string): SignedInUser | null {
  let user: Record<string, unknown> | null;
  try {
    user = JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    return null; // what is there is something else than a user
  }
  const id = user?.id;
  if (typeof id !== 'number' && typeof id !== 'string') return null;
  const texts = [user?.first_name, user?.last_name].filter((part) => typeof part === 'string' && part !== '');
  const email = typeof user?.email === 'string' ? user.email : null;
  const name = texts.join(' ') || (typeof user?.name === 'string' && user.name) || email || `User ${id}`;
  return { id, name: name.slice(0, 200), email };
}
