import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Context } from 'hono';
import { pageFiles } from './page-files.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.otf': 'font/otf',
  '.txt': 'text/plain; charset=utf-8',
};

const noncePlace = '__CSP_NONCE__';
/** Where the page reads what answers its `/api`: the embedded environment, or a gateway with one token or with sign-in. */
const modePlace = '__VX_MODE__';
export type ServerMode = 'embedded' | 'token' | 'sign-in';

/** The built page: its files by URL path, listed beforehand so that a request path never becomes a file path. */
export interface Page {
  answer(c: Context): Response | undefined;
}

interface Build {
  /** The page for the path of an address. */
  index: (path: string) => string;
  files: ReadonlyMap<string, string>;
  /** When `index.html` was made, ms. */
  at: number;
}

/** The page in `clientDir`; another build may take its place while the server runs. Throws when there is none at the start. */
export function openPage(clientDir: string, mode: ServerMode = 'embedded'): Page {
  const indexFile = join(clientDir, 'index.html');
  let build = readBuild(clientDir, indexFile, mode);
  function current(): Build {
    const at = statSync(indexFile, { throwIfNoEntry: false })?.mtimeMs ?? build.at;
    if (at !== build.at) build = readBuild(clientDir, indexFile, mode);
    return build;
  }
  return {
    answer(c) {
      if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return undefined;
      const { path } = c.req;
      const { files, index } = current();
      const file = files.get(path);
      if (file !== undefined) return answerFile(c, path, file);
      const accept = c.req.header('Accept') ?? '*/*';
      // A script that looks whether the page is there takes anything; so does a browser that misses a file, which no address of a page looks like.
      const takesHtml =
        accept.includes('text/html') || (accept.includes('*/*') && /^(\/[\w-]+)*\/?$/.test(path));
      // A missing asset is missing: the page in its place would be run as a script.
      return takesHtml && !path.startsWith('/assets/') ? answerIndex(index(path)) : undefined;
    },
  };
}

function readBuild(clientDir: string, indexFile: string, mode: ServerMode): Build {
  const files = new Map<string, string>();
  for (const entry of readdirSync(clientDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const path = `/${relative(clientDir, file).split(sep).join('/')}`;
    if (!path.startsWith('/.') && path !== '/index.html') files.set(path, file);
  }
  const template = readFileSync(indexFile, 'utf8').replaceAll(modePlace, mode);
  const manifest = join(clientDir, '.vite/manifest.json');
  const filesFor = pageFiles(
    existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {},
    template,
  );
  const index = (path: string): string => template.replace('</head>', `${filesFor(path)}</head>`);
  return { index, files, at: statSync(indexFile).mtimeMs };
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

function answerFile(c: Context, path: string, file: string): Response | undefined {
  const accepted = c.req.header('Accept-Encoding') ?? '';
  const found = readFirst([
    ...(accepted.includes('br') ? [{ name: `${file}.br`, encoding: 'br' }] : []),
    ...(accepted.includes('gzip') ? [{ name: `${file}.gz`, encoding: 'gzip' }] : []),
    { name: file, encoding: null },
  ]);
  if (found === null) return undefined;
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
    'Content-Length': String(found.bytes.length),
  };
  if (found.encoding !== null) headers['Content-Encoding'] = found.encoding;
  return new Response(c.req.method === 'HEAD' ? null : found.bytes, { headers });
}

/** The first that is there: what was listed may be gone, when another build is just taking its place. Read whole, which for files of this size costs less than a stream. */
function readFirst(
  candidates: readonly { name: string; encoding: string | null }[],
): { bytes: Uint8Array<ArrayBuffer>; encoding: string | null } | null {
  for (const { name, encoding } of candidates) {
    try {
      return { bytes: readFileSync(name), encoding };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return null;
}
