import { expect, test } from 'vitest';
import { columnsIn, columnsSeen, edgesOf, placeInRow } from './column-window.ts';

const wide = edgesOf([240, ...Array.from({ length: 199 }, () => 100)]);

test('of few columns all are in the page', () => {
  expect(columnsSeen(edgesOf(Array.from({ length: 20 }, () => 100)), 900, 300)).toEqual({ from: 1, to: 20 });
  expect(columnsSeen(edgesOf([]), 0, 300)).toEqual({ from: 0, to: 0 });
});

test('of 200 columns those that can be seen are in the page, and a few beside them', () => {
  for (let left = 0; left < 19_000; left += 53) {
    const { from, to } = columnsSeen(wide, left, 1000);
    const seen = wide
      .slice(0, -1)
      .flatMap((edge, index) => (edge < left + 1000 && edge + 100 > left ? index : []));
    expect(from).toBeLessThanOrEqual(Math.max(1, Math.min(...seen)));
    expect(to).toBeGreaterThan(Math.max(...seen));
    expect(to - from).toBeLessThanOrEqual(20);
  }
});

test('the first column and the one the keyboard is at stay in the page, wherever it is scrolled', () => {
  expect(columnsIn({ from: 4, to: 7 }, 200)).toEqual([0, 4, 5, 6]);
  expect(columnsIn({ from: 4, to: 7 }, 200, 150)).toEqual([0, 4, 5, 6, 150]);
  expect(columnsIn({ from: 4, to: 7 }, 200, 5)).toEqual([0, 4, 5, 6]);
  expect(columnsIn({ from: 0, to: 0 }, 0, 3)).toEqual([]);
});

test('a cell that is scrolled out keeps its place in the row', () => {
  const view = { from: 4, to: 7, edges: wide, template: '' };
  expect(placeInRow(view, 150)).toMatchObject({ left: 240 + 149 * 100, width: 100 });
  expect(placeInRow(view, 4)).toEqual({ gridColumnStart: 3 });
  expect(placeInRow(view, 5)).toBeUndefined();
  expect(placeInRow(view, 0)).toBeUndefined();
});
