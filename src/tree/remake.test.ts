import { beforeEach, expect, it } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { CreateChild, SetParams } from '../api/staleness.ts';
import { entityReferences } from './references.ts';
import { remake } from './remake.ts';

const param_types = { to: { type: 'entity' } };
const one = (id: number, parent: number | null, params: string) => ({
  id,
  parent,
  type: 1,
  name: `Part ${id}`,
  params,
  references: entityReferences(readJson(params) as JsonObject, param_types),
});
const entities = [
  one(1, null, '{"to": 9}'),
  one(2, 1, '{"to": 3, "x": 1.0}'),
  one(3, 1, '{"to": 2}'),
  one(4, 3, '{}'),
];
const capsule = { id: '', user: 1, workspaceId: 5, parent: 7, name: '', at: 0, entities };

let calls: string[] = [];
let last = 100;
let stored = new Map<number, JsonObject>();
let made = new Map<number, number>();
/** What is refused: the name of an entity to make, or a save. */
let refused = '';
beforeEach(() => {
  calls = [];
  last = 100;
  stored = new Map();
  made = new Map();
  refused = '';
});

const writes = {
  create: async ({ parent, name, params }: CreateChild) => {
    if (name === refused) throw new Error('Refused.');
    if (parent !== 7 && !stored.has(parent as number)) throw new Error('Not found.');
    calls.push(`${name} in ${parent} ${printJson(params as JsonObject)}`);
    const id = ++last;
    stored.set(id, params as JsonObject);
    return { id };
  },
  setParams: async ({ id, params, revision }: SetParams) => {
    if (refused === 'save') throw new Error('Refused.');
    calls.push(`save ${id} ${printJson(params)} on ${revision}`);
    stored.set(id, params);
  },
  read: async (id: number) => {
    const properties = stored.get(id);
    return properties && ({ id, properties, param_types, revision_id: 30 } as unknown as Entity);
  },
  note: async (old: number, id: number) => void made.set(old, id),
  forget: async (old: number) => void made.delete(old),
};
const press = () => remake(capsule, writes, () => undefined, new Map(made));
const open = (name: string) => `${name}: some of its references may still name what was deleted. Refused.`;

it('names the new ids, also of what is made later, for which it saves once more', async () => {
  expect(await press()).toEqual({ id: 101, problems: [], remapped: 2, untyped: 0 });
  expect(calls).toEqual([
    'Part 1 in 7 {"to": 9}',
    'Part 2 in 101 {"to": 3, "x": 1.0}',
    'Part 3 in 101 {"to": 102}',
    'Part 4 in 103 {}',
    'save 102 {"to": 103, "x": 1.0} on 30',
  ]);
});

it('goes on with references that could not be saved, on what is stored since', async () => {
  refused = 'save';
  expect(await press()).toMatchObject({ problems: [open('Part 2')], remapped: 1 });
  expect(await press()).toMatchObject({ problems: [open('Part 2')], remapped: 0 });
  refused = '';
  calls = [];
  stored.set(102, readJson('{"new": [], "to": 3}') as JsonObject);
  expect(await press()).toMatchObject({ problems: [], remapped: 1 });
  expect(calls).toEqual(['save 102 {"new": [], "to": 103} on 30']);
  expect(await press()).toMatchObject({ problems: [], remapped: 0 });
});

it('goes on with what could not be made before, and makes nothing twice', async () => {
  refused = 'Part 3';
  const { problems } = await press();
  expect(problems).toEqual(['Part 3: Refused.', 'Part 4: what it was in could not be made.']);
  refused = '';
  calls = [];
  stored.set(102, readJson('{"to": 8}') as JsonObject);
  expect(await press()).toMatchObject({ id: 101, problems: [], remapped: 1 });
  expect(calls).toEqual(['Part 3 in 101 {"to": 102}', 'Part 4 in 103 {}']);
});

it('says that what could not be noted would be made twice, only where something is left to make', async () => {
  const note = () => Promise.reject(new Error('Full.'));
  const pressUnnoted = () => remake(capsule, { ...writes, note }, () => undefined, new Map());
  expect((await pressUnnoted()).problems).toEqual([]);
  refused = 'Part 4';
  expect((await pressUnnoted()).problems).toEqual([
    'This browser could not note 3 of those that were made: making the rest again would make them twice.',
    'Part 4: Refused.',
  ]);
});

it.each([
  ['what holds something that is not made yet', 'Part 4', [103], ['Part 3', 'Part 4']],
  ['the top', '', [101, 102, 103, 104], ['Part 1', 'Part 2', 'Part 3', 'Part 4']],
  [
    'all that holds something that is not made yet',
    'Part 4',
    [101, 102, 103],
    ['Part 1', 'Part 2', 'Part 3', 'Part 4'],
  ],
  ['nothing in which nothing is to be made', '', [102], []],
])('makes anew, of what was deleted since, %s', async (_, first, deleted, anew) => {
  refused = first;
  await press();
  refused = '';
  calls = [];
  for (const id of deleted) stored.delete(id);
  expect((await press()).problems).toEqual([]);
  expect(calls.filter((call) => call.startsWith('Part')).map((call) => call.slice(0, 6))).toEqual(anew);
});
