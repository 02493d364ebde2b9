import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQueryClient } from './query-client.ts';
import { whileWanted } from './while-wanted.ts';

const queryKey = ['form'];
const signals: AbortSignal[] = [];
const slow = {
  queryKey,
  retry: false,
  queryFn: ({ client }: { client: ReturnType<typeof createQueryClient> }) =>
    whileWanted(client, queryKey, (signal) => {
      signals.push(signal);
      return new Promise<string>((resolve, reject) => {
        const timer = setTimeout(() => resolve('answer'), 2000);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      });
    }),
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  signals.length = 0;
});

test('what the next page asks for as well is asked once and not cancelled', async () => {
  const client = createQueryClient();
  const leave = new QueryObserver(client, slow).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(100);
  leave();
  const stay = new QueryObserver(client, slow).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(3000);
  expect([signals.length, signals[0]?.aborted, client.getQueryData(queryKey)]).toEqual([1, false, 'answer']);
  stay();
  client.clear();
});

test('what nobody waits for any more is cancelled after a moment, and asked again by who comes later', async () => {
  const client = createQueryClient();
  new QueryObserver(client, slow).subscribe(() => {})();
  await vi.advanceTimersByTimeAsync(400);
  expect(signals[0]?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(signals[0]?.aborted).toBe(true);
  const leave = new QueryObserver(client, slow).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(2000);
  expect(client.getQueryData(queryKey)).toBe('answer');
  leave();
  client.clear();
});
