import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { type JsonValue, numberFrom } from '../../contract/json/value.ts';
import { arrange, arrangedLines } from './arrange.ts';
import { sortInSlices } from './slices.ts';
import { kindOfColumn, statisticsOf } from './statistics.ts';

const rows = (values: (JsonValue | undefined)[]) =>
  values.map((value, at) => [at, { value }] as [number, { value: JsonValue | undefined }]);
const held = (row: { value: JsonValue | undefined }) => row.value;

describe('arranging rows', () => {
  it('sorts numbers by value, then texts, then null and missing, either way', async () => {
    const values = [undefined, 'b', 10, null, numberFrom('9.50'), 'a10', 'a9'];
    const up = await arrange(rows(values), { sort: { valueOf: held, descending: false } });
    expect(up.order.map((at) => values[at])).toEqual([
      numberFrom('9.50'),
      10,
      'a9',
      'a10',
      'b',
      null,
      undefined,
    ]);
    const down = await arrange(rows(values), { sort: { valueOf: held, descending: true } });
    expect(down.order.map((at) => values[at])).toEqual([
      10,
      numberFrom('9.50'),
      'b',
      'a10',
      'a9',
      null,
      undefined,
    ]);
  });

  it('puts lists and tables that look alike in few words into groups of their own', async () => {
    const table = (last: number) => readJson(`[{"a":"${'x'.repeat(300)}","b":${last}}]`);
    const values = [
      table(1),
      table(2),
      table(1),
      readJson('[1]'),
      '1',
      readJson('{"a":"[1]"}'),
      '{"a":"[1]"}',
    ];
    const { groups } = await arrange(rows(values), { group: { valueOf: held, descending: false } });
    expect(groups?.map(({ rows }) => rows).sort()).toEqual([[0, 2], [1], [3], [4], [5], [6]]);
  });

  it('counts one group for all spellings of a number, and keeps missing, null and empty apart', async () => {
    const { groups } = await arrange(rows([1, numberFrom('1.0'), 'x', undefined, null, '']), {
      group: { valueOf: held, descending: false },
    });
    expect(groups?.map(({ rows: found }) => found)).toEqual([[0, 1], [5], [2], [4], [3]]);
  });

  it('draws the head of each group and leaves out the rows of a closed one', async () => {
    const arranged = await arrange(rows(['a', 'b', 'a']), { group: { valueOf: held, descending: false } });
    const lines = arrangedLines(arranged, new Set(['string a']));
    expect(lines.length).toBe(3);
    expect([0, 1, 2].map((at) => lines.at(at))).toMatchObject([
      { group: { value: 'a' } },
      { group: { value: 'b' } },
      { at: 1 },
    ]);
  });
});

it('sorting in slices gives what sorting at once does, equal ones in their order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ a: fc.nat(5), b: fc.nat() }), { maxLength: 3000 }),
      async (items) => {
        expect(await sortInSlices(items, (x, y) => x.a - y.a)).toEqual([...items].sort((x, y) => x.a - y.a));
      },
    ),
    { numRuns: 20 },
  );
});

it('an abort ends a sort', async () => {
  const abort = new AbortController();
  const items = Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 200_003);
  const sorting = sortInSlices(items, (a, b) => a - b, abort.signal);
  abort.abort(new Error('left'));
  await expect(sorting).rejects.toThrow('left');
});

describe('figures of a column', () => {
  it('are exact: no float noise, no lost digits, and what is no number is not counted', async () => {
    const values = [0.1, 0.2, numberFrom('12345678901234567890'), numberFrom('NaN'), '5', undefined, null];
    expect(await statisticsOf(values)).toEqual({
      count: 3,
      min: '0.1',
      median: '0.2',
      max: '12345678901234567890',
      sum: '12345678901234567890.3',
    });
  });
  it('leave the page its thread while the values are still being taken, and can be ended', async () => {
    const endless = function* () {
      for (let value = 0; ; value += 1) yield value;
    };
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('left')));
    await expect(statisticsOf(endless(), abort.signal)).rejects.toThrow('left');
  });
  it('take the middle of two for an even number of values', async () => {
    expect((await statisticsOf([1, 2, 10, 3]))?.median).toBe('2.5');
    expect(await statisticsOf(['a'])).toBeNull();
  });
  it('are of what the column holds: a mixed one is no number column', () => {
    expect([kindOfColumn([1, null, 2]), kindOfColumn([1, 'a']), kindOfColumn(['2026-05-13'])]).toEqual([
      'number',
      'mixed',
      'date',
    ]);
  });
});
