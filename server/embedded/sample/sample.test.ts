import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ArchiveRecord, EntityRecord, RevisionRecord } from '../../archive/records.ts';
import { bridge30017, inspection30021 } from './bridge-printed.ts';
import { segment20019 } from './levee-printed.ts';
import { sampleRecords } from './sample.ts';
import { traps } from './traps.ts';
import { type Members, print, read } from './value.ts';
import { foundation40052, windFarm40001 } from './wind-printed.ts';

const records = [...sampleRecords()];
const entities = new Map(
  records
    .filter((record): record is EntityRecord => record.kind === 'entity')
    .map((entity) => [entity.id, entity]),
);
const revisionsOf = (id: number): RevisionRecord[] =>
  records.filter((record): record is RevisionRecord => record.kind === 'revision' && record.entity === id);

const workspaceOf = new Map<number, number>();
let workspace = 0;
for (const record of records) {
  if (record.kind === 'workspace') workspace = record.id;
  if (record.kind === 'entity') workspaceOf.set(record.id, workspace);
}

function digest(all: Iterable<ArchiveRecord>): string {
  const hash = createHash('sha256');
  for (const record of all) hash.update(JSON.stringify(record));
  return hash.digest('hex');
}

describe('the sample', () => {
  test('is the same bytes each time', () => {
    expect(digest(sampleRecords())).toBe(digest(records));
  });

  test('gives every id to one record of its kind', () => {
    for (const kind of ['entity', 'revision', 'file', 'workspace'] as const) {
      const ids = records
        .filter((record) => record.kind === kind)
        .map((record) => (record as { id: number }).id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('names parents before their children', () => {
    const seen = new Set<number>();
    for (const { id, parent } of entities.values()) {
      if (parent !== null) expect(seen).toContain(parent);
      seen.add(id);
    }
  });

  test('ends every history with the params of its entity', () => {
    const last = new Map<number, string>();
    for (const record of records) if (record.kind === 'revision') last.set(record.entity, record.properties);
    for (const { id, properties } of entities.values()) expect(last.get(id)).toBe(properties);
  });
});

test.each(traps.map((one) => [one.trap, one.note, one] as const))(
  'trap %i exists: %s',
  (_, __, { entity, workspace }) => {
    expect(entities.has(entity)).toBe(true);
    expect(workspaceOf.get(entity)).toBe(workspace);
  },
);

test('one folder has 5,000 children', () => {
  expect([...entities.values()].filter(({ parent }) => parent === 39_050)).toHaveLength(5000);
});

test('what is named three megabytes has them', () => {
  const found = traps.find(({ note }) => note === 'Three megabytes hidden');
  expect(entities.get(found?.entity ?? 0)?.properties.length).toBeGreaterThan(2_800_000);
});

test('what is named three hundred revisions has them', () => {
  const found = traps.find(({ note }) => note === 'Three hundred revisions');
  expect(revisionsOf(found?.entity ?? 0)).toHaveLength(300);
});

const told: [string, number, number, Members][] = [
  ['segment 20019', 20019, 24, segment20019],
  ['bridge 30017', 30017, 18, bridge30017],
  ['inspection 30021', 30021, 12, inspection30021],
  ['foundation 40052', 40052, 16, foundation40052],
  ['wind farm 40001', 40001, 30, windFarm40001],
];

describe.each(told)('the history of %s', (_, id, count, params) => {
  test(`has ${count} revisions`, () => {
    expect(revisionsOf(id)).toHaveLength(count);
  });

  test('ends with the params of the description', () => {
    expect(revisionsOf(id).at(-1)?.properties).toBe(print(params));
  });

  test('goes forward in time', () => {
    const times = revisionsOf(id).map(({ created_at }) => created_at);
    expect(times).toEqual([...times].sort());
  });
});

test('segment 20019 starts with what make_segments knows', () => {
  const first = read(revisionsOf(20019)[0]?.properties ?? '');
  expect(first).toMatchObject({ from_km: 12.05, river_level: null, n_points: 0, ditches: null });
  expect(print(first)).toContain('"method":"1"');
});
