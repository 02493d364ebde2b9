import { describe, expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { compareParams } from './compare.ts';
import { type DescriptionLength, describeComparison } from './describe.ts';

const read = (value: unknown): JsonValue => readJson(JSON.stringify(value));
const say = (left: unknown, right: unknown, length: DescriptionLength = 'medium') =>
  describeComparison(compareParams(read(left), read(right)), length);

const loads = [
  { name: 'LC1', N: -120, M: 10.5 },
  { name: 'LC2', N: -80, M: 0.2 },
  { name: 'LC3', N: -60, M: 4 },
];

describe('a comparison in words', () => {
  it.each<[string, unknown, unknown]>([
    ['No changes', { a: 1 }, { a: 1 }],
    ['1 changed: damping 1 → 0.82', { damping: 1 }, { damping: 0.82 }],
    ['1 added: note added (“”)', {}, { note: '' }],
    ['1 removed: page removed (was group of 2)', { page: { a: 1, b: 2 } }, {}],
    ['1 changed: note not stored → null', { note: 'not stored' }, { note: null }],
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
      '3 changed: N + 2 in 3 rows of loads',
      { loads: [{ name: 'LC0', N: 0, M: 1 }, ...loads] },
      { loads: [{ name: 'LC0', N: 0, M: 1 }, ...loads.map((row) => ({ ...row, N: row.N + 2 }))] },
    ],
    [
      '3 changed: N × 2 in 3 rows of loads',
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
      '1 added, 2 rows removed: loads added (2 rows, from a › loads)',
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
