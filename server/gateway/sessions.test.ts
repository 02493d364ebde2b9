import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSeal, fingerprint } from './seal.ts';
import { openSessionFolder, openSessionTable, type SessionStore } from './session-store.ts';
import { createSessions, newSession } from './sessions.ts';
import { type Listening, listenGateway, listening, ownHeader, type TestGateway } from './testing.ts';

const secret = 'x'.repeat(32);

/** A store that can be looked into. */
function memory(): SessionStore & { kept: Map<string, string>; writes: number } {
  const kept = new Map<string, string>();
  return {
    kept,
    writes: 0,
    read: async (key) => kept.get(key) ?? null,
    async write(key, sealed) {
      this.writes += 1;
      kept.set(key, sealed);
    },
    async replace(key, sealed, former) {
      if (kept.get(key) !== former) return false;
      await this.write(key, sealed);
      return true;
    },
    remove: async (key) => void kept.delete(key),
    check: async () => {},
    close: async () => {},
  };
}

describe('what is kept', () => {
  test('of one session is worth nothing in the place of another', async () => {
    const store = memory();
    const sessions = createSessions(store, createSeal(secret));
    const [mine, other] = [
      await sessions.renew(newSession(), null),
      await sessions.renew(newSession(), null),
    ];
    store.kept.set(fingerprint(mine), store.kept.get(fingerprint(other)) as string);
    expect(await sessions.find(mine)).toBeNull();
    expect(await sessions.find(other)).not.toBeNull();
  });

  test('opens in one spelling only, and only with the secret and for the use it was sealed with', () => {
    const seal = createSeal(secret);
    const sealed = seal.close('{"a":1}', 'use');
    expect(seal.open(sealed, 'use')).toBe('{"a":1}');
    expect(seal.open(sealed, 'other')).toBeNull();
    expect(createSeal('y'.repeat(32)).open(sealed, 'use')).toBeNull();
    // 35 bytes: two bits of the last letter stand for nothing, so a decoder takes four letters for the same bytes.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const same = [...alphabet]
      .map((letter) => sealed.slice(0, -1) + letter)
      .filter((text) => Buffer.from(text, 'base64url').equals(Buffer.from(sealed, 'base64url')));
    expect(same.length).toBe(4);
    expect(same.filter((text) => seal.open(text, 'use') !== null)).toEqual([sealed]);
    for (const odd of [`${sealed}=`, ` ${sealed}`, `${sealed}\n`, '', 'AAAA'])
      expect([odd, seal.open(odd, 'use')]).toEqual([odd, null]);
  });

  test('is written again once a minute at most while it is used', async () => {
    const store = memory();
    let time = Date.now();
    const sessions = createSessions(store, createSeal(secret), () => time);
    const id = await sessions.renew(newSession(time), null);
    for (let second = 0; second < 59; second++) {
      time += 1000;
      expect(await sessions.find(id)).not.toBeNull();
    }
    expect(store.writes).toBe(1);
    time += 2000;
    await sessions.find(id);
    expect(store.writes).toBe(2);
  });

  test('stays forgotten, and stays changed, where a request used it at the same moment', async () => {
    const store = memory();
    let time = Date.now();
    const sessions = createSessions(store, createSeal(secret), () => time);
    const account = { id: 'a', environment: 'https://one.viktor.ai', token: 'secret', user: null };
    const [revoked, changed] = [
      await sessions.renew({ ...newSession(time), accounts: [account] }, null),
      await sessions.renew({ ...newSession(time), accounts: [account] }, null),
    ];
    time += 61_000;
    const uses = [revoked, changed].map((id) => sessions.find(id));
    await sessions.revoke(revoked);
    await sessions.update(changed, (session) => ({ ...session, accounts: [] }));
    await Promise.all(uses);
    expect(await sessions.find(revoked)).toBeNull();
    expect((await sessions.find(changed))?.accounts).toEqual([]);
    expect(await sessions.update(revoked, (session) => session)).toBeNull();
  });

  test('stays where the browser left before it could get a new id, and nothing else stays', async () => {
    const store = memory();
    const sessions = createSessions(store, createSeal(secret));
    const former = await sessions.renew(newSession(), null);
    const page = new AbortController();
    const write = store.write.bind(store);
    store.write = (key, sealed) => write(key, sealed).then(() => page.abort());
    await expect(sessions.renew(newSession(), former, page.signal)).rejects.toThrow();
    expect([...store.kept.keys()]).toEqual([fingerprint(former)]);
  });

  test('keeps both of two changes at one moment', async () => {
    const sessions = createSessions(memory(), createSeal(secret));
    const id = await sessions.renew(newSession(), null);
    const add = (name: string) =>
      sessions.update(id, (session) => ({
        ...session,
        accounts: [...session.accounts, { id: name, environment: '', token: '', user: null }],
      }));
    await Promise.all([add('one'), add('other')]);
    expect((await sessions.find(id))?.accounts.map((account) => account.id).sort()).toEqual(['one', 'other']);
  });

  test('is replaced only where it is still what was read, in a folder as in a table', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'vx-sessions-'));
    const databaseUrl = process.env.TEST_DATABASE_URL;
    const stores = [
      await openSessionFolder(dataDir),
      ...(databaseUrl ? [await openSessionTable(databaseUrl)] : []),
    ];
    try {
      for (const store of stores) {
        const key = `${process.pid}-${Date.now()}`;
        await store.write(key, 'first');
        expect(await Promise.all(['a', 'b'].map((next) => store.replace(key, next, 'first')))).toContain(
          false,
        );
        expect(await store.replace(key, 'second', (await store.read(key)) as string)).toBe(true);
        const late = store.replace(key, 'third', 'second');
        await store.remove(key);
        await late;
        expect(await store.read(key)).toBeNull();
        expect(await store.replace(key, 'fourth', 'third')).toBe(false);
        expect(await store.read(key)).toBeNull();
      }
    } finally {
      for (const store of stores) await store.close();
      rmSync(dataDir, { recursive: true });
    }
  });

  test('is in a folder that nobody else looks into, and not for longer than a session lives', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'vx-sessions-'));
    try {
      const folder = join(dataDir, 'sessions');
      const store = await openSessionFolder(dataDir);
      expect(statSync(folder).mode & 0o077).toBe(0);
      await store.write('young', 'sealed');
      writeFileSync(join(folder, 'old'), 'sealed');
      const then = Date.now() / 1000 - 8.1 * 86_400;
      utimesSync(join(folder, 'old'), then, then);
      await openSessionFolder(dataDir);
      expect(readdirSync(folder)).toEqual(['young']);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});

