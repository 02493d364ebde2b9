import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type AppParts, createApp } from './app.ts';
import { newDoorSecret, openDoor } from './archive/door.ts';
import { archiveRoutes } from './archive/routes.ts';
import { atDatabase } from './database-address.ts';
import { openEmbedded } from './embedded/environment.ts';
import { FolderLockError } from './embedded/folder-lock.ts';
import { SchemaError } from './embedded/migrations/migrate.ts';
import { openGateway } from './gateway/open.ts';
import { createHttpServer } from './listen.ts';
import { log } from './log.ts';
import { bracketed, type GatewaySettings, readSettings, type Settings, SettingsError } from './settings.ts';

/** What is in flight may take this long at SIGTERM; the process ends within 5 s. */
const graceMilliseconds = 4000;
const lastMilliseconds = 4700;
/** How often connections are closed that have nothing left to answer: browsers keep theirs. */
const leaveMilliseconds = 50;

/** Beside the server's bundle in production; absent when the server runs from its sources, where Vite serves the page. */
const clientDir = fileURLToPath(new URL('../client', import.meta.url));

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const client = existsSync(`${clientDir}/index.html`) ? { clientDir } : {};
  const parts = await atDatabase(settings.databaseUrl, () =>
    settings.gateway === null ? openEmbeddedParts(settings) : openGatewayParts(settings),
  );
  const { allowedHosts } = settings;
  const server = createHttpServer(createApp({ ...parts.app, ...client, allowedHosts }));
  try {
    await listen(server, settings);
    stopOnSignal(server, parts.close);
    const { port } = server.address() as AddressInfo;
    const url = `http://${shownHost(settings.host)}:${port}`;
    parts.opened(url);
    process.stdout.write(`VIKTOR explorer ready at ${url}\n`);
  } catch (error) {
    await parts.close();
    throw error;
  }
}

interface Parts {
  app: Pick<AppParts, 'embedded' | 'gateway' | 'archive'>;
  /** Called when it listens. */
  opened(url: string): void;
  close(): Promise<void>;
}

async function openEmbeddedParts(settings: Settings): Promise<Parts> {
  const { databaseUrl, dataDir } = settings;
  const embedded = await openEmbedded({
    database: databaseUrl === null ? { dataDir } : { databaseUrl },
    seed: settings.seed,
    secret: settings.sessionSecret,
  });
  const secret = newDoorSecret();
  return {
    app: { embedded, archive: archiveRoutes(embedded.database, secret) },
    opened(url) {
      if (databaseUrl === null) openDoor(dataDir, { url, secret });
    },
    close: () => embedded.close(),
  };
}

async function openGatewayParts(settings: Settings): Promise<Parts> {
  const { databaseUrl, dataDir, sessionSecret, gateway: chosen } = settings;
  const gateway = await openGateway({
    ...(chosen as GatewaySettings),
    dataDir,
    databaseUrl,
    secret: sessionSecret,
  });
  return { app: { gateway }, opened: () => {}, close: () => gateway.close() };
}

function listen(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

/** An address to open in a browser: 0.0.0.0 and :: are where it listens, not where one goes. */
function shownHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : bracketed(host);
}

function stopOnSignal(server: Server, close: () => Promise<void>): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    setInterval(() => server.closeIdleConnections(), leaveMilliseconds);
    setTimeout(() => server.closeAllConnections(), graceMilliseconds).unref();
    // A transaction that takes longer is rolled back at the next start, as after any kill.
    setTimeout(() => process.exit(0), lastMilliseconds).unref();
    await closed;
    await close();
    process.exit(0);
  };
  // A second one, as `npm` and impatient people send it, must not end what the first lets finish.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

/** Faults that the person who starts the server can mend get their sentence alone. */
function explain(error: unknown): string {
  if (error instanceof SettingsError || error instanceof FolderLockError || error instanceof SchemaError) {
    return error.message;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'The port is in use by another program: stop that, or choose another PORT.';
  if (code === 'EACCES' || code === 'EROFS') return `The server may not listen or write there: ${message}`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'HOST is not an address of this machine.';
  return `The server could not start: ${error instanceof Error ? (error.stack ?? message) : String(error)}`;
}

process.on('unhandledRejection', (error) => log.error({ err: error }, 'A promise was rejected unheard'));

try {
  await start();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
