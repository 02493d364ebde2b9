import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { compareParams } from './compare.ts';
import { type Difference, totalOf } from './comparison.ts';
import { flatten } from './flatten.ts';
import { tellApart } from './form-changes.ts';
import { listEdit, orderWords } from './list-edits.ts';
import { toPointer } from './path.ts';
import { edited, edits, params } from './testing/arbitraries.ts';

const pointers = (differences: Difference[]) => flatten({ differences }).map(({ path }) => toPointer(path));

function apart(left: unknown, right: unknown) {
  const comparison = compareParams(readJson(JSON.stringify(left)), readJson(JSON.stringify(right)));
  const { form, edits, counts } = tellApart(comparison);
  expect(form.reduce((sum, { changes }) => sum + changes, 0) + totalOf(counts)).toBe(
    totalOf(comparison.counts),
  );
  expect(flatten({ differences: edits })).toHaveLength(totalOf(counts));
  return {
    form: form.map(({ kind, leftPath, path, rows }) => [kind, toPointer(leftPath), toPointer(path), rows]),
    edits: flatten({ differences: edits }).map(({ kind, path }) => [kind, toPointer(path)]),
  };
}

describe('changes of the form and of people, told apart', () => {
  it('leave to people that a table was turned round, of which the form renamed a column', () => {
    const left = [3, 8, 5, 1].map((depth, at) => ({
      name: `R${(at * 3 + 2) % 4}${at % 2}`,
      depth,
      p: (at * 7) % 4,
    }));
    const right = left.toReversed().map(({ p, ...row }) => ({ ...row, pressure: p }));
    const read = (t: object[]) => readJson(JSON.stringify({ t }));
    const parts = tellApart(compareParams(read(left), read(right)));
    const told = [parts.edits, parts.formDifferences].map((differences) =>
      differences.flatMap((one) => (one.type === 'rows' ? [orderWords(one), listEdit(one)?.how] : [])),
    );
    expect(told).toEqual([
      ['reversed', 'reversed'],
      [undefined, undefined],
    ]);
  });

  const rows = (make: (index: number) => object) => ({
    t: Array.from({ length: 5 }, (_, i) => ({ name: `R${i}`, ...make(i) })),
  });

  it.each<[string, unknown, unknown, unknown[], unknown[]]>([
    [
      'a key moved beside an edit',
      { a: { x: 1 }, y: 1 },
      { a: {}, x: 1, y: 2 },
      [['moved', '/a/x', '/x', 1]],
      [['changed', '/y']],
    ],
    [
      'fields moved to a new tab, beside one that is new in it',
      { general: { title: 'P', date: '2024-01-02', width: 3.25 }, y: 1 },
      { general: { title: 'P' }, meta: { when: { date: '2024-01-02' }, width: 3.25, steps: 8 }, y: 2 },
      [
        ['moved', '/general/date', '/meta/when/date', 1],
        ['moved', '/general/width', '/meta/width', 1],
      ],
      [['changed', '/y']],
    ],
    [
      'a section dissolved',
      { page: { section: { a: 1.25, b: null, t: [{ x: 1 }] } }, y: 1 },
      { page: { a: 1.25, b: null, t: [{ x: 1 }] }, y: 1 },
      [
        ['moved', '/page/section/a', '/page/a', 1],
        ['moved', '/page/section/t', '/page/t', 1],
        ['filled', '/page/b', '/page/b', 1],
      ],
      [],
    ],
    [
      'no field that may be another of the same key',
      { a: { width: 3 }, b: { width: 3 } },
      { a: {}, b: {}, c: { width: 3 } },
      [],
      [
        ['removed', '/a/width'],
        ['removed', '/b/width'],
        ['added', '/c'],
      ],
    ],
    [
      'nothing of a new tab in which a field that went has another value',
      { general: { title: 'P', date: '2024-01-02', width: 3.25 } },
      { general: { title: 'P' }, meta: { date: '2024-01-02', width: 4.5 } },
      [],
      [
        ['removed', '/general/date'],
        ['removed', '/general/width'],
        ['added', '/meta'],
      ],
    ],
    ...[true, 1.5].map((value): [string, unknown, unknown, unknown[], unknown[]] => [
      `no group that has one field of another one, ${value}, perhaps by chance`,
      { load_a: { x: 1, enabled: value }, y: 1 },
      { load_b: { z: 2, enabled: value }, y: 1 },
      [],
      [
        ['removed', '/load_a'],
        ['added', '/load_b'],
      ],
    ]),
    [
      'a section divided',
      { page: { a: 1.25, b: 'P', c: true }, y: 1 },
      { one: { a: 1.25, c: true, new: 8 }, two: { b: 'P' }, three: { c2: 1 }, y: 1 },
      [
        ['moved', '/page/b', '/two/b', 1],
        ['filled', '/one', '/one', 1],
        ['filled', '/three', '/three', 1],
      ],
      [],
    ],
    [
      'a section renamed',
      { soil_1: { a: 1, b: 2, c: 3 }, y: 1 },
      { soil: { a: 1, b: 2, c: 3 }, y: 2 },
      [['renamed', '/soil_1', '/soil', 1]],
      [['changed', '/y']],
    ],
    [
      'a key renamed and retyped',
      { s: { n_bars: '4', d: 1 } },
      { s: { bars: 4, d: 2 } },
      [['renamed', '/s/n_bars', '/s/bars', 1]],
      [['changed', '/s/d']],
    ],
    [
      'a colour that was a code',
      { c: '#0a0b0c', y: 1 },
      { c: { r: 10, g: 11, b: 12 }, y: 2 },
      [['retyped', '/c', '/c', 1]],
      [['changed', '/y']],
    ],
    [
      'a column renamed beside edited cells',
      rows((i) => ({ w: i * 2, z: 1 })),
      rows((i) => ({ width: i * 2, z: i === 3 ? 9 : 1 })),
      [['renamed', '/t/w', '/t/width', 5]],
      [['changed', '/t/3/z']],
    ],
    [
      'a column filled with its default beside a row that came',
      rows(() => ({ z: 1 })),
      { t: [...rows(() => ({ z: 1, method: 'A' })).t, { name: 'new', z: 3, method: 'B' }] },
      [['filled', '/t/method', '/t/method', 5]],
      [['added', '/t/5']],
    ],
    [
      'fields that came empty',
      { y: 1 },
      { y: 2, note: null, list: [] },
      [
        ['filled', '/note', '/note', 1],
        ['filled', '/list', '/list', 1],
      ],
      [['changed', '/y']],
    ],
    [
      'a section under another name, with an edit and a renamed key in it',
      { soil_1: { a: 1, b: 2, c: 3, d: 4, e: 5 } },
      { soil: { a: 1, b: 2, c: 3, d: 7, f: 5 } },
      [
        ['renamed', '/soil_1', '/soil', 1],
        ['renamed', '/soil_1/e', '/soil/f', 1],
      ],
      [['changed', '/soil/d']],
    ],
    [
      'a small section with an edit in it, under another name beside a key that moved',
      { soil_1: { a: 1, b: 2 }, k: { x: 1 } },
      { soil: { a: 1, b: 3 }, k: {}, x: 1 },
      [['moved', '/k/x', '/x', 1]],
      [
        ['removed', '/soil_1'],
        ['added', '/soil'],
      ],
    ],
  ])('%s', (_name, left, right, form, edits) => expect(apart(left, right)).toEqual({ form, edits }));

  it.each<[string, unknown, unknown]>([
    [
      'a section that came under another name with an edit in it',
      { soil_1: { a: 1, b: 2 }, k: { x: 1 } },
      { page: { soil: { a: 1, b: 3 } }, k: { x: 1 } },
    ],
    ['a value typed where nothing was stored', { a: {} }, { a: { x: 5 } }],
    ['a column of values of its own', rows(() => ({ z: 1 })), rows((i) => ({ z: 1, h: i }))],
    ['two keys of one value that went, and one that came', { a: { x: 1, y: 1 } }, { a: { z: 1 } }],
    [
      'rows that moved, came and went',
      rows((i) => ({ z: i })),
      { t: [...rows((i) => ({ z: i })).t.slice(1), { name: 'R9', z: 1 }] },
    ],
  ])('%s: an edit', (_name, left, right) => expect(apart(left, right).form).toEqual([]));
});

