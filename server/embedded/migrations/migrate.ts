import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { tables } from './0001-tables.ts';
import { jobs } from './0002-jobs.ts';
import { fileContents } from './0003-file-contents.ts';
import { uploadAttempts } from './0004-upload-attempts.ts';

/** In order, forward only. A migration that was released is never edited: its checksum is kept in the database. */
export const migrations = [tables, jobs, fileContents, uploadAttempts];

const newest = migrations.length;

/** Key of the advisory lock under which one process at a time migrates a shared database. */
const migrationLock = 4_700_001;

export class SchemaError extends Error {}

/**
 * Brings the database to the schema of this code, each migration in one transaction with its record.
 * A schema newer than the code, or a migration that was changed after it ran, is refused with a sentence.
 */
export async function migrate<T>(
  kysely: Kysely<T>,
  runScript: (connection: Kysely<T>, script: string) => Promise<void>,
): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(transaction);
    await sql`create table if not exists schema_migrations (
      number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
    )`.execute(transaction);
  });
  for (;;) {
    const applied = await kysely.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(transaction);
      const { rows } = await sql<{
        number: number;
        checksum: string;
      }>`select number, checksum from schema_migrations order by number`.execute(transaction);
      check(rows);
      const next = migrations[rows.length];
      if (next === undefined) return false;
      await runScript(transaction, next.sql);
      await sql`insert into schema_migrations (number, name, checksum)
        values (${next.number}, ${next.name}, ${checksumOf(next.sql)})`.execute(transaction);
      return true;
    });
    if (!applied) return;
  }
}

function check(rows: { number: number; checksum: string }[]): void {
  const present = rows.at(-1)?.number ?? 0;
  if (present > newest) {
    throw new SchemaError(
      `The database has schema ${present}, which is newer than this version of the explorer knows (${newest}): start the newer version, or use another DATA_DIR or DATABASE_URL.`,
    );
  }
  rows.forEach((row, index) => {
    const migration = migrations[index];
    if (
      migration === undefined ||
      migration.number !== row.number ||
      checksumOf(migration.sql) !== row.checksum
    ) {
      throw new SchemaError(
        `The database was made by another build of the explorer (its schema step ${row.number} differs): use the build that made it, or another DATA_DIR or DATABASE_URL.`,
      );
    }
  });
}

function checksumOf(script: string): string {
  return createHash('sha256').update(script).digest('hex');
}
