import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../embedded/database.ts';
import { loadRecords } from '../embedded/load.ts';
import { openTestEnvironment, type TestEnvironment } from '../embedded/testing.ts';
import { importArchive } from './import.ts';
import { ArchiveError } from './lines.ts';
import { readArchive } from './read.ts';
import type { ArchiveRecord } from './records.ts';
import { archiveRoutes } from './routes.ts';
import { delicateParams, sampleArchive } from './sample-archive.ts';
import { writeArchive } from './write.ts';

let environment: TestEnvironment;
let database: Database;
beforeAll(async () => {
  environment = await openTestEnvironment();
  database = environment.database;
}, 60_000);
afterAll(() => environment.close());

async function* bytes(text: string, size = 1000): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

const importText = (text: string) => importArchive(database, () => bytes(text));
const importLines = (lines: string[]) => importText(`${lines.join('\n')}\n`);

async function exportText(workspaceId: number): Promise<string> {
  let text = '';
  for await (const line of writeArchive(database, workspaceId)) text += line;
  return text;
}

async function rowCounts(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of [
    'users',
    'labels',
    'apps',
    'workspaces',
    'entity_types',
    'entities',
    'revisions',
    'files',
  ] as const) {
    const { count } = await database.kysely
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    counts[table] = count;
  }
  return counts;
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(ArchiveError);
  return (error as ArchiveError).message;
}

async function propertiesOf(name: string, workspaceId: number): Promise<string[]> {
  const rows = await database.kysely
    .selectFrom('revisions')
    .innerJoin('entities', 'entities.id', 'revisions.entity_id')
    .select('properties')
    .where('entities.name', '=', name)
    .where('workspace_id', '=', workspaceId)
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => row.properties);
}

