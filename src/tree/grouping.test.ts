import { expect, it } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import type { Branch } from '../api/branches.ts';
import { groupBranch, type Measure, type Told } from './grouping.ts';

const entity = (id: number, entity_type = 1): Entity => ({
  id,
  name: `Entity ${id}`,
  entity_type,
  actions: null,
});
/** A branch of pages of `pageSize`, with an entity a value, in their order. */
function branchOf(count: number, pageSize = 4, loaded = count): Branch {
  const pages = new Map<number, Branch['pages'] extends ReadonlyMap<number, infer Page> ? Page : never>();
  for (let first = 0; first < loaded; first += pageSize) {
    const ids = Array.from({ length: Math.min(pageSize, loaded - first) }, (_, at) => first + at);
    pages.set(first / pageSize, {
      entities: ids.map((id) => entity(id)),
      error: null,
      fetching: false,
      stale: false,
    });
  }
  return { parent: null, count, pageSize, pages };
}
const measure = (told: (id: number) => Told): Measure => ({ label: 'x', tellOf: ({ id }) => told(id) });
const values = (texts: readonly string[]): Measure =>
  measure((id) => ({ value: texts[id] === undefined ? undefined : readJson(texts[id]) }));
const lines = (branch: Branch, by: Measure, figures?: Measure) =>
  groupBranch(branch, `test ${Math.random()}`, by, figures).groups.map(({ label, slots }) => [
    label,
    ...slots,
  ]);

it('puts all spellings of a number in one group, numbers before texts, and what has none last', () => {
  const texts = ['2.0', '"b"', '1', '2', '"a"', 'null', '""', 'true'];
  expect(lines(branchOf(9), values(texts))).toEqual([
    ['1', 2],
    ['2.0', 0, 3],
    ['empty text', 6],
    ['a', 4],
    ['b', 1],
    ['true', 7],
    ['empty', 5],
    ['not stored', 8],
  ]);
});

it('puts many different numbers into ranges of round steps, an edge into the one that it begins', () => {
  const texts = Array.from({ length: 21 }, (_, at) => String((at * 5) / 100));
  const made = lines(branchOf(21, 8), values(texts));
  expect(made.map(([label]) => label)).toEqual([
    '0 – 0.1',
    '0.1 – 0.2',
    '0.2 – 0.3',
    '0.3 – 0.4',
    '0.4 – 0.5',
    '0.5 – 0.6',
    '0.6 – 0.7',
    '0.7 – 0.8',
    '0.8 – 0.9',
    '0.9 – 1',
    '1 – 1.1',
  ]);
  expect(made[3]).toEqual(['0.3 – 0.4', 6, 7]);
  expect(made.at(-1)).toEqual(['1 – 1.1', 20]);
});

it('keeps every number in exactly one group, whatever the numbers are', () => {
  const texts = [
    '-1e300',
    '1e300',
    '5e-324',
    '1e999',
    '-0',
    '12345678901234567890',
    '0.1',
    '0.30000000000000004',
  ];
  const more = Array.from({ length: 20 }, (_, at) => `${(at - 10) ** 7}.5`);
  const branch = branchOf(texts.length + more.length);
  const slots = groupBranch(branch, 'extreme', values([...texts, ...more]), undefined).groups.flatMap(
    (group) => group.slots,
  );
  expect([...slots].sort((a, b) => a - b)).toEqual(slots.map((_, at) => at));
});

it('tells min, median and max exactly as they are spelled, over what is a number', () => {
  const texts = ['3.0', '"no"', '1.50', '12345678901234567890', '0.1', '12345678901234567891', 'null', '0.2'];
  const one = measure(() => ({ value: 'all' }));
  const numbers = { ...values(texts), label: 'y' };
  const [group] = groupBranch(branchOf(8), 'all', one, numbers).groups;
  expect(group?.figures()).toEqual({
    of: 'y',
    min: '0.1',
    median: '2.25',
    max: '12345678901234567891',
    count: 6,
  });
  const [none] = groupBranch(branchOf(8), 'all', one, values(['"a"'])).groups;
  expect(none?.figures()).toBeNull();
});

it('leaves out what was not read, and an entity that is on two pages for a moment', () => {
  const branch = branchOf(12, 4, 8);
  const pages = new Map(branch.pages);
  const second = pages.get(1);
  if (second) pages.set(1, { ...second, entities: [entity(3), entity(5), entity(6), entity(7)] });
  const by = measure((id) => (id === 5 ? 'unread' : { value: 'a' as JsonValue }));
  expect(lines({ ...branch, pages }, by)).toEqual([['a', 0, 1, 2, 3, 6, 7]]);
});

it('keeps the largest of very many values and puts the others together', () => {
  const made = lines(
    branchOf(500, 50),
    measure((id) => ({ value: id < 100 ? 'often' : `value ${id}` })),
  );
  expect(made).toHaveLength(201);
  expect(made.find(([label]) => label === 'often')).toHaveLength(101);
  expect(made.at(-1)).toEqual(expect.arrayContaining(['201 other values']));
});

it('says that params may not be read instead of that there are none', () => {
  expect(
    lines(
      branchOf(1),
      measure(() => 'refused'),
    ),
  ).toEqual([['no right to read', 0]]);
});

it('names types anew when their names come after the page', () => {
  const branch = branchOf(2);
  const by = (names: readonly string[]): Measure => ({
    ...measure((id) => ({ value: names[id] ?? `Type ${id}` })),
    from: names,
  });
  const labels = (names: readonly string[]) =>
    groupBranch(branch, 'type', by(names), undefined).groups.map(({ label }) => label);
  expect(labels([])).toEqual(['Type 0', 'Type 1']);
  expect(labels(['Bridge', 'Pier'])).toEqual(['Bridge', 'Pier']);
});
