import { Readable } from 'node:stream';
import type { Context } from 'hono';
import { failure, problem } from './problem.ts';
import { Lookout } from './scrub.ts';
import { BodyError } from './upstream.ts';

const bodyPatience = 30_000;

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
  const isOverWire = (c.env as { incoming?: unknown } | undefined)?.incoming !== undefined;
  const isNone =
    c.req.header('Transfer-Encoding') === undefined && Number(c.req.header('Content-Length') ?? 0) === 0;
  if (isOverWire && isNone) return null;
  const stream = c.req.raw.body;
  return stream === null ? null : Readable.from(watched(stream, largest, forbidden), { objectMode: false });
}

/** A short body whole, or the answer for one that is too long or stops arriving. */
export async function readBody(c: Context, largest: number): Promise<string | Response> {
  const refusal = bodyRefusal(c, largest);
  if (refusal !== null) return refusal;
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of openBody(c, largest) ?? []) chunks.push(chunk as Buffer);
  } catch (error) {
    const told = failure(error, '', false);
    if (told === null) throw error;
    return told;
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function* watched(
  stream: ReadableStream<Uint8Array>,
  largest: number,
  forbidden: Buffer | null,
): AsyncGenerator<Uint8Array> {
  const lookout = forbidden === null ? null : new Lookout(forbidden);
  const reader = stream.getReader();
  let length = 0;
  try {
    for (;;) {
      let late: NodeJS.Timeout | undefined;
      const stalled = new Promise<never>((_, reject) => {
        late = setTimeout(() => reject(new BodyError(408)), bodyPatience);
      });
      const { done, value } = await Promise.race([reader.read(), stalled]).finally(() => clearTimeout(late));
      if (done) return;
      length += value.length;
      if (length > largest) throw new BodyError(413);
      lookout?.see(value);
      if (lookout?.found) throw new BodyError(409);
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => {}); // it may have failed already, which is why we are here
  }
}
