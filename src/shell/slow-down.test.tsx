import 'fake-indexeddb/auto';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import { noteRequest, requestLog } from '../api/request-log.ts';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';
import { SlowDownDoor } from './slow-down-door.tsx';

const entity = '/api/workspaces/5/entities/24/';
/** When the page asked for the entity, in milliseconds. */
const asked: number[] = [];

const environment = await openPageEnvironment({ records: bridges() });
beforeAll(() => {
  globalThis.fetch = async (input, init) => {
    if (!String(input).startsWith(`${entity}?`)) return environment.pageFetch(input, init);
    asked.push(performance.now());
    // As often as it takes until it was told: a busy machine draws late.
    return screen.queryByText(/slow down/) === null
      ? Response.json({ detail: 'Throttled.' }, { status: 429, headers: { 'Retry-After': '1' } })
      : environment.pageFetch(input, init);
  };
});

test('a read without an answer for ten seconds is told, how much of it is here too, until it ends', async () => {
  vi.useFakeTimers();
  try {
    render(<SlowDownDoor />);
    const noted = noteRequest('GET', '/api/workspaces/');
    await act(() => vi.advanceTimersByTimeAsync(9000));
    expect(screen.queryByText(/has not answered/)).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(5000));
    expect(screen.getByText(/^The server has not answered yet\./)).toBeVisible();
    noted.receive(3_210_000);
    await act(() => vi.advanceTimersByTimeAsync(2000));
    expect(screen.queryByText(/has not answered/)).toBeNull();
    expect(
      screen.getByText(/^The server has begun to answer, and not all of it is here yet\./),
    ).toBeVisible();
    expect(screen.getByText(/^3\.21 MB in \d+ s$/)).toBeVisible();
    noted.end({ status: 200 });
    await act(() => vi.advanceTimersByTimeAsync(4000));
    expect(screen.queryByText(/has begun to answer/)).toBeNull();
  } finally {
    vi.useRealTimers();
    cleanup();
  }
});

test('a page whose server asks to slow down says so, waits as long as asked, and then opens', async () => {
  const { router } = openPage('/workspaces/5/entities/1003');
  expect(await screen.findByRole('heading', { level: 1, name: 'BR-3' })).toBeVisible();
  void router.navigate('/workspaces/5/entities/24');
  expect(await screen.findByText(/^The server asks to slow down\./)).toBeVisible();
  expect(await screen.findByRole('heading', { level: 1, name: 'Pier' })).toBeVisible();
  expect(asked.length).toBeGreaterThan(1);
  for (const [index, at] of asked.slice(1).entries())
    expect(at - (asked[index] ?? 0)).toBeGreaterThanOrEqual(990);
  await waitFor(() => expect(screen.queryByText(/slow down/)).toBeNull());
  // What the page still reads ends before its environment does.
  await waitFor(() => expect(requestLog.read().every(({ status }) => status !== null)).toBe(true));
});