describe('a workspace archive', () => {
  it('leaves nothing behind when it is cut after any line', async () => {
    const before = await rowCounts();
    const lines = sampleArchive();
    for (let cut = 0; cut < lines.length; cut += 1) {
      expect(await refusal(importLines(lines.slice(0, cut)))).toMatch(/cut short|empty/);
    }
    expect(await rowCounts()).toEqual(before);
  });

  it('leaves nothing behind when it is cut inside a line', async () => {
    const before = await rowCounts();
    const text = sampleArchive().join('\n');
    for (let cut = 17; cut < text.length - 1; cut += 229) await refusal(importText(text.slice(0, cut)));
    expect(await rowCounts()).toEqual(before);
  });

  it('leaves nothing behind when the second reading fails', async () => {
    const before = await rowCounts();
    const lines = sampleArchive({ workspaceId: 7100 });
    let reading = 0;
    const open = () => {
      reading += 1;
      return bytes(reading === 1 ? lines.join('\n') : lines.slice(0, -1).join('\n'));
    };
    await refusal(importArchive(database, open));
    expect(await rowCounts()).toEqual(before);
  });

  it('comes back with the same ids and the same params, to the byte', async () => {
    const report = await importLines(sampleArchive());
    expect(report.workspaces).toEqual([{ id: 7001, name: 'Sample workspace', formerId: 7001 }]);
    expect(report.renumbered).toEqual({});
    expect((await propertiesOf('Part 2', 7001)).at(-1)).toBe(delicateParams);
    expect(await propertiesOf('Root', 7001)).toEqual(['{}']);
    const exported = await exportText(7001);
    expect(exported.split('"properties":').filter((part) => part.startsWith(delicateParams))).toHaveLength(6);
  });

  it('gives ids in use new ones and renumbers marked references only', async () => {
    const report = await importLines(sampleArchive());
    const id = report.workspaces[0]?.id as number;
    expect(id).not.toBe(7001);
    expect(report.renumbered).toMatchObject({ workspace: 1, entity: 4, revision: 6, file: 2 });
    const rows = await database.kysely
      .selectFrom('entities')
      .select(['id', 'name'])
      .where('workspace_id', '=', id)
      .orderBy('id')
      .execute();
    expect(rows.map((row) => row.name)).toEqual(['Root', 'Part 1', 'Part 2', 'Part 3']);
    const files = await database.kysely
      .selectFrom('files')
      .select('id')
      .where('workspace_id', '=', id)
      .orderBy('id')
      .execute();
    const expected = delicateParams
      .replace('"owner":20001', `"owner":${rows[0]?.id}`)
      .replace('"part":20002', `"part":${rows[1]?.id}`)
      .replace('[60001,60002]', `[${files.map((file) => file.id).join(',')}]`);
    expect((await propertiesOf('Part 3', id)).at(-1)).toBe(expected);
  });

  it('is the same after export, import and export again', async () => {
    const first = await exportText(7001);
    const { workspaces } = await importText(first);
    const again = await exportText(workspaces[0]?.id as number);
    const withoutIds = (text: string) =>
      text.replace(/\d{4,}/g, '#').replace(/"created_at":"[^"]*","source":"[^"]*"/, '');
    expect(withoutIds(again)).toBe(withoutIds(first));
  });

  it('counts children and revisions, oldest revision first', async () => {
    const parts = await database.kysely
      .selectFrom('entities')
      .select(['name', 'child_count', 'revision_count', 'head_revision_id'])
      .where('workspace_id', '=', 7001)
      .orderBy('id')
      .execute();
    expect(parts.slice(0, 2)).toMatchObject([
      { name: 'Root', child_count: 3, revision_count: 1 },
      { name: 'Part 1', child_count: 0, revision_count: 2, head_revision_id: 900003 },
    ]);
  });

  it('orders revisions that are written newest first, and after all entities', async () => {
    const lines = sampleArchive({ name: 'Backwards' });
    const revisions = lines.filter((line) => line.startsWith('{"kind":"revision"')).reverse();
    const others = lines.filter((line) => !line.startsWith('{"kind":"revision"'));
    const report = await importLines([...others.slice(0, -1), ...revisions, others.at(-1) as string]);
    const texts = await propertiesOf('Part 2', report.workspaces[0]?.id as number);
    expect(texts[0]).toBe('{"geometry":{"span":1.50}}');
    expect(texts).toHaveLength(2);
  });

  it("keeps an entity's own params as one more revision when its newest revision differs", async () => {
    const lines = sampleArchive({ children: 1 }).map((line) =>
      line.includes('"name":"Part 1","entity_type"') ? line.replace('"span": 1.0', '"span": 2.0') : line,
    );
    const report = await importLines(lines);
    const texts = await propertiesOf('Part 1', report.workspaces[0]?.id as number);
    expect(texts).toHaveLength(3);
    expect(texts[2]).toContain('"span": 2.0');
  });

  it('finds the people it names by mail address', async () => {
    const lines = sampleArchive().map((line) => line.replaceAll('501', '599'));
    const report = await importLines(lines);
    expect(report.counts.user).toBeUndefined();
    const { created_by } = await database.kysely
      .selectFrom('entities')
      .select('created_by')
      .where('workspace_id', '=', report.workspaces[0]?.id as number)
      .executeTakeFirstOrThrow();
    expect(created_by).toBe(501);
  });

  it('needs only a header, a workspace, types, entities and an end', async () => {
    const report = await importLines([
      '{"kind":"archive","format":"viktor-workspace-archive","version":1}',
      '{"kind":"workspace","id":7201,"name":"Bare"}',
      '{"kind":"entity_type","id":1,"name":"Thing"}',
      '{"kind":"entity","id":30001,"name":"One","entity_type":1,"properties":{"a":1.0}}',
      '{"kind":"end","counts":{"entity":1}}',
    ]);
    expect(report.counts).toMatchObject({ entity: 1, revision: 1 });
    expect(await propertiesOf('One', 7201)).toEqual(['{"a":1.0}']);
  });

  it('takes params of a few megabytes and letters of any length across chunks', async () => {
    const text = `{"hidden":"${'é🙂'.repeat(300_000)}"}`;
    const lines = [
      '{"kind":"archive","format":"viktor-workspace-archive","version":1}',
      '{"kind":"workspace","id":7202,"name":"Big"}',
      '{"kind":"entity_type","id":1,"name":"Thing"}',
      `{"kind":"entity","id":30002,"name":"Big one","entity_type":1,"properties":${text}}`,
      '{"kind":"end","counts":{"entity":1}}',
    ];
    await importLines(lines);
    expect((await propertiesOf('Big one', 7202))[0] === text).toBe(true);
  });
});

