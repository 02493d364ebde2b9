import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { newDoorSecret, openDoor } from './archive/door.ts';
import { archiveRoutes } from './archive/routes.ts';
import { type EmbeddedEnvironment, openEmbedded } from './embedded/environment.ts';
import { FolderLockError } from './embedded/folder-lock.ts';
import { SchemaError } from './embedded/migrations/migrate.ts';
import { log } from './log.ts';
import { bracketed, readSettings, type Settings, SettingsError } from './settings.ts';

/** What is in flight may take this long at SIGTERM; the process ends within 5 s. */
const graceMilliseconds = 4000;
const lastMilliseconds = 4700;

/** Beside the server's bundle in production; absent when the server runs from its sources, where Vite serves the page. */
const clientDir = fileURLToPath(new URL('../client', import.meta.url));

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const embedded = await openEmbedded({
    database:
      settings.databaseUrl === null ? { dataDir: settings.dataDir } : { databaseUrl: settings.databaseUrl },
    seed: settings.seed,
    secret: settings.sessionSecret,
  });
  const doorSecret = newDoorSecret();
  const app = createApp({
    embedded,
    archive: archiveRoutes(embedded.database, doorSecret),
    allowedHosts: settings.allowedHosts,
    ...(existsSync(`${clientDir}/index.html`) ? { clientDir } : {}),
  });
  try {
    const server = await listen(app, settings);
    stopOnSignal(server, embedded);
    const { port } = server.address() as AddressInfo;
    const url = `http://${shownHost(settings.host)}:${port}`;
    if (settings.databaseUrl === null) openDoor(settings.dataDir, { url, secret: doorSecret });
    process.stdout.write(`VIKTOR explorer ready at ${url}\n`);
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

function listen(app: ReturnType<typeof createApp>, { host, port }: Settings): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(server)) as Server;
    server.once('error', reject);
  });
}

/** An address to open in a browser: 0.0.0.0 and :: are where it listens, not where one goes. */
function shownHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : bracketed(host);
}

function stopOnSignal(server: Server, embedded: EmbeddedEnvironment): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), graceMilliseconds).unref();
    // A transaction that takes longer is rolled back at the next start, as after any kill.
    setTimeout(() => process.exit(0), lastMilliseconds).unref();
    await closed;
    await embedded.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

/** Faults that the person who starts the server can mend get their sentence alone. */
function explain(error: unknown): string {
  if (error instanceof SettingsError || error instanceof FolderLockError || error instanceof SchemaError) {
    return error.message;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return 'The port is in use by another program: stop that, or choose another PORT.';
  if (code === 'EACCES') return `The server may not listen or write there: ${message}`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'HOST is not an address of this machine.';
  if (code === 'ECONNREFUSED') return 'DATABASE_URL: no PostgreSQL server answers at that address.';
  return `The server could not start: ${error instanceof Error ? (error.stack ?? message) : String(error)}`;
}

process.on('unhandledRejection', (error) => log.error({ err: error }, 'A promise was rejected unheard'));

try {
  await start();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
