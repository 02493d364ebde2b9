import { describe, expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { canonicalNumber } from './decimal.ts';
import { numberChange } from './numbers.ts';

const change = (left: string, right: string) => numberChange(readJson(left), readJson(right));

describe('the difference of two numbers', () => {
  it.each([
    ['0.3', '0.1', '−0.2', '−66.7 %'],
    ['0.1', '0.3', '+0.2', '+200 %'],
    ['1', '0.82', '−0.18', '−18 %'],
    ['12345678901234567890', '12345678901234567891', '+1', '+< 0.01 %'],
    ['1.0', '1', '0', '0 %'],
    ['0', '5', '+5', null],
    ['-4', '-5', '−1', '−25 %'],
    ['1e-05', '2e-05', '+0.00001', '+100 %'],
    ['1', '1.000000000001', '+1e-12', '+< 0.01 %'],
    ['1', '1e20', '+99999999999999999999', '+1e+22 %'],
    ['0', '1e30', '+1e30', null],
    ['12.5', '1e400', '+≈1e400', null],
    ['1e400', '12.5', '−≈1e400', null],
    ['0', '1e400', '+1e400', null],
    ['1.25', '1.234567890123e60', '+≈1.23456789012e60', '+9.88e+61 %'],
    ['1', '1e-400', '−≈1', '−100 %'],
    ['1', `2.5${'0'.repeat(45)}`, '+1.5', '+150 %'],
    ['4', '50', '+46', '+1150 %'],
    ['2', '2.5', '+0.5', '+25 %'],
  ])('%s → %s is %s, %s', (left, right, delta, percent) => {
    expect(change(left, right)).toMatchObject({ delta, percent });
  });

  it.each([
    ['12.5', '12500', '×1000'],
    ['12500', '12.5', '÷1000'],
    ['0.3', '3', '×10'],
    ['2', '50.8', '×25.4'],
    ['50.8', '2', '÷25.4'],
    ['-1.5', '-150.0', '×100'],
  ])('%s → %s may be a unit slip %s', (left, right, factor) => {
    expect(change(left, right)?.slip?.factor).toBe(factor);
  });

  it.each([
    ['2', '3'],
    ['0', '10'],
    ['10', '0'],
    ['1', '-10'],
  ])('%s → %s is no unit slip', (left, right) => {
    expect(change(left, right)?.slip).toBeNull();
  });

  it.each([
    ['NaN', '1'],
    ['1', 'Infinity'],
    ['"1"', '2'],
    ['1', 'null'],
  ])('%s → %s has none', (left, right) => {
    expect(change(left, right)).toBeNull();
  });

  it('goes up, down or nowhere', () => {
    expect([change('1', '2'), change('2', '1'), change('1', '1.0')].map((found) => found?.direction)).toEqual(
      ['up', 'down', 'none'],
    );
  });
});

describe('spellings of one value', () => {
  it.each([
    ['1', '1.0'],
    ['10', '1e1'],
    ['-0', '0.00'],
    ['1e-05', '0.00001'],
    ['1E+2', '100'],
    ['123.4500', '12345e-2'],
  ])('%s and %s meet', (left, right) => {
    expect(canonicalNumber(left)).toBe(canonicalNumber(right));
  });

  it('of an absurd exponent take no time', () => {
    expect(canonicalNumber('1e999999999999')).not.toBe(canonicalNumber('1e999999999998'));
  });
});
