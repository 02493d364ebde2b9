import { type Context, Hono } from 'hono';

/**
 * Runs what a result brings along, in an origin of its own: no cookies, no storage, no way to the page around it, and nothing that it could load or send.
 * `default-src 'none'` keeps it from every host, this one included; the page that frames it decides by its own `frame-src` where it may go.
 */
const webPolicy = [
  'sandbox allow-scripts',
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Takes one document from the page that frames it, and becomes it. Nobody else can: only pages of this origin may frame it, and only they are its parent. */
const webShell = `<!doctype html><meta charset="utf-8"><title>Result</title><script>
addEventListener('message', function take(event) {
  if (parent === window || event.source !== parent || typeof event.data !== 'string') return;
  removeEventListener('message', take);
  document.open();
  document.write(event.data);
  document.close();
});
</script>`;

const linkPattern = /^\/api\/(?:downloads|transfers)\/[\w-][\w.-]{0,12000}\/$/;
const pdfStart = [0x25, 0x50, 0x44, 0x46]; // %PDF

/** What frames of the page show; a document of `largest` bytes at most. `read` answers a request as this server does: a link of a result leads to itself, in either mode. */
export function frameRoutes(
  read: (request: Request) => Response | Promise<Response>,
  largest = 100_000_000,
): Hono {
  const app = new Hono();
  app.get('/frame/web', (c) =>
    c.body(webShell, 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': webPolicy,
      'X-Frame-Options': 'SAMEORIGIN',
      'Cache-Control': 'no-store',
    }),
  );
  app.get('/frame/pdf', (c) => answerPdf(c, read, largest));
  return app;
}

/** The document behind a link, for the browser's own viewer; whatever the link calls it, only a PDF is given, and only as one. */
async function answerPdf(
  c: Context,
  read: (request: Request) => Response | Promise<Response>,
  largest: number,
): Promise<Response> {
  const link = c.req.query('link') ?? '';
  if (!linkPattern.test(link)) return c.json({ detail: 'This is not a link of a result.' }, 400);
  const cookie = c.req.header('Cookie');
  const host = c.req.header('Host');
  const answer = await read(
    new Request(new URL(link, c.req.url), {
      headers: {
        ...(cookie === undefined ? {} : { Cookie: cookie }),
        ...(host === undefined ? {} : { Host: host }),
      },
      signal: c.req.raw.signal,
    }),
  );
  if (!answer.ok) return c.json({ detail: 'The link to this document has expired.' }, 404);
  const bytes = await readUpTo(largest, answer);
  if (bytes === null) return c.json({ detail: 'The document is too large to be shown.' }, 413);
  if (pdfStart.some((byte, index) => bytes[index] !== byte)) {
    return c.json({ detail: 'This is not a PDF document.' }, 415);
  }
  return c.body(bytes, 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': 'inline',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
    'X-Frame-Options': 'SAMEORIGIN',
    'Cache-Control': 'no-store',
  });
}

/** The whole body, or null when it is longer, told or not: a store may send without end. */
async function readUpTo(
  largest: number,
  { body, headers }: Response,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (body === null) return Buffer.alloc(0);
  const isToldLonger = Number(headers.get('Content-Length') ?? 0) > largest;
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (!isToldLonger && length <= largest) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    chunks.push(value);
    length += value.length;
  }
  await reader.cancel();
  return null;
}
