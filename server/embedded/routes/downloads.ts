import { apiHeaders } from '../answer.ts';
import type { DownloadTarget } from '../downloads.ts';
import { notFound } from '../errors.ts';
import type { Embedded } from '../place.ts';

/** Kinds of content in which a browser finds nothing to run: they may be shown, anything else is an attachment. */
const inert = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'text/plain',
  'text/csv',
  'application/json',
  'model/gltf+json',
  'model/gltf-binary',
]);

/** The content behind a download link. No page can run it: nosniff, a sandbox, and an attachment unless it is inert. */
export async function answerDownload(
  { database }: Embedded,
  target: DownloadTarget | null,
): Promise<Response> {
  if (target === null) throw notFound('This download link has expired, or its file');
  if ('jobId' in target) {
    const file = await database.kysely
      .selectFrom('job_files')
      .select(['filename', 'content_type', 'content'])
      .where('job_id', '=', target.jobId)
      .where('ordinal', '=', target.ordinal)
      .executeTakeFirst();
    if (file === undefined) throw notFound('This download link has expired, or its file');
    return answerContent(file.filename, file.content_type, new Uint8Array(file.content));
  }
  const file = await database.kysely
    .selectFrom('files')
    .select(['filename', 'content'])
    .where('id', '=', target.fileId)
    .executeTakeFirst();
  if (file === undefined) throw notFound('This download link has expired, or its file');
  if (file.content === null) throw notFound(`The content of "${file.filename}"`);
  return answerContent(file.filename, 'application/octet-stream', new Uint8Array(file.content));
}

function answerContent(filename: string, type: string, content: Uint8Array<ArrayBuffer>): Response {
  const plain = filename.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const disposition = inert.has(type) ? 'inline' : 'attachment';
  return new Response(content, {
    headers: {
      ...apiHeaders,
      'Content-Type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
      'Content-Disposition': `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`,
    },
  });
}
