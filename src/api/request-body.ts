import { slicer } from '../workers/slicer.ts';

/** From here on a body is made in pieces, UTF-16 units. */
const LARGE = 250_000;
const PIECE = 250_000;

/**
 * A text as the body of a request. A browser turns a text into bytes while the page waits, a third of a second for 10 MB: a large one is handed over in pieces.
 * Rejects with the signal's reason once aborted.
 */
export async function bodyOf(text: string, signal?: AbortSignal): Promise<string | Blob> {
  if (text.length < LARGE) return text;
  const rest = slicer(signal);
  const pieces: Blob[] = [];
  for (let from = 0; from < text.length; ) {
    const to = from + PIECE;
    // Half a character by itself would become a question mark.
    const end = isHigh(text.charCodeAt(to - 1)) ? to + 1 : to;
    pieces.push(new Blob([text.slice(from, end)]));
    from = end;
    const pause = rest();
    if (pause) await pause;
  }
  return new Blob(pieces);
}

const isHigh = (code: number): boolean => code >= 0xd800 && code < 0xdc00;
