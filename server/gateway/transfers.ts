import type { Environment } from './environment.ts';
import type { Seal } from './seal.ts';
import type { Target } from './upstream.ts';

/** A presigned address that an environment named, and what it may be used for. */
export interface Transfer {
  url: string;
  method: 'GET' | 'POST';
  environment: Environment;
}

/** How long a link may be used for the first time, in seconds: downloads follow the click, uploads the choice of a file. */
const life = { GET: 60, POST: 900 };
const longest = 4096;

export const transferPath = /^\/api\/transfers\/([\w-]{1,12000})\/$/;

/** Our own address for a presigned one, good for a short while in any process with the same secret. */
export function transferUrl(seal: Seal, transfer: Transfer, now = Date.now()): string {
  const until = Math.floor(now / 1000) + life[transfer.method];
  return `/api/transfers/${seal.close(JSON.stringify({ ...transfer, until }), 'transfer')}/`;
}

/** The presigned address of {@link transferUrl}; null when the link is expired, changed or not ours. */
export function readTransfer(seal: Seal, sealed: string, now = Date.now()): Transfer | null {
  const text = seal.open(sealed, 'transfer');
  if (text === null) return null;
  const { until, ...transfer } = JSON.parse(text) as Transfer & { until: number };
  return until * 1000 >= now ? transfer : null;
}

/**
 * Where a presigned address leads, or null when it must not be followed: https to a host of the internet, or a host that is as near as the
 * environment that named it. Its address is checked when the connection is made.
 */
export function targetOf(url: string, environment: Environment): (Target & { path: string }) | null {
  if (url.length > longest || !/^https?:\/\/[\x21-\x7e]+$/.test(url) || !URL.canParse(url)) return null;
  const { protocol, origin, hostname, username, password, port, pathname, search } = new URL(url);
  if (username !== '' || password !== '') return null;
  const path = pathname + search;
  if (origin === environment.origin)
    return { origin, inner: environment.loopback || environment.listed, path };
  const near = environment.loopback && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (near) return { origin, inner: true, path };
  return protocol === 'https:' && port === '' ? { origin, inner: false, path } : null;
}
