import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useColumnWindow } from './column-window.ts';

test('where all columns are in the page nothing is measured for them, so that rows are laid out in their turn', () => {
  const element = document.createElement('div');
  let measured = 0;
  Object.defineProperty(element, 'clientWidth', {
    get: () => {
      measured += 1;
      return 1000;
    },
  });
  const scroller = { current: element };
  const { result, rerender } = renderHook(({ widths }) => useColumnWindow(scroller, widths, '240px'), {
    initialProps: { widths: [240, 100] },
  });
  rerender({ widths: [240, 120, 100] });
  expect(result.current.view).toMatchObject({ from: 1, to: 3 });
  expect(measured).toBe(0);
});