it('of a table that the form and people changed, each part has its own cells', () => {
  const rows = (first: object, second: object) => ({
    t: [
      { n: 'a', ...first },
      { n: 'b', ...second },
    ],
  });
  const read = (value: unknown) => readJson(JSON.stringify(value));
  const parts = tellApart(
    compareParams(read(rows({ w: '1', x: 1 }, { w: '2', x: 2 })), read(rows({ w: 1, x: 1 }, { w: 2, x: 5 }))),
  );
  expect(pointers(parts.formDifferences)).toEqual(['/t/0/w', '/t/1/w']);
  expect(pointers(parts.edits)).toEqual(['/t/1/x']);
  expect([parts.formCount, totalOf(parts.counts)]).toEqual([2, 1]);
});

it('tells thousands of groups that came and went apart without looking at each pair of them', () => {
  const groups = (name: string, d: number) =>
    Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`${name}${i}`, { [`a${i}`]: i, b: 2 * i, d }]),
    );
  expect(apart(groups('g', 1), groups('h', 2)).edits).toHaveLength(6000);
}, 30_000); // Pair by pair takes minutes.

it('tells fields of many tables, and chains of groups that moved into each other, apart in one look at each', () => {
  const tables = (kind: (cell: number) => unknown) => ({
    t: Array.from({ length: 3000 }, (_, n) => ({ name: `r${n}`, inner: [{ a: kind(n), b: n }] })),
  });
  expect(apart(tables(String), tables(Number)).form).toHaveLength(3000);
  const chain = (first: string, after: number, last: object) =>
    Object.fromEntries(
      Array.from({ length: 12_000 }, (_, n) => [
        `${first}${n}`,
        { [`k${2 * n + after}`]: 1.5, [`k${2 * n + 1}`]: 2.5, ...(n === 11_999 ? last : {}) },
      ]),
    );
  expect(apart(chain('g', 0, { edited: 1 }), chain('h', 2, { edited: 2 })).form).toEqual([]);
}, 40_000); // Again for each table or link takes minutes.

