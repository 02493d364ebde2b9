import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Context } from 'hono';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

const noncePlace = '__CSP_NONCE__';
/** Where the page reads what answers its `/api`: the embedded environment, or a gateway with one token or with sign-in. */
const modePlace = '__VX_MODE__';
export type ServerMode = 'embedded' | 'token' | 'sign-in';

/** The built page: its files by URL path, read once at start so that a request path never becomes a file path. */
export interface Page {
  answer(c: Context): Response | undefined;
}

export function openPage(clientDir: string, mode: ServerMode = 'embedded'): Page {
  const files = new Map<string, string>();
  for (const entry of readdirSync(clientDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const path = `/${relative(clientDir, file).split(sep).join('/')}`;
    if (!path.startsWith('/.') && path !== '/index.html') files.set(path, file);
  }
  const index = readFileSync(join(clientDir, 'index.html'), 'utf8').replaceAll(modePlace, mode);
  return {
    answer(c) {
      if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return undefined;
      const { path } = c.req;
      const file = files.get(path);
      if (file !== undefined) return answerFile(c, path, file);
      const takesHtml = (c.req.header('Accept') ?? '*/*').includes('text/html');
      // A missing asset is missing: the page in its place would be run as a script.
      return takesHtml && !path.startsWith('/assets/') ? answerIndex(index) : undefined;
    },
  };
}

function answerIndex(template: string): Response {
  const nonce = randomBytes(16).toString('base64');
  return new Response(template.replaceAll(noncePlace, nonce), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': contentSecurityPolicy(nonce),
    },
  });
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function answerFile(c: Context, path: string, file: string): Response {
  const extension = extname(path);
  const headers: Record<string, string> = {
    'Content-Type': types[extension] ?? 'application/octet-stream',
    // The build puts a hash of the content into the names below /assets.
    'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    // Scripts run under the policy of the page that loads them; opened by themselves they are nothing. A worker needs its own.
    'Content-Security-Policy':
      extension === '.js'
        ? "default-src 'none'; script-src 'self'; connect-src 'self'"
        : "default-src 'none'; sandbox",
    Vary: 'Accept-Encoding',
  };
  const accepted = c.req.header('Accept-Encoding') ?? '';
  const encoding = [
    ['br', 'br'],
    ['gzip', 'gz'],
  ].find(([name, end]) => accepted.includes(name as string) && existsSync(`${file}.${end}`));
  const source = encoding === undefined ? file : `${file}.${encoding[1]}`;
  if (encoding !== undefined) headers['Content-Encoding'] = encoding[0] as string;
  headers['Content-Length'] = String(statSync(source).size);
  const body =
    c.req.method === 'HEAD' ? null : (Readable.toWeb(createReadStream(source)) as ReadableStream<Uint8Array>);
  return new Response(body, { headers });
}
