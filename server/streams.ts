import type { ServerResponse } from 'node:http';
import { pipeline, type Readable } from 'node:stream';

/** Bodies of answers on their way to the connection they go out by. */
const bodies = new WeakMap<ServerResponse, Readable>();

/** A stream that may fail before anybody reads it: who reads it later is told all the same. */
export function heard(stream: Readable): Readable {
  return stream.on('error', () => {});
}

/** A response with this body. On a connection it goes there as it is ({@link sendBody}): as a stream of the web each piece would take longer. */
export function streamed(
  outgoing: ServerResponse | undefined,
  init: { status: number; headers: Headers },
  body: Readable,
): Response {
  if (outgoing === undefined) return new Response(asWeb(body), init);
  bodies.set(outgoing, body);
  return new Response(null, init);
}

/** Sends a response whose body waits for this connection; false when none does. Both ends close when one of them fails. */
export function sendBody(outgoing: ServerResponse, response: Response): boolean {
  const body = bodies.get(outgoing);
  if (body === undefined) return false;
  bodies.delete(outgoing);
  if (response.body !== null) {
    body.destroy(); // another answer took its place
    return false;
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  pipeline(body, outgoing, () => {}); // who is at the other end sees the connection end too early
  return true;
}

/** As `Readable.toWeb`, which copies each piece once more. Cancelling it destroys the stream. */
export function asWeb(stream: Readable): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (stream.destroyed) return controller.error(stream.errored ?? new Error('It was cut short.'));
        stream.on('data', (chunk: Buffer) => {
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) <= 0) stream.pause();
        });
        stream.once('end', () => controller.close());
        stream.once('error', (error) => controller.error(error));
        stream.once('close', () => {
          if (!stream.readableEnded && stream.errored === null)
            controller.error(new Error('It was cut short.'));
        });
      },
      pull: () => void stream.resume(),
      cancel: (reason) => void stream.destroy(reason instanceof Error ? reason : undefined),
    },
    { highWaterMark: 4 },
  );
}
