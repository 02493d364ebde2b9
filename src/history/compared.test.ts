import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { compareParams } from '../params/compare.ts';
import type { Comparison } from '../params/comparison.ts';
import { HeldWorker } from '../testing/held-worker.ts';
import { endSpareWorker } from '../workers/compare.ts';
import { compareOnce, knownComparison, refined } from './compared.ts';

const params = (text: string) => readJson(text) as JsonObject;

test('who asks for the same comparison at the same time gets the same one', async () => {
  const [left, right] = [params('{"a":1}'), params('{"a":2}')];
  const { signal } = new AbortController();
  const [one, other] = await Promise.all([
    compareOnce(left, right, signal),
    compareOnce(left, right, signal),
  ]);
  expect(one.counts.changed).toBe(1);
  expect(other).toBe(one);
  expect(knownComparison(left, right)).toBe(one);
  expect(knownComparison(right, left)).toBeUndefined();
});

test('what is a set is one also in rows that only the reader’s column puts beside each other', () => {
  const [one, other] = ['["x","y","z"]', '["z","y","x"]'];
  const left = params(`{"t":[{"a":"1","b":"p","v":1,"set":${one}},{"a":"2","b":"q","v":2,"set":${other}}]}`);
  const right = params(`{"t":[{"a":"1","b":"q","v":1,"set":${one}},{"a":"2","b":"p","v":2,"set":${other}}]}`);
  const keyColumns = { '/t': 'b' };
  expect(movedLists(compareParams(left, right, { keyColumns }))).toBe(2);
  expect(movedLists(refined(compareParams(left, right), ['/t/*/set'], keyColumns))).toBe(0);
});

function movedLists({ whole }: Comparison): number {
  return whole
    .flatMap((table) => (table.type === 'rows' ? table.rows.flatMap(({ cells }) => cells) : []))
    .filter(({ type }) => type === 'list').length;
}

describe('of what is compared in a worker', () => {
  const large = (value: number) => params(`{"a":${value},"text":"${'x'.repeat(200_000)}"}`);
  beforeEach(() => {
    HeldWorker.all.length = 0;
    vi.stubGlobal('Worker', HeldWorker);
  });
  afterEach(() => {
    endSpareWorker();
    vi.unstubAllGlobals();
  });

  test('who leaves takes nothing from those who wait too', async () => {
    const [left, right] = [large(1), large(2)];
    const leaving = new AbortController();
    const gone = compareOnce(left, right, leaving.signal);
    const staying = compareOnce(left, right, new AbortController().signal);
    leaving.abort(new Error('left'));
    await expect(gone).rejects.toThrow('left');
    expect(HeldWorker.all.map(({ ended }) => ended)).toEqual([false]);
    HeldWorker.all[0]?.answer();
    expect((await staying).counts.changed).toBe(1);
  });

  test('what everybody left is ended, and made again for who asks next', async () => {
    const [left, right] = [large(1), large(2)];
    const leaving = new AbortController();
    const gone = compareOnce(left, right, leaving.signal);
    leaving.abort(new Error('left'));
    const next = compareOnce(left, right, new AbortController().signal);
    await expect(gone).rejects.toThrow('left');
    expect(HeldWorker.all.map(({ ended }) => ended)).toEqual([true, false]);
    HeldWorker.all[1]?.answer();
    expect((await next).counts.changed).toBe(1);
  });
});
