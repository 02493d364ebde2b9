import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useWindow } from './use-window.ts';

const SHOWN = 900;
const COVERED = 150;
const ROW = 28;

/** An element that scrolls, `SHOWN` pixels of it seen, and how often it was measured. */
function scroller() {
  const element = document.createElement('div');
  const measured = { times: 0 };
  Object.defineProperty(element, 'clientHeight', {
    get: () => {
      measured.times += 1;
      return SHOWN;
    },
  });
  return { ref: { current: element }, measured };
}

test('rows that come and go below are drawn without measuring anything anew', () => {
  const { ref, measured } = scroller();
  const { result, rerender } = renderHook(({ count }) => useWindow(ref, count), {
    initialProps: { count: 0 },
  });
  const before = measured.times;
  rerender({ count: 100_000 });
  expect(result.current.to).toBeGreaterThan(SHOWN / ROW);
  expect(result.current.height).toBe(100_000 * ROW);
  rerender({ count: 5 });
  expect(result.current.to).toBe(5);
  expect(measured.times).toBe(before);
});

test.each([1000, 2_000_000])(
  'of %i rows any can be revealed between a head and a foot that lie over them',
  (count) => {
    const { ref } = scroller();
    const { result } = renderHook(() => useWindow(ref, count, COVERED));
    for (const index of [count - 1, Math.floor(count / 2), 0]) {
      act(() => result.current.reveal(index));
      const top = result.current.topOf(index) - ref.current.scrollTop;
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top + ROW).toBeLessThanOrEqual(SHOWN - COVERED);
      expect(ref.current.scrollTop).toBeLessThanOrEqual(result.current.height + COVERED - SHOWN);
      expect(result.current.from).toBeLessThanOrEqual(index);
      expect(result.current.to).toBeGreaterThan(index);
    }
  },
);

test('a row that is away from what is seen makes what scrolls no longer, at any place of a list that is too tall to be drawn whole', () => {
  const { ref } = scroller();
  const { result } = renderHook(() => useWindow(ref, 2_000_000, COVERED));
  for (const seen of [0, 1_000_000, 1_999_999]) {
    act(() => result.current.reveal(seen));
    for (const away of [0, 1_000_000, 1_999_999]) {
      expect(result.current.topOf(away)).toBeGreaterThanOrEqual(0);
      expect(result.current.topOf(away) + ROW).toBeLessThanOrEqual(result.current.height);
    }
  }
});
