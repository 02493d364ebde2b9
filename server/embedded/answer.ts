import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { listText, objectText } from './json-text.ts';
import type { Paging } from './query.ts';

const compressWithBrotli = promisify(brotliCompress);
const compressWithGzip = promisify(gzip);
const smallestToCompress = 8192;

/** Every answer of /api: data that nothing may cache, sniff, render or run. */
export const apiHeaders = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  Vary: 'Accept-Encoding, Authorization, X-VX',
};

export function noContent(): Response {
  const { 'Content-Type': _none, ...headers } = apiHeaders;
  return new Response(null, { status: 204, headers });
}

/** Answers with JSON text, compressed off the main thread when it is large and the caller takes it. */
export async function answerJson(
  c: Context,
  text: string,
  status = 200,
  headers: Record<string, string> = {},
): Promise<Response> {
  const encoding = text.length > smallestToCompress ? encodingFor(c) : undefined;
  const all = { ...apiHeaders, ...headers };
  if (encoding === undefined) return new Response(text, { status, headers: all });
  const bytes = Buffer.from(text);
  const compressed =
    encoding === 'br'
      ? await compressWithBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      : await compressWithGzip(bytes, { level: 5 });
  return new Response(new Uint8Array(compressed), {
    status,
    headers: { ...all, 'Content-Encoding': encoding },
  });
}

function encodingFor(c: Context): 'br' | 'gzip' | undefined {
  const accepted = (c.req.header('Accept-Encoding') ?? '')
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.split(';')[0]?.trim().toLowerCase());
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined;
}

/** One page of a list: the envelope when `limit` was sent, else a bare array. `items` are JSON texts. */
export function answerPage(c: Context, items: string[], count: number, paging: Paging): Promise<Response> {
  if (paging.limit === null) return answerJson(c, listText(items));
  const next = paging.offset + items.length;
  const previous = Math.max(0, paging.offset - paging.limit);
  return answerJson(
    c,
    objectText({
      count: String(count),
      next: items.length > 0 && next < count ? pageUrl(c, next) : 'null',
      previous: paging.offset > 0 ? pageUrl(c, previous) : 'null',
      results: listText(items),
    }),
  );
}

function pageUrl(c: Context, offset: number): string {
  const url = new URL(c.req.url);
  url.searchParams.set('offset', String(offset));
  return JSON.stringify(url.href);
}

/** A whole list of any length as a bare array, made and sent a part at a time. */
export function answerParts(parts: AsyncGenerator<string[]>): Response {
  const encoder = new TextEncoder();
  let opened = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) {
        controller.enqueue(encoder.encode(opened ? ']' : '[]'));
        controller.close();
      } else if (value.length > 0) {
        controller.enqueue(encoder.encode((opened ? ',' : '[') + value.join(',')));
        opened = true;
      }
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
  return new Response(body, { headers: apiHeaders });
}
