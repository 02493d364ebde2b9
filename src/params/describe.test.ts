import { describe, expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { compareParams } from './compare.ts';
import type { Change } from './comparison.ts';
import { type DescriptionLength, describeComparison } from './describe.ts';
import { flatten } from './flatten.ts';
import { orderOf } from './list-edits.ts';

const read = (value: unknown): JsonValue => readJson(JSON.stringify(value));
const say = (left: unknown, right: unknown, length: DescriptionLength = 'medium') =>
  describeComparison(compareParams(read(left), read(right)), length);

const loads = [
  { name: 'LC1', N: -120, M: 10.5 },
  { name: 'LC2', N: -80, M: 0.2 },
  { name: 'LC3', N: -60, M: 4 },
];

describe('a comparison in words', () => {
  it('tells apart what the form calls the same', () => {
    const say = (left: unknown, right: unknown) =>
      describeComparison(compareParams(read(left), read(right)), 'medium', { labelOf: () => 'Depth' });
    const group = { g: { a: 1, b: 2 } };
    expect(say(group, { g: { a: 3, b: 4 } })).toBe('2 changed: g › a 1 → 3, g › b 2 → 4');
    expect(say({ a: 1, g: { b: 2 } }, { a: 3, g: { b: 4 } })).toBe('2 changed: Depth 1 → 3, g › Depth 2 → 4');
    expect(say({ a: 1, b: 2 }, { a: 3, b: 4 })).toBe('2 changed: a 1 → 3, b 2 → 4');
  });

  it.each<[string, unknown, unknown]>([
    ['No changes', { a: 1 }, { a: 1 }],
    ['1 changed: damping 1 → 0.82', { damping: 1 }, { damping: 0.82 }],
    ['1 added: note added (“”)', {}, { note: '' }],
    ['1 removed: page removed (was group of 2)', { page: { a: 1, b: 2 } }, {}],
    ['1 changed: note “not stored” → null', { note: 'not stored' }, { note: null }],
    ['2 changed: a 7 → “8”, b “1,5” → 2', { a: 7, b: '1,5' }, { a: '8', b: 2 }],
    [
      '3 changed: v set to “1” in all 3 rows of t',
      { t: [{ v: 4 }, { v: 5 }, { v: 6 }] },
      { t: [{ v: '1' }, { v: '1' }, { v: '1' }] },
    ],
    [
      '3 changed: v set to 1 in all 3 rows of t',
      { t: [{ v: 4 }, { v: 5 }, { v: 6 }] },
      { t: [{ v: 1 }, { v: 1 }, { v: 1 }] },
    ],
    ['1 changed: built “1931” → “1931/1974”', { built: '1931' }, { built: '1931/1974' }],
    ['1 changed: on “true” → true', { on: 'true' }, { on: true }],
    ['1 changed: at “2 rows” → 2 rows', { at: '2 rows' }, { at: [{ a: 1 }, { a: 2 }] }],
    ['1 changed: at “(1, 2)” → (1, 2)', { at: '(1, 2)' }, { at: { lat: 1, lon: 2 } }],
    // Marks of its own do not make a number of a text.
    ['1 changed: a ““5”” → “5”', { a: '“5”' }, { a: '5' }],
    ['1 row added: row LC3 added to loads', { loads: loads.slice(0, 2) }, { loads }],
    ['1 row removed: row LC1 removed from loads', { loads }, { loads: loads.slice(1) }],
    ['1 row moved: row LC1 moved from 1 to 3 in loads', { loads }, { loads: [loads[1], loads[2], loads[0]] }],
    [
      '1 changed: loads[LC2] › M 0.2 → 0.3',
      { loads },
      { loads: loads.map((row) => (row.name === 'LC2' ? { ...row, M: 0.3 } : row)) },
    ],
    [
      '3 changed: M × 1.05 in all 3 rows of loads',
      { loads },
      { loads: loads.map((row) => ({ ...row, M: row.M * 1.05 })) },
    ],
    [
      '3 changed, 1 row added: row Layer 1 added to layers, numbers in name + 1 in all 3 rows of layers',
      { layers: [1, 2, 3].map((n) => ({ name: `Layer ${n}`, gamma: 16.5 + n, top: -2.4 * n, phi: 20 + n })) },
      {
        layers: [
          { name: 'Layer 1', gamma: 25, top: 0, phi: 30 },
          ...[1, 2, 3].map((n) => ({ name: `Layer ${n + 1}`, gamma: 16.5 + n, top: -2.4 * n, phi: 20 + n })),
        ],
      },
    ],
    [
      '4 changed: name “Layer” → “L” in 4 of 5 rows of layers, except row Top',
      { layers: ['Top', 'Layer 1', 'Layer 2', 'Layer 3', 'Layer 4'].map((name, at) => ({ name, top: -at })) },
      { layers: ['Top', 'L 1', 'L 2', 'L 3', 'L 4'].map((name, at) => ({ name, top: -at })) },
    ],
    [
      '1 changed, 1 row added: row 2 added to zones[A] › loads, zones[B] › loads[1] › q 5 → 6',
      {
        zones: [
          { name: 'A', loads: [{ q: 10 }] },
          { name: 'B', loads: [{ q: 5 }] },
        ],
      },
      {
        zones: [
          { name: 'A', loads: [{ q: 10 }, { q: 15 }] },
          { name: 'B', loads: [{ q: 6 }] },
        ],
      },
    ],
    [
      '2 changed: pile › depth 4 → 5, wall › depth 6 → 7',
      { pile: { depth: 4 }, wall: { depth: 6 } },
      { pile: { depth: 5 }, wall: { depth: 7 } },
    ],
    [
      '1 row added, 1 removed: row new added to t, t[n2] › v removed (was 2)',
      { t: [1, 2, 3, 4].map((v) => ({ name: `n${v}`, v, w: 7 * v, x: 3 * v })) },
      {
        t: [
          { name: 'new', v: 9, w: 9, x: 9 },
          ...[1, 2, 3, 4].map((v) => ({ name: `n${v}`, ...(v === 2 ? {} : { v }), w: 7 * v, x: 3 * v })),
        ],
      },
    ],
    [
      '1 column added, 1 column removed: column old removed in all 3 rows of loads, column factor added in all 3 rows of loads',
      { loads: loads.map((row) => ({ ...row, old: 0 })) },
      { loads: loads.map((row) => ({ ...row, factor: 0 })) },
    ],
    [
      '3 added, 3 removed: column M renamed to moment in 3 of 4 rows of loads',
      { loads: [...loads, { name: 'LC4', N: 7, M: 1, moment: 1 }] },
      {
        loads: [
          ...loads.map(({ M, ...row }) => ({ ...row, moment: M })),
          { name: 'LC4', N: 7, M: 1, moment: 1 },
        ],
      },
    ],
    [
      '4 items added: 3 items x added to t, item y added to t',
      { t: ['a', 'b', 'b', 'c'] },
      { t: ['a', 'b', 'b', 'c', 'x', 'y', 'x', 'x'] },
    ],
    [
      '2 items added, 2 items removed: 2 items x added to t, 2 items 5 removed from u',
      { t: ['a', 'b', 'b', 'c'], u: [4, 5, 5] },
      { t: ['a', 'x', 'b', 'b', 'c', 'x'], u: [4] },
    ],
    // Of lists and groups their content does not tell which they are.
    [
      '2 items added: item 3 (2 items) added to t, item 4 (2 items) added to t',
      {
        t: [
          [1, 'a'],
          [2, 'b'],
        ],
      },
      {
        t: [
          [1, 'a'],
          [2, 'b'],
          [3, 'c'],
          [4, 'd'],
        ],
      },
    ],
    [
      '3 changed: line[1] (0, 0, 1) → (0, 0, 9), line[2] (1, 0.5, 2) → (1, 0.5, 8), line[3] (1, 1, 3) → (1, 1, 7)',
      {
        line: [
          [0, 0, 1],
          [1, 0.5, 2],
          [1, 1, 3],
        ],
      },
      {
        line: [
          [0, 0, 9],
          [1, 0.5, 8],
          [1, 1, 7],
        ],
      },
    ],
    [
      '3 changed: all 3 points of line shifted by (0, 0, 0.5)',
      {
        line: [
          [0, 0, 1],
          [1, 0.5, 2],
          [1, 1, 3],
        ],
      },
      {
        line: [
          [0, 0, 1.5],
          [1, 0.5, 2.5],
          [1, 1, 3.5],
        ],
      },
    ],
    [
      '6 changed: N and M exchanged in all 3 rows of loads',
      { loads },
      { loads: loads.map(({ name, N, M }) => ({ name, N: M, M: N })) },
    ],
    [
      '6 changed: N and M exchanged in all 4 rows of loads',
      { loads: [...loads, { name: 'LC4', N: 7, M: 7 }] },
      { loads: [...loads, { name: 'LC4', N: 7, M: 7 }].map(({ name, N, M }) => ({ name, N: M, M: N })) },
    ],
    [
      '1 column added, 1 column removed: column M renamed to moment in all 3 rows of loads',
      { loads },
      { loads: loads.map(({ M, ...row }) => ({ ...row, moment: M })) },
    ],
    [
      '2 columns added, 1 column removed: column M removed in all 3 rows of loads, column M1 added in all 3 rows of loads, column M2 added in all 3 rows of loads',
      { loads },
      { loads: loads.map(({ M, ...row }) => ({ ...row, M1: M, M2: M })) },
    ],
    [
      '3 changed: use inverted in all 3 rows of loads',
      { loads: loads.map((row, at) => ({ ...row, use: at === 1 })) },
      { loads: loads.map((row, at) => ({ ...row, use: at !== 1 })) },
    ],
    [
      '3 changed: z rounded to 1 decimal in all 3 rows of loads',
      { loads: [1.26, 2.34, 7.81].map((z, at) => ({ ...loads[at], z })) },
      { loads: [1.3, 2.3, 7.8].map((z, at) => ({ ...loads[at], z })) },
    ],
    [
      '3 changed: z set to 5 in all 3 rows of loads',
      { loads: [5.1, 4.9, 5.2].map((z, at) => ({ ...loads[at], z })) },
      { loads: [5, 5, 5].map((z, at) => ({ ...loads[at], z })) },
    ],
    [
      '1 item moved: line reversed',
      { line: [1, 2, 3, 4].map((at) => ({ lat: 52 + at / 1000, lon: 4.5 })) },
      { line: [4, 3, 2, 1].map((at) => ({ lat: 52 + at / 1000, lon: 4.5 })) },
    ],
    [
      '3 changed: 3 of 4 points of line shifted by (0, 0.0002)',
      { line: [1, 2, 3, 4].map((at) => [at / 10, 4.5]) },
      { line: [1, 2, 3, 4].map((at) => [at / 10, at === 3 ? 4.5 : 4.5002]) },
    ],
    [
      '4 changed: all 4 points of line set to (0, 0)',
      { line: [1, 2, 3, 4].map((at) => [at / 10, 0.4]) },
      { line: [1, 2, 3, 4].map(() => [0, 0]) },
    ],
    [
      '4 changed: factors × 1.05 in all 4 items',
      { factors: [1.2, 3.4, 0.85, 7] },
      { factors: [1.26, 3.57, 0.8925, 7.35] },
    ],
    [
      // 3.57 is what another one became, and is no item that moved.
      '8 changed: factors × 1.05 in all 8 items',
      { factors: [1.2, 3.4, 0.85, 7, 9.2, 2.2, 3.57, 5.5] },
      { factors: [1.26, 3.57, 0.8925, 7.35, 9.66, 2.31, 3.7485, 5.775] },
    ],
    [
      '6 changed: spans − 0.3 in 5 of 7 items, except items 2 (5.1 → 8) and 7',
      { spans: [4.2, 5.1, 6.7, 7.9, 12.4, 18.6, 25] },
      { spans: [3.9, 8, 6.4, 7.6, 12.1, 18.3, 25] },
    ],
    [
      '3 changed: names “LC” → “BG” in all 3 items',
      { names: ['LC1', 'LC2', 'LC7'] },
      { names: ['BG1', 'BG2', 'BG7'] },
    ],
    [
      '1 item moved: levels sorted',
      { levels: [4, 1, 3, 1, 9, 7, 4, 2, 8] },
      { levels: [1, 1, 2, 3, 4, 4, 7, 8, 9] },
    ],
    [
      '1 item moved: names sorted, descending',
      { names: ['c', 'f', 'a', 'e', 'b', 'g', 'd'] },
      { names: ['g', 'f', 'e', 'd', 'c', 'b', 'a'] },
    ],
    [
      '3 changed: t set to 0.483 in all 3 rows of deck',
      { deck: [1, 2, 3].map((at) => ({ t: 0.46, at })) },
      { deck: [1, 2, 3].map((at) => ({ t: 0.483, at })) },
    ],
    [
      '3 changed: E × 1.05 in all 3 rows of rebar',
      { rebar: [{ E: 12.34 }, { E: 969.124 }, { E: 0.571 }].map((row, d) => ({ ...row, d })) },
      { rebar: [{ E: 12.957 }, { E: 1017.58 }, { E: 0.6 }].map((row, d) => ({ ...row, d })) },
    ],
    [
      '3 changed: N + 0.3 in all 3 rows of loads',
      { loads },
      { loads: loads.map((row) => ({ ...row, N: row.N + 0.3 })) },
    ],
    [
      '3 changed: z + 0.1 in all 3 rows of t',
      { t: [0.1, 0.2, 0.7].map((z, at) => ({ n: `k${at}`, z })) },
      { t: [0.1, 0.2, 0.7].map((z, at) => ({ n: `k${at}`, z: z + 0.1 })) },
    ],
    [
      '3 changed: N + 2 in 3 of 4 rows of loads, except row LC0',
      { loads: [{ name: 'LC0', N: 0, M: 1 }, ...loads] },
      { loads: [{ name: 'LC0', N: 0, M: 1 }, ...loads.map((row) => ({ ...row, N: row.N + 2 }))] },
    ],
    [
      '3 changed: N × 2 in all 4 rows of loads',
      { loads: [{ name: 'LC0', N: 0, M: 1 }, ...loads] },
      { loads: [{ name: 'LC0', N: 0, M: 1 }, ...loads.map((row) => ({ ...row, N: row.N * 2 }))] },
    ],
    [
      '1 changed: line[2] (3, 4) → (3, 5.5)',
      {
        line: [
          [1, 2],
          [3, 4],
        ],
      },
      {
        line: [
          [1, 2],
          [3, 5.5],
        ],
      },
    ],
    [
      '1 column added: column class added in all 3 rows of loads',
      { loads },
      { loads: loads.map((row) => ({ ...row, class: 'B' })) },
    ],
    [
      '1 moved: soil moved to page › soil',
      { soil: { a: 1, b: 2, c: 3 }, page: { x: 1 } },
      { page: { x: 1, soil: { a: 1, b: 2, c: 3 } } },
    ],
    ['1 changed: note changed in line ends only', { note: 'a\r\nb' }, { note: 'a\nb' }],
    ['1 changed: note changed in white space only', { note: 'a b' }, { note: 'a b ' }],
    ['1 changed: note changed in how accents are stored only', { note: 'é' }, { note: 'é'.normalize('NFD') }],
    ['1 changed: note changed further on', { note: `${'a'.repeat(99)}b` }, { note: `${'a'.repeat(99)}c` }],
    [
      '3 changed: n 1 → “1”, t “true” → true, z “null” → null',
      { n: 1, t: 'true', z: 'null' },
      { n: '1', t: true, z: null },
    ],
    ['1 changed: “” 1 → 2', { '': 1 }, { '': 2 }],
    ['4 changed: a 1 → 2, b 1 → 2, c 1 → 2, …', { a: 1, b: 1, c: 1, d: 1 }, { a: 2, b: 2, c: 2, d: 2 }],
  ])('%s', (expected, left, right) => {
    expect(say(left, right)).toBe(expected);
  });

  const more = [...loads, { name: 'LC4', N: -20, M: 1.5 }];

  it.each<[string, unknown, unknown]>([
    [
      '2 rows added, 2 rows removed: 2 rows moved from a › loads to b › loads',
      { a: { loads: more }, b: { loads: [{ name: 'W1', N: 5, M: 6 }] } },
      { a: { loads: more.slice(0, -2) }, b: { loads: [{ name: 'W1', N: 5, M: 6 }, ...more.slice(-2)] } },
    ],
    [
      '1 added, 2 rows removed: b › loads added (2 rows, from a › loads)',
      { a: { loads: more }, b: { n: 1 } },
      { a: { loads: more.slice(0, -2) }, b: { n: 1, loads: more.slice(-2) } },
    ],
    [
      '1 added, 2 rows removed: variable added (2 rows, from loads)',
      { loads: more },
      { loads: more.slice(0, 2), variable: more.slice(2) },
    ],
    [
      '1 row added, 1 removed: variable removed (was 2 rows, 1 of them now in loads)',
      { loads: more.slice(0, 2), variable: more.slice(2) },
      { loads: more.slice(0, 3) },
    ],
    [
      '2 rows added, 2 rows removed: 2 rows moved from loads to variable',
      { loads: more, variable: [{ name: 'V', N: 1, M: 2 }] },
      { loads: more.slice(2), variable: [{ name: 'V', N: 1, M: 2 }, ...more.slice(0, 2)] },
    ],
  ])('says in one clause which rows went to another table: %s', (expected, left, right) =>
    expect(say(left, right)).toBe(expected),
  );

  describe('a long line', () => {
    const line = Array.from({ length: 168 }, (_, at) => ({
      lat: 51.9048 + at * 0.00010173,
      lon: 5.4209 + Math.sin(at) * 0.00020131,
    }));
    const round = (x: number) => Number(x.toFixed(6));
    const told = (right: unknown) => say({ line }, { line: right });

    it('with latitude and longitude exchanged is told once', () =>
      expect(told(line.map(({ lat, lon }) => ({ lat: lon, lon: lat })))).toBe(
        '168 changed: lat and lon exchanged in all 168 points of line',
      ));

    it('of pairs of numbers is told in the same words', () =>
      expect(
        say(
          {
            line: [
              [1, 2],
              [3, 5],
              [5, 9],
            ],
          },
          {
            line: [
              [2, 1],
              [5, 3],
              [9, 5],
            ],
          },
        ),
      ).toBe('3 changed: coordinates exchanged in all 3 points of line'));

    it('that was rounded is told once, also where a point had no more decimals', () =>
      expect(told(line.map(({ lat, lon }) => ({ lat: round(lat), lon: round(lon) })))).toBe(
        '167 changed: line rounded to 6 decimals in all 168 points',
      ));

    it('that was turned round and edited is still told as turned round', () => {
      const turned = line.toReversed();
      const dragged = turned.with(60, { lat: 51.95, lon: 5.43 });
      expect(told(dragged)).toBe(
        '1 changed, 1 item moved: line reversed, line[61] (51.91568511, 5.4209371984129975) → (51.95, 5.43)',
      );
      expect(told(turned.toSpliced(60, 0, { lat: 51.95, lon: 5.43 }))).toBe(
        '1 item added, 1 item moved: line reversed, item (51.95, 5.43) added to line',
      );
      expect(told(turned.toSpliced(60, 1))).toMatch(
        /^1 item removed, 1 item moved: line reversed, item .* removed from line$/,
      );
    });
  });

  it('calls the column by which rows were sorted as the form does', () => {
    const rows = [5, 3, 9, 1, 7].map((P, at) => ({ mark: `M${at}`, P }));
    const sorted = rows.toSorted((a, b) => a.P - b.P);
    const labelOf = (path: readonly (string | number)[]) => (path.at(-1) === 'P' ? 'Load' : undefined);
    const comparison = compareParams(read({ t: rows }), read({ t: sorted }));
    expect(describeComparison(comparison, 'medium', { labelOf })).toBe('1 row moved: t sorted by Load');
    expect(orderOf(flatten(comparison)[0] as Change, labelOf)).toBe('sorted by Load');
  });

  it('takes a list in which hardly an item stayed for none that was turned round', () =>
    expect(say({ l: [1, 2, 3, 4, 5, 6, 7, 8] }, { l: [13, 14, 15, 16, 17, 18, 2, 1] })).toBe(
      '6 items added, 6 items removed, 1 item moved: item 13 added to l, item 14 added to l, item 15 added to l, …',
    ));

  it('tells no rule that long numbers follow only as far as doubles hold them', () => {
    const table = (values: string[]) =>
      readJson(`{"t":[${values.map((z, at) => `{"mark":"M${at}","z":${z}}`)}]}`);
    const told = (before: string[], after: string[]) =>
      describeComparison(compareParams(table(before), table(after)), 'long').split('\n').length;
    const ids = ['12345678901234567890', '12345678901234567900', '12345678901234567950'];
    expect(told(ids, ['12345678901234567891', '12345678901234567903', '12345678901234567957'])).toBe(4);
    expect(told(ids, ['24691357802469135780', '24691357802469135803', '24691357802469135907'])).toBe(4);
    const stamps = ['1764268800123456', '1764268800123999', '1764268801123457'];
    expect(told(stamps, ['1764268800123456001', '1764268800123999002', '1764268801123457100'])).toBe(4);
  });

  const column = (values: readonly unknown[]) => ({ t: values.map((z, at) => ({ mark: `M${at + 1}`, z })) });

  it.each<[string, readonly unknown[], readonly unknown[]]>([
    // One unit slip among many, in the largest cell.
    [
      '9 changed: z × 1.05 in 8 of 9 rows of t, except row M4 (500 → 525000)',
      [10, 20, 30, 500, 60, 70, 80, 90, 110],
      [10.5, 21, 31.5, 525000, 63, 73.5, 84, 94.5, 115.5],
    ],
    [
      '8 changed: z − 0.3 in 7 of 10 rows of t, except rows M1, M4 (5.5 → null) and M9',
      [1, 2, 4, 5.5, 7, 8.25, 10, 20, 30, 40],
      [1, 1.7, 3.7, null, 6.7, 7.95, 9.7, 19.7, 30, 39.7],
    ],
    ['4 changed: z set to 5 in 3 of 4 rows of t, except row M2 (2 → 7)', [1, 2, 3, 4], [5, 7, 5, 5]],
    ['3 changed: z set to DSS in all 4 rows of t', ['a', 'b', 'DSS', 'c'], ['DSS', 'DSS', 'DSS', 'DSS']],
    [
      '4 changed: numbers in z − 1 in all 4 rows of t',
      ['P-105', 'P-102', 'P-101', 'P-100'],
      ['P-104', 'P-101', 'P-100', 'P-099'],
    ],
    [
      '4 changed: z × 4.4482216 in all 4 rows of t',
      [1, 20, 300, 45],
      [1, 20, 300, 45].map((z) => z * 4.4482216),
    ],
    // What was noise in the old value may go.
    ['3 changed: z + 3 in all 3 rows of t', [253.00000000000003, 1.1, 2.2], [256, 4.1, 5.2]],
    ['3 changed: z × 1.05 in all 3 rows of t', [23.400000000000002, 17, 9.1], [24.57, 17.85, 9.555]],
    // Nothing but noise went: none was multiplied by 1, or lost less than a double holds.
    [
      '3 changed: z rounded to 2 decimals in all 4 rows of t',
      [0.30000000000000004, 1.1500000000000001, 2.2400000000000007, 5],
      [0.3, 1.15, 2.24, 5],
    ],
    [
      '6 changed: z rounded to 1 decimal in 5 of 6 rows of t, except row M4 (5.64 → 7.125)',
      [37.35, 36.38, 15.36, 5.64, 37.55, 8.04],
      [37.3, 36.4, 15.4, 7.125, 37.5, 8],
    ],
    // In several steps, of which each leaves noise.
    ...([100, 25.4] as const).map((by): [string, readonly number[], readonly number[]] => [
      `5 changed: z × ${by === 100 ? 1.05 : 1.5} in all 5 rows of t`,
      [25.64, 22.56, 0.34, 11.3, 4.7],
      [25.64, 22.56, 0.34, 11.3, 4.7].map((z) => (z * (by === 100 ? 105 : 38.1)) / by),
    ]),
    [
      '4 changed: z ÷ 3.6 in all 4 rows of t',
      [50, 80, 33.3, 127],
      [50, 80, 33.3, 127].map((z) => (z * 1000) / 60 / 60),
    ],
    ['4 changed: z ÷ 25.4 in all 4 rows of t', [1, 20, 300, 45.5], [1, 20, 300, 45.5].map((z) => z / 25.4)],
    ['4 changed: z ÷ 25.4 in all 4 rows of t', [100, 20, 300, 45.5], [3.93701, 0.7874, 11.81102, 1.79134]],
    [
      '4 changed: z ÷ 3 in 3 of 5 rows of t, except row M2 (7 → 9)',
      [1, 7, 10, 0, 20],
      [1 / 3, 9, 10 / 3, 0, 20 / 3],
    ],
    ['4 changed: z × 0.5 in all 4 rows of t', [1, 20, 300, 45.5], [0.5, 10, 150, 22.75]],
    // What lies half way between two is rounded up, down, or to the even one, as the program does.
    [
      '4 changed: z × 1.05 in all 4 rows of t',
      [12.345, 7.123, 3.001, 8.886],
      [12.9622, 7.4792, 3.151, 9.3303],
    ],
    ['3 changed: z rounded to 0 decimals in all 3 rows of t', [2.5, 3.5, 7.4], [2, 4, 7]],
    // Levels that were depths below 1.2, and °F.
    ['5 changed: z × -1 + 1.2 in all 5 rows of t', [0, 3.7, 6, 10.55, 15.2], [1.2, -2.5, -4.8, -9.35, -14]],
    ['4 changed: z × 1.8 + 32 in all 4 rows of t', [0, 10, 100, 21.5], [32, 50, 212, 70.7]],
    // As programs calculate: the product is rounded before it is added to.
    [
      '5 changed: z × 1.8 + 32 in all 5 rows of t',
      [5.9, 6.6, 8.4, 10, 12.8],
      [5.9, 6.6, 8.4, 10, 12.8].map((celsius) => celsius * 1.8 + 32),
    ],
    // Angles, as Python, NumPy and spreadsheets calculate them, and rounded to what is stored.
    [
      '4 changed: z × π/180 (degrees to radians) in all 5 rows of t',
      [30, 45, 0, 22.5, 33],
      [30, 45, 0, 22.5, 33].map((angle) => angle * (Math.PI / 180)),
    ],
    [
      '4 changed: z × 180/π (radians to degrees) in all 4 rows of t',
      [0.5, 0.75, 1.3, 0.2],
      [0.5, 0.75, 1.3, 0.2].map((angle) => (angle * 180) / Math.PI),
    ],
    [
      '4 changed: z × π/180 (degrees to radians) in 3 of 5 rows of t, except rows M2 (45 → 0.90005) and M5',
      [30, 45, -60, 22.5, 7],
      [0.5236, 0.90005, -1.0472, 0.3927, 7],
    ],
    [
      '3 changed: z × 180/π (radians to degrees) in all 3 rows of t',
      [0.5236, 0.7854, 0.3927],
      [30, 45, 22.5],
    ],
    // A whole number that somebody wrote among rounded ones follows no rule.
    [
      '5 changed: z × 180/π (radians to degrees) in 4 of 5 rows of t, except row M5 (0.7 → 40)',
      [0.5, 1.3, 0.2, 0.75, 0.7],
      [28.65, 74.48, 11.46, 42.97, 40],
    ],
    // Too few digits to tell: any of many factors gives them.
    ['3 changed: t[M1] › z 6 → 0.1, t[M2] › z 12 → 0.2, t[M3] › z 17 → 0.3', [6, 12, 17], [0.1, 0.2, 0.3]],
    ['4 changed: t[M1] › z 1 → 3, t[M2] › z 2 → 5, t[M3] › z 3 → 7, …', [1, 2, 3, 3], [3, 5, 7, 7]],
    // A few values that each became another one; what holds none of them is left as it is.
    ['4 changed: z true → 1 and false → 0 in all 4 rows of t', [true, false, true, true], [1, 0, 1, 1]],
    [
      '5 changed: z s → sand and c → clay in all 6 rows of t',
      ['s', 's', 'c', 'c', 'p', 's'],
      ['sand', 'sand', 'clay', 'clay', 'p', 'sand'],
    ],
    [
      '4 changed: z s → sand and c → clay in 4 of 5 rows of t, except row M5',
      ['s', 's', 'c', 'c', 's'],
      ['sand', 'sand', 'clay', 'clay', 's'],
    ],
    ['4 changed: t[M1] › z 1 → 5, t[M2] › z 2 → 9, t[M3] › z 1 → 5, …', [1, 2, 1, 3], [5, 9, 5, 2]],
    ['4 changed: t[M1] › z 9 → 1, t[M2] › z 1 → 9, t[M3] › z 9 → 1, …', [9, 1, 9, 9], [1, 9, 1, 3]],
    // What looks the same in a sentence cannot be told by what it became.
    [
      '4 changed: t[M1] › z a b → p, t[M2] › z a b → q, t[M3] › z a b → p, …',
      ['a b', 'a  b', 'a b', 'a  b'],
      ['p', 'q', 'p', 'q'],
    ],
    ['4 changed: z 1 → p and “1” → “q” in all 4 rows of t', [1, '1', 1, '1'], ['p', 'q', 'p', 'q']],
    ['3 changed: z filled in all 3 rows of t', [null, '', null], [1, 'a', 7]],
    ['3 changed: z filled in 3 of 4 rows of t', [null, null, 5, null], [1, 3, 5, 7]],
    [
      '5 changed: z filled in 4 of 6 rows of t, except rows M2 and M6 (3 → 4)',
      [null, null, null, null, null, 3],
      [1, null, 7, 8, 9, 4],
    ],
    ['3 changed: z “P” → “PA” in all 3 rows of t', ['P1', 'P2', 'P13'], ['PA1', 'PA2', 'PA13']],
    ['3 changed: z “a” → “b” in all 3 rows of t', ['B500a', 'B400a', 'B550a'], ['B500b', 'B400b', 'B550b']],
    [
      '4 changed: numbers in z − 1 in all 4 rows of t',
      ['P-105', 'P-102', 'P-101', 'P-100'],
      ['P-104', 'P-101', 'P-100', 'P-99'],
    ],
    // Most rows are as they were: naming them would say less than the count.
    [
      '3 changed: z + 1 in 3 of 12 rows of t',
      [1, 2, 3, 40, 50, 60, 70, 80, 90, 91, 92, 93],
      [2, 3, 4, 40, 50, 60, 70, 80, 90, 91, 92, 93],
    ],
    // Two that follow are no rule.
    ['4 changed: t[M1] › z 1 → 2, t[M2] › z 2 → 3, t[M3] › z 3 → 9, …', [1, 2, 3, 4], [2, 3, 9, 11]],
  ])('tells a rule of a column with its exceptions: %s', (expected, before, after) => {
    expect(say(column(before), column(after))).toBe(expected);
  });

  it('tells rows apart whose names may be taken for another', () => {
    const layers = (...rows: [name: string, top: number][]) => ({
      t: rows.map(([name, top], at) => ({ name, d: at, l: 2 * at, k: 'x', top })),
    });
    expect(
      say(
        layers(['Clay', 1], ['Clay', 2], ['Sand', 3], ['7', 4], ['Peat', 5], ['Loam', 6], ['Silt', 7]),
        layers(['Clay', 2], ['Clay', 2], ['Sand', 4], ['7', 9], ['Peat', 6], ['Loam', 7], ['Silt', 8]),
      ),
    ).toContain('in 5 of 7 rows of t, except rows Clay (row 2) and 7 (row 4: 4 → 9)');
  });

  it('says which of several rows of one name, and that a number is a name', () => {
    const [LC1, LC2] = [
      { name: 'LC1', q: 5, z: 1, a: 9 },
      { name: 'LC2', q: 1, z: 3, a: 4 },
    ];
    const twin = { ...LC1, q: 7, z: 2, a: 8 };
    expect(say({ loads: [LC1, twin, LC2] }, { loads: [{ ...LC1, q: 6 }, { ...twin, q: 8 }, LC2] })).toBe(
      '2 changed: loads[LC1 (row 1)] › q 5 → 6, loads[LC1 (row 2)] › q 7 → 8',
    );
    expect(say({ loads: [LC1, twin, LC2] }, { loads: [LC1, LC2] })).toContain('row LC1 (row 2) removed');
    expect(say({ loads: [LC1, LC2] }, { loads: [LC1, twin, LC2] })).toContain('row LC1 (row 2) added');
    const ids = (...values: readonly [id: number, q: number][]) => ({
      t: values.map(([id, q]) => ({ id, q, z: 7 * id })),
    });
    expect(say(ids([3, 5], [1, 7], [2, 1]), ids([3, 5], [2, 1]))).toContain('row 1 (row 2) removed from t');
    expect(say(ids([3, 5], [1, 7], [2, 1]), ids([3, 5], [1, 8], [2, 1]))).toContain('t[1 (row 2)] › q 7 → 8');
    // Where it is both there is nothing to add.
    expect(say(ids([1, 5], [2, 7]), ids([1, 5], [2, 8]))).toContain('t[2] › q 7 → 8');
    const zones = (q: number) => ({ zones: [1, 2].map((at) => ({ name: 'A', at, loads: [{ q: at * q }] })) });
    expect(say(zones(1), zones(3))).toContain('zones[A (row 2)] › loads[1] › q 2 → 6');
  });

  it('calls columns by their keys that the form calls the same', () => {
    const labelOf = (path: readonly (string | number)[]) =>
      ['b', 'c'].includes(String(path.at(-1))) ? 'Factor' : undefined;
    const said = (left: unknown, right: unknown) =>
      describeComparison(compareParams(read(left), read(right)), 'medium', { labelOf });
    const t = (...rows: readonly [b: number, c: number][]) => ({ t: rows.map(([b, c], n) => ({ n, b, c })) });
    expect(said(t([1, 2]), t([2, 4]))).toBe('2 changed: t[1] › b 1 → 2, t[1] › c 2 → 4');
    expect(said(t([1, 2], [2, 2], [3, 5]), t([2, 4], [3, 4], [4, 10]))).toBe(
      '6 changed: b + 1 in all 3 rows of t, c × 2 in all 3 rows of t',
    );
    expect(said({ t: [{ n: 1, b: 1 }] }, { t: [{ n: 1, b: 2 }] })).toBe('1 changed: t[1] › Factor 1 → 2');
  });

  it('calls rows without a name by their places', () => {
    const rows = (values: readonly number[]) => ({ t: values.map((z, at) => ({ d: at, k: 'x', l: at, z })) });
    expect(say(rows([1, 2, 3, 4, 5]), rows([2, 3, 4, 5, 50]))).toBe(
      '5 changed: z + 1 in 4 of 5 rows of t, except row 5 (5 → 50)',
    );
  });

  it('says of rows that changed their order and not their place that they moved past others', () => {
    const rows = (...names: string[]) => ({ t: names.map((name) => ({ name, q: name, r: 1 })) });
    expect(say(rows('G', 'H', 'A', 'B', 'C'), rows('B', 'C', 'A', 'N'))).toContain(
      'row A moved past others in t, to 3 as before',
    );
    expect(say(rows('G', 'H', 'A', 'B', 'C', 'D', 'E'), rows('C', 'D', 'A', 'B', 'E'))).not.toMatch(
      /from (\d+) to \1/,
    );
  });

  it('says of groups and tables that stand where the other stood that they changed places', () => {
    const [a, b] = [
      { n: 1, m: 2, k: 'x' },
      { n: 4, m: 5, l: 'y' },
    ];
    expect(say({ page: { a, b }, c: 1 }, { page: { a: b, b: a }, c: 2 })).toBe(
      '5 changed, 2 added, 2 removed: a and b changed places, c 1 → 2',
    );
    const others = [
      { name: 'WL1', N: 3, M: 4 },
      { name: 'WL2', N: 5, M: 6 },
    ];
    expect(say({ near: loads, far: others }, { near: others, far: loads })).toContain(
      ': far and near changed places',
    );
    // Tables that hold nearly the same are told by the rows that differ.
    expect(say({ near: loads, far: more }, { near: more, far: loads })).toBe(
      '1 row added, 1 row removed: 1 row moved from far to near',
    );
    // Moved round in a ring, or too small to tell.
    const c = { n: 7, m: 8, k: 'z' };
    expect(say({ a, b, c }, { a: b, b: c, c: a })).not.toContain('places');
    expect(say({ a: { n: 1 }, b: { n: 2 } }, { a: { n: 2 }, b: { n: 1 } })).not.toContain('places');
    expect(say({ a, b }, { a: b, b: { ...a, k: 'w' } })).not.toContain('places');
  });

  it('has counts only when short and every change when long', () => {
    const [left, right] = [
      { a: 1, b: 1, c: 1, d: 1, e: 1 },
      { a: 2, b: 2, c: 2, d: 2, f: 1 },
    ];
    expect(say(left, right, 'short')).toBe('4 changed, 1 added, 1 removed');
    expect(say(left, right, 'long').split('\n')).toEqual([
      '4 changed, 1 added, 1 removed',
      '- a 1 → 2',
      '- b 1 → 2',
      '- c 1 → 2',
      '- d 1 → 2',
      '- e removed (was 1)',
      '- f added (1)',
    ]);
  });

  it('says what is hidden', () => {
    const found = compareParams(read({ a: 1 }), read({ a: 1.001 }), { tolerance: { decimals: 2 } });
    expect(describeComparison(found, 'short')).toBe('No changes shown, 1 hidden');
  });

  it('uses the form’s labels', () => {
    const found = compareParams(read({ g: 1 }), read({ g: 2 }));
    expect(describeComparison(found, 'medium', { labelOf: () => 'Weight' })).toBe('1 changed: Weight 1 → 2');
  });
});
