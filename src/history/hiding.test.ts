import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { compareParams } from '../params/compare.ts';
import { totalOf } from '../params/comparison.ts';
import {
  hideIn,
  hidingProblems,
  patternOf,
  readHiding,
  readLimit,
  wouldHide,
  writeHiding,
} from './hiding.ts';

const comparison = compareParams(
  readJson('{"a":1,"b":100,"t":[{"n":"x","v":1,"w":5},{"n":"y","v":2,"w":6}],"s":"one"}'),
  readJson('{"a":1.001,"b":150,"t":[{"n":"x","v":1.1,"w":7},{"n":"y","v":2.1,"w":8}],"s":"two"}'),
);
const read = (query: string) => readHiding(new URLSearchParams(query));

test.each([
  ['', 7, 0, 0],
  ['abs=0.1', 4, 3, 0],
  ['percent=5', 5, 2, 0],
  ['decimals=2', 6, 1, 0],
  ['ignore=/t/*/w', 5, 0, 2],
  ['ignore=/t&abs=0.01', 2, 1, 4],
  ['ignore=/**', 0, 0, 7],
])('%s shows %i, tolerates %i and ignores %i, together always all', (query, shown, tolerance, ignored) => {
  const { counts, hidden } = hideIn(comparison, read(query));
  expect([totalOf(counts), hidden.tolerance, hidden.ignored]).toEqual([shown, tolerance, ignored]);
  expect(totalOf(counts) + hidden.tolerance + hidden.ignored).toBe(totalOf(comparison.counts));
});

test('a limit in percent is exactly what was written', () => {
  const { hidden } = hideIn(
    compareParams(readJson('{"a":1000}'), readJson('{"a":993}')),
    read('percent=0.7'),
  );
  expect(hidden.tolerance).toBe(1);
});

test('what of the address hides nothing is said', () => {
  const problems = (query: string) => hidingProblems(new URLSearchParams(query));
  expect(problems('abs=0,5&percent=&decimals=2&ignore=/a')).toEqual([]);
  expect(problems('abs=-1&decimals=1.5&ignore=a/b&ignore=/c')).toEqual([
    '“-1” hides nothing: “abs” in the address is a number of 0 or more.',
    '“1.5” hides nothing: “decimals” in the address is a whole number from 0 to 20.',
    '“a/b” hides nothing: a path to ignore starts with /.',
  ]);
});

test('what a rule would hide counts only what is shown now', () => {
  expect(wouldHide(comparison, read(''), '/t/*/v')).toBe(2);
  expect(wouldHide(comparison, read('abs=0.1'), '/t/*/v')).toBe(0);
});

test('a rule from a cell is about its column in every row, keys escaped', () => {
  expect(patternOf(['t', 3, 'a/b~c'])).toBe('/t/*/a~1b~0c');
});

test('the address keeps what is hidden and other members', () => {
  const search = new URLSearchParams('to=5&ignore=/old');
  const hiding = { abs: 0.5, percent: undefined, decimals: 3, ignore: ['/a b', '/t/*/w'] };
  writeHiding(search, hiding);
  expect(search.get('to')).toBe('5');
  expect(readHiding(new URLSearchParams(search.toString()))).toEqual(hiding);
});

test.each([
  ['-1', 'abs'],
  ['x', 'abs'],
  ['1.5', 'decimals'],
  ['1e999', 'percent'],
] as const)('%s is no limit of %s', (text, limit) => expect(readLimit(text, limit)).toBeNull());

test('a decimal comma is understood', () => expect(readLimit(' 0,25 ', 'abs')).toBe(0.25));
