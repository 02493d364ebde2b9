import { expect, test } from 'vitest';
import { readCell } from './grid-cell.ts';
import { withLineEnds } from './line-ends.ts';

test.each([
  ['a line is edited', 'a\r\nb\r\nc', 'a\nbb\nc', 'a\r\nbb\r\nc'],
  ['a line is added', 'a\r\nb', 'a\nnew\nb', 'a\r\nnew\r\nb'],
  ['a line is taken out', 'a\r\nb\r\nc', 'a\nc', 'a\r\nc'],
  ['the ends are mixed', 'a\r\nb\nc\rd', 'a\nb\ncc\nd', 'a\r\nb\ncc\rd'],
  ['ends that belong together come apart', '\n\r', '\n\n\n', '\n\n\n'],
  ['there is no carriage return', 'a\nb', 'a\nb\nc', 'a\nb\nc'],
])('line ends stay as stored where %s', (_what, before, typed, kept) =>
  expect(withLineEnds(typed, before)).toBe(kept),
);

test('a text that lost its last line end gets the stored kind back', () =>
  expect(withLineEnds('a\nb', 'ab', 'a\r\nb')).toBe('a\r\nb'));

test('a cell of a table keeps its line ends too', () =>
  expect(readCell('textarea', 'a\nbb', 'a\r\nb')).toEqual({ ok: true, value: 'a\r\nbb' }));
