import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { compareAcross, medianOf, outliers } from './across.ts';
import { compareParams } from './compare.ts';
import { totalOf } from './comparison.ts';
import { equalValues } from './equal.ts';
import { getIn, toPointer } from './path.ts';
import { edited, edits, params, placesIn } from './testing/arbitraries.ts';

const rows = (...texts: string[]) =>
  compareAcross(texts.map((text) => readJson(text))).map(({ path, tells, values }) => [
    tells === 'value' ? toPointer(path) : `${tells} of ${toPointer(path)}`,
    ...values.map((value) =>
      value === undefined ? '–' : typeof value === 'string' ? value : printJson(value),
    ),
  ]);

test('only places that differ are rows, with the value of every side', () => {
  expect(rows('{"a":1,"b":2,"c":3}', '{"a":1.0,"b":5,"c":3}', '{"a":1,"b":2,"c":4}')).toEqual([
    ['/b', '2', '5', '2'],
    ['/c', '3', '3', '4'],
  ]);
});

const table = (...names: string[]) => `{"t":[${names.map((name) => `{"name":"${name}","x":1}`)}]}`;

test('rows of tables are paired, not matched by number', () => {
  const found = rows(table('a', 'b', 'c'), table('new', 'a', 'b', 'c'), table('x', 'y', 'a', 'b', 'c'));
  expect(found.map(([path, ...values]) => [path, values.map((value) => value !== '–')])).toEqual([
    ['/t/0', [false, true, false]],
    ['/t/0', [false, false, true]],
    ['/t/1', [false, false, true]],
  ]);
});

test('a row that several added is one place, wherever they put it', () => {
  expect(rows(table('a', 'b'), table('a', 'b', 'new'), table('new', 'a', 'b'))).toHaveLength(1);
});

test.each([
  ['text', '"a","b"', '"x"'],
  ['point', '{"lat":1,"lon":2},{"lat":3,"lon":4}', '{"lat":9,"lon":9}'],
  ['row without a name', '{"q":1,"z":2},{"q":5,"z":2}', '{"q":8,"z":9}'],
])('a %s that several added is one place, wherever they put it', (_name, given, added) => {
  const list = (items: string) => `{"t":[${items}]}`;
  const [one, other] = [list(`${given},${added}`), list(`${added},${given}`)];
  expect(rows(list(given), one, other)).toEqual([
    ['/t/2', '–', ...[added, added].map((text) => text.replaceAll('"x"', 'x'))],
  ]);
  // Added twice on one side it is there once more than on the other.
  const twice = rows(list(given), list(`${given},${added},${added}`), other);
  expect(twice.map(([path, ...values]) => [path, values.map((value) => value !== '–')])).toEqual([
    ['/t/2', [false, true, true]],
    ['/t/3', [false, true, false]],
  ]);
});

test('items that several added at one place stand beside each other, unless another has the same elsewhere', () => {
  const list = (...items: string[]) => `{"t":${JSON.stringify(items)}}`;
  expect(rows(list('a', 'b'), list('a', 'b', 'x'), list('a', 'b', 'y'))).toEqual([['/t/2', '–', 'x', 'y']]);
  expect(rows(list('a', 'b'), list('a', 'b', 'x'), list('a', 'b', 'y', 'x'))).toEqual([
    ['/t/2', '–', 'x', 'x'],
    ['/t/2', '–', '–', 'y'],
  ]);
});

test.each([
  ['rows', table('a', 'b', 'c', 'd', 'e'), table('a', 'c', 'd', 'b', 'e'), '…, b, c, d, …', '…, c, d, b, …'],
  ['items', '{"t":[1,2,3]}', '{"t":[3,1,2]}', '1, 2, 3', '3, 1, 2'],
  [
    'points',
    '{"t":[{"lat":1,"lon":2},{"lat":3,"lon":4}]}',
    '{"t":[{"lat":3,"lon":4},{"lat":1,"lon":2}]}',
    '1, 2',
    '2, 1',
  ],
])('another order of %s is a place, as far as the orders differ', (_name, first, other, before, now) => {
  expect(rows(first, other, first, '{}')).toEqual([
    ['order of /t', before, now, before, '–'],
    ['/t', ...[first, other, first].map((text) => printJson(getIn(readJson(text), ['t']) ?? null)), '–'],
  ]);
});

test('the order of a set is none', () => {
  const sides = ['{"t":["a","b"]}', '{"t":["b","a"]}'].map((text) => readJson(text));
  expect(compareAcross(sides, ['/t'])).toEqual([]);
});

test('a group is followed where it moved, and what differs in it is told', () => {
  const group = (key: string, x: number) => `{"${key}":{"x":${x},"y":2,"z":3,"w":4}}`;
  expect(rows(group('a', 1), group('b', 5))).toEqual([
    ['place of /a', 'a', 'b'],
    ['/a/x', '1', '5'],
  ]);
});

test('a side has nothing where the group or row is gone, and all that it has where less differs', () => {
  expect(rows('{"g":{"a":1,"b":2}}', '{}', '{"g":{"a":5,"b":2}}')).toEqual([
    ['/g', '{"a":1,"b":2}', '–', '{"a":5,"b":2}'],
    ['/g/a', '1', '–', '5'],
  ]);
});

test('cells that came to different rows are different places', () => {
  const piles = (text: string) => `{"t":[${text}]}`;
  const [a, b] = ['{"name":"a","v":1}', '{"name":"b","v":2}'];
  expect(
    rows(
      piles(`${a},${b}`),
      piles(`${a},{"name":"b","v":2,"n":7}`),
      piles(`${b},{"name":"a","v":1,"n":4}`),
    ).filter(([path]) => path?.endsWith('/n')),
  ).toEqual([
    ['/t/1/n', '–', '7', '–'],
    ['/t/0/n', '–', '–', '4'],
  ]);
});

const alike = (one: JsonValue | undefined, other: JsonValue | undefined) =>
  one === other || (one !== undefined && other !== undefined && equalValues(one, other));
const RUNS = Number(process.env.LAW_RUNS ?? 300);

test('each side holds what is shown of it, and nothing is alike where something differs', () => {
  const triples = fc
    .tuple(params, edits, edits)
    .map(([first, one, other]) => [first, edited(first, one), edited(first, other)]);
  fc.assert(
    fc.property(triples, (sides) => {
      const found = compareAcross(sides);
      const held = sides.map((side) => placesIn(side).map((path) => getIn(side, path)));
      const compared = sides.map((side) => compareParams(sides[0] ?? null, side));
      for (const { path, side, tells, values } of found)
        for (const [index, value] of values.entries()) {
          if (tells !== 'value') continue;
          const isStill = compared[index]?.counts.moved === 0 && side === 0;
          if (isStill && path.every((key) => typeof key === 'string'))
            expect(value).toEqual(getIn(sides[index], path));
          else if (value !== undefined)
            expect(held[index]?.some((other) => other !== undefined && equalValues(other, value))).toBe(true);
        }
      for (const [index, { counts }] of compared.entries())
        if (totalOf(counts) > 0)
          expect(
            found.some(({ tells, values }) => tells !== 'value' || !alike(values[0], values[index])),
          ).toBe(true);
    }),
    { numRuns: RUNS },
  );
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
