import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** What goes to the environment: everything else of the request stays here, cookies and the sender's own authorization first of all. */
const toEnvironment = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'content-length',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'range',
];

/** What comes back: no cookies, no rules of the other site for browsers (CORS, HSTS, CSP), nothing about its connection. */
const toPage = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-range',
  'accept-ranges',
  'allow',
  'date',
  'etag',
  'last-modified',
  'retry-after',
  'x-request-id',
];

export function headersForEnvironment(from: Headers, token: string | null): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { 'user-agent': 'viktor-explorer' };
  for (const name of toEnvironment) {
    const value = from.get(name);
    if (value !== null) headers[name] = value;
  }
  if (token !== null) headers.authorization = `Bearer ${token}`;
  return headers;
}

/** Types that a browser shows without running anything in them. */
const inert = /^(application\/json|text\/plain|text\/csv|image\/(png|jpeg|webp|gif)|application\/pdf)\b/;

/** The answer's headers: those of the environment that may pass, and our own that keep a browser from caching, sniffing or running it. */
export function headersForPage(from: IncomingHttpHeaders, token: string | null = null): Headers {
  const headers = new Headers();
  for (const name of toPage) {
    const value = from[name];
    if (typeof value !== 'string' || /[\r\n\0]/.test(value)) continue;
    if (token === null || !value.includes(token)) headers.set(name, value);
  }
  headers.set('Cache-Control', 'no-store');
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Content-Security-Policy', "default-src 'none'; sandbox");
  headers.set('Vary', 'Accept-Encoding, Cookie, X-VX');
  const type = headers.get('content-type');
  if (type !== null && !inert.test(type)) headers.set('Content-Disposition', 'attachment');
  return headers;
}
