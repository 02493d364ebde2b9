import { expect, it } from 'vitest';
import { tellPieces } from './counted.ts';

const piece = new Uint8Array(60_000).fill(120);

function answer(headers: Record<string, string>): Response {
  const pieces = [piece, piece, piece];
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(control) {
      const next = pieces.pop();
      if (next) control.enqueue(next);
      else control.close();
    },
  });
  return new Response(body, { status: 206, headers });
}

it('a long answer, or one of unknown length, tells how much is here and stays what it is', async () => {
  for (const headers of [{}, { 'Content-Length': '180000' }] as Record<string, string>[]) {
    const told: number[] = [];
    const response = answer(headers);
    const telling = tellPieces(response, { receive: (bytes) => told.push(bytes) });
    expect(await response.text()).toBe('x'.repeat(180_000));
    await telling;
    expect(told).toEqual([60_000, 120_000, 180_000]);
  }
});

it('an answer that breaks breaks where it is read, with the same error', async () => {
  const error = new TypeError('network error');
  let pieces = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (control) => (pieces++ < 2 ? control.enqueue(piece) : control.error(error)),
  });
  const response = new Response(body);
  const telling = tellPieces(response, { receive: () => {} });
  await expect(response.blob()).rejects.toBe(error);
  await telling;
});

it('a short answer, and one without content, are not read', () => {
  const short = new Response('{}', { headers: { 'Content-Length': '2' } });
  const none = new Response(null, { status: 204 });
  // As Chromium has it.
  Object.defineProperty(none, 'body', { value: new ReadableStream() });
  for (const response of [short, none]) {
    Object.defineProperty(response, 'clone', { value: () => expect.unreachable() });
    void tellPieces(response, { receive: () => expect.unreachable() });
  }
});
