import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useTyped } from './use-typed.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('a value that comes late does not take the place of what was typed since; one from elsewhere does', () => {
  vi.useFakeTimers();
  const told: string[] = [];
  const { result, rerender } = renderHook(({ value }) => useTyped(value, (text) => told.push(text), 100), {
    initialProps: { value: '' },
  });
  act(() => result.current.setText('ab'));
  act(() => vi.advanceTimersByTime(100));
  expect(told).toEqual(['ab']);
  act(() => result.current.setText('abc'));
  rerender({ value: 'ab' });
  expect(result.current.text).toBe('abc');
  act(() => vi.advanceTimersByTime(100));
  expect(told).toEqual(['ab', 'abc']);
  rerender({ value: 'abc' });
  rerender({ value: 'ab' });
  expect(result.current.text).toBe('ab');
});

test('a text that is the value already is not told, and what comes from elsewhere later is taken', () => {
  const told: string[] = [];
  const { result, rerender } = renderHook(({ value }) => useTyped(value, (text) => told.push(text), 100), {
    initialProps: { value: 'ab' },
  });
  act(() => result.current.tell());
  expect(told).toEqual([]);
  rerender({ value: '' });
  rerender({ value: 'ab' });
  expect(result.current.text).toBe('ab');
});
