import { describe, expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { compileFilter, conditionProblem, type FilterGroup, type Operator } from './filter.ts';

const passes = (operator: Operator, value: string, found: JsonValue | undefined): boolean =>
  compileFilter<JsonValue | undefined>(
    { match: 'all', items: [{ column: 'name', operator, value }] },
    (row) => row,
  )?.(found) ?? true;
const json = (text: string) => readJson(text);

describe('a condition', () => {
  it.each<[Operator, string, string | undefined, boolean]>([
    ['eq', '12.5', '12.50', true],
    ['eq', '1', '1.0', true],
    ['eq', '12345678901234567891', '12345678901234567890', false],
    ['gt', '12345678901234567890', '12345678901234567891', true],
    ['le', '1e-5', '0.00001', true],
    ['gt', '0', '"5"', false],
    ['ne', '1', '2', true],
    ['ne', '1', undefined, false],
    ['eq', '1', 'NaN', false],
    ['gt', '1', 'NaN', false],
    ['ge', '1', 'NaN', false],
    ['lt', '1', 'NaN', false],
    ['le', '1', 'NaN', false],
    ['ne', '1', 'NaN', true],
    ['le', '1', '-Infinity', true],
    ['has', 'pont', '"Le PÖNT"', true],
    ['has', '1', '[1,2]', true],
    ['lacks', 'x', undefined, true],
    ['is', 'a/b', '"A/B"', true],
    ['isnt', 'a', 'null', true],
    ['starts', 'br', '"BR-1"', true],
    ['ends', '-1', '"BR-1"', true],
    ['missing', '', undefined, true],
    ['missing', '', 'null', false],
    ['null', '', 'null', true],
    ['null', '', undefined, false],
    ['empty', '', '""', true],
    ['empty', '', '[]', true],
    ['empty', '', 'null', false],
    ['filled', '', '0', true],
    ['filled', '', 'false', true],
    ['filled', '', '""', false],
    ['yes', '', 'true', true],
    ['no', '', 'null', false],
    ['on', '2026-03-11', '"2026-03-11T23:59:27.5Z"', true],
    ['on', '2026-05-13', '"2026-05-13T00:30:00"', true],
    ['on', '2026-05-13', '"2026-05-13T00:30:00+02:00"', false],
    ['on', '2026-05-12', '"2026-05-13T00:30:00+0200"', true],
    ['on', '2026-05-13', '"2026-05-13 09:30"', true],
    ['on', '2026-05-13T09:30', '"2026-05-13T11:30:00.000+02:00"', true],
    ['after', '2026-05-13T09:30Z', '"2026-05-13T09:29:59Z"', false],
    ['after', '2026-05-13', '"5"', false],
    ['before', '2026-05-13', '"5"', false],
    ['before', '2026-03-11', '"2026-03-10"', true],
    ['after', '2026-03-11', '"2026-03-11"', true],
  ])('%s “%s” of %s is %s', (operator, value, found, expected) => {
    expect(passes(operator, value, found === undefined ? undefined : json(found))).toBe(expected);
  });

  it('that is not written to its end lets everything pass, and says what is missing', () => {
    expect(passes('gt', 'ten', 5)).toBe(true);
    expect(conditionProblem({ column: 'id', operator: 'gt', value: 'ten' })).toContain('not a number');
  });

  it.each([
    ['12-05-2026', 'is not a date: write 2026-05-13'],
    ['5', 'is not a date'],
    ['May 13 2026', 'is not a date'],
    ['2026-05-13T', 'is not a date'],
    ['2026-02-31', 'There is no “2026-02-31” in the calendar.'],
    ['2026-05-13T25:00', 'There is no'],
  ])('on a day written as “%s” says what is wrong', (value, said) => {
    expect(conditionProblem({ column: 'id', operator: 'on', value })).toContain(said);
  });

  it.each([
    '2026-05-13',
    ' 2028-02-29 ',
    '2026-05-13T08:30',
    '2026-05-13 08:30:00.5Z',
    '2026-05-13T08:30+0200',
  ])('on “%s” can be applied', (value) => {
    expect(conditionProblem({ column: 'id', operator: 'on', value })).toBeNull();
  });
});

it('groups of conditions nest: all of them, of which one is any', () => {
  const is = (value: string) => ({ column: 'name', operator: 'has' as const, value });
  const filter: FilterGroup = { match: 'all', items: [is('a'), { match: 'any', items: [is('b'), is('c')] }] };
  const test = compileFilter<string>(filter, (row) => row);
  expect(['ab', 'ac', 'a', 'bc'].filter((row) => test?.(row))).toEqual(['ab', 'ac']);
});
