import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { isNumber, type JsonValue, numberText } from '../../contract/json/value.ts';
import { compareParams } from './compare.ts';
import { describeComparison } from './describe.ts';
import { equalValues } from './equal.ts';
import { givesOtherType, typeRules } from './type-edits.ts';

/** Columns of a table, each value as JSON. */
const column = (values: string): JsonValue =>
  readJson(
    `{"t":[${values
      .split('|')
      .map((z, at) => `{"mark":"M${at + 1}","z":${z}}`)
      .join(',')}]}`,
  );

const said = (before: string, after: string): string[] =>
  describeComparison(compareParams(column(before), column(after)), 'long')
    .split('\n- ')
    .slice(1);

it.each<[string, string, string]>([
  ['numbers in z became texts in all 4 rows of t', '1.5|2|3.25|4', '"1.5"|"2"|"3.25"|"4"'],
  ['texts in z became numbers in all 4 rows of t', '"1.5"|"2.0"|"03"|"1e-05"', '1.5|2|3|0.00001'],
  ['numbers in z became texts ending with “ m” in all 3 rows of t', '3|4.5|7', '"3 m"|"4.5 m"|"7 m"'],
  [
    'numbers in z became texts ending with “ kN/m2” in all 3 rows of t',
    '2|4.5|7',
    '"2 kN/m2"|"4.5 kN/m2"|"7 kN/m2"',
  ],
  ['numbers in z became texts starting with “P-” in all 3 rows of t', '3|4|5', '"P-3"|"P-4"|"P-5"'],
  [
    'texts in z became numbers without “€ ” and without “ /m” in all 3 rows of t',
    '"€ -3 /m"|"€ 4 /m"|"€ 9 /m"',
    '-3|4|9',
  ],
  ['numbers in z became texts with a decimal comma in all 3 rows of t', '3.5|4.25|7.1', '"3,5"|"4,25"|"7,1"'],
  [
    'texts in z became numbers with a decimal comma and without “ m” in all 3 rows of t',
    '"3,5 m"|"4 m"|"7,1 m"',
    '3.5|4|7.1',
  ],
  // Whole numbers do not tell how decimals are written.
  [
    'numbers in z became texts with a decimal comma in all 5 rows of t',
    '5|6|7|8|9.5',
    '"5"|"6"|"7"|"8"|"9,5"',
  ],
  [
    'texts in z became numbers with a decimal comma in all 5 rows of t',
    '"5"|"6"|"7"|"8"|"9,5"',
    '5|6|7|8|9.5',
  ],
  // As stored, as a program prints it, with decimals, as Python writes a float.
  ['numbers in z became texts in all 3 rows of t', '1.0|2.50|1e-05', '"1.0"|"2.50"|"1e-05"'],
  ['numbers in z became texts in all 3 rows of t', '1.0|2.50|3', '"1"|"2.5"|"3"'],
  ['numbers in z became texts in all 3 rows of t', '1|2.5|-3', '"1.00"|"2.50"|"-3.00"'],
  [
    'numbers in z became texts in all 3 rows of t',
    '1|2.25|12345678901234567890',
    '"1.0"|"2.25"|"12345678901234567890.0"',
  ],
  ['numbers in z became texts in all 3 rows of t', '1|NaN|-0', '"1"|"NaN"|"-0"'],
  // One value in all of them is no value that was set.
  ['numbers in z became texts in all 3 rows of t', '5|5|5', '"5"|"5"|"5"'],
  [
    'numbers in z became texts ending with “ m” in 4 of 6 rows of t, except rows M2 (2 → n/a) and M6',
    '1|2|3|4|5|null',
    '"1 m"|"n/a"|"3 m"|"4 m"|"5 m"|null',
  ],
  [
    'numbers in z became texts ending with “ m” in 4 of 5 rows of t, except row M4 (7 → “8”)',
    '1|2|3|7|5',
    '"1 m"|"2 m"|"3 m"|"8"|"5 m"',
  ],
])('tells in one sentence that a column is of another type: %s', (sentence, before, after) =>
  expect(said(before, after)).toEqual([sentence]),
);

it.each<[string, string]>([
  // Not the same numbers.
  ['1.25|2.5|3.75', '"1.3"|"2.5"|"3.8"'],
  ['5|6|7', '"15"|"16"|"17"'],
  ['5|6|7', '"-5"|"-6"|"-7"'],
  ['"1,5"|"2,5"|"3.5"', '15|25|35'],
  // Each written in a way of its own.
  ['1.5|2.5|3.5', '"1.50"|"2.5"|"3.500"'],
])('tells no other type where the texts say something else: %s, %s', (before, after) =>
  expect(said(before, after)).toHaveLength(3),
);

it('leads from each value to the other exactly, by the text of the rule', () => {
  const number = fc
    .tuple(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.constantFrom('', '.0', '.50', '.125', 'e-05', 'E3'),
    )
    .map(([whole, rest]) => readJson(`${whole}${rest}`));
  const around = fc.constantFrom('', ' m', '€ ', 'P-', ' kN/m2', '(', ' 5 ');
  let told = 0;
  fc.assert(
    fc.property(number, around, around, (value, before, after) => {
      if (!isNumber(value)) throw new Error('no number');
      const text = before + numberText(value) + after;
      for (const [from, to] of [
        [value, text],
        [text, value],
      ] as const)
        for (const rule of typeRules(from, to)) {
          told++;
          expect(givesOtherType(rule, from, to)).toBe(true);
          const inner = text.slice(rule.before.length, text.length - rule.after.length);
          expect(equalValues(readJson(inner), value)).toBe(true);
        }
    }),
  );
  expect(told).toBeGreaterThan(100);
});
