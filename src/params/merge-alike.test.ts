import { expect, test } from 'vitest';
import { fromPlain, toPlain } from '../../contract/json/plain.ts';
import { mergeParams } from './merge.ts';

function merge(base: unknown[], mine: unknown[], theirs: unknown[]) {
  const { merged, clashes } = mergeParams(fromPlain(base), fromPlain(mine), fromPlain(theirs));
  return { merged: toPlain(merged, new Set()), clashes };
}

/** All lists of some length of these items. */
function lists<T>(length: number, items: readonly T[]): T[][] {
  if (length === 0) return [[]];
  return lists(length - 1, items).flatMap((list) => items.map((item) => [...list, item]));
}

test.each([
  ['one of two is changed here and one removed there', [4, 4], [52, 4], [4]],
  [
    'rows',
    [
      { a: 1, b: 1 },
      { a: 1, b: 1 },
    ],
    [
      { a: 3, b: 1 },
      { a: 1, b: 1 },
    ],
    [{ a: 1, b: 1 }],
  ],
  ['two of three are changed, one of them there too', [0, 0, 0], [1, 0, 1], [7, 0, 1]],
  ['what reads as a move is a change of two', [1, 0], [0, 1], [0, 0]],
])('%s: the list is one clash', (_, base, mine, theirs) => {
  for (const [own, their] of [
    [mine, theirs],
    [theirs, mine],
  ]) {
    const { merged, clashes } = merge(base, own as unknown[], their as unknown[]);
    expect(clashes.map(({ kind, path }) => [kind, path])).toEqual([['value', []]]);
    expect(merged).toEqual(own);
  }
});

test.each([
  ['both changed another one in its place', [4, 4, 4], [5, 4, 4], [4, 4, 6], [5, 4, 6]],
  ['only one side touched them', [4, 4, 7], [4, 7], [4, 4, 8], [4, 8]],
  ['one moved, another was changed', ['a', 'b', 'c'], ['c', 'a', 'b'], ['x', 'b', 'c'], ['c', 'x', 'b']],
])('%s: no clash', (_, base, mine, theirs, merged) => {
  expect(merge(base, mine, theirs)).toEqual({ merged, clashes: [] });
});

test('of lists of one length, what merges place by place and without a clash is never merged to another list', () => {
  let count = 0;
  for (const length of [1, 2, 3])
    for (const base of lists(length, [0, 1]))
      for (const mine of lists(length, [0, 1, 2]))
        for (const theirs of lists(length, [0, 1, 3])) {
          const places = base.map((was, at) => [was, mine[at], theirs[at]]);
          if (places.some(([was, own, their]) => own !== was && their !== was && own !== their)) continue;
          const expected = places.map(([was, own, their]) => (own === was ? their : own));
          const { merged, clashes } = merge(base, mine, theirs);
          if (clashes.length === 0)
            expect([base, mine, theirs, merged]).toEqual([base, mine, theirs, expected]);
          count++;
        }
  // Of nine pairs of values six are no clash at a place.
  expect(count).toBe(2 * 6 + 4 * 6 ** 2 + 8 * 6 ** 3);
});
