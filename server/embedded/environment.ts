import type { Hono } from 'hono';
import { newSecret, secretIn } from '../secret.ts';
import { createApi } from './api.ts';
import { localUserId } from './caller.ts';
import { type Database, type DatabaseSettings, openDatabase } from './database.ts';
import { raiseIds } from './ids.ts';
import { createJobs, failLostJobs } from './jobs.ts';
import { jsonText } from './json-text.ts';
import type { ApiEnv } from './place.ts';
import { grantSampleRights } from './sample-rights.ts';

export interface EmbeddedSettings {
  database: DatabaseSettings;
  /** What a new database holds. */
  seed: 'sample' | 'none';
  /** Null: kept in the data folder, made at first start; at random where there is no folder. */
  secret?: string | null;
}

export interface EmbeddedEnvironment {
  /** Answers everything below `/api`. */
  app: Hono<ApiEnv>;
  database: Database;
  close(): Promise<void>;
}

/** Opens the embedded environment: database, schema, first contents, API. Throws what `openDatabase` throws. */
export async function openEmbedded(settings: EmbeddedSettings): Promise<EmbeddedEnvironment> {
  const database = await openDatabase(settings.database);
  try {
    await database.alone(() => fillNew(database, settings.seed));
    const kept = 'dataDir' in settings.database ? secretIn(settings.database.dataDir) : newSecret();
    // Other servers may use a PostgreSQL database: their jobs go on.
    if (!('databaseUrl' in settings.database)) await failLostJobs(database);
    const jobs = createJobs(database);
    const app = createApi(database, settings.secret ?? kept, jobs);
    async function close(): Promise<void> {
      await jobs.close();
      await database.close();
    }
    return { app, database, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

const filling = 'filling';

/**
 * Puts the first contents into a database that has none. The note says that they are not whole yet: a start that is killed in between is taken
 * up by the next one. The worlds themselves are loaded in one transaction.
 */
async function fillNew(database: Database, seed: 'sample' | 'none'): Promise<void> {
  const { kysely } = database;
  const user = await kysely.selectFrom('users').select('id').limit(1).executeTakeFirst();
  const note = await kysely.selectFrom('notes').select('key').where('key', '=', filling).executeTakeFirst();
  if (user !== undefined && note === undefined) return;
  if (seed === 'none' && note === undefined) return addLocalUser(database);
  if (note === undefined) await kysely.insertInto('notes').values({ key: filling, value: seed }).execute();
  if (user === undefined) {
    const [{ loadRecords }, { sampleRecords }] = await Promise.all([
      import('./load.ts'),
      import('./worlds/sample.ts'),
    ]);
    await loadRecords(database, () => sampleRecords(), { keepIds: true });
  }
  await database.transaction(async (transaction) => {
    await grantSampleRights(transaction);
    await transaction.deleteFrom('notes').where('key', '=', filling).execute();
  });
}

/** Without sample people there is one user, as whom the page acts. */
async function addLocalUser(database: Database): Promise<void> {
  const wire = {
    id: localUserId,
    first_name: 'Local',
    last_name: 'user',
    name: 'Local user',
    email: 'local@example.com',
    job_title: null,
    is_env_admin: true,
  };
  await database.transaction(async (transaction) => {
    await transaction
      .insertInto('users')
      .values({ id: localUserId, email: wire.email, is_env_admin: true, wire: jsonText(wire) })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    await raiseIds(transaction, 'user', localUserId);
  });
}
