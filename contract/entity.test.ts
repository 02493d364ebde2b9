import { expect, test } from 'vitest';
import { Entity } from './entity.ts';

const typesOf = (param_types: unknown) =>
  Entity.parse({ id: 1, entity_type: 2, actions: [], param_types }).param_types;

test.each([
  ['a text', '{}'],
  ['a list', [{ type: 'number' }]],
  ['nothing', {}],
  ['numbers', { a: 1, b: null }],
])('param types that are %s are not known', (_, given) => expect(typesOf(given)).toBeNull());

test('a type whose key is named as params are is a type', () => {
  const map = new Map(Object.entries({ type: 'number' }));
  expect(typesOf({ value: map, rows: { type: 'table', sub_types: { default: map } } })).toEqual({
    value: { type: 'number' },
    rows: { type: 'table', sub_types: { default: { type: 'number' } } },
  });
});

test('what is no type among param types and their columns is left out, and the rest is known', () =>
  expect(
    typesOf({
      span: { type: 'number', min: 0 },
      odd: { type: { a: 1 } },
      rows: { type: 'table', sub_types: { top: { type: 'number' }, rake: [1] } },
    }),
  ).toEqual({
    span: { type: 'number', min: 0 },
    odd: {},
    rows: { type: 'table', sub_types: { top: { type: 'number' } } },
  }));
