import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../contract/json/reading.ts';
import type { ArchiveRecord, EntityRecord, RevisionRecord } from '../../archive/records.ts';
import { outputs } from '../apps/outputs.ts';
import { AppTimeout } from '../apps/rules.ts';
import { bridge30017, inspection30021, loadRating30033 } from './bridges/printed.ts';
import { footing50001 } from './footing/printed.ts';
import {
  cpt20311,
  crossSection20022,
  exitPoint20043,
  leveeReach20004,
  segment20019,
  soilMaterial20008,
} from './levee/printed.ts';
import { sampleRecords } from './sample.ts';
import { stubOf } from './stubs.ts';
import { traps } from './traps.ts';
import { at, print } from './values.ts';
import { foundation40052, turbine40011, windFarm40001 } from './wind/printed.ts';
import { worlds } from './worlds.ts';

const digest = (records: Iterable<ArchiveRecord>): string => {
  const hash = createHash('sha256');
  for (const record of records) hash.update(`${JSON.stringify(record)}\n`);
  return hash.digest('hex');
};
const records = [...sampleRecords()];
const entities = new Map<number, EntityRecord>();
const histories = new Map<number, RevisionRecord[]>();
const workspaceOf = new Map<number, number>();
let workspaceId = 0;
for (const record of records) {
  if (record.kind === 'workspace') workspaceId = record.id;
  if (record.kind === 'entity') {
    entities.set(record.id, record);
    histories.set(record.id, []);
    workspaceOf.set(record.id, workspaceId);
  }
  if (record.kind === 'revision') histories.get(record.entity)?.push(record);
}
const head = (id: number): string => entities.get(id)?.properties ?? '';
const of = <K extends ArchiveRecord['kind']>(kind: K) =>
  records.filter((record): record is Extract<ArchiveRecord, { kind: K }> => record.kind === kind);

