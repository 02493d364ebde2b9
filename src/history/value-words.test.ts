import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { paramTypeAt } from '../revisions/kind-at.ts';
import { contentWords, daysBetween, plainText } from '../revisions/value-words.ts';

test.each([
  ['1.0', '1.0'],
  ['12345678901234567890', '12345678901234567890'],
  ['null', 'empty'],
  ['false', 'false'],
  ['{"lat":51.90,"lon":5}', '51.90, 5'],
  ['{"r":8,"g":55,"b":255}', '#0837ff'],
  ['[{"a":1},{"a":2}]', '2 rows'],
  ['[[1,2],[3,4]]', '2 points'],
  ['[1]', '1 item'],
  ['[157240,433000.5]', '157240, 433000.5'],
  ['[1,"a"]', '2 items'],
  ['{}', 'no fields'],
])('%s reads as “%s”', (json, text) => {
  expect(plainText(readJson(json))).toBe(text);
});

test('what is not stored is told from what is empty', () => {
  expect(plainText(undefined)).toBe('not stored');
});

test('thousands are set apart', () => {
  expect(contentWords(Array.from({ length: 5000 }, () => 1))).toBe('5\u202f000 items');
});

test.each([
  ['2024-02-28', '2024-03-01', 2],
  ['2024-03-01', '2024-02-28', -2],
  ['1899-12-31', '1900-01-01', 1],
  ['2024-05-02T00:00:00', '2024-05-03', undefined],
])('from %s to %s are %s days', (left, right, days) => {
  expect(daysBetween(left, right)).toBe(days);
});

test('types are found through columns, and inside hidden data everything is hidden', () => {
  const types = {
    'tab.loads': { type: 'DynamicArray', sub_types: { N: { type: 'number' } } },
    blob: { type: 'hidden' },
  };
  expect(paramTypeAt(types, ['tab', 'loads', 3, 'N'])?.type).toBe('number');
  expect(paramTypeAt(types, ['blob', 'layers', 0, 'top'])?.type).toBe('hidden');
  expect(paramTypeAt(types, ['tab', 'unknown'])).toBeUndefined();
});
