import { expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { readJsonText } from './read-json-text.ts';

const errorsOf = (text: string, before = '{}') =>
  readJsonText(text, readJson(before)).errors.map(({ from, line, message }) => `${from} ${line} ${message}`);

test('a key that stands twice is an error at its second place', () =>
  expect(errorsOf('{"a":1,\n"b":2,\n"a":3}')).toEqual([
    '15 3 The key “a” stands twice; the last one counts. Keep one of them.',
  ]));

test('the same key in two objects is none', () => expect(errorsOf('{"x":{"a":1},"y":{"a":2}}')).toEqual([]));

test('text that is no JSON says its line apart from the sentence', () =>
  expect(errorsOf('{"a":1,\n')).toEqual([
    expect.stringMatching(/^8 2 Expected a key in quotes, but found the end of the text\.$/),
  ]));

test.each(['NaN', 'Infinity', '-Infinity'])('%s is refused where it was not before', (word) =>
  expect(errorsOf(`{"t":"NaN","a":${word}}`)).toEqual([
    `15 1 ${word} is no number in JSON. Write a number, or null for none.`,
  ]),
);

test('a NaN that was there may stay and move', () => {
  const read = readJsonText('{"rows":[{"x":2},{"x":NaN}]}', readJson('{"rows":[{"x":NaN},{"x":2}]}'));
  expect(read.errors).toEqual([]);
  expect(printJson(read.value ?? null)).toContain('NaN');
});

test('a number beyond every double is taken, with a warning', () => {
  const read = readJsonText('{"a":1e400,"b":1e300}', undefined);
  expect(read.warnings.map(({ from, to }) => [from, to])).toEqual([[5, 10]]);
  expect(printJson(read.value ?? null)).toBe('{"a":1e400,"b":1e300}');
});

test('texts of many megabytes, with escapes, end where they end', () => {
  const text = `{"a":"${'x'.repeat(12_000_000)}${'\\"NaN'.repeat(200_000)}\\\\","b":1e400,"c":NaN}`;
  const { errors, warnings } = readJsonText(text, readJson('{"c":NaN}'));
  expect([errors, warnings.map(({ from }) => from)]).toEqual([[], [text.indexOf('1e400')]]);
});