it('tells the fields of a large section that was dissolved apart in one look at each', () => {
  const fields = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`f${index}`, index + 0.5]));
  expect(apart({ page: { section: fields } }, { page: fields }).form).toHaveLength(30_000);
}, 40_000); // Again for each field takes minutes.

it('finds more than a hundred thousand fields that moved with groups', () => {
  const fields = (from: number, step: number) =>
    Object.fromEntries(Array.from({ length: 70_000 }, (_, n) => [`k${from + n * step}`, n * step + from]));
  const { form } = apart(
    { a: fields(0, 1), b: fields(70_000, 1) },
    { odd: fields(1, 2), even: fields(0, 2) },
  );
  expect(form).toHaveLength(140_000);
}, 60_000); // So many as one call takes no arguments.

it('law: both parts are together the whole, and no change is in both', () => {
  fc.assert(
    fc.property(params, edits, (left, script) => {
      const comparison = compareParams(left, edited(left, script));
      const parts = tellApart(comparison);
      expect(parts.formCount + totalOf(parts.counts)).toBe(totalOf(comparison.counts));
      expect(flatten({ differences: parts.formDifferences })).toHaveLength(parts.formCount);
      expect([...pointers(parts.formDifferences), ...pointers(parts.edits)].sort()).toEqual(
        pointers(comparison.differences).sort(),
      );
    }),
    { numRuns: 200 },
  );
});
