import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { HeldWorker } from '../testing/held-worker.ts';
import { endSpareWorker } from '../workers/compare.ts';
import { usePlanEffect } from './use-plan-effect.ts';

beforeEach(() => {
  HeldWorker.all.length = 0;
  vi.stubGlobal('Worker', HeldWorker);
});
afterEach(() => {
  endSpareWorker();
  vi.unstubAllGlobals();
});

const large = (a: number, b: number) =>
  readJson(`{"a":${a},"b":${b},"text":"${'x'.repeat(200_000)}"}`) as JsonObject;
const plan = { title: 'Undo', reason: 'Undone.', from: large(2, 1), to: large(1, 1) };
const choices = {};
/** The merge and the comparison are asked for one after the other. */
const answered = async () => {
  for (let request = 0; request < 2; request++) await act(async () => HeldWorker.all.at(-1)?.answer());
};

test('what was worked out for params that were saved over since is behind until it is worked out anew', async () => {
  const { result, rerender } = renderHook(({ now }) => usePlanEffect(plan, now, choices), {
    initialProps: { now: large(2, 1) },
  });
  await answered();
  expect([result.current.behind, result.current.effect?.merged]).toEqual([false, large(1, 1)]);
  rerender({ now: large(2, 9) });
  expect(result.current.behind).toBe(true);
  await answered();
  expect(result.current.behind).toBe(false);
  expect(printJson(result.current.effect?.merged ?? null)).toBe(printJson(large(1, 9)));
});
