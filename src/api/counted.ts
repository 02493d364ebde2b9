import type { NotedRequest } from './request-log.ts';

/** Answers that are known to be shorter are here before anybody would ask how far they are. */
const LONG = 100_000;

/** What holds nothing: browsers may give it a body all the same, and make no other answer with one. */
const EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

/** An answer that tells how much of it is here while it comes. A short one, and one that holds nothing, stays as it is. */
export function counted(response: Response, noted: Pick<NotedRequest, 'receive'>): Response {
  const length = response.headers.get('Content-Length');
  if (!response.body || EMPTY.has(response.status) || (length !== null && Number(length) < LONG))
    return response;
  let bytes = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, next) {
      bytes += piece.length;
      noted.receive(bytes);
      next.enqueue(piece);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
}
