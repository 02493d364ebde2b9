import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress, createUnzip, unzip } from 'node:zlib';
import { Lookout } from './scrub.ts';
import { UpstreamError } from './upstream.ts';

/** Longer ones no browser reads as a text: they are packed to harm. */
const longest = 512 * 1024 * 1024;

/** Pieces of what was unpacked; with the usual 16 kB a large answer takes hundreds of turns. */
const step = 256 * 1024;

const unbrotliWhole = promisify(brotliDecompress);
const unzipWhole = promisify(unzip);

function unpackerOf(encoding: string): Transform | null {
  if (encoding === 'br') return createBrotliDecompress({ chunkSize: step });
  return ['gzip', 'x-gzip', 'deflate'].includes(encoding) ? createUnzip({ chunkSize: step }) : null;
}

/** The bytes as they were before they were packed. Rejects with UpstreamError `broken` when they cannot be unpacked, or are longer than `largest`. */
export async function unpacked(packed: Buffer, encoding: string, largest: number): Promise<Buffer> {
  if (unpackerOf(encoding) === null) throw new UpstreamError('broken', 'EENCODING');
  const options = { maxOutputLength: largest, chunkSize: step };
  try {
    return await (encoding === 'br' ? unbrotliWhole(packed, options) : unzipWhole(packed, options));
  } catch {
    throw new UpstreamError('broken', 'EENCODING');
  }
}

/**
 * Packed bytes as they come, while a copy is unpacked and looked through for the secret: nothing goes on before what it stands for was seen. A stream that holds
 * the secret, or cannot be unpacked, ends with UpstreamError `broken`. Throws the same for an encoding that is not known.
 */
export function watched(packed: Readable, encoding: string, secret: Buffer): Readable {
  const unpacker = unpackerOf(encoding);
  if (unpacker === null) {
    packed.destroy();
    throw new UpstreamError('broken', 'EENCODING');
  }
  return pipeline(packed, watch(unpacker, secret), () => {}); // its errors are those of the stream that is read
}

function watch(unpacker: Transform, secret: Buffer): Transform {
  // Both ways to read the bytes: what stands after the packed part is not unpacked.
  const [plain, raw] = [new Lookout(secret), new Lookout(secret)];
  let held: Buffer[] = [];
  const look = (): void => {
    for (let piece = unpacker.read(); piece !== null; piece = unpacker.read()) plain.see(piece as Buffer);
  };
  const letGo = (callback: TransformCallback): void => {
    const why = plain.found || raw.found ? 'ESECRET' : plain.length > longest ? 'ETOOLONG' : null;
    if (why !== null) {
      callback(new UpstreamError('broken', why));
      return;
    }
    for (const one of held) gate.push(one);
    held = [];
    callback();
  };
  const gate = new Transform({
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