describe('a wrong archive is refused', () => {
  const lines = sampleArchive({ workspaceId: 7300 });
  const replace = (index: number, from: string | RegExp, to: string) =>
    lines.map((line, at) => (at === index ? line.replace(from, to) : line));
  it.each([
    [
      'a line that is not JSON',
      replace(9, /\}$/, ''),
      /^Line 10: this is not JSON\. [^(]+ \(column \d+\)\.$/,
    ],
    ['an array as a record', replace(1, /.*/, '[]'), /^Line 2: a record must be a JSON object/],
    ['an unknown kind', replace(2, 'label', 'sticker'), /^Line 3: the kind "sticker" is not known/],
    [
      'an unknown parent',
      replace(8, '"parent":20001', '"parent":29999'),
      /^Line 9: the parent 29999 is unknown/,
    ],
    [
      'an entity that is its own parent',
      replace(8, '"parent":20001', '"parent":20002'),
      /^Line 9: the parent 20002/,
    ],
    [
      'an unknown entity type',
      replace(7, '"entity_type":901', '"entity_type":5'),
      /^Line 8: the entity type 5 is unknown/,
    ],
    [
      'an id that is there twice',
      replace(11, '"id":20003', '"id":20002'),
      /^Line 12: the id 20002 is there twice/,
    ],
    ['a revision of an unknown entity', replace(9, '"entity":20002', '"entity":3'), /^Line 10: the entity 3/],
    [
      'counts that differ',
      replace(lines.length - 1, '"entity":4', '"entity":5'),
      /^Line \d+: the counts differ/,
    ],
    ['a record after the end', [...lines, lines[1] as string], /nothing may follow the end/],
    ['a missing header', lines.slice(1), /^Line 1: an archive begins with/],
    ['another version', replace(0, '"version":1', '"version":2'), /^Line 1: .*version/],
    [
      'a name with a character that cannot be stored',
      replace(7, 'Root', 'Ro\\u0000ot'),
      /^Line 8: name of this entity/,
    ],
    [
      'a time with a character that cannot be stored',
      replace(7, '"created_at":"', '"created_at":"\\u0000'),
      /^Line 8: created_at of this entity/,
    ],
    [
      'params that are a list',
      replace(7, '"properties":{}', '"properties":[]'),
      /^Line 8: properties must be/,
    ],
    [
      'a content that is not base64',
      replace(17, 'aGVsbG8=', 'aGVs bG8='),
      /^Line 18: content_base64 of this file must be base64/,
    ],
    ['an id that is no number', replace(7, '"id":20001', '"id":"x"'), /^Line 8: id of this entity/],
  ])('%s', async (_name, wrong, message) => {
    const before = await rowCounts();
    expect(await refusal(importLines(wrong))).toMatch(message);
    expect(await rowCounts()).toEqual(before);
  });

  it('bytes that are not UTF-8', async () => {
    const text = Buffer.from(lines.join('\n'));
    text[text.indexOf('Root')] = 0xff;
    const message = await refusal(
      importArchive(database, async function* () {
        yield text;
      }),
    );
    expect(message).toMatch(/^Line 8: this is not UTF-8/);
  });
});

describe('an archive without times', () => {
  it('gives no time rather than an invented one', async () => {
    const lines = sampleArchive({ workspaceId: 7_321, children: 1, revisions: 0 }).map((line) =>
      line.replace(/"(created_at|updated_at)":"[^"]*",/g, ''),
    );
    const report = await importLines(lines.map((line) => line.replace(/"revision":\d+,/, '"revision":0,')));
    const answer = await environment.fetch(`/workspaces/${report.workspaces[0]?.id}/entities/?limit=1`);
    const [root] = (await answer.json()).results;
    expect([root.created_at, root.updated_at]).toEqual([null, null]);
    const revisions = await environment.fetch(
      `/workspaces/${report.workspaces[0]?.id}/entities/${root.id}/revisions/`,
    );
    expect((await revisions.json())[0].created_at).toBeNull();
    const exported = await exportText(report.workspaces[0]?.id as number);
    expect(exported).not.toMatch(/"(created_at|updated_at)":(""|null)/);
    expect((await importText(exported)).counts).toEqual(report.counts);
  });
});

