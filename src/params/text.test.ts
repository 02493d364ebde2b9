import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, diffWords, type TextPart, textDifferenceKind } from './text.ts';

const side = (parts: readonly TextPart[], other: 'added' | 'removed') =>
  parts
    .filter(({ kind }) => kind !== other)
    .map(({ text }) => text)
    .join('');

describe('texts', () => {
  it.each([
    ['a', 'a', 'none'],
    ['a\r\nb', 'a\nb', 'line-endings'],
    ['caf\u00e9', 'cafe\u0301', 'normalisation'],
    ['a  b\n', 'a b', 'whitespace'],
    ['a b', 'a c', 'words'],
  ])('%j and %j differ in %s', (left, right, kind) => {
    expect(textDifferenceKind(left, right)).toBe(kind);
  });

  it('differ by the word', () => {
    expect(diffWords('pile length is 10 m', 'pile length was 10 m')).toEqual([
      { kind: 'same', text: 'pile length ' },
      { kind: 'removed', text: 'is' },
      { kind: 'added', text: 'was' },
      { kind: 'same', text: ' 10 m' },
    ]);
  });

  it('differ by line first, then by word in lines that were rewritten', () => {
    const found = diffLines('one\ntwo\nthree', 'one\n2\nthree\nfour');
    expect(found.map(({ kind, leftLine, rightLine }) => [kind, leftLine, rightLine])).toEqual([
      ['same', 1, 1],
      ['changed', 2, 2],
      ['same', 3, 3],
      ['added', null, 4],
    ]);
  });

  it('put together, the parts of a side are its text', () => {
    const text = fc.array(fc.constantFrom('pile', ' ', '\n', '  ', 'é', '10', '.', '\t', '😀'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const [a, b] = [left.join(''), right.join('')];
        const words = diffWords(a, b);
        expect([side(words, 'added'), side(words, 'removed')]).toEqual([a, b]);
        const lines = diffLines(a, b);
        const rebuilt = (line: 'leftLine' | 'rightLine', other: 'added' | 'removed') =>
          lines
            .filter((entry) => entry[line] !== null)
            .map((entry) => side(entry.parts, other))
            .join('\n');
        expect([rebuilt('leftLine', 'added'), rebuilt('rightLine', 'removed')]).toEqual([a, b]);
      }),
      { numRuns: 1000 },
    );
  });

  it('with nothing in common take little time', () => {
    const random = (seed: number) =>
      Array.from({ length: 30_000 }, (_, i) => `w${(i * seed) % 99_991}`).join(' ');
    const before = process.cpuUsage();
    expect(diffWords(random(7), random(31)).length).toBeGreaterThan(1);
    // Some second of the processor, however busy the machine is; minutes without a limit of edits.
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });
});
