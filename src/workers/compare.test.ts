import { afterEach, describe, expect, it, vi } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { compareAcross } from '../params/across.ts';
import { compareParams } from '../params/compare.ts';
import { mergeParams } from '../params/merge.ts';
import { compareAcrossInWorker, compareInWorker, endSpareWorker, mergeInWorker } from './compare.ts';
import { answerCompare, type CompareRequest } from './compare-answer.ts';

/** A worker that answers with what the real one would, one turn later. */
class FakeWorker extends EventTarget {
  static made: FakeWorker[] = [];
  ended = false;

  constructor() {
    super();
    FakeWorker.made.push(this);
  }

  postMessage(request: CompareRequest): void {
    queueMicrotask(() => {
      const data = structuredClone(answerCompare(request));
      if (!this.ended) this.dispatchEvent(new MessageEvent('message', { data }));
    });
  }

  terminate(): void {
    this.ended = true;
  }
}

const large = (last: string) => `{"rows": [${'{"a": 1.0, "b": "x"}, '.repeat(10_000)}{"a": ${last}}]}`;

afterEach(() => {
  vi.useRealTimers();
  endSpareWorker();
  FakeWorker.made = [];
  vi.unstubAllGlobals();
});

describe('comparing off the page’s thread', () => {
  it('compares small values in place', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const { counts } = await compareInWorker({ left: '{"a":1}', right: { value: readJson('{"a":2}') } });
    expect([counts.changed, FakeWorker.made.length]).toEqual([1, 0]);
  });

  it('keeps one worker for the next comparison, and ends it when none comes', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    vi.useFakeTimers();
    const once = () => compareInWorker({ left: large('1'), right: large('2') });
    expect((await once()).counts).toEqual((await once()).counts);
    expect(FakeWorker.made.map(({ ended }) => ended)).toEqual([false]);
    await Promise.all([once(), once()]);
    expect(FakeWorker.made.map(({ ended }) => ended).filter((ended) => !ended)).toHaveLength(1);
    vi.advanceTimersByTime(60_000);
    expect(FakeWorker.made.every(({ ended }) => ended)).toBe(true);
  });

  it('gives the same comparison from a worker as in place', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const [left, right] = [readJson(large('1')), readJson(large('2.50'))];
    const options = { tolerance: { absolute: 0.1 } };
    const found = await compareInWorker({ left: { value: left }, right: { value: right }, ...options });
    expect(found).toEqual(compareParams(left, right, options));
    expect(FakeWorker.made).toHaveLength(1);
  });

  it('ends the worker and rejects with the reason when aborted', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const abort = new AbortController();
    const comparing = compareInWorker({ left: large('1'), right: large('2') }, abort.signal);
    abort.abort(new Error('left the page'));
    await expect(comparing).rejects.toThrow('left the page');
    expect(FakeWorker.made.every(({ ended }) => ended)).toBe(true);
  });

  it('merges large params in a worker with the same result as in place, spelling and clashes included', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const three = ['1.0', '2.50', '3.0'].map((last) => readJson(large(last)));
    const [base, mine, theirs] = three as [JsonValue, JsonValue, JsonValue];
    const here = mergeParams(base, mine, theirs);
    const found = await mergeInWorker(base, mine, theirs, {});
    expect([printJson(found.merged), found.clashes]).toEqual([printJson(here.merged), here.clashes]);
    expect(found.clashes).toHaveLength(1);
    const choices = { [found.clashes[0]?.id ?? '']: 'theirs' as const };
    const chosen = await mergeInWorker(base, mine, theirs, choices);
    expect(printJson(chosen.merged).endsWith('{"a": 3.0}]}')).toBe(true);
  });

  it('compares several large params in a worker as in place, and tells how many places there are', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const sides = ['1.0', '2.50', '1.0'].map((last) => readJson(large(last)));
    const found = await compareAcrossInWorker(sides, [], 300);
    expect(found).toEqual({ count: 1, rows: compareAcross(sides) });
    expect((await compareAcrossInWorker(sides, [], 0)).count).toBe(1);
  });

  it('ends the worker of a merge that nobody waits for', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const abort = new AbortController();
    const side = readJson(large('1'));
    const merging = mergeInWorker(side, side, side, {}, abort.signal);
    abort.abort(new Error('closed'));
    await expect(merging).rejects.toThrow('closed');
    expect(FakeWorker.made.map(({ ended }) => ended)).toEqual([true]);
  });

  it('says what is wrong with text that is not JSON', async () => {
    await expect(compareInWorker({ left: '{', right: '{}' })).rejects.toThrow('line 1, column 2');
  });
});
