import { describe, expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { colorHex, colorLike, colorParts } from './colors.ts';
import { fits, misfitText } from './fits.ts';
import { readCell } from './grid-cell.ts';
import { type FieldKind, isIsoDate, kindOf } from './kinds.ts';

describe('kindOf', () => {
  test.each<[string, FieldKind]>([
    ['DynamicArray', 'array'],
    ['dynamic-array', 'array'],
    ['GEO_POLYGON', 'geo_polygon'],
    ['NumberField', 'number'],
    ['select', 'option'],
    ['MultiSelectField', 'multiselect'],
    ['ChildEntityOptionField', 'entity'],
    ['sibling-entity-multi-select', 'entities'],
    ['download-button', 'button'],
    ['file', 'file'],
    ['AutodeskFileField', 'json'],
  ])('reads the type %s as %s', (type, kind) => expect(kindOf({ type }, undefined, 'x')).toBe(kind));

  test.each<[string, string, FieldKind]>([
    ['a', 'true', 'boolean'],
    ['a', '1.0', 'number'],
    ['a', '"2026-05-13"', 'date'],
    ['a', '"2026-02-30"', 'text'],
    ['a', '"one\\ntwo"', 'textarea'],
    ['a', '{"lon":5,"lat":52}', 'geo_point'],
    ['a', '{"r":1,"g":2,"b":3}', 'color'],
    ['a', '{"x":1}', 'group'],
    ['axis', '[{"lat":1,"lon":2},{"lat":3,"lon":4}]', 'geo_polyline'],
    ['polygon', '[{"lat":1,"lon":2},{"lat":3,"lon":4}]', 'geo_polygon'],
    ['a', '[{"a":1},{"b":null}]', 'table'],
    ['a', '[{"a":[1]}]', 'array'],
    ['a', '["x"]', 'list'],
    ['a', '[[1]]', 'json'],
  ])('infers %s = %s as %s', (key, text, kind) => expect(kindOf(undefined, readJson(text), key)).toBe(kind));

  test('a select that holds a list is one for several', () =>
    expect(kindOf({ type: 'select' }, readJson('["a"]'), 'x')).toBe('multiselect'));
});

test('a text in a number field is said to be one', () =>
  expect(misfitText('number', '12,5')).toBe('Text where a number is expected'));
test('a list of something else is told as such', () => {
  expect(misfitText('array', readJson('[1]'))).toBe(
    'A list of something else where a list of rows is expected',
  );
  expect(misfitText('number', readJson('[1]'))).toBe('A list where a number is expected');
});
test('null does not fit where a list is expected', () => expect(fits('table', null)).toBe(false));
test('null fits a number', () => expect(fits('number', null)).toBe(true));
test('a date with a time does not fit', () => expect(fits('date', '2024-05-02T00:00:00')).toBe(false));
test('the 29th of February exists in leap years only', () =>
  expect([isIsoDate('2024-02-29'), isIsoDate('2023-02-29')]).toEqual([true, false]));
test.each(['{"r":31,"g":111,"b":235}', '"#1f6feb"', '[31,111,235]', '"31, 111,235"'])(
  '%s is one colour',
  (text) => expect(colorHex(readJson(text))).toBe('#1f6feb'),
);

test.each([
  ['"1,2,3"', '#1f6feb', '"31,111,235"'],
  ['"1, 2, 3"', '4,5,6', '"4, 5, 6"'],
  ['"#010203"', '31,111,235', '"#1f6feb"'],
  ['"010203"', '#1f6feb', '"1f6feb"'],
  ['[1.0,2,3]', '#01ff03', '[1.0,255,3]'],
])('a colour stored as %s and typed as %s is stored as %s', (stored, typed, made) => {
  const read = readCell('color', typed, readJson(stored));
  const parts = colorParts(typed) ?? [0, 0, 0];
  expect(printJson(colorLike(readJson(stored), parts, typed))).toBe(made);
  if (stored.startsWith('"')) expect(read.ok && printJson(read.value)).toBe(made);
});

test('a number beyond every double is said to read as infinity', () =>
  expect(misfitText('number', readJson('1e400'))).toContain('infinity'));
