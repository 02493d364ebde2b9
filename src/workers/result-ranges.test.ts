import { describe, expect, it } from 'vitest';
import { resultRanges } from './result-ranges.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;
const ranges = (text: string, large = 20, of: 'record' | 'file' = 'record') =>
  resultRanges({ bytes: bytesOf(text), of, large });
const slice = (text: string, { from, to }: { from: number; to: number }) =>
  new TextDecoder().decode(new TextEncoder().encode(text).slice(from, to));

const table = '{"data": [["é\\"}]", 1.0]], "b": {}}';
const record = `\n{"uid": 7, "status": "success", "result" : {"table": ${table}, "data":[]} , "error": null}\n`;

describe('a large result in the text of an answer', () => {
  it('is left where it is, its parts by name, and the record is read without it', () => {
    const found = ranges(record);
    expect(JSON.parse(found.record)).toEqual({ uid: 7, status: 'success', result: {}, error: null });
    expect(found.result?.parts.map(({ kind, text }) => [kind, text])).toEqual([
      ['table', undefined],
      ['data', '[]'],
    ]);
    expect(slice(record, found.result?.parts[0] ?? { from: 0, to: 0 })).toBe(table);
    expect(slice(record, found.result ?? { from: 0, to: 0 })).toBe(`{"table": ${table}, "data":[]}`);
  });

  it('is none where it is small, missing or null, and then nothing is left out', () => {
    for (const text of [
      record,
      '{"uid":1,"status":"running"}',
      '{"result":null,"x":"a long text, longer than that"}',
    ])
      expect(ranges(text, 1000)).toEqual({ record: text.trimEnd(), result: null });
    expect(ranges('{"result":null,"x":"a long text, longer than that"}').result).toBeNull();
  });

  it('is the content of a quick answer, or all that a pointer leads to', () => {
    const quick = '{"result":null,"content":{"data":["a long text, longer than that"]}}';
    expect(ranges(quick).result?.parts.map(({ kind }) => kind)).toEqual(['data']);
    const bare = '{"data":["a long text, longer than that"]}';
    expect(ranges(bare).result).toBeNull();
    expect(ranges(bare, 20, 'file').result?.parts.map(({ kind }) => kind)).toEqual(['data']);
    expect(ranges('["a long text, longer than that"]', 20, 'file').result?.parts).toEqual([
      { kind: '', from: 0, to: 33 },
    ]);
  });

  it('is found behind a mark of the byte order', () => {
    const text = `\ufeff${record}`;
    const found = ranges(text);
    expect(JSON.parse(found.record)).toMatchObject({ uid: 7, result: {} });
    expect(slice(text, found.result?.parts[0] ?? { from: 0, to: 0 })).toBe(table);
  });

  it('of a repeated name the last one counts, and a name is read as it is meant', () => {
    const text =
      '{"result":{"a":["first, longer than that is"],"\\u0061":["second, longer than that"],"__proto__":1}}';
    const parts = ranges(text).result?.parts ?? [];
    expect(parts.map(({ kind }) => kind)).toEqual(['a', '__proto__']);
    expect(slice(text, parts[0] ?? { from: 0, to: 0 })).toContain('second');
  });

  it.each([
    ['breaks off in a string', '{"result":{"a":"bcd'],
    ['breaks off between members', '{"result":{"a":1},'],
    ['breaks off in a list', '{"result":{"a":[1,2'],
    ['is followed by more', '{"result":{}} {}'],
    ['is empty', ''],
    ['misses a value', '{"result":,"x":1}'],
  ])('an answer that %s is refused', (_, text) => {
    expect(() => ranges(text)).toThrow(SyntaxError);
  });

  it('is found however deeply it is nested', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(ranges(`{"result":{"a":${deep}}}`).result?.parts[0]?.kind).toBe('a');
  });
});
