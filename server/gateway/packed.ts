import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream';
import { promisify } from 'node:util';
import {
  brotliDecompress,
  brotliDecompressSync,
  createBrotliDecompress,
  createUnzip,
  unzip,
  unzipSync,
} from 'node:zlib';
import { Lookout, largeStep } from './scrub.ts';
import { UpstreamError } from './upstream.ts';

/** Longer ones no browser reads as a text: they are packed to harm. */
const longest = 512 * 1024 * 1024;

/** Pieces of what was unpacked; with the usual 16 kB a large answer takes hundreds of turns. */
const step = 256 * 1024;
const leastStep = 16 * 1024;
/** Texts take a quarter of their length or less when they are packed. */
const usualGrowth = 4;

const unbrotliWhole = promisify(brotliDecompress);
const unzipWhole = promisify(unzip);

const isKnown = (encoding: string): boolean => ['br', 'gzip', 'x-gzip', 'deflate'].includes(encoding);

function unpackerOf(encoding: string): Transform | null {
  if (!isKnown(encoding)) return null;
  return encoding === 'br' ? createBrotliDecompress({ chunkSize: step }) : createUnzip({ chunkSize: step });
}

/** Up to this, in bytes as they were, it takes less time to unpack than to hand it to another thread. */
const atOnce = 1024 * 1024;

/** The bytes as they were before they were packed. Rejects with UpstreamError `broken`: `ETOOLONG` when they are longer than `largest`, else when they cannot be unpacked. */
export async function unpacked(packed: Buffer, encoding: string, largest: number): Promise<Buffer> {
  if (!isKnown(encoding)) throw new UpstreamError('broken', 'EENCODING');
  const [now, later] = encoding === 'br' ? [brotliDecompressSync, unbrotliWhole] : [unzipSync, unzipWhole];
  // As much as the answer needs: what is thrown away with each short one has to be cleared away.
  const chunkSize = Math.max(leastStep, Math.min(step, packed.length * usualGrowth));
  const options = { maxOutputLength: Math.min(atOnce, largest), chunkSize };
  try {
    return now(packed, options);
  } catch (error) {
    if (!isTooLong(error) || largest <= atOnce) throw whyNot(error);
  }
  try {
    return await later(packed, { maxOutputLength: largest, chunkSize: step });
  } catch (error) {
    throw whyNot(error);
  }
}

const isTooLong = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';

const whyNot = (error: unknown): UpstreamError =>
  new UpstreamError('broken', isTooLong(error) ? 'ETOOLONG' : 'EENCODING');

/**
 * Packed bytes as they come, while a copy is unpacked and looked through for the secret: nothing goes on before what it stands for was seen. A stream that holds
 * the secret, cannot be unpacked, or is longer than `largest` then, ends with UpstreamError `broken`. Throws the same for an encoding that is not known.
 */
export function watched(packed: Readable, encoding: string, secret: Buffer, largest = longest): Readable {
  const unpacker = unpackerOf(encoding);
  if (unpacker === null) {
    packed.destroy();
    throw new UpstreamError('broken', 'EENCODING');
  }
  return pipeline(packed, watch(unpacker, secret, largest), () => {}); // its errors are those of the stream that is read
}

function watch(unpacker: Transform, secret: Buffer, largest: number): Transform {
  // Both ways to read the bytes: what stands after the packed part is not unpacked.
  const [plain, raw] = [new Lookout(secret), new Lookout(secret)];
  let held: Buffer[] = [];
  const look = (): void => {
    for (let piece = unpacker.read(); piece !== null; piece = unpacker.read()) {
      plain.see(piece as Buffer);
      // At once: a few bytes may stand for gigabytes.
      if (plain.length > largest) return void gate.destroy(new UpstreamError('broken', 'ETOOLONG'));
    }
  };
  const letGo = (callback: TransformCallback): void => {
    if (plain.found || raw.found) {
      callback(new UpstreamError('broken', 'ESECRET'));
      return;
    }
    for (const one of held) gate.push(one);
    held = [];
    callback();
  };
  const gate = new Transform({
    highWaterMark: largeStep,
    writev(chunks, callback) {
      this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'buffer' as BufferEncoding, callback);
    },
    transform(chunk: Buffer, _encoding, callback) {
      raw.see(chunk);
      held.push(chunk);
      unpacker.write(chunk, (error) => {
        if (error) return; // told by its event
        look();
        if (!plain.near && !raw.near) letGo(callback);
        else callback();
      });
    },
    flush(callback) {
      if (raw.length === 0) return void callback(); // nothing is no stream that breaks off
      unpacker.end();
      // It has ended before where something stands after the packed part.
      if (unpacker.readableEnded) letGo(callback);
      else unpacker.once('end', () => letGo(callback));
    },
    destroy(error, callback) {
      unpacker.destroy();
      callback(error);
    },
  });
  unpacker.on('readable', look);
  unpacker.on('error', () => gate.destroy(new UpstreamError('broken', 'EENCODING')));
  return gate;
}
