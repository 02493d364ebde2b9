import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { compareParams } from '../params/compare.ts';
import { kindsOf } from '../revisions/kind-at.ts';
import { bulkOf } from './bulk.ts';

const rows = (count: number, last: number) =>
  `{"t":[${Array.from({ length: count }, (_, at) => `{"name":"r${at}","v":${at === count - 1 ? last : at}}`).join()}]}`;

test('a table is no bulk however long, and to know so its rows are not looked at one by one', () => {
  const { differences } = compareParams(readJson(rows(4000, 1)), readJson(rows(4000, 2)));
  const looked: number[] = [];
  const kinds = kindsOf(null);
  const isBulk = bulkOf((path, value) => {
    looked.push(Array.isArray(value) ? value.length : 0);
    return kinds(path, value);
  });
  expect(differences.map(isBulk)).toEqual([false]);
  expect(looked).toEqual([1]);
});

test('a table is bulk where its field is hidden, or holds JSON', () => {
  const { differences } = compareParams(readJson(rows(4000, 1)), readJson(rows(4000, 2)));
  for (const kind of ['hidden', 'json'] as const) expect(differences.map(bulkOf(() => kind))).toEqual([true]);
});
