import { describe, expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { compareParams } from '../params/compare.ts';
import type { Difference, RowDifference, RowsDifference } from '../params/comparison.ts';
import { flatten } from '../params/flatten.ts';
import { tellApart } from '../params/form-changes.ts';
import { takeBackPlan, type Wanted, wantedOfChange } from './plan.ts';

// The form made numbers of the widths; somebody set a depth and put a row in between.
const left = readJson('{"t":[{"n":"a","w":"1","x":1},{"n":"b","w":"2","x":2},{"n":"c","w":"3","x":3}]}');
const right = readJson(
  '{"t":[{"n":"a","w":1,"x":1},{"n":"new","w":9,"x":9},{"n":"b","w":2,"x":5},{"n":"c","w":3,"x":3}]}',
);
const comparison = compareParams(left, right);
const { edits, formDifferences: form } = tellApart(comparison);

const taken = (wanted: Wanted) =>
  printJson(takeBackPlan(comparison, wanted, form, { left: 'old', right: 'new' }).to);
const all = (differences: readonly Difference[]) => taken({ what: 'differences', differences, label: '' });
const row = (differences: readonly Difference[], index: number) => {
  const list = differences[0] as RowsDifference;
  const found = list.rows.find(({ rightIndex }) => rightIndex === index);
  if (!found) throw new Error(`There is no row ${index}.`);
  return taken({ what: 'row', list, row: found, label: '' });
};

test('what the form changed in a table is taken back without the edits of that table', () => {
  expect(all(form)).toBe(
    '{"t":[{"n":"a","w":"1","x":1},{"n":"new","w":9,"x":9},{"n":"b","w":"2","x":5},{"n":"c","w":"3","x":3}]}',
  );
});

test('edits of a table are taken back without what the form changed in it', () => {
  expect(all(edits)).toBe('{"t":[{"n":"a","w":1,"x":1},{"n":"b","w":2,"x":2},{"n":"c","w":3,"x":3}]}');
});

test('of a row that both changed each part is taken back by itself', () => {
  expect(row(edits, 2)).toBe(printJson(right).replace('"x":5', '"x":2'));
  expect(row(form, 2)).toBe(printJson(right).replace('"w":2', '"w":"2"'));
});

test('a row that somebody put in is taken back alone', () => {
  expect(row(edits, 1)).toBe(printJson(right).replace('{"n":"new","w":9,"x":9},', ''));
});

describe.each([0, 1, 2])('of three rows that moved together, row %i edited as well', (edited) => {
  const table = (names: string, edit?: number) =>
    readJson(`{"t":[${[...names].map((n) => `{"n":"${n}","x":${n === 'efg'[edit ?? 3] ? 9 : 1}}`)}]}`);
  const moved = compareParams(table('abcdefg'), table('efgabcd', edited));
  const list = moved.whole[0] as RowsDifference;
  const takenFrom = (wanted: Wanted | undefined) =>
    printJson(takeBackPlan(moved, wanted as Wanted, [], { left: 'old', right: 'new' }).to);

  test('the move is taken back without the edit', () => {
    const move = flatten(moved).find(({ kind }) => kind === 'moved');
    expect(takenFrom(move && wantedOfChange(move, moved))).toBe(printJson(table('abcdefg', edited)));
  });

  test('taking back a row without edits puts all of them where they stood, and keeps the edit', () => {
    const row = list.rows.find(({ kind, moved }) => moved && kind === 'same') as RowDifference;
    expect(takenFrom({ what: 'row', list, row, label: '' })).toBe(printJson(table('abcdefg', edited)));
  });
});

test('a page that came around a group is taken back without losing the group, edited since or not', () => {
  const wrapped = compareParams(
    readJson('{"soil":{"a":1,"b":2,"c":3,"d":4},"x":1}'),
    readJson('{"page":{"soil":{"a":1,"b":2,"c":3,"d":9},"y":2},"x":1}'),
  );
  const parts = tellApart(wrapped);
  const page = parts.formDifferences.filter(({ kind }) => kind === 'added');
  const { to } = takeBackPlan(
    wrapped,
    { what: 'differences', differences: page, label: 'page' },
    parts.formDifferences,
    { left: 'old', right: 'new' },
  );
  expect(printJson(to)).toBe('{"x":1,"soil":{"a":1,"b":2,"c":3,"d":9}}');
});
