import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createApp } from '../app.ts';
import type { ArchiveRecord } from '../archive/records.ts';
import { createApi } from './api.ts';
import { type Database, openDatabase } from './database.ts';
import type { EmbeddedEnvironment } from './environment.ts';
import { createJobs } from './jobs.ts';
import { loadRecords } from './load.ts';
import { migrations } from './migrations/migrate.ts';
import type { NewPermission } from './schema.ts';

export interface TestRequest {
  /** The user to act as by token; without it the request is one of the page, which acts as 101. */
  as?: number;
  method?: string;
  /** A text is sent as it is, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestEnvironment {
  database: Database;
  /** What `createApp` mounts, for an app of the test's own. */
  embedded: EmbeddedEnvironment;
  /** `path` is below `/api`. */
  fetch(path: string, request?: TestRequest): Promise<Response>;
  /** Takes the place of `globalThis.fetch` in tests of pages: relative URLs reach this environment. */
  pageFetch: typeof globalThis.fetch;
  close(): Promise<void>;
}

const origin = 'http://127.0.0.1:4700';

/**
 * Starts an embedded environment without a port, in memory, from a cached empty database; with TEST_DATABASE_URL on that PostgreSQL server, in a schema of
 * its own. `records` default to a new database with the local user only.
 */
export async function openTestEnvironment({
  records = [],
  permissions = [],
  pace = 0,
}: {
  records?: readonly ArchiveRecord[];
  permissions?: NewPermission[];
  /** Seconds that jobs take for each second that their method says it takes. */
  pace?: number;
} = {}): Promise<TestEnvironment> {
  const database = await openTestDatabase();
  await loadRecords(database, () => records);
  await database.kysely
    .insertInto('users')
    .values({ id: 101, email: null, is_env_admin: true, wire: '{"id":101,"first_name":"Local"}' })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  if (permissions.length > 0) await database.kysely.insertInto('permissions').values(permissions).execute();
  const jobs = createJobs(database, pace);
  async function close(): Promise<void> {
    await jobs.close();
    await database.close();
  }
  const embedded = {
    app: createApi(database, 'a secret for tests', jobs),
    database,
    close,
  };
  const app = createApp({ embedded });

  async function send(request: Request): Promise<Response> {
    return app.fetch(request);
  }
  return {
    database,
    embedded,
    fetch(path, { as, method = 'GET', body, headers = {} } = {}) {
      const identity: Record<string, string> =
        as === undefined ? { 'X-VX': '1' } : { Authorization: `Bearer vktrpat_local_${as}` };
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      return send(
        new Request(`${origin}/api${path}`, {
          method,
          headers: { ...identity, ...headers },
          ...(text === undefined ? {} : { body: text }),
        }),
      );
    },
    async pageFetch(input, init) {
      // A signal may be jsdom's, which Node's Request refuses.
      const { signal, ...rest } = init ?? {};
      signal?.throwIfAborted();
      const url = new URL(input instanceof Request ? input.url : String(input), origin).href;
      const request = new Request(input instanceof Request ? input : url, rest);
      const answer = await send(request);
      signal?.throwIfAborted();
      return answer;
    },
    close,
  };
}

/** An empty database with the present schema. */
export async function openTestDatabase(): Promise<Database> {
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined && url !== '') return openSchemaOn(url);
  const file = join(tmpdir(), `viktor-explorer-empty-${templateKey()}.tar.gz`);
  if (existsSync(file)) return openDatabase({ memory: true, template: gunzipSync(readFileSync(file)) });
  const database = await openDatabase({ memory: true });
  const dump = await database.dump();
  mkdirSync(tmpdir(), { recursive: true });
  // Written aside and moved: several test files may make it at once.
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, gzipSync(dump, { level: 1 }));
  renameSync(aside, file);
  return database;
}

function templateKey(): string {
  // PGlite keeps its package.json to itself, so it is found beside what it exports.
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8');
  return createHash('sha256')
    .update(manifest)
    .update(migrations.map(({ sql }) => sql).join('\n'))
    .digest('hex')
    .slice(0, 16);
}

let lastSchema = 0;

/** A schema of its own on a PostgreSQL server; `drop` takes it away with all that is in it. */
export async function makeSchemaOn(
  databaseUrl: string,
): Promise<{ databaseUrl: string; drop(): Promise<void> }> {
  lastSchema += 1;
  const schema = `test_${process.pid}_${Date.now()}_${lastSchema}`;
  const { default: pg } = await import('pg');
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create schema ${schema}`);
  const url = new URL(databaseUrl);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return { databaseUrl: url.href, drop: () => run(`drop schema ${schema} cascade`) };
}

async function openSchemaOn(server: string): Promise<Database> {
  const { databaseUrl, drop } = await makeSchemaOn(server);
  const database = await openDatabase({ databaseUrl });
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}
