/** Puts stars in the place of a secret in the bytes of an answer, so that an environment that repeats it tells it to nobody. The length stays. */
export function scrubBytes(bytes: Buffer, secret: Buffer): Buffer {
  for (let at = bytes.indexOf(secret); at >= 0; at = bytes.indexOf(secret, at)) {
    bytes.fill('*', at, at + secret.length);
  }
  return bytes;
}

/** As {@link scrubBytes} for a stream: only what may be the beginning of the secret waits for the next bytes. */
export async function* scrubStream(
  stream: AsyncIterable<Buffer>,
  secret: Buffer,
): AsyncGenerator<Buffer, void, undefined> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    const bytes = scrubBytes(held.length > 0 ? Buffer.concat([held, chunk]) : Buffer.from(chunk), secret);
    const keep = beginningAtEnd(bytes, secret);
    held = bytes.subarray(bytes.length - keep);
    if (bytes.length > keep) yield bytes.subarray(0, bytes.length - keep);
  }
  if (held.length > 0) yield held;
}

/** How many bytes at the end are the beginning of the secret. */
function beginningAtEnd(bytes: Buffer, secret: Buffer): number {
  for (let length = Math.min(secret.length - 1, bytes.length); length > 0; length--) {
    if (bytes.subarray(bytes.length - length).equals(secret.subarray(0, length))) return length;
  }
  return 0;
}
