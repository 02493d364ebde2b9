import { expect, it } from 'vitest';
import { counted } from './counted.ts';

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
    const response = counted(answer({ ...headers, 'X-Own': 'kept' }), {
      receive: (bytes) => told.push(bytes),
    });
    expect(response.status).toBe(206);
    expect(response.headers.get('X-Own')).toBe('kept');
    expect(await response.text()).toBe('x'.repeat(180_000));
    expect(told).toEqual([60_000, 120_000, 180_000]);
  }
});

const nobody = { receive: () => {} };

it('an answer that breaks breaks where it is read, with the same error', async () => {
  const error = new TypeError('network error');
  let pieces = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (control) => (pieces++ < 2 ? control.enqueue(piece) : control.error(error)),
  });
  await expect(counted(new Response(body), nobody).blob()).rejects.toBe(error);
});

it('what is not wanted any more is not asked for any more', async () => {
  let reason: unknown;
  let pieces = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(control) {
        pieces++;
        control.enqueue(piece);
      },
      cancel(why) {
        reason = why;
      },
    },
    { highWaterMark: 0 },
  );
  const reader = counted(new Response(body), nobody).body?.getReader();
  await reader?.read();
  expect(pieces).toBeLessThan(4);
  await reader?.cancel('left');
  await expect.poll(() => reason).toBe('left');
});

it('a short answer, and one without content, are not touched', () => {
  const short = new Response('{}', { headers: { 'Content-Length': '2' } });
  const none = new Response(null, { status: 204 });
  // As Chromium has it.
  Object.defineProperty(none, 'body', { value: new ReadableStream() });
  const noted = { receive: () => expect.unreachable() };
  expect(counted(short, noted)).toBe(short);
  expect(counted(none, noted)).toBe(none);
});
