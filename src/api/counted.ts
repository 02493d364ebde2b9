import type { NotedRequest } from './request-log.ts';

/** Answers that are known to be shorter are here before anybody would ask how far they are. */
const LONG = 100_000;

/** What holds nothing: browsers may give it a body all the same. */
const EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Tells how much of an answer is here while it comes; of a short one, and of one that holds nothing, it tells nothing. A copy is counted: Chromium calls an answer
 * broken off whose own body a page reads piece by piece, although it came whole. To be called before the answer is read, and only where it will be read.
 */
export async function tellPieces(response: Response, noted: Pick<NotedRequest, 'receive'>): Promise<void> {
  const length = response.headers.get('Content-Length');
  if (!response.body || EMPTY.has(response.status) || (length !== null && Number(length) < LONG)) return;
  let bytes = 0;
  try {
    const reader = response.clone().body?.getReader();
    for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
      bytes += piece.value.length;
      noted.receive(bytes);
    }
  } catch {
    // Who reads the answer itself meets the same error, and tells it.
  }
}
