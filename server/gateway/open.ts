import { Hono } from 'hono';
import { makeDataFolder } from '../data-folder.ts';
import { secretIn } from '../secret.ts';
import type { GatewaySettings } from '../settings.ts';
import type { ServerMode } from '../static.ts';
import { createGateway } from './gateway.ts';
import { strangerReason } from './guard.ts';
import { problem } from './problem.ts';
import { createSeal } from './seal.ts';
import { createSignIn } from './session-routes.ts';
import { openSessionFolder, openSessionTable, type SessionStore } from './session-store.ts';
import { createSessions } from './sessions.ts';
import { createUpstream, type Upstream } from './upstream.ts';
import { createVerify } from './verify.ts';

export interface GatewayEnvironment {
  /** Answers everything below `/api` and `/session`. */
  app: Hono;
  mode: ServerMode;
  /** Rejects when nobody could be served right now, whatever the environment does. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface GatewayOptions extends GatewaySettings {
  /** Absolute. */
  dataDir: string;
  databaseUrl: string | null;
  /** Null: kept in the data folder. */
  secret: string | null;
  upstream?: Upstream;
}

/** Opens the gateway: with one person's token, or with sign-in and its store. */
export async function openGateway(options: GatewayOptions): Promise<GatewayEnvironment> {
  const { environment, token, dataDir } = options;
  // With a secret that is given and a database the folder stays unused: it may not even be writable.
  if (options.secret === null || (token === null && options.databaseUrl === null)) makeDataFolder(dataDir);
  const seal = createSeal(options.secret ?? secretIn(dataDir));
  const upstream = options.upstream ?? createUpstream();
  const app = new Hono();
  if (token !== null) {
    const account = { environment, token, key: environment.host };
    app.get('/session', (c) => {
      const stranger = strangerReason(c);
      if (stranger !== null) return problem(403, stranger, 'stranger');
      return Response.json({ sign_in: false, environment: environment.host });
    });
    app.route('/', createGateway({ accountOf: () => Promise.resolve(account), seal, upstream }));
    const close = async (): Promise<void> => upstream.close();
    return { app, mode: 'token', check: () => Promise.resolve(), close };
  }
  const store = await openStore(options);
  const signIn = createSignIn({
    sessions: createSessions(store, seal),
    allowed: options.allowed,
    environment,
    verify: createVerify(upstream),
  });
  app.route('/', signIn.app);
  app.route('/', createGateway({ accountOf: signIn.accountOf, seal, upstream }));
  async function close(): Promise<void> {
    upstream.close();
    await store.close();
  }
  return { app, mode: 'sign-in', check: () => store.check(), close };
}

function openStore({ databaseUrl, dataDir }: GatewayOptions): Promise<SessionStore> {
  return databaseUrl === null ? openSessionFolder(dataDir) : openSessionTable(databaseUrl);
}
