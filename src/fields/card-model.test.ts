import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonArray, JsonObject } from '../../contract/json/value.ts';
import { spliced } from '../params/path.ts';
import { cardFields, cardWords, idsOfRows, prefersCards, rowTitle } from './card-model.ts';
import type { FieldSpec } from './form-spec.ts';
import { gridColumns } from './grid-columns.ts';
import { readForm } from './read-form.ts';

const rowsOf = (text: string) => readJson(text) as JsonArray;

function arraySpec(more: object = {}): FieldSpec {
  const arrayItems = [
    { type: 'text', name: 'name', ui_name: 'Name' },
    { type: 'number', name: 'k', ui_name: 'Permeability', suffix: 'm/d' },
    { type: 'select', name: 'soil', ui_name: 'Soil', options: [{ value: 1, label: 'Clay' }] },
    { type: 'textarea', name: 'why', ui_name: 'Why' },
  ];
  const node = { type: 'DynamicArray', name: 'rows', arrayItems, ...more };
  return readForm({ parametrization: [node] }).nodes[0] as FieldSpec;
}

test('rows that hold what a cell has no room for are cards, unless there are many or it is a table', () => {
  const spec = arraySpec();
  const columns = gridColumns([], 'array', undefined, spec);
  expect(prefersCards('array', columns, 3)).toBe(true);
  expect(prefersCards('array', columns, 400)).toBe(false);
  expect(prefersCards('table', columns, 3)).toBe(false);
  expect(prefersCards('array', columns.slice(0, 3), 3)).toBe(false);
});

test('a row keeps its id where it is moved and where it is edited, and what is new has one of its own', () => {
  const rows = rowsOf('[{"a":1},{"a":2},{"a":3}]');
  let next = 10;
  const fresh = () => next++;
  const first = { rows, ids: idsOfRows({ rows: [], ids: [] }, rows, fresh) };
  expect(first.ids).toEqual([10, 11, 12]);
  const [one, two, three] = rows as [JsonObject, JsonObject, JsonObject];
  expect(idsOfRows(first, [three, one, two], fresh)).toEqual([12, 10, 11]);
  const edited = new Map([['a', 9]]) as JsonObject;
  expect(idsOfRows(first, [one, edited, three], fresh)).toEqual([10, 11, 12]);
  expect(idsOfRows(first, spliced(rows, 1, 0, two), fresh)).toEqual([10, 11, 13, 12]);
  const seen = new WeakMap();
  const fewer = spliced(rows, 0, 1);
  expect(idsOfRows(first, fewer, fresh, seen)).toEqual([11, 12]);
  expect(idsOfRows({ rows: fewer, ids: [11, 12] }, rows, fresh, seen)).toEqual([10, 11, 12]);
});

test('a card has the fields of the form that the app does not hide in its row, and what only this row holds', () => {
  const spec = arraySpec({ row_states: [{ why: { visible: false } }, {}] });
  const rows = rowsOf('[{"name":"a","why":"kept"},{"name":"b","extra":1.0}]');
  const columns = gridColumns(rows, 'array', undefined, spec);
  const keys = (index: number) =>
    cardFields(columns, spec, index, rows[index] as JsonObject).map(({ path }) => path.join('/'));
  expect(keys(0)).toEqual(['name', 'k', 'soil']);
  expect(keys(1)).toEqual(['name', 'k', 'soil', 'why', 'extra']);
});

test('a group in a row gives its own fields', () => {
  const rows = rowsOf('[{"name":"a","load":{"N":1.0,"at":{"x":2}}}]');
  const columns = gridColumns(rows, 'array', undefined);
  const [, load] = cardFields(columns, undefined, 0, rows[0] as JsonObject);
  expect(load?.inside?.map(({ path }) => path.join('/'))).toEqual(['load/N', 'load/at']);
  expect(load?.inside?.[1]?.inside?.map(({ path }) => path.join('/'))).toEqual(['load/at/x']);
});

test('a closed card is known by its number, and the words of its first values', () => {
  const spec = arraySpec({ row_label: 'D-' });
  const rows = rowsOf('[{"name":"Base","k":1e-05,"soil":1,"why":""}]');
  const columns = gridColumns(rows, 'array', undefined, spec);
  expect(rowTitle(spec, 1)).toBe('D-2');
  expect(rowTitle(undefined, 1)).toBe('Row 2');
  expect(cardWords(columns, spec, 0, rows[0] as JsonObject, 'Base')).toBe('Permeability 1e-05 m/d · Clay');
});
