import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FRESH_MS } from './fresh.ts';
import { ApiError } from './http.ts';
import { createQueryClient } from './query-client.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  ['is refused', 403, 1, FRESH_MS],
  ['fails', 500, 4, 30_000],
])(
  'a read that %s is not asked again by each part that shows it, until a while later or somebody asks to',
  async (_how, status, times, pause) => {
    const client = createQueryClient();
    let asked = 0;
    const options = {
      queryKey: ['read'],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: () => {
        asked += 1;
        throw new ApiError('No.', { kind: 'refused', status });
      },
    };
    const mount = async () => {
      const part = new QueryObserver(client, options);
      const leave = part.subscribe(() => {});
      await vi.advanceTimersByTimeAsync(5000);
      leave();
      return part;
    };
    const first = await mount();
    for (let parts = 0; parts < 3; parts++) await mount();
    expect(asked).toBe(times);
    void first.refetch();
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toBe(2 * times);
    await vi.advanceTimersByTimeAsync(pause);
    await mount();
    expect(asked).toBe(3 * times);
  },
);
