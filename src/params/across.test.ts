import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { compareAcross, medianOf, outliers } from './across.ts';
import { toPointer } from './path.ts';

const rows = (...texts: string[]) =>
  compareAcross(texts.map((text) => readJson(text))).map(({ path, values }) => [
    toPointer(path),
    ...values.map((value) => (value === undefined ? '–' : String(value))),
  ]);

test('only places that differ are rows, with the value of every side', () => {
  expect(rows('{"a":1,"b":2,"c":3}', '{"a":1.0,"b":5,"c":3}', '{"a":1,"b":2,"c":4}')).toEqual([
    ['/b', '2', '5', '2'],
    ['/c', '3', '3', '4'],
  ]);
});

test('rows of tables are paired, not matched by number', () => {
  const table = (...names: string[]) => `{"t":[${names.map((name) => `{"name":"${name}","x":1}`)}]}`;
  const found = rows(table('a', 'b', 'c'), table('new', 'a', 'b', 'c'), table('c', 'a', 'b'));
  expect(found).toHaveLength(1);
  expect(found[0]?.[0]).toBe('/t/0');
});

test('what one side lacks is told from null', () => {
  expect(rows('{"a":1}', '{}', '{"a":null}')).toEqual([['/a', '1', '–', 'null']]);
});

test.each([
  [
    [1, 1.1, 0.9, 1.05, 9],
    [0, 0, 0, 0, 1],
  ],
  [
    [5, 5, 5, -2, 5],
    [0, 0, 0, -1, 0],
  ],
  [
    [1, 2, 9],
    [0, 0, 0],
  ],
  [
    [1, 2, 3, 4, 5],
    [0, 0, 0, 0, 0],
  ],
])('of %j these stand out: %j', (values, marks) => {
  expect(outliers(values)).toEqual(marks);
});

test('the median of an even count is the mean of the middle two', () => {
  expect([medianOf([4, 1, 3, 2]), medianOf([3, 1, 2]), medianOf([])]).toEqual([2.5, 2, undefined]);
});
