import { randomBytes } from 'node:crypto';
import type { Seal } from './seal.ts';
import { fingerprint } from './seal.ts';
import type { SessionStore } from './session-store.ts';

/** One sign-in: an environment and a token for it. */
export interface SignIn {
  /** Names it to the page; no secret. */
  id: string;
  /** Origin of the environment. */
  environment: string;
  token: string;
  user: SignedInUser | null;
}
export interface SignedInUser {
  id: number | string;
  name: string;
  email: string | null;
}

/** What one browser is signed in to. */
export interface Session {
  created: number;
  used: number;
  accounts: SignIn[];
  /** Id of the sign-in that a page uses which has not chosen one. */
  active: string | null;
}

export interface Sessions {
  /** The session of an id from a cookie; null when it is unknown, changed, revoked or too old. */
  find(id: string): Promise<Session | null>;
  /** Keeps a session under a new id, and forgets the former one. Returns the new id; rejects where `signal` says that nobody is there to get it. */
  renew(session: Session, formerId: string | null, signal?: AbortSignal): Promise<string>;
  /** Changes the session as it is by now, and keeps it under the same id; null when it is gone. */
  update(id: string, change: (session: Session) => Session): Promise<Session | null>;
  revoke(id: string): Promise<void>;
}

const hour = 3_600_000;
export const idleMilliseconds = 8 * hour;
export const longestMilliseconds = 7 * 24 * hour;
/** A session that is in use is written again at most this often. */
const touchMilliseconds = 60_000;
const idPattern = /^[\w-]{43}$/;

/** Sessions with opaque ids of 256 bits; what they hold is sealed and bound to the id, so that a copy of the store is worth nothing. */
export function createSessions(
  store: SessionStore,
  seal: Seal,
  now: () => number = () => Date.now(),
): Sessions {
  const purpose = (key: string): string => `session ${key}`;
  const close = (key: string, session: Session): string => seal.close(JSON.stringify(session), purpose(key));

  async function read(id: string): Promise<{ key: string; sealed: string; session: Session } | null> {
    if (!idPattern.test(id)) return null;
    const key = fingerprint(id);
    const sealed = await store.read(key);
    const text = sealed === null ? null : seal.open(sealed, purpose(key));
    if (sealed === null || text === null) return null;
    const session = JSON.parse(text) as Session;
    const time = now();
    if (time - session.used <= idleMilliseconds && time - session.created <= longestMilliseconds)
      return { key, sealed, session };
    await store.remove(key);
    return null;
  }

  return {
    async find(id) {
      const found = await read(id);
      if (found === null) return null;
      const { key, sealed, session } = found;
      // Where it was changed or forgotten meanwhile, that counts.
      if (now() - session.used > touchMilliseconds)
        await store.replace(key, close(key, { ...session, used: now() }), sealed);
      return session;
    },
    async update(id, change) {
      for (;;) {
        const found = await read(id);
        if (found === null) return null;
        const { key, sealed, session } = found;
        const changed = change(session);
        if (await store.replace(key, close(key, changed), sealed)) return changed;
      }
    },
    async renew(session, formerId, signal) {
      const id = randomBytes(32).toString('base64url');
      const key = fingerprint(id);
      await store.write(key, close(key, { ...session, used: now() }));
      if (signal?.aborted) {
        await store.remove(key);
        throw signal.reason;
      }
      if (formerId !== null) await store.remove(fingerprint(formerId));
      return id;
    },
    revoke: (id) => store.remove(fingerprint(id)),
  };
}

export function newSession(now = Date.now()): Session {
  return { created: now, used: now, accounts: [], active: null };
}
