import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import { SettingsError } from '../settings.ts';
import { openDatabase } from './database.ts';
import { FolderLockError, lockFolder } from './folder-lock.ts';
import { raiseIds, takeId, takeIds } from './ids.ts';
import { migrate, migrations, SchemaError } from './migrations/migrate.ts';
import { pgliteDialect } from './pglite-dialect.ts';
import { openThread } from './pglite-thread.ts';
import type { Schema } from './schema.ts';
import { smallWorld } from './small-world.ts';
import { openTestDatabase, openTestEnvironment } from './testing.ts';
import { foldText, microsecondsOf } from './text.ts';

const folder = mkdtempSync(join(tmpdir(), 'vx-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a folder in use is refused at once, naming its holder', async () => {
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(new RegExp(`process ${process.pid} on `));
  const waited = new Promise((resolve) => setTimeout(resolve, 1000, 'a second later'));
  const refused = lockFolder(folder).catch((error: unknown) => error);
  expect(await Promise.race([refused, waited])).toBeInstanceOf(FolderLockError);
  await lock.release();
  await (await lockFolder(folder)).release();
});

test('a holder that is dead does not block', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(join(folder, 'server.pid'), JSON.stringify({ pid, host: 'x', since: 'long ago' }));
  await (await lockFolder(folder)).release();
});

test('contents of files that were stored whole are there after the migration to pieces', async () => {
  const thread = await openThread({ dataDir: null, template: null });
  const kysely = new Kysely<Schema>({ dialect: pgliteDialect(thread) });
  const run = (_connection: unknown, script: string) => thread.script(script);
  const later = migrations.splice(1);
  try {
    await migrate(kysely, run);
    const content = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256));
    await thread.query(
      `insert into workspaces values (1, 'W', 'w', 'w', 'INTERNAL', false, false, null, null, null, '', 0, 0, 0, '{}')`,
      [],
    );
    await thread.query(
      `insert into files values (7, 1, null, 'workspace', 'a.bin', 'a.bin', 1000, $1, '', null), (8, 1, null, 'workspace', 'gone', 'gone', 5, null, '', null)`,
      [content],
    );
    migrations.push(...later);
    await migrate(kysely, run);
    const pieces = await kysely.selectFrom('file_pieces').selectAll().execute();
    expect(pieces).toEqual([{ file_id: 7, ordinal: 0, size: 1000, base64: content.toString('base64') }]);
    const file = await kysely.selectFrom('files').select(['id', 'state']).orderBy('id').execute();
    expect(file).toEqual([
      { id: 7, state: 'ready' },
      { id: 8, state: 'ready' },
    ]);
  } finally {
    migrations.splice(1, later.length, ...later);
    await thread.close();
  }
});

test('a schema newer than the code is refused with a sentence', async () => {
  const database = await openTestDatabase();
  await sql`insert into schema_migrations (number, name, checksum) values (9999, 'later', 'x')`.execute(
    database.kysely,
  );
  const again = migrate(database.kysely, () => Promise.reject(new Error('nothing to run')));
  await expect(again).rejects.toThrow(/schema 9999, which is newer than/);
  await expect(migrate(database.kysely, async () => {})).rejects.toThrow(SchemaError);
  await database.close();
});

test('a migration that was changed after it ran is refused', async () => {
  const database = await openTestDatabase();
  await sql`update schema_migrations set checksum = 'other'`.execute(database.kysely);
  await expect(migrate(database.kysely, async () => {})).rejects.toThrow(/another build/);
  await database.close();
});

test('a transaction that throws leaves nothing, and the next one works', async () => {
  const database = await openTestDatabase();
  const add = (id: number) => ({ id, email: null, is_env_admin: false, wire: '{}' });
  const failing = database.transaction(async (transaction) => {
    await transaction.insertInto('users').values(add(1)).execute();
    throw new Error('half-way');
  });
  await expect(failing).rejects.toThrow('half-way');
  await database.transaction((transaction) => transaction.insertInto('users').values(add(2)).execute());
  expect(await database.kysely.selectFrom('users').select('id').execute()).toEqual([{ id: 2 }]);
  await database.close();
});

test('ids are never given twice, whatever was stored under its own', async () => {
  const { kysely, close } = await openTestDatabase();
  expect(await takeIds(kysely, 'entity', 3)).toEqual([1, 2, 3]);
  await raiseIds(kysely, 'entity', 20_000);
  expect(await takeId(kysely, 'entity')).toBe(20_001);
  await raiseIds(kysely, 'entity', 5);
  expect(await takeId(kysely, 'entity')).toBe(20_002);
  await close();
});

test('an entity with a recipe gets its revisions at first use, once', async () => {
  const made = Array.from({ length: 3 }, (_, index) => ({
    created_at: `2026-01-0${index + 1}T00:00:00.000000Z`,
    created_by: 102,
    message: null,
    name: 'Pünt 1',
    properties: `{"step": ${index}.0}`,
  }));
  vi.doMock('./worlds/recipes.ts', () => ({ revisionsOf: () => made }));
  const environment = await openTestEnvironment({ records: smallWorld() });
  const { kysely } = environment.database;
  await kysely.deleteFrom('revisions').where('entity_id', '=', 1020).execute();
  await kysely
    .updateTable('entities')
    .set({ recipe: 'r', head_revision_id: null, revision_count: 0 })
    .where('id', '=', 1020)
    .execute();
  const path = '/workspaces/1/entities/1020/';
  const texts = await Promise.all(
    [path, path, '/workspaces/1/entities/1010/entities/?limit=1&properties=true'].map(async (one) =>
      (await environment.fetch(one)).text(),
    ),
  );
  for (const text of texts) expect(text).toContain('"properties":{"step": 2.0}');
  const list = await (await environment.fetch(`${path}revisions/?limit=9`)).json();
  expect(list.results.map((one: { properties: { step: number } }) => one.properties.step)).toEqual([2, 1, 0]);
  expect(list.count).toBe(3);
  await environment.close();
  vi.doUnmock('./worlds/recipes.ts');
});

test.each([
  ['2026-03-11T09:41:27.518204Z', 1_773_222_087_518_204],
  ['2026-03-11T10:41:27.518204+01:00', 1_773_222_087_518_204],
  ['2026-03-11', 1_773_187_200_000_000],
  ['2026-02-30', null],
  ['2026-03-11T25:00:00Z', null],
  ['11-03-2026', null],
])('the time %s is %s microseconds', (text, microseconds) => {
  expect(microsecondsOf(text)).toBe(microseconds);
});

test('folding takes case and accents away', () => {
  expect(foldText('Zürich ÉTÉ ﬁ')).toBe('zurich ete fi');
});

test('a DATA_DIR that cannot be a folder is refused with a sentence', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  await expect(openDatabase({ dataDir: join(file, 'data') })).rejects.toThrow(SettingsError);
  await expect(openDatabase({ dataDir: file })).rejects.toThrow('there is a file of this name');
});