describe('the sample', () => {
  it('has the same bytes every time', () => {
    expect(digest(sampleRecords())).toBe(digest(records));
  });
  it('computes its summaries from params or from a view that the type has', () => {
    const unknown = worlds.flatMap(({ types }) =>
      types.flatMap(({ className, views = [], summary = [] }) =>
        summary
          .filter(
            ({ source }) =>
              source !== 'parametrization' && !views.some((view) => view.controller_method === source),
          )
          .map(({ key, source }) => `${className}.${key}: ${source}`),
      ),
    );
    expect(unknown).toEqual([]);
  });
  it('has photos, logos and sketches that are pictures of their kind', () => {
    const starts = (name: string) => Buffer.from(stubOf(name, 1)).subarray(0, 4).toString('latin1');
    expect(starts('IMG_1.jpg')).toBe('\xff\xd8\xff\xe0');
    expect(starts('logo.png')).toBe('\x89PNG');
    expect(starts('sketch 1.svg')).toBe('<svg');
  });
  it('has other bytes for another seed', () => {
    const start = (seed: number): string => {
      const made: ArchiveRecord[] = [];
      for (const record of sampleRecords({ entities: 100, seed })) {
        made.push(record);
        if (made.length === 400) break;
      }
      return digest(made);
    };
    expect(start(7)).not.toBe(start(0));
  });
  it('has the recorded number of records of each kind', () => {
    const counts: Record<string, number> = {};
    for (const { kind } of records) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual({
      user: 10,
      label: 6,
      app: 4,
      workspace: 25,
      entity_type: 33,
      entity: 6100,
      revision: 6414,
      file: 397,
    });
  });
  it('splits a thousand entities over the worlds by their shares', () => {
    const counts: Record<number, number> = {};
    for (const [id, workspace] of workspaceOf) {
      const isPlanted =
        (id > 29000 && id < 30000) || (id > 34000 && id < 40000) || (id > 49000 && id < 50000);
      if (!isPlanted) counts[workspace] = (counts[workspace] ?? 0) + 1;
    }
    expect(counts).toEqual({ 11: 563, 12: 264, 13: 161, 14: 20, 15: 30, 21: 1 });
  });
  it('has about five revisions an entity and a modest amount of params', () => {
    const light = of('revision').filter(({ entity }) => entity < 34001 || entity > 39000);
    expect(light.length).toBeGreaterThan(4500);
    expect(light.length).toBeLessThan(7500);
    expect(light.reduce((sum, { properties }) => sum + properties.length, 0)).toBeLessThan(25_000_000);
  });
  it('has parents before their children and revisions after their entity', () => {
    const seen = new Set<number>();
    for (const record of records) {
      if (record.kind === 'entity') {
        if (record.parent !== null) expect(seen.has(record.parent)).toBe(true);
        seen.add(record.id);
      }
    }
    expect(seen.size).toBe(of('entity').length);
  });
  it('puts children only below types that may hold them', () => {
    const types = new Map(of('entity_type').map((type) => [type.id, type]));
    for (const entity of entities.values()) {
      const parent = entity.parent === null ? undefined : entities.get(entity.parent);
      if (parent === undefined) continue;
      const allowed = types.get(parent.entity_type)?.child_entity_type_ids ?? [];
      expect(allowed, `${entity.id} in ${parent.id}`).toContain(entity.entity_type);
    }
  });
  it('uses each id once', () => {
    for (const kind of ['entity', 'revision', 'file'] as const) {
      const ids = of(kind).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
  it('numbers revisions in the order of time within a workspace', () => {
    const byWorkspace = new Map<number, RevisionRecord[]>();
    for (const revision of of('revision')) {
      const workspace = workspaceOf.get(revision.entity) as number;
      byWorkspace.set(workspace, [...(byWorkspace.get(workspace)?.slice(-1) ?? []), revision]);
    }
    const levee = of('revision')
      .filter(({ entity }) => workspaceOf.get(entity) === 11)
      .sort((a, b) => a.id - b.id);
    const times = levee.map(({ created_at }) => created_at);
    expect(times).toEqual([...times].sort());
    expect(levee[0]?.id).toBe(900_001);
    expect(levee[0]?.created_at).toBe('2024-02-05T08:12:00.000000Z');
  });
  it('tells every entity as its newest revision does', () => {
    for (const [id, revisions] of histories) {
      if (entities.get(id)?.recipe !== undefined) continue;
      const entity = entities.get(id);
      const [first, last] = [revisions[0], revisions.at(-1)];
      expect(last?.properties).toBe(entity?.properties);
      expect(last?.name).toBe(entity?.name);
      expect([first?.created_at, last?.created_at]).toEqual([entity?.created_at, entity?.updated_at]);
    }
  });
  it('has revisions of an entity in the order of time and nothing after June 2026', () => {
    for (const revisions of histories.values()) {
      const times = revisions.map(({ created_at }) => created_at);
      expect(times).toEqual([...times].sort());
      expect((times.at(-1) ?? '') < '2026-07').toBe(true);
    }
  });
  it('names files that exist in params of the printed bridge, and only traps name files that do not', () => {
    const files = new Set(of('file').map(({ id }) => id));
    for (const id of [60014, 60015, 60101, 60407, 60412, 60431, 60810, 60901])
      expect(files.has(id)).toBe(true);
    expect(files.has(69999)).toBe(false);
  });
});

describe('printed params', () => {
  it.each([
    [20008, soilMaterial20008],
    [20019, segment20019],
    [20022, crossSection20022],
    [20043, exitPoint20043],
    [20311, cpt20311],
    [30021, inspection30021],
    [30033, loadRating30033],
    [40001, windFarm40001],
    [40011, turbine40011],
    [40052, foundation40052],
    [50001, footing50001],
  ])('of %i are stored to the letter', (id, printed) => {
    expect(head(id)).toBe(print(printed));
  });
  it('of 30017 are stored, with the crossing angle in its last spelling', () => {
    expect(head(30017)).toBe(print(bridge30017).replace('"angle":81.5,', '"angle":81.50,'));
  });
  it('of 20004 are stored with the axis continued to 168 vertices', () => {
    const reach = readJson(head(20004));
    expect(at(reach, ['axis'])).toHaveLength(168);
    expect(print(at(reach, ['soils']) ?? null)).toBe(print(at(leveeReach20004, ['soils']) ?? null));
    expect(head(20004).startsWith(print(leveeReach20004).slice(0, 200))).toBe(true);
  });
});

describe('traps', () => {
  it.each(traps)('$trap: $note ($workspace/$entity) is there', ({ workspace, entity }) => {
    expect(workspaceOf.get(entity)).toBe(workspace);
  });
  it('holds 5,000 children, 300 revisions, 3 MB, 5,000 vertices and 2,000 rows', () => {
    expect([...entities.values()].filter(({ parent }) => parent === 39005)).toHaveLength(5000);
    expect(histories.get(29026)).toHaveLength(300);
    expect(histories.get(51003)).toHaveLength(240);
    expect(head(29025).length).toBeGreaterThan(2_800_000);
    expect(at(readJson(head(29001)), ['axis'])).toHaveLength(5000);
    expect(at(readJson(head(29032)), ['tests', 'rows'])).toHaveLength(2000);
  });
  it('nests twelve folders', () => {
    let depth = 0;
    for (let id: number | null = 39017; id !== 30001 && id !== null; id = entities.get(id)?.parent ?? null)
      depth += 1;
    expect(depth).toBe(12);
  });
  it('keeps numbers as they are spelled', () => {
    for (const text of [
      '12345678901234567',
      '1e21',
      '1e-09',
      ':-0',
      ':3.0',
      '"12,5"',
      '0.30000000000000004',
    ]) {
      expect(head(29007)).toContain(text);
    }
  });
  it('saves four times within a second', () => {
    const seconds = new Set(histories.get(29027)?.map(({ created_at }) => created_at.slice(0, 19)));
    expect(seconds.size).toBe(1);
    expect(histories.get(29027)).toHaveLength(4);
  });
  it('has one area so large, its latitude and longitude swapped, that the app takes too long over its grid', async () => {
    const slow: number[] = [];
    for (const { entity } of traps) {
      const params = readJson(head(entity));
      if (at(params, ['polygon']) === undefined) continue;
      const counting = outputs.grid_points?.({ params, read: async () => null });
      await counting?.catch((error) => {
        if (error instanceof AppTimeout) slow.push(entity);
      });
    }
    expect(slow).toEqual([29012]);
  });
  it('keeps a key that is called __proto__', () => {
    expect(head(29028)).toContain('"__proto__":{"polluted":true}');
  });
});
