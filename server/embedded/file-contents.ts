import type { Kysely, Transaction } from 'kysely';
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

/** The file that an entity of a file type is made of: its first one, whatever was added to it since. */
export async function fileOfEntity(kysely: Kysely<Schema>, entityId: number): Promise<number | undefined> {
  const file = await kysely
    .selectFrom('files')
    .select('id')
    .where('entity_id', '=', entityId)
    .where('state', '=', 'ready')
    .orderBy('id')
    .executeTakeFirst();
  return file?.id;
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

/** The content that came whole is the file's for good: whoever still sends another is refused. False where none came, or one is coming. */
export async function confirmContent(
  kysely: Kysely<Schema>,
  fileId: number,
  more: { entity_id?: number; upload_type_id?: null } = {},
): Promise<boolean> {
  const { numUpdatedRows } = await kysely
    .updateTable('files')
    .set((eb) => ({ ...more, state: 'ready', upload_attempt: eb('upload_attempt', '+', 1) }))
    .where('id', '=', fileId)
    .where('state', '=', 'stored')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Another attempt at sending this content has begun or was confirmed, or the file is gone. */
export class SupersededError extends Error {}

export interface ContentWriter {
  write(bytes: Uint8Array): Promise<void>;
  /** Stores the last piece; the content is whole and the file has these members. */
  finish(file: { filename: string; filename_key: string }): Promise<void>;
  /** Takes away what was stored of it. */
  abandon(): Promise<void>;
}

/**
 * Stores what comes in place of what was there, a piece at a time, each by itself: nobody waits for a slow sender. Once somebody else begins anew, every
 * step rejects with SupersededError, and nothing of the other's content is touched.
 */
export async function beginContent(database: Database, fileId: number): Promise<ContentWriter> {
  const attempt = await database.transaction(async (transaction) => {
    const { upload_attempt } = await transaction
      .updateTable('files')
      .set((eb) => ({ state: 'announced', upload_attempt: eb('upload_attempt', '+', 1) }))
      .where('id', '=', fileId)
      .where('state', '!=', 'ready')
      .returning('upload_attempt')
      .executeTakeFirstOrThrow(() => new SupersededError());
    await transaction.deleteFrom('file_pieces').where('file_id', '=', fileId).execute();
    return upload_attempt;
  });
  const step = (work: (transaction: Transaction<Schema>) => Promise<unknown>): Promise<void> =>
    database.transaction(async (transaction) => {
      const file = await transaction
        .selectFrom('files')
        .select('upload_attempt')
        .where('id', '=', fileId)
        .forUpdate()
        .executeTakeFirst();
      if (file?.upload_attempt !== attempt) throw new SupersededError();
      await work(transaction);
    });

  let [waiting, held, ordinal, length]: [Uint8Array[], number, number, number] = [[], 0, 0, 0];
  async function put(content: Buffer): Promise<void> {
    await step((transaction) =>
      transaction
        .insertInto('file_pieces')
        .values(piece(fileId, ordinal, content))
        .execute(),
    );
    ordinal += 1;
  }
  return {
    async write(bytes) {
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
    async finish(file) {
      if (held > 0 || ordinal === 0) await put(Buffer.concat(waiting));
      await step((transaction) =>
        transaction
          .updateTable('files')
          .set({ ...file, state: 'stored', file_size: length })
          .where('id', '=', fileId)
          .execute(),
      );
    },
    abandon: () =>
      step((transaction) => transaction.deleteFrom('file_pieces').where('file_id', '=', fileId).execute()),
  };
}
