import { act, cleanup, renderHook } from '@testing-library/react';
import { createContext, type ReactNode, use, useState } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { useTyped } from './use-typed.ts';

const Shown = createContext<ReactNode>(null);

/** A page that holds the field, and another that takes as long as `arrival`. */
function pages(arrival?: Promise<null>) {
  const newRouter = () =>
    createMemoryRouter([
      { path: '/', Component: () => use(Shown) },
      { path: '/other', loader: () => arrival ?? null, Component: () => null },
    ]);
  let router: ReturnType<typeof newRouter> | undefined;
  function Pages({ children }: { children: ReactNode }) {
    const [made] = useState(newRouter);
    router = made;
    return (
      <Shown value={children}>
        <RouterProvider router={made} />
      </Shown>
    );
  }
  return { wrapper: Pages, leave: () => router?.navigate('/other') };
}

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('a value that comes late does not take the place of what was typed since; one from elsewhere does', () => {
  vi.useFakeTimers();
  const told: string[] = [];
  const { result, rerender } = renderHook(({ value }) => useTyped(value, (text) => told.push(text), 100), {
    initialProps: { value: '' },
    ...pages(),
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
    ...pages(),
  });
  act(() => result.current.tell());
  expect(told).toEqual([]);
  rerender({ value: '' });
  rerender({ value: 'ab' });
  expect(result.current.text).toBe('ab');
});

test('what was typed is not told over a page that is on its way', async () => {
  vi.useFakeTimers();
  const told: string[] = [];
  let arrive = (_: null) => {};
  const { wrapper, leave } = pages(
    new Promise((resolve) => {
      arrive = resolve;
    }),
  );
  const { result } = renderHook(() => useTyped('', (text) => told.push(text), 100), { wrapper });
  act(() => result.current.setText('ab'));
  act(() => void leave());
  act(() => vi.advanceTimersByTime(1000));
  expect(told).toEqual([]);
  await act(async () => arrive(null));
  act(() => vi.advanceTimersByTime(1000));
  expect(told).toEqual([]);
});
