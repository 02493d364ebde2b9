import { chmodSync, mkdirSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { createTurns } from '../turns.ts';

/** Keeps sealed texts by the fingerprint of a session's id; it can read neither. */
export interface SessionStore {
  read(key: string): Promise<string | null>;
  /** Keeps what was not kept yet. */
  write(key: string, sealed: string): Promise<void>;
  /** Keeps `sealed` in the place of `former`; false, and nothing is done, where something else or nothing is kept by now. */
  replace(key: string, sealed: string, former: string): Promise<boolean>;
  remove(key: string): Promise<void>;
  /** Rejects when the store does not work right now. */
  check(): Promise<void>;
  close(): Promise<void>;
}

const day = 86_400_000;
/** Longer than any session lives. */
const oldest = 8 * day;

/** One file a session in a folder of its own, readable by the owner only. */
export async function openSessionFolder(dataDir: string): Promise<SessionStore> {
  const folder = join(dataDir, 'sessions');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if (Date.now() - (await stat(file)).mtimeMs > oldest) await rm(file, { force: true });
  }
  let aside = 0;
  async function read(key: string): Promise<string | null> {
    try {
      return await readFile(join(folder, key), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }
  async function write(key: string, sealed: string): Promise<void> {
    aside += 1;
    const file = join(folder, `${key}.${process.pid}.${aside}`);
    await writeFile(file, sealed, { mode: 0o600 });
    await rename(file, join(folder, key));
  }
  // One change after the other: what one has read, another must not change before it is written.
  const inTurn = createTurns();
  return {
    read,
    write: (key, sealed) => inTurn(() => write(key, sealed)),
    replace: (key, sealed, former) =>
      inTurn(async () => {
        if ((await read(key)) !== former) return false;
        await write(key, sealed);
        return true;
      }),
    remove: (key) => inTurn(() => rm(join(folder, key), { force: true })),
    check: async () => void (await stat(folder)),
    close: () => Promise.resolve(),
  };
}

/** One row a session, for several processes on one PostgreSQL server. */
export async function openSessionTable(databaseUrl: string): Promise<SessionStore> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  // An idle connection that breaks is replaced at the next query, which then tells what is wrong.
  pool.on('error', () => {});
  try {
    await makeTable(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  await pool.query("delete from viktor_explorer_sessions where written_at < now() - interval '8 days'");
  return {
    async read(key) {
      const found = await pool.query<{ sealed: string }>(
        'select sealed from viktor_explorer_sessions where key = $1',
        [key],
      );
      return found.rows[0]?.sealed ?? null;
    },
    async write(key, sealed) {
      await pool.query('insert into viktor_explorer_sessions (key, sealed) values ($1, $2)', [key, sealed]);
    },
    async replace(key, sealed, former) {
      const { rowCount } = await pool.query(
        'update viktor_explorer_sessions set sealed = $2, written_at = now() where key = $1 and sealed = $3',
        [key, sealed, former],
      );
      return rowCount === 1;
    },
    async remove(key) {
      await pool.query('delete from viktor_explorer_sessions where key = $1', [key]);
    },
    check: async () => void (await pool.query('select 1')),
    close: () => pool.end(),
  };
}

/** Two processes that start at once would both make it, and one would fail. */
async function makeTable(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(4700002)');
    await client.query(`create table if not exists viktor_explorer_sessions (
      key text primary key, sealed text not null, written_at timestamptz not null default now()
    )`);
    await client.query('commit');
  } finally {
    client.release();
  }
}
