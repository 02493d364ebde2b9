import { type ChangeSpec, Text } from '@codemirror/state';

/** About how much of a text is handled at a time, UTF-16 units: a few milliseconds. */
const PIECE = 250_000;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A long text as an editor's document, made in pieces so that the page is not held up. */
export async function documentOf(text: string): Promise<Text> {
  let made = Text.empty;
  for (let from = 0; from < text.length; ) {
    const line = text.indexOf('\n', from + PIECE);
    const to = line < 0 ? text.length : line;
    const piece = Text.of(text.slice(from, to).split('\n'));
    made = from === 0 ? piece : made.append(Text.of(['', ''])).append(piece);
    from = to + 1;
    if (to < text.length) await pause();
  }
  return made;
}

/** A document's text in pieces, taken a few at a time. */
export async function piecesOf(doc: Text): Promise<string[]> {
  const pieces: string[] = [];
  for (let from = 0; from < doc.length; from += PIECE) {
    pieces.push(doc.sliceString(from, Math.min(doc.length, from + PIECE)));
    if (from + PIECE < doc.length) await pause();
  }
  return pieces;
}

/** The one change that leads from a document to another, by whole lines: what is around it, cursor and folds, stays. */
export function changeBetween(old: Text, next: Text): ChangeSpec {
  const shorter = Math.min(old.length, next.length);
  const start = sameLines(old, next, 1, shorter);
  const end = sameLines(old, next, -1, shorter - start);
  return { from: start, to: old.length - end, insert: next.slice(start, next.length - end) };
}

/** How much two documents have in common from one end on, in whole lines and no more than `most`. */
function sameLines(old: Text, next: Text, direction: 1 | -1, most: number): number {
  const [left, right] = [old.iter(direction), next.iter(direction)];
  let length = 0;
  for (;;) {
    left.next();
    right.next();
    if (left.done || right.done || left.value !== right.value) return length;
    if (length + left.value.length > most) return length;
    length += left.value.length;
  }
}
