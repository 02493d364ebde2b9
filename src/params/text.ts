import { diffArrays, diffWordsWithSpace } from 'diff';

/** A piece of a text: on both sides, or on one. The pieces of a side put together are that side's text. */
export interface TextPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** One line, or one line on each side that became the other. Line numbers count from 1, `null` where the side has none. */
export interface LineDifference {
  kind: 'same' | 'added' | 'removed' | 'changed';
  leftLine: number | null;
  rightLine: number | null;
  /** The line by words; one part unless `changed`. Without its line ending. */
  parts: TextPart[];
}

/** What sort of difference two texts have, the least first. */
export type TextDifferenceKind = 'none' | 'line-endings' | 'normalisation' | 'whitespace' | 'words';

/** Edits beyond which two texts are taken for different texts: the search costs the square of this. */
const MOST_EDITS = 1500;

/**
 * `line-endings`: only CRLF against LF. `normalisation`: the same characters composed differently (é as one or two). `whitespace`: equal
 * once white space is left out. `words`: anything else.
 */
export function textDifferenceKind(left: string, right: string): TextDifferenceKind {
  if (left === right) return 'none';
  const ended = (text: string): string => text.replace(/\r\n?/g, '\n');
  if (ended(left) === ended(right)) return 'line-endings';
  if (left.normalize('NFC') === right.normalize('NFC')) return 'normalisation';
  const bare = (text: string): string => text.replace(/\s+/gu, '');
  return bare(left) === bare(right) ? 'whitespace' : 'words';
}

/** Two texts by words, white space kept. Two texts with hardly anything in common come back as one removed and one added part. */
export function diffWords(left: string, right: string): TextPart[] {
  if (left === right) return left === '' ? [] : [{ kind: 'same', text: left }];
  const found = diffWordsWithSpace(left, right, { maxEditLength: MOST_EDITS });
  const parts: TextPart[] = found
    ? found.map(({ added, removed, value }) => ({
        kind: added ? 'added' : removed ? 'removed' : 'same',
        text: value,
      }))
    : [
        { kind: 'removed', text: left },
        { kind: 'added', text: right },
      ];
  return parts.filter(({ text }) => text !== '');
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/** Two texts by line, changed lines by word. */
export function diffLines(left: string, right: string): LineDifference[] {
  const [before, after] = [linesOf(left), linesOf(right)];
  const found = diffArrays(before, after, { maxEditLength: MOST_EDITS }) ?? [
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ];
  const result: LineDifference[] = [];
  let leftLine = 1;
  let rightLine = 1;
  for (let index = 0; index < found.length; index++) {
    const { added, removed, value } = found[index] as { added: boolean; removed: boolean; value: string[] };
    if (!added && !removed) {
      for (const text of value)
        result.push({
          kind: 'same',
          leftLine: leftLine++,
          rightLine: rightLine++,
          parts: [{ kind: 'same', text }],
        });
      continue;
    }
    // Removed lines followed by added ones are the same lines rewritten, as far as both go.
    const next = found[index + 1];
    const gone = removed ? value : [];
    const come = added ? value : removed && next?.added ? next.value : [];
    if (removed && next?.added) index++;
    const both = Math.min(gone.length, come.length);
    for (let line = 0; line < both; line++) {
      const parts = diffWords(gone[line] as string, come[line] as string);
      result.push({ kind: 'changed', leftLine: leftLine++, rightLine: rightLine++, parts });
    }
    for (const text of gone.slice(both))
      result.push({
        kind: 'removed',
        leftLine: leftLine++,
        rightLine: null,
        parts: [{ kind: 'removed', text }],
      });
    for (const text of come.slice(both))
      result.push({
        kind: 'added',
        leftLine: null,
        rightLine: rightLine++,
        parts: [{ kind: 'added', text }],
      });
  }
  return result;
}
