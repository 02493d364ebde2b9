import { apiHeaders } from '../answer.ts';
import type { DownloadTarget } from '../downloads.ts';
import { notFound } from '../errors.ts';
import { contentLength, readBase64 } from '../file-contents.ts';
import type { Embedded } from '../place.ts';

/** The content behind a download link. No page can run it: nosniff, a sandbox, and always an attachment, so that a link never takes the place of a page. */
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
    return answerContent(
      file.filename,
      file.content_type,
      new Uint8Array(file.content),
      file.content.byteLength,
    );
  }
  const file = await database.kysely
    .selectFrom('files')
    .select('filename')
    .where('id', '=', target.fileId)
    .where('state', '=', 'ready')
    .executeTakeFirst();
  if (file === undefined) throw notFound('This download link has expired, or its file');
  const length = await contentLength(database.kysely, target.fileId);
  if (length === null) throw notFound(`The content of "${file.filename}"`);
  const content = streamOf(readBase64(database, target.fileId));
  return answerContent(file.filename, typeByName(file.filename), content, length);
}

/** A piece is read when the one before is on its way. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(Buffer.from(value, 'base64')));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

const typesByEnding: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain',
  gef: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  pdf: 'application/pdf',
};

function typeByName(filename: string): string {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(typesByEnding, ending)
    ? (typesByEnding[ending] as string)
    : 'application/octet-stream';
}

function answerContent(
  filename: string,
  type: string,
  content: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>,
  length: number,
): Response {
  const plain = filename.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return new Response(content, {
    headers: {
      ...apiHeaders,
      'Content-Type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
      'Content-Length': String(length),
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`,
    },
  });
}
