import { expect, test } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { JsonNumber } from '../../contract/json/value.ts';
import { figureText, readSummary } from './summary.ts';

const entity = (value: unknown) =>
  ({ summary: { x: { label: 'X', value, suffix: 'kN' } } }) as unknown as Entity;

test.each([
  [0.123456789, '0.123457 kN'],
  [12345.6789, '12345.7 kN'],
  [1234567.891, '1234568 kN'],
  [12345678, '12345678 kN'],
  [-0.5, '-0.5 kN'],
  [new JsonNumber('0.10'), '0.10 kN'],
  [new JsonNumber('12345678901234567890'), '12345678901234567890 kN'],
])('%s is cut to six digits in a column and kept whole beside it', (value, short) => {
  const [line] = readSummary(entity(value)).lines;
  expect(line?.short).toBe(short);
  expect(line?.text).toBe(`${value instanceof JsonNumber ? value.text : value} kN`);
  expect(line?.number).toBe(true);
});

test('a text that looks like a number is a text', () => {
  expect(readSummary(entity('0.123456789')).lines[0]).toMatchObject({
    short: '0.123456789 kN',
    number: false,
  });
});

test.each([
  ['finished', null, false],
  ['OK', null, false],
  [null, null, false],
  ['in_progress', 'The summary is being computed.', false],
  ['ERROR', 'The app failed to compute the summary.', true],
  ['stale', 'The platform says of the summary: “stale”.', false],
])('a summary whose status is %s says: %s', (summary_status, note, failed) => {
  expect(readSummary({ summary: {}, summary_status } as unknown as Entity)).toMatchObject({ note, failed });
});

test.each([
  ['-999999999999.5', '-999999999999.5'],
  ['12345678901234567890', '12345678901234567890'],
  ['1.333333333333333333', '≈ 1.33333'],
  ['1234567890123.456789', '≈ 1234567890123'],
])('the figure %s is told as %s', (text, shown) => {
  expect(figureText(text)).toBe(shown);
});