describe('several archives at once', () => {
  it('of one workspace id each get an id of their own', async () => {
    const reports = await Promise.all([1, 2, 3].map(() => importLines(sampleArchive({ workspaceId: 7777 }))));
    const ids = reports.map((report) => report.workspaces[0]?.id);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('the door for commands', () => {
  const ask = (path: string, init: RequestInit = {}, secret = 'right') =>
    archiveRoutes(database, 'right').request(path, {
      ...init,
      headers: { authorization: `Bearer ${secret}` },
    });

  it('is closed to who does not know the secret', async () => {
    const before = await rowCounts();
    const body = sampleArchive({ workspaceId: 7600 }).join('\n');
    expect((await ask('/import', { method: 'POST', body }, 'wrong')).status).toBe(401);
    expect((await ask('/workspaces/7001', {}, 'wrong')).status).toBe(401);
    expect(await rowCounts()).toEqual(before);
  });

  it('imports, and says at the end what it did', async () => {
    const answer = await ask('/import', {
      method: 'POST',
      body: sampleArchive({ workspaceId: 7601 }).join('\n'),
    });
    const last = (await answer.text()).trim().split('\n').at(-1) as string;
    expect(JSON.parse(last)).toMatchObject({ done: { workspaces: [{ id: 7601 }] } });
  });

  it('tells what is wrong with an archive', async () => {
    const answer = await ask('/import', { method: 'POST', body: '{"kind":"archive"}' });
    const last = (await answer.text()).trim().split('\n').at(-1) as string;
    expect(JSON.parse(last)).toEqual({
      error: expect.stringMatching(/^Line 1: this is not a workspace archive/),
    });
  });

  it('adds a sample workspace of the size asked for, beside those that are there', async () => {
    const answer = await ask('/seed?entities=24&workspace=15', { method: 'POST' });
    const last = JSON.parse((await answer.text()).trim().split('\n').at(-1) as string) as {
      done: { workspaces: { id: number }[] };
    };
    const [workspace] = last.done.workspaces;
    const { count } = await database.kysely
      .selectFrom('entities')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('workspace_id', '=', workspace?.id ?? 0)
      .executeTakeFirstOrThrow();
    expect(count).toBeGreaterThanOrEqual(15);
    expect((await ask('/seed?entities=0', { method: 'POST' })).status).toBe(400);
    expect((await ask('/seed?entities=5&workspace=16', { method: 'POST' })).status).toBe(400);
  });

  it('exports histories that nobody has asked for yet', async () => {
    const { id } = await database.kysely
      .selectFrom('workspaces')
      .select('id')
      .where('name', 'like', '%24 entities')
      .executeTakeFirstOrThrow();
    const { workspaces } = await importText(await exportText(id));
    const rows = await database.kysely
      .selectFrom('entities')
      .select(['revision_count', 'recipe'])
      .where('workspace_id', '=', workspaces[0]?.id ?? 0)
      .execute();
    expect(rows.every((row) => row.recipe === null && row.revision_count > 0)).toBe(true);
    expect(Math.max(...rows.map((row) => row.revision_count))).toBeGreaterThan(1);
  });

  it('exports what was imported, and knows no workspace that is not there', async () => {
    const answer = await ask('/workspaces/7601');
    expect((await answer.text()).trim().split('\n')).toHaveLength(sampleArchive().length + 1);
    expect((await ask('/workspaces/987654')).status).toBe(404);
  });
});

describe('records with ids of their own', () => {
  it('are stored as they come, with ids that follow above them', async () => {
    const records: Parameters<typeof loadRecords>[1] = (async function* () {
      const text = sampleArchive({ workspaceId: 7400 })
        .map((line) => line.replace(/\b(2000\d|9000\d\d|6000\d)\b/g, '8$1'))
        .filter((line) => !line.includes('"name":"Root"') || line.includes('"revision"'))
        .map((line) => line.replace('"parent":820001', '"parent":null').replace('"entity":4', '"entity":3'));
      for await (const { record } of readArchive(bytes(text.join('\n')))) yield record;
    })();
    const report = await loadRecords(database, records, { keepIds: true });
    expect(report.counts).toMatchObject({ entity: 3, revision: 6 });
    expect(report.renumbered).toEqual({});
  });

  it('are read once, and an entity without revisions gets one above the ids that are kept', async () => {
    const records: ArchiveRecord[] = [
      { kind: 'workspace', id: 7500, name: 'Kept' },
      { kind: 'entity_type', id: 1, name: 'Thing', class_name: 'Thing', child_entity_type_ids: [] },
      { kind: 'entity', id: 90001, name: 'Without', entity_type: 1, parent: null, properties: '{"a":1.0}' },
      { kind: 'entity', id: 90002, name: 'With', entity_type: 1, parent: 90001, properties: '{}' },
      {
        ...{ kind: 'revision', entity: 90002, id: 990_001, created_at: '2026-01-05T08:00:00Z' },
        ...{ created_by: null, message: null, name: 'With', properties: '{}' },
      },
    ];
    await loadRecords(database, records, { keepIds: true });
    const rows = await database.kysely
      .selectFrom('entities')
      .innerJoin('revisions', 'revisions.id', 'head_revision_id')
      .select(['entities.id', 'revisions.id as head', 'revision_count', 'child_count', 'properties'])
      .where('workspace_id', '=', 7500)
      .orderBy('entities.id')
      .execute();
    expect(rows).toMatchObject([
      { id: 90001, revision_count: 1, child_count: 1, properties: '{"a":1.0}' },
      { id: 90002, head: 990_001, revision_count: 1 },
    ]);
    expect(rows[0]?.head).toBeGreaterThan(990_001);
  });
});
