import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importArchive } from '../archive/import.ts';
import { writeArchive } from '../archive/write.ts';
import type { DatabaseSettings } from './database.ts';
import { type EmbeddedEnvironment, openEmbedded } from './environment.ts';
import { makeSchemaOn } from './testing.ts';

/** A new database: a schema of a PostgreSQL server, which several processes may use, or without one a folder. */
const server = process.env.TEST_DATABASE_URL || null;
let database: DatabaseSettings;
let remove: () => unknown;
/** A sample workspace whose files are stand-ins, smaller than their records say. */
const WIND_FARM = 13;

beforeAll(async () => {
  if (server === null) {
    const folder = mkdtempSync(join(tmpdir(), 'vx-environment-'));
    database = { dataDir: join(folder, 'data') };
    remove = () => rmSync(folder, { recursive: true, force: true });
    return;
  }
  const { databaseUrl, drop } = await makeSchemaOn(server);
  database = { databaseUrl };
  remove = drop;
});
afterAll(() => remove());

const start = (): Promise<EmbeddedEnvironment> =>
  openEmbedded({ database, seed: 'sample', secret: 'x'.repeat(32) });

async function countsOf({ database: { kysely } }: EmbeddedEnvironment): Promise<unknown[]> {
  const counts = await Promise.all(
    (['users', 'workspaces', 'permissions', 'notes'] as const).map((table) =>
      kysely
        .selectFrom(table)
        .select((select) => select.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    ),
  );
  return counts.map(({ count }) => count);
}

test('two starts on one new database, at once where that may be, fill it once', async () => {
  const first = start();
  const second = server === null ? first.then((one) => one.close()).then(start) : start();
  const [one, other] = await Promise.all([first, second]);
  const [users, workspaces, permissions, notes] = await countsOf(other);
  expect([users, workspaces, permissions].every((count) => Number(count) > 0)).toBe(true);
  expect(notes).toBe(0);
  if (server !== null) await one.close();
  await other.close();
  const again = await start();
  expect(await countsOf(again)).toEqual([users, workspaces, permissions, notes]);
  await again.close();
}, 120_000);

test('what is exported of a sample workspace can be imported, its files among it', async () => {
  const environment = await start();
  let archive = '';
  for await (const line of writeArchive(environment.database, WIND_FARM)) archive += line;
  const { counts, workspaces } = await importArchive(environment.database, async function* () {
    yield Buffer.from(archive);
  });
  expect(counts.file).toBeGreaterThan(0);
  let again = '';
  for await (const line of writeArchive(environment.database, workspaces[0]?.id as number)) again += line;
  const kinds = (text: string) => text.match(/^\{"kind":"[a-z_]+"/gm);
  expect(kinds(again)).toEqual(kinds(archive));
  await environment.close();
}, 120_000);
