import { afterEach, describe, expect, it, vi } from 'vitest';
import { readJson } from '../../contract/json.ts';
import { compareParams } from '../params/compare.ts';
import { toWire } from '../params/wire.ts';
import { compareInWorker } from './compare.ts';
import type { CompareRequest } from './compare-worker.ts';

/** A worker that answers with what the real one would, one turn later. */
class FakeWorker extends EventTarget {
  static made: FakeWorker[] = [];
  ended = false;

  constructor() {
    super();
    FakeWorker.made.push(this);
  }

  postMessage({ left, right, options }: CompareRequest): void {
    queueMicrotask(() => {
      const comparison = structuredClone(toWire(compareParams(readJson(left), readJson(right), options)));
      if (!this.ended) this.dispatchEvent(new MessageEvent('message', { data: { comparison } }));
    });
  }

  terminate(): void {
    this.ended = true;
  }
}

const large = (last: string) => `{"rows": [${'{"a": 1.0, "b": "x"}, '.repeat(10_000)}{"a": ${last}}]}`;

afterEach(() => {
  FakeWorker.made = [];
  vi.unstubAllGlobals();
});

describe('comparing off the page’s thread', () => {
  it('compares small values in place', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const { counts } = await compareInWorker({ left: '{"a":1}', right: { value: readJson('{"a":2}') } });
    expect([counts.changed, FakeWorker.made.length]).toEqual([1, 0]);
  });

  it('gives the same comparison from a worker as in place, and ends the worker', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const [left, right] = [readJson(large('1')), readJson(large('2.50'))];
    const options = { tolerance: { absolute: 0.1 } };
    const found = await compareInWorker({ left: { value: left }, right: { value: right }, ...options });
    expect(found).toEqual(compareParams(left, right, options));
    expect(FakeWorker.made.map(({ ended }) => ended)).toEqual([true]);
  });

  it('ends the worker and rejects with the reason when aborted', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const abort = new AbortController();
    const comparing = compareInWorker({ left: large('1'), right: large('2') }, abort.signal);
    abort.abort(new Error('left the page'));
    await expect(comparing).rejects.toThrow('left the page');
    expect(FakeWorker.made.every(({ ended }) => ended)).toBe(true);
  });

  it('says what is wrong with text that is not JSON', async () => {
    await expect(compareInWorker({ left: '{', right: '{}' })).rejects.toThrow('line 1, column 2');
  });
});
