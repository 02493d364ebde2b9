import { pipeline, Readable } from 'node:stream';
import { heard } from '../streams.ts';
import { unpacked, watched } from './packed.ts';
import { scrubBytes, scrubStream } from './scrub.ts';
import type { Part } from './sharing.ts';
import { type Answer, UpstreamError } from './upstream.ts';

/** Answers up to this length go out in one piece. */
const onePiece = 256 * 1024;
/** What is unpacked in one piece; what is longer is looked through bit by bit. */
const longestUnpacked = 32 * 1024 * 1024;

/** Small bodies in one piece, others as they come. What an environment repeats of the token is taken out, also when it is compressed. */
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
  if (secret !== null && encoding !== undefined) return packedBody(answer, encoding, headers, secret);
  const length = Number(answer.headers['content-length'] ?? Number.NaN);
  if (length <= onePiece) {
    const bytes = await readWhole(answer, onePiece);
    return secret === null ? bytes : (scrubBytes(bytes, secret) as Buffer<ArrayBuffer>);
  }
  if (secret === null) return heard(answer.body);
  // Its errors are those of the stream that is read; when that one is given up, so is the call.
  return heard(pipeline(answer.body, scrubStream(secret), () => {}));
}

/**
 * Packed bytes hide the token from a search. They go out as they came where it is not in them; a short body that repeats it goes out unpacked without it, and
 * a long one is cut off.
 */
async function packedBody(
  answer: Answer,
  encoding: string,
  headers: Headers,
  secret: Buffer,
): Promise<Part['body']> {
  const isRefusal = answer.status >= 400;
  const length = Number(answer.headers['content-length'] ?? Number.NaN);
  if (!isRefusal && !(length <= onePiece)) return heard(watched(answer.body, encoding, secret));
  const packed = await readWhole(answer, onePiece);
  if (packed.length === 0) {
    headers.delete('content-encoding');
    return packed;
  }
  const text = await unpacked(packed, encoding, longestUnpacked).catch((error) => {
    if (isRefusal || error.code === 'ETOOLONG') return null;
    throw error;
  });
  if (text === null && !isRefusal)
    return heard(watched(Readable.from([packed], { objectMode: false }), encoding, secret));
  if (text !== null && !text.includes(secret) && !packed.includes(secret)) return packed;
  headers.delete('content-encoding');
  headers.delete('content-length');
  // Of a refusal that cannot be unpacked the status says what matters.
  return text === null ? Buffer.from('{}') : Uint8Array.from(scrubBytes(text, secret));
}

/** The whole body as it was before it was packed. */
export async function readUnpacked(answer: Answer, largest: number): Promise<Buffer> {
  const encoding = answer.headers['content-encoding'];
  const whole = await readWhole(answer, largest);
  return encoding === undefined ? whole : unpacked(whole, encoding, largest);
}

async function readWhole({ body }: { body: Readable }, largest: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer<ArrayBuffer>>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > largest) throw new UpstreamError('broken', 'ETOOLONG');
    }
  } catch (error) {
    throw error instanceof UpstreamError ? error : new UpstreamError('broken', 'ECONNRESET');
  }
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}
