import { Transform } from 'node:stream';

/** Puts stars in the place of a secret in the bytes of an answer, so that an environment that repeats it tells it to nobody. The length stays. */
export function scrubBytes(bytes: Buffer, secret: Buffer): Buffer {
  for (let at = bytes.indexOf(secret); at >= 0; at = bytes.indexOf(secret, at)) {
    bytes.fill('*', at, at + secret.length);
  }
  return bytes;
}

/** With the usual 64 kB each piece of a large answer waits for the one before it. */
const largeStep = 512 * 1024;

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
export function beginningAtEnd(bytes: Buffer, secret: Buffer): number {
  for (let length = Math.min(secret.length - 1, bytes.length); length > 0; length--) {
    if (bytes.subarray(bytes.length - length).equals(secret.subarray(0, length))) return length;
  }
  return 0;
}
