import { expect, it } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { entityReferences, withNewIds } from './references.ts';
import { remake } from './remake.ts';

const params = readJson(
  '{"at": {"pier": 11, "depth": 12.0}, "many": [11, 99], "rows": [{"of": 12, "n": 11}, {"of": null}], "text": "11"}',
) as JsonObject;
const types = {
  'at.pier': { type: 'entity' },
  'at.depth': { type: 'number' },
  many: { type: 'multi_entity' },
  rows: { type: 'table', sub_types: { of: { type: 'entity' }, n: { type: 'number' } } },
  text: { type: 'text' },
  absent: { type: 'entity' },
};

it('are the ids in fields and columns of entities, and no number or text beside them', () => {
  expect(entityReferences(params, types)).toEqual([
    { path: ['at', 'pier'], id: 11 },
    { path: ['many', 0], id: 11 },
    { path: ['many', 1], id: 99 },
    { path: ['rows', 0, 'of'], id: 12 },
  ]);
});

it('name the new ids of what was made again, with every other byte of the params as it was', () => {
  const made = withNewIds(
    params,
    entityReferences(params, types),
    new Map([
      [11, 501],
      [12, 502],
    ]),
  );
  expect(printJson(made)).toBe(
    '{"at": {"pier": 501, "depth": 12.0}, "many": [501, 99], "rows": [{"of": 502, "n": 11}, {"of": null}], "text": "11"}',
  );
});

it('follow when a subtree is made again, also to what is made later, which is saved once more', async () => {
  const one = (id: number, parent: number | null, text: string) => ({
    id,
    parent,
    type: 1,
    name: `Part ${id}`,
    params: text,
    references: entityReferences(readJson(text) as JsonObject, { to: { type: 'entity' } }),
  });
  const entities = [one(1, null, '{"to": 9}'), one(2, 1, '{"to": 3, "x": 1.0}'), one(3, 1, '{"to": 2}')];
  const capsule = { id: '', user: 1, workspaceId: 5, parent: 7, name: '', at: 0, entities };
  const calls: string[] = [];
  const create = async ({ parent, params }: { parent: number | null; params?: JsonObject }) => {
    calls.push(`create in ${parent} ${printJson(params as JsonObject)}`);
    return { id: 100 + calls.length };
  };
  const remade = await remake(
    capsule,
    { create, setParams: async ({ id, params }) => calls.push(`save ${id} ${printJson(params)}`) },
    () => undefined,
  );
  expect(calls).toEqual([
    'create in 7 {"to": 9}',
    'create in 101 {"to": 3, "x": 1.0}',
    'create in 101 {"to": 102}',
    'save 102 {"to": 103, "x": 1.0}',
  ]);
  expect(remade).toEqual({ id: 101, problems: [], remapped: 2, untyped: 0 });
  const setParams = () => Promise.reject(new Error('Refused.'));
  const half = await remake(capsule, { create, setParams }, () => undefined);
  expect(half.remapped).toBe(1);
  expect(half.problems).toEqual(['Part 2: some of its references still name what was deleted. Refused.']);
});

it('goes on with what could not be made before, makes nothing twice and leaves what was made as it is', async () => {
  const one = (id: number, parent: number | null, references: { path: string[]; id: number }[] = []) => ({
    id,
    parent,
    type: 1,
    name: `Part ${id}`,
    params: '{"to": 3}',
    references,
  });
  const entities = [one(1, null), one(2, 1, [{ path: ['to'], id: 3 }]), one(3, 1), one(4, 3)];
  const capsule = { id: '', user: 1, workspaceId: 5, parent: 7, name: '', at: 0, entities };
  const made = new Map<number, number>();
  let refused = 'Part 3';
  const calls: string[] = [];
  const writes = {
    create: async ({ parent, name }: { parent: number | null; name: string }) => {
      if (name === refused) throw new Error('Refused.');
      calls.push(`${name} in ${parent}`);
      return { id: 100 + calls.length };
    },
    setParams: async () => calls.push('save'),
    note: async (old: number, id: number) => void made.set(old, id),
  };
  const first = await remake(capsule, writes, () => undefined);
  expect(first.problems).toEqual(['Part 3: Refused.', 'Part 4: what it was in could not be made.']);
  refused = '';
  const second = await remake(capsule, writes, () => undefined, new Map(made));
  expect(calls).toEqual(['Part 1 in 7', 'Part 2 in 101', 'Part 3 in 101', 'Part 4 in 103']);
  expect(second.id).toBe(101);
  expect(second.problems).toEqual(['Part 2: some of its references still name what was deleted.']);
});
