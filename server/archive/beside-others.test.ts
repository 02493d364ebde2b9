import { afterAll, beforeAll, expect, test } from 'vitest';
import { raiseIds } from '../embedded/ids.ts';
import { openTestEnvironment, type TestEnvironment } from '../embedded/testing.ts';
import { importArchive } from './import.ts';
import { writeArchive } from './write.ts';

let environment: TestEnvironment;
beforeAll(async () => {
  environment = await openTestEnvironment();
}, 60_000);
afterAll(() => environment.close());

type Line = Record<string, unknown>;

const HEAD = { kind: 'archive', format: 'viktor-workspace-archive', version: 1, created_at: '', source: '' };
const TYPE = { kind: 'entity_type', id: 1, name: 'Thing', child_entity_type_ids: [1, 2] };
const END = { kind: 'end', counts: {} };

const importText = (text: string) =>
  importArchive(environment.database, async function* () {
    yield Buffer.from(text);
  });

async function importLines(...lines: Line[]) {
  const all = [HEAD, ...lines, END].map((line) => JSON.stringify(line));
  const report = await importText(`${all.join('\n')}\n`);
  return { ...report, workspace: report.workspaces[0]?.id as number };
}

const person = (id: number, first_name: string, email: string | null): Line => ({
  kind: 'user',
  id,
  first_name,
  last_name: '',
  email,
});

/** A workspace with one entity that each of these people saved, in turn. */
const savedBy = (workspace: number, ...people: number[]): Line[] => [
  { kind: 'workspace', id: workspace, name: 'Saved' },
  TYPE,
  { kind: 'entity', id: workspace, name: 'Saved', entity_type: 1, properties: { saves: people.length } },
  ...people.map((created_by, index) => ({
    kind: 'revision',
    entity: workspace,
    id: workspace * 10 + index,
    created_at: `2026-01-0${index + 1}T08:00:00Z`,
    created_by,
    name: 'Saved',
    properties: { saves: index + 1 },
  })),
];

async function namesOf(workspace: number): Promise<string[]> {
  const { database } = environment;
  const rows = await database.kysely
    .selectFrom('revisions')
    .innerJoin('entities', 'entities.id', 'revisions.entity_id')
    .innerJoin('users', 'users.id', 'revisions.created_by')
    .where('entities.workspace_id', '=', workspace)
    .orderBy('revisions.ordinal')
    .select('users.wire')
    .execute();
  return rows.map(({ wire }) => (JSON.parse(wire) as { first_name: string }).first_name);
}

test('whoever gets a new id is not taken for the next person of the archive', async () => {
  await importLines(person(701, 'Here', 'here@example.com'), ...savedBy(7001, 701));
  await raiseIds(environment.database.kysely, 'user', 701);
  const { workspace } = await importLines(
    person(701, 'Ilse', 'ilse@example.com'),
    person(702, 'Tomás', 'tomas@example.com'),
    ...savedBy(7002, 701, 702, 701),
  );
  expect(await namesOf(workspace)).toEqual(['Ilse', 'Tomás', 'Ilse']);
});

test('labels of one id stay two, also beside another that takes a new one', async () => {
  const label = (id: number, name: string): Line => ({ kind: 'label', id, name });
  const labelled = (id: number, ...labels: Line[]): Line => ({
    kind: 'workspace',
    id,
    name: 'Labelled',
    labels,
  });
  await importLines(label(801, 'Here'), labelled(8001, { id: 801 }), TYPE);
  await raiseIds(environment.database.kysely, 'label', 801);
  const { workspace } = await importLines(
    label(801, 'Approved'),
    label(802, 'Rejected'),
    labelled(8002, { id: 801, name: 'Approved' }, { id: 802, name: 'Rejected' }),
    TYPE,
  );
  let exported = '';
  for await (const text of writeArchive(environment.database, workspace)) exported += text;
  const names = exported.split('\n').filter((line) => line.startsWith('{"kind":"label"'));
  expect(names.map((line) => JSON.parse(line).name).sort()).toEqual(['Approved', 'Rejected']);
});

test('people without a mail address are the same where they have one name', async () => {
  await importLines(person(901, 'Anna', null), ...savedBy(9001, 901));
  const zed = await importLines(person(901, 'Zed', null), ...savedBy(9002, 901));
  const anna = await importLines(person(901, 'Anna', null), ...savedBy(9003, 901));
  expect([await namesOf(zed.workspace), await namesOf(anna.workspace)]).toEqual([['Zed'], ['Anna']]);
  expect([zed.counts.user, anna.counts.user]).toEqual([1, undefined]);
});

test('a workspace with new ids starts at its own entity', async () => {
  const started: Line[] = [
    { kind: 'workspace', id: 6001, name: 'Started', start_entity_id: 6001 },
    TYPE,
    { kind: 'entity', id: 6001, name: 'Start', entity_type: 1, properties: {} },
  ];
  await importLines(...started);
  const { workspace } = await importLines(...started);
  const { start_entity_id } = await (await environment.fetch(`/workspaces/${workspace}/`)).json();
  expect(start_entity_id).not.toBe(6001);
  const start = await environment.fetch(`/workspaces/${workspace}/entities/${start_entity_id}/`);
  expect((await start.json()).name).toBe('Start');
});

test('what is made while an export is written is in it whole or not at all', async () => {
  const { database } = environment;
  const { workspace } = await importLines(
    { kind: 'workspace', id: 5001, name: 'Busy' },
    TYPE,
    { kind: 'entity_type', id: 2, name: 'File', is_file: true },
    ...Array.from({ length: 230 }, (_, index) => ({
      kind: 'entity',
      id: 50_000 + index,
      name: `Entity ${index}`,
      entity_type: 1,
      properties: {},
    })),
  );
  let exported = '';
  let made = 0;
  for await (const text of writeArchive(database, workspace)) {
    exported += text;
    if (made > 0 || !text.startsWith('{"kind":"entity",')) continue;
    made = await makeFileEntity(workspace);
  }
  expect(made).toBe(200);
  expect((await importText(exported)).counts).toMatchObject({ entity: 230 });
});

/** A file entity below the first one, in three steps as a page makes it; returns the last status. */
async function makeFileEntity(workspace: number): Promise<number> {
  const types = await (await environment.fetch(`/workspaces/${workspace}/entity_types/`)).json();
  const list = (types.results ?? types) as { id: number; name: string }[];
  const type = list.find(({ name }) => name === 'File')?.id;
  const announced = await environment.fetch(`/workspaces/${workspace}/entity_types/${type}/upload/`, {
    method: 'POST',
  });
  const { fields } = (await announced.json()) as { fields: Record<string, string> };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new File(['abc'], 'new.gef'));
  await environment.pageFetch('/api/uploads/', { method: 'POST', body: form, headers: { 'X-VX': '1' } });
  const created = await environment.fetch(`/workspaces/${workspace}/entities/50000/entities/`, {
    method: 'POST',
    body: { entity_type: type, name: 'new.gef', filename: 'new.gef', properties: { filename: fields.key } },
  });
  return created.status;
}
