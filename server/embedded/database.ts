import { cpSync, existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { makeDataFolder } from '../data-folder.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { migrate } from './migrations/migrate.ts';
import { pgliteDialect } from './pglite-dialect.ts';
import { openThread, type PGliteThread } from './pglite-thread.ts';
import type { Schema } from './schema.ts';

/** Where the embedded environment keeps its data. `template` starts a database in memory from a dump (tests). */
export type DatabaseSettings =
  | { dataDir: string }
  | { databaseUrl: string }
  | { memory: true; template?: Uint8Array };

export interface Database {
  /** For single statements. Inside `transaction` use only the transaction that is handed in: PGlite has one connection, so anything else waits for ever. */
  readonly kysely: Kysely<Schema>;
  /** All or nothing, and durable when it resolves. Throwing rolls back. */
  transaction<T>(work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>;
  /** Runs what no other process on this database may do at the same time. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** The whole database as a tar to start another from; memory and folder only. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Opens the database and brings its schema up to date. Throws FolderLockError when another process uses the folder, SchemaError when the
 * database is newer than this code; both with a sentence for the person who starts the server.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  if ('databaseUrl' in settings) return openPostgres(settings.databaseUrl);
  if ('memory' in settings) return openPGlite(null, settings.template ?? null);
  makeDataFolder(settings.dataDir);
  const folder = realpathSync(settings.dataDir);
  const lock = await lockFolder(folder);
  try {
    return await openPGlite(join(folder, 'database'), null, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openPGlite(
  dataDir: string | null,
  template: Uint8Array | null,
  lock?: FolderLock,
): Promise<Database> {
  if (dataDir !== null && !existsSync(join(dataDir, 'PG_VERSION'))) await makeFolder(dataDir);
  const thread: PGliteThread = await openThread({ dataDir, template });
  const kysely = new Kysely<Schema>({ dialect: pgliteDialect(thread) });
  async function close(): Promise<void> {
    await thread.close();
    await lock?.release();
  }
  try {
    await migrate(kysely, (_connection, script) => thread.script(script));
  } catch (error) {
    await thread.close();
    throw error;
  }
  // The folder is this process's own.
  const alone: Database['alone'] = (work) => work();
  return { kysely, transaction: transactionOf(kysely), alone, dump: () => thread.dump(), close };
}

/** Made by the build, beside the server's bundle; starting from it saves some seconds, and 400 MB for a moment. */
const templates = ['./database-template', '../../dist/server/database-template'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** Makes a database folder aside and moves it into place, so that a start that is killed leaves a whole one or none. */
async function makeFolder(dataDir: string): Promise<void> {
  const aside = `${dataDir}.new`;
  rmSync(aside, { recursive: true, force: true });
  const template = templates.find((folder) => existsSync(join(folder, 'PG_VERSION')));
  if (template === undefined) {
    const thread = await openThread({ dataDir: aside, template: null });
    await thread.close();
  } else cpSync(template, aside, { recursive: true });
  renameSync(aside, dataDir);
}

/** Key of the advisory lock that lets one server at a time fill a new database. */
const aloneLock = 4_700_003;

async function openPostgres(connectionString: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    // bigint as a number, as PGlite gives it: ids and counts stay far below 2^53.
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === pg.types.builtins.INT8
          ? Number
          : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  // An idle connection that breaks is replaced at the next query, which then tells what is wrong.
  pool.on('error', () => {});
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(kysely, async (connection, script) => {
      await sql.raw(script).execute(connection);
    });
  } catch (error) {
    await kysely.destroy();
    throw error;
  }
  return {
    kysely,
    transaction: transactionOf(kysely),
    alone: (work) =>
      kysely.connection().execute(async (connection) => {
        await sql`select pg_advisory_lock(${sql.lit(aloneLock)})`.execute(connection);
        try {
          return await work();
        } finally {
          await sql`select pg_advisory_unlock(${sql.lit(aloneLock)})`.execute(connection);
        }
      }),
    dump: () => Promise.reject(new Error('A PostgreSQL database is dumped with pg_dump.')),
    close: () => kysely.destroy(),
  };
}

function transactionOf(kysely: Kysely<Schema>): Database['transaction'] {
  return (work) => kysely.transaction().execute(work);
}
