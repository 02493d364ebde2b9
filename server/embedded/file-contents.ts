import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { FilePiecesTable, Schema } from './schema.ts';

/** Bytes of a piece; a multiple of three, so that the base64 of all pieces together is that of the content. */
const pieceSize = 3 * 256 * 1024;

function piece(file_id: number, ordinal: number, content: Buffer): FilePiecesTable {
  return { file_id, ordinal, size: content.byteLength, base64: content.toString('base64') };
}

/** The rows that hold a content. */
export function piecesOf(fileId: number, content: Buffer): FilePiecesTable[] {
  const count = Math.max(1, Math.ceil(content.byteLength / pieceSize));
  return Array.from({ length: count }, (_, ordinal) =>
    piece(fileId, ordinal, content.subarray(ordinal * pieceSize, (ordinal + 1) * pieceSize)),
  );
}

/** Length of the content in bytes, or null where only the record is known. */
export async function contentLength(kysely: Kysely<Schema>, fileId: number): Promise<number | null> {
  const pieces = await kysely
    .selectFrom('file_pieces')
    .select('size')
    .where('file_id', '=', fileId)
    .execute();
  return pieces.length === 0 ? null : pieces.reduce((sum, { size }) => sum + size, 0);
}

/** The base64 of a content a piece at a time; nothing is held in between. */
export async function* readBase64({ kysely }: Database, fileId: number): AsyncGenerator<string> {
  for (let ordinal = 0; ; ordinal += 1) {
    const found = await kysely
      .selectFrom('file_pieces')
      .select('base64')
      .where('file_id', '=', fileId)
      .where('ordinal', '=', ordinal)
      .executeTakeFirst();
    if (found === undefined) return;
    yield found.base64;
  }
}

/** Stores what comes, a piece at a time, each by itself: nobody waits for a slow sender. `flush` stores the last one and gives the length. */
export function contentWriter({ kysely }: Database, fileId: number) {
  let [waiting, held, ordinal, length]: [Uint8Array[], number, number, number] = [[], 0, 0, 0];
  async function put(content: Buffer): Promise<void> {
    await kysely
      .insertInto('file_pieces')
      .values(piece(fileId, ordinal, content))
      .execute();
    ordinal += 1;
  }
  return {
    async write(bytes: Uint8Array): Promise<void> {
      waiting.push(bytes);
      held += bytes.byteLength;
      length += bytes.byteLength;
      if (held < pieceSize) return;
      const whole = Buffer.concat(waiting);
      let start = 0;
      for (; whole.length - start >= pieceSize; start += pieceSize) {
        await put(whole.subarray(start, start + pieceSize));
      }
      [waiting, held] = [[whole.subarray(start)], whole.length - start];
    },
    async flush(): Promise<number> {
      if (held > 0 || ordinal === 0) await put(Buffer.concat(waiting));
      return length;
    },
  };
}
