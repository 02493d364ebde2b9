import { afterEach, describe, expect, it, vi } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { readJsonText } from '../params/read-json-text.ts';
import { layOutInWorker, readInWorker } from './json-text.ts';
import { type JsonTextMessage, jsonTextDesk } from './json-text-answer.ts';

/** A worker that answers with what the real one would, one turn later. */
class FakeWorker extends EventTarget {
  static made: FakeWorker[] = [];
  ended = false;

  constructor() {
    super();
    FakeWorker.made.push(this);
  }

  private readonly take = jsonTextDesk();

  postMessage(message: JsonTextMessage): void {
    const data = structuredClone(this.take(structuredClone(message)));
    if (!data) return;
    queueMicrotask(() => {
      if (!this.ended) this.dispatchEvent(new MessageEvent('message', { data }));
    });
  }

  terminate(): void {
    this.ended = true;
  }
}

const stored = '{"b": 1.0, "rows": [{"x": 1e-05, "n": "é"}, {"x": -0}], "a": {"k": 12345678901234567890}}';
const object = (text: string) => readJson(text) as JsonObject;
const goesOn = () => new AbortController().signal;

afterEach(() => {
  FakeWorker.made = [];
  vi.unstubAllGlobals();
});

describe('JSON text off the page’s thread', () => {
  it('is laid out as in place, and the worker ends', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const value = object(stored);
    expect(await layOutInWorker(value, goesOn())).toBe(printJson(value, { indent: 2 }));
    expect(FakeWorker.made.map(({ ended }) => ended)).toEqual([true]);
  });

  it.each([
    ['nothing changed', stored],
    ['a number spelt anew', stored.replace('1.0,', '1.00,')],
    ['another object', '{"a": {"k": 1}, "rows": [], "b": 1.0}'],
  ])('reads to the same value and spelling as in place: %s', async (_, text) => {
    vi.stubGlobal('Worker', FakeWorker);
    const before = object(stored);
    const { value, errors } = await readInWorker(
      { text: [text.slice(0, 5), text.slice(5)], before, base: before },
      goesOn(),
    );
    const inPlace = readJson(text);
    expect(errors).toEqual([]);
    expect(printJson(value as JsonObject, { indent: 2 })).toBe(printJson(inPlace, { indent: 2 }));
    expect(FakeWorker.made).toHaveLength(1);
  });

  it('says what is wrong as in place, also what the stored params allow', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const [before, base] = [object('{"a":1}'), object('{"a":NaN}')];
    for (const text of ['{"a":1,"a":2}', '{"a":', '{"a":NaN,"b":NaN}']) {
      const { errors } = await readInWorker({ text: [text], before, base }, goesOn());
      expect(errors).toEqual(readJsonText(text, base).errors);
      expect(errors).not.toEqual([]);
    }
  });

  it('is given up when aborted', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const abort = new AbortController();
    const laying = layOutInWorker(object(stored), abort.signal);
    abort.abort(new Error('typed on'));
    await expect(laying).rejects.toThrow('typed on');
    expect(FakeWorker.made.every(({ ended }) => ended)).toBe(true);
  });
});
