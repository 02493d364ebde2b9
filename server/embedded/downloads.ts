import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';

/** How long a download link works: it is asked for on the click that uses it. */
const lifeSeconds = 60;
/** Links in the result of a job are for reading it on. */
const resultLifeSeconds = 300;
const uploadLifeSeconds = 3600;

/** What a store would call the content of a file. */
const uploadKey = (fileId: number): string => `files/${fileId}`;
export function fileOfKey(key: string): number | null {
  const id = /^files\/(\d{1,15})$/.exec(key)?.[1];
  return id === undefined ? null : Number(id);
}

export type DownloadTarget = { fileId: number } | { jobId: number; ordinal: number };

export interface Downloads {
  /** An absolute link that needs no token, as VIKTOR's presigned ones. */
  url(c: Context, fileId: number): string;
  /** The same for a file of a job's result; `expired` gives one that does not work any more. */
  resultUrl(c: Context, jobId: number, ordinal: number, expired: boolean): string;
  /** Where the form with a content goes, with the fields that say for which file; they work for an hour. */
  uploadUrl(c: Context): string;
  uploadFields(fileId: number): Record<string, string>;
  /** The file of these fields, or null when they are expired or were changed. */
  uploadOf(fields: ReadonlyMap<string, string>): number | null;
  /** What a link leads to, or null when it is expired or was changed. */
  targetOf(signed: string): DownloadTarget | null;
}

export function signDownloads(secret: string): Downloads {
  const signature = (text: string): string =>
    createHmac('sha256', secret).update(`download:${text}`).digest('base64url');
  function link(c: Context, target: string, life: number): string {
    const text = `${target}.${Math.floor(Date.now() / 1000) + life}`;
    return new URL(`/api/downloads/${text}.${signature(text)}/`, c.req.url).href;
  }
  return {
    url: (c, fileId) => link(c, String(fileId), lifeSeconds),
    resultUrl: (c, jobId, ordinal, expired) =>
      link(c, `job-${jobId}-${ordinal}`, expired ? -resultLifeSeconds : resultLifeSeconds),
    uploadUrl: (c) => new URL('/api/uploads/', c.req.url).href,
    uploadFields(fileId) {
      const expires = String(Math.floor(Date.now() / 1000) + uploadLifeSeconds);
      return {
        key: uploadKey(fileId),
        expires,
        signature: signature(`upload:${uploadKey(fileId)}.${expires}`),
      };
    },
    uploadOf(fields) {
      const [key = '', expires = '', given = ''] = ['key', 'expires', 'signature'].map((name) =>
        fields.get(name),
      );
      const id = fileOfKey(key);
      if (id === null || !/^\d{1,12}$/.test(expires) || !/^[\w-]{43}$/.test(given)) return null;
      const right = timingSafeEqual(Buffer.from(signature(`upload:${key}.${expires}`)), Buffer.from(given));
      return right && Number(expires) >= Date.now() / 1000 ? id : null;
    },
    targetOf(signed) {
      const match = /^((?:(\d{1,15})|job-(\d{1,15})-(\d{1,4}))\.(\d{1,12}))\.([\w-]{43})$/.exec(signed);
      if (match === null) return null;
      const [, text = '', fileId, jobId, ordinal, expires, given = ''] = match;
      const right = timingSafeEqual(Buffer.from(signature(text)), Buffer.from(given));
      if (!right || Number(expires) < Date.now() / 1000) return null;
      return fileId === undefined
        ? { jobId: Number(jobId), ordinal: Number(ordinal) }
        : { fileId: Number(fileId) };
    },
  };
}
