import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';

/** How long a download link works: it is asked for on the click that uses it. */
const lifeSeconds = 60;

export interface Downloads {
  /** An absolute link that needs no token, as VIKTOR's presigned ones. */
  url(c: Context, fileId: number): string;
  /** The file of a link, or null when it is expired or was changed. */
  fileOf(signed: string): number | null;
}

export function signDownloads(secret: string): Downloads {
  const signature = (text: string): string =>
    createHmac('sha256', secret).update(`download:${text}`).digest('base64url');
  return {
    url(c, fileId) {
      const text = `${fileId}.${Math.floor(Date.now() / 1000) + lifeSeconds}`;
      return new URL(`/api/downloads/${text}.${signature(text)}/`, c.req.url).href;
    },
    fileOf(signed) {
      const match = /^((\d{1,15})\.(\d{1,12}))\.([\w-]{43})$/.exec(signed);
      if (match === null) return null;
      const [, text = '', id, expires, given = ''] = match;
      const right = timingSafeEqual(Buffer.from(signature(text)), Buffer.from(given));
      return right && Number(expires) >= Date.now() / 1000 ? Number(id) : null;
    },
  };
}
