import { Readable, Transform } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import type { Context } from 'hono';
import { failure, problem } from './problem.ts';
import { Lookout } from './scrub.ts';
import { BodyError } from './upstream.ts';

const bodyPatience = 30_000;

/** Bodies up to this length go out in one piece. */
const onePiece = 256 * 1024;

/** Why a body is refused before a byte of it is read; a read must not have one. */
export function bodyRefusal(c: Context, largest: number): Response | null {
  const length = c.req.header('Content-Length');
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (
    isRead &&
    (c.req.header('Transfer-Encoding') !== undefined || (length !== undefined && length !== '0'))
  ) {
    return problem(400, 'A read has no body.', 'bad-body', { Connection: 'close' });
  }
  if (Number(length ?? 0) > largest) {
    return problem(413, 'This is larger than the server accepts.', 'too-large', { Connection: 'close' });
  }
  return null;
}

/** The body, given up when it grows too long, stops arriving, or holds `forbidden`; null when there is none. */
export function openBody(c: Context, largest: number, forbidden: Buffer | null = null): Readable | null {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return null;
  const { incoming } = (c.env ?? {}) as { incoming?: Readable };
  const isNone =
    c.req.header('Transfer-Encoding') === undefined && Number(c.req.header('Content-Length') ?? 0) === 0;
  if (incoming) return isNone ? null : watched(incoming, largest, forbidden);
  const { body } = c.req.raw;
  return body && watched(Readable.fromWeb(body as WebStream), largest, forbidden);
}

/** As {@link openBody}; one that says that it is short is here whole, so that nothing is sent of one that breaks off or must not be sent. */
export async function takeBody(
  c: Context,
  largest: number,
  forbidden: Buffer | null,
): Promise<Buffer | Readable | null> {
  const body = openBody(c, largest, forbidden);
  return body !== null && Number(c.req.header('Content-Length')) <= onePiece ? wholeOf(body) : body;
}

/** A short body whole, or the answer for one that is too long or stops arriving. */
export async function readBody(c: Context, largest: number): Promise<string | Response> {
  const refusal = bodyRefusal(c, largest);
  if (refusal !== null) return refusal;
  const body = openBody(c, largest);
  if (body === null) return '';
  try {
    return (await wholeOf(body)).toString('utf8');
  } catch (error) {
    const told = failure(error, '', false);
    if (told === null) throw error;
    return told;
  }
}

async function wholeOf(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** What `source` holds, as it comes. An error here does not end `source`: its connection has an answer to take back. */
function watched(source: Readable, largest: number, forbidden: Buffer | null): Readable {
  const lookout = forbidden === null ? null : new Lookout(forbidden);
  let length = 0;
  const seen = new Transform({
    transform(piece: Buffer, _encoding, done) {
      if (!source.readableEnded) late.refresh();
      length += piece.length;
      lookout?.see(piece);
      if (length > largest) done(new BodyError(413));
      else if (lookout?.found) done(new BodyError(409));
      else done(null, piece);
    },
  });
  const late = setTimeout(() => {
    // It is not the body that is late while nobody takes what came.
    if (seen.writableNeedDrain) late.refresh();
    else seen.destroy(new BodyError(408));
  }, bodyPatience);
  const broken = (): void => {
    if (!source.readableEnded) seen.destroy(new Error('The body ended before its end.'));
  };
  // What came to its end is not late, however long nobody takes it.
  source.once('end', () => clearTimeout(late));
  source.once('close', broken).once('error', broken);
  seen.once('close', () => {
    clearTimeout(late);
    source.off('close', broken).off('error', broken);
  });
  // It may fail before anybody reads it, who is told then.
  seen.on('error', () => {});
  if (source.destroyed) broken();
  return source.pipe(seen);
}
