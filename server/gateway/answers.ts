import { pipeline, type Readable, type Transform } from 'node:stream';
import {
  brotliDecompressSync,
  constants,
  createBrotliDecompress,
  createGzip,
  createUnzip,
  unzipSync,
} from 'node:zlib';
import { heard } from '../streams.ts';
import { scrubBytes, scrubStream } from './scrub.ts';
import type { Part } from './sharing.ts';
import { type Answer, UpstreamError } from './upstream.ts';

/** Answers up to this length go out in one piece. */
const onePiece = 256 * 1024;

/** Small bodies in one piece, others as they come. What an environment repeats of the token is starred out, also when it is compressed. */
export async function bodyFor(
  answer: Answer,
  method: string,
  headers: Headers,
  secret: Buffer | null,
): Promise<Part['body']> {
  if (method === 'HEAD' || answer.status === 204 || answer.status === 304) {
    answer.body.resume();
    return null;
  }
  const encoding = answer.headers['content-encoding'];
  if (secret !== null && encoding !== undefined && encoding !== 'identity') {
    headers.delete('content-length');
    if (answer.status < 400) return repacked(answer, encoding, headers, secret);
    headers.delete('content-encoding');
    const text = unpack(await readWhole(answer, onePiece), encoding);
    return Uint8Array.from(scrubBytes(text, secret));
  }
  const length = Number(answer.headers['content-length'] ?? Number.NaN);
  if (length <= onePiece) {
    const bytes = await readWhole(answer, onePiece);
    return secret === null ? bytes : (scrubBytes(bytes, secret) as Buffer<ArrayBuffer>);
  }
  if (secret === null) return heard(answer.body);
  // Its errors are those of the stream that is read; when that one is given up, so is the call.
  return heard(pipeline(answer.body, scrubStream(secret), () => {}));
}

/** Compressed bytes hide the token from a search: they are unpacked for it, and packed again for the way to the page. */
function repacked(answer: Answer, encoding: string, headers: Headers, secret: Buffer): Readable {
  const unpacker = unpackerOf(encoding);
  if (unpacker === null) {
    answer.body.destroy();
    throw new UpstreamError('broken', 'EENCODING');
  }
  headers.set('content-encoding', 'gzip');
  // Each piece at once, as it came; at the lowest level packing takes little time.
  const packer = createGzip({ level: 1, flush: constants.Z_SYNC_FLUSH });
  return heard(pipeline(answer.body, unpacker, scrubStream(secret), packer, () => {}));
}

function unpackerOf(encoding: string): Transform | null {
  if (encoding === 'br') return createBrotliDecompress();
  return ['gzip', 'x-gzip', 'deflate'].includes(encoding) ? createUnzip() : null;
}

/** Errors are short: one that unpacks to more than that, or not at all, is left out. */
function unpack(bytes: Buffer, encoding: string): Buffer {
  const options = { maxOutputLength: 4 * onePiece };
  try {
    return encoding === 'br' ? brotliDecompressSync(bytes, options) : unzipSync(bytes, options);
  } catch {
    return Buffer.from('{}'); // its status says what matters
  }
}

/** The whole body as it was before it was packed. */
export async function readUnpacked(answer: Answer, largest: number): Promise<Buffer> {
  const encoding = answer.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return readWhole(answer, largest);
  const unpacker = unpackerOf(encoding);
  const body = unpacker === null ? null : pipeline(answer.body, unpacker, () => {});
  if (body === null) {
    answer.body.destroy();
    throw new UpstreamError('broken', 'EENCODING');
  }
  return readWhole({ body }, largest);
}

async function readWhole({ body }: { body: Readable }, largest: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > largest) throw new UpstreamError('broken', 'ETOOLONG');
    }
  } catch (error) {
    throw error instanceof UpstreamError ? error : new UpstreamError('broken', 'ECONNRESET');
  }
  return Buffer.concat(chunks);
}
