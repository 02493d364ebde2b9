import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FilterGroup, NO_FILTER, OPERATORS, type Operator } from './filter.ts';
import { readTableQuery, type TableQuery, writeTableQuery } from './table-query.ts';

const column = fc.oneof(
  fc.constantFrom('name', 'id', 'updated_at'),
  fc.string({ minLength: 1, unit: 'grapheme' }).map((key) => `summary:${key}`),
  fc
    .array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 })
    .map(
      (steps) =>
        `param:${steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`,
    ),
);
const condition = fc.record({
  column,
  operator: fc.constantFrom(...(Object.keys(OPERATORS) as Operator[])),
  value: fc.string({ unit: 'grapheme' }),
});
const match = fc.constantFrom('all' as const, 'any' as const);
const filter: fc.Arbitrary<FilterGroup> = fc.record({
  match,
  items: fc.array(fc.oneof(condition, fc.record({ match, items: fc.array(condition, { maxLength: 3 }) })), {
    minLength: 1,
    maxLength: 4,
  }),
});
const query: fc.Arbitrary<TableQuery> = fc.record({
  types: fc.uniqueArray(fc.nat(), { maxLength: 3 }),
  parent: fc.oneof(fc.constant(null), fc.constant('roots' as const), fc.nat()),
  search: fc.string({ unit: 'grapheme' }),
  columns: fc.uniqueArray(column, { maxLength: 5 }),
  sort: fc.option(fc.record({ column, descending: fc.boolean() })),
  group: fc.option(column),
  filter: fc.oneof(fc.constant(NO_FILTER), filter),
});

describe('a table as a link', () => {
  it('is read back as it was written, whatever the names hold', () => {
    fc.assert(
      fc.property(query, (wanted) => {
        const link = writeTableQuery(wanted).toString();
        expect(readTableQuery(new URLSearchParams(link))).toEqual({ query: wanted, problems: [] });
      }),
    );
  });

  it('never throws, and keeps what can be used', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('filter', 'sort', 'column', 'type'), fc.string()),
        (members) => {
          readTableQuery(new URLSearchParams(members));
        },
      ),
    );
    const { query: read, problems } = readTableQuery(
      new URLSearchParams(
        'type=11&type=x&column=name&column=__proto__&filter={"all":[["name","has","a"],["x"]]}',
      ),
    );
    expect(read.types).toEqual([11]);
    expect(read.columns).toEqual(['name']);
    expect(read.filter.items).toEqual([{ column: 'name', operator: 'has', value: 'a' }]);
    expect(problems).toHaveLength(3);
  });
});

it('says when a group of conditions has both all and any, of which one is left out', () => {
  const both = '{"all":[["name","has","a"]],"any":[["name","has","b"]]}';
  const { query: read, problems } = readTableQuery(new URLSearchParams({ filter: both }));
  expect(read.filter.items).toEqual([{ column: 'name', operator: 'has', value: 'b' }]);
  expect(problems).toEqual(['A part of the filter of this link cannot be read, and was left out.']);
});

it('leaves what other parts of the page say in the address', () => {
  const before = new URLSearchParams('type=9&beside=/workspaces/1&marked=3');
  const { query: read } = readTableQuery(new URLSearchParams('type=2'));
  expect(writeTableQuery(read, before).toString()).toBe('beside=%2Fworkspaces%2F1&marked=3&type=2');
});