describe('a browser', () => {
  let [one, other]: Listening[] = [];
  let gateway: TestGateway;
  const user = (environment: string) => `{"id":101,"first_name":"${environment}"}`;
  beforeAll(async () => {
    const viktor = (name: string) =>
      listening(
        createServer((incoming, outgoing) =>
          outgoing.end(incoming.url === '/api/users/me/' ? user(name) : '{}'),
        ),
      );
    [one, other] = [await viktor('one'), await viktor('other')];
  });
  afterAll(async () => {
    await one?.close();
    await other?.close();
  });
  beforeEach(async () => {
    gateway = await listenGateway((one as Listening).url, { token: null });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await gateway.close();
  });

  const send = (method: string, path: string, cookie: string, body?: unknown, at = gateway.url) =>
    fetch(at + path, {
      method,
      headers: { ...ownHeader, Cookie: cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  async function signIn(cookie = '', environment = (one as Listening).url, token = 'vktrpat_1_secret') {
    const answer = await send('POST', '/session/accounts', cookie, { environment, token });
    expect(answer.status).toBe(200);
    return {
      cookie: (answer.headers.getSetCookie()[0] as string).split(';')[0] as string,
      told: (await answer.json()) as { accounts: { id: string; environment: string }[]; active: string },
    };
  }

  test('that still holds an older cookie of this host is known by the one that counts', async () => {
    const { cookie } = await signIn();
    const stale = `vx-session=${'A'.repeat(43)}`;
    expect((await send('GET', '/api/verify/', `${stale}; ${cookie}`)).status).toBe(200);
    // But not by one of a hundred guesses.
    expect((await send('GET', '/api/verify/', `${`${stale}; `.repeat(100)}${cookie}`)).status).toBe(401);
  });

  test('that signs in once more has seven days again', async () => {
    const first = await signIn();
    const now = Date.now();
    const onDay = (days: number) => vi.spyOn(Date, 'now').mockReturnValue(now + days * 86_400_000);
    let { cookie } = first;
    for (let day = 0.3; day < 6; day += 0.3) {
      onDay(day);
      await send('GET', '/api/verify/', cookie);
    }
    cookie = (await signIn(cookie)).cookie;
    for (let day = 6.2; day < 8; day += 0.3) {
      onDay(day);
      expect((await send('GET', '/api/verify/', cookie)).status).toBe(200);
    }
  });

  test('chooses among its own sign-ins only', async () => {
    const { cookie, told } = await signIn();
    const stranger = await signIn();
    const answer = await send('PUT', '/session/active', cookie, { account: stranger.told.active });
    expect(answer.status).toBe(404);
    expect(await (await send('GET', '/session', cookie)).json()).toMatchObject({ active: told.active });
    expect((await send('GET', '/api/verify/', cookie)).status).toBe(200);
  });

  test('keeps the sign-ins of one person to two environments apart', async () => {
    const first = await signIn();
    const { told } = await signIn(first.cookie, (other as Listening).url);
    expect(told.accounts.map(({ environment }) => environment)).toEqual(
      [one, other].map((at) => new URL((at as Listening).url).host),
    );
  });

  test('forgets the last of them with everything', async () => {
    const { cookie, told } = await signIn();
    const answer = await send('DELETE', `/session/accounts/${told.active}`, cookie);
    expect(answer.headers.getSetCookie()[0]).toContain('Max-Age=0');
    expect(readdirSync(join(gateway.dataDir, 'sessions'))).toEqual([]);
  });

  test('may paste the token with the word before it', async () => {
    await signIn('', undefined, ' Bearer vktrpat_1_secret ');
  });

  test('and what lies between keep nothing of what a session is answered', async () => {
    const { cookie } = await signIn();
    for (const path of ['/session', '/session/accounts/none'])
      expect((await send('GET', path, cookie)).headers.get('Cache-Control')).toBe('no-store');
  });

  test('is not led to an environment that the operator has taken from the list since', async () => {
    const { cookie } = await signIn();
    const { dataDir } = gateway;
    const stricter = await listenGateway('cloud', {
      dataDir,
      allowed: { hosts: ['*.viktor.ai'], loopback: false },
    });
    try {
      const answer = await send('GET', '/api/verify/', cookie, undefined, stricter.url);
      expect([answer.status, answer.headers.get('X-VX-Gateway')]).toEqual([403, 'not-allowed']);
    } finally {
      await stricter.close();
    }
  });
});
