import { Transform } from 'node:stream';

const words = '*** token removed';

/** What stands in the place of a secret: as long, and like nothing that anybody writes. */
function standIn(secret: Buffer): Buffer {
  return Buffer.from(`${words} `.padEnd(secret.length, '*').slice(0, secret.length));
}

/** By what a body is known that brings back what {@link scrubBytes} wrote; null for a token so short that others may write the same. */
export function comingBack(token: string): Buffer | null {
  return token.length < words.length ? null : standIn(Buffer.from(token));
}

/** Takes a secret out of the bytes of an answer, so that an environment that repeats it tells it to nobody. The length stays. */
export function scrubBytes(bytes: Buffer, secret: Buffer): Buffer {
  const stand = standIn(secret);
  for (let at = bytes.indexOf(secret); at >= 0; at = bytes.indexOf(secret, at + secret.length))
    stand.copy(bytes, at);
  return bytes;
}

/** With the usual 64 kB each piece of a large answer waits for the one before it. */
export const largeStep = 512 * 1024;

/** As {@link scrubBytes} for a stream: only what may be the beginning of the secret waits for the next bytes. */
export function scrubStream(secret: Buffer): Transform {
  let held: Buffer = Buffer.alloc(0);
  return new Transform({
    highWaterMark: largeStep,
    transform(chunk: Buffer, _encoding, callback) {
      const bytes = scrubBytes(held.length > 0 ? Buffer.concat([held, chunk]) : chunk, secret);
      const keep = beginningAtEnd(bytes, secret);
      held = bytes.subarray(bytes.length - keep);
      callback(null, bytes.subarray(0, bytes.length - keep));
    },
    flush(callback) {
      callback(null, held);
    },
  });
}

/** How many bytes at the end are the beginning of the secret. */
function beginningAtEnd(bytes: Buffer, secret: Buffer): number {
  for (let length = Math.min(secret.length - 1, bytes.length); length > 0; length--) {
    if (bytes.subarray(bytes.length - length).equals(secret.subarray(0, length))) return length;
  }
  return 0;
}

/** Looks for a secret in bytes that come in pieces. */
export class Lookout {
  found = false;
  /** Bytes seen. */
  length = 0;
  readonly #secret: Buffer;
  #end: Buffer = Buffer.alloc(0);
  constructor(secret: Buffer) {
    this.#secret = secret;
  }
  /** Whether the last bytes may be its beginning. */
  get near(): boolean {
    return this.#end.length > 0;
  }
  see(piece: Uint8Array): void {
    this.length += piece.length;
    const bytes =
      this.#end.length > 0
        ? Buffer.concat([this.#end, piece])
        : Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    this.found ||= bytes.includes(this.#secret);
    this.#end = Buffer.from(bytes.subarray(bytes.length - beginningAtEnd(bytes, this.#secret)));
  }
}
