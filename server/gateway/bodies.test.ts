import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { Hono } from 'hono';
import { afterEach, expect, test, vi } from 'vitest';
import { openBody } from './bodies.ts';
import { BodyError } from './upstream.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A body as it comes over a connection, and what is opened of it. */
async function openedOf(source: PassThrough, largest = 1_000_000): Promise<Readable> {
  let opened: Readable | null = null;
  const app = new Hono();
  app.put('/', (c) => {
    opened = openBody(c, largest);
    return c.text('');
  });
  const headers = { 'Transfer-Encoding': 'chunked' };
  await app.request('/', { method: 'PUT', headers }, { incoming: source });
  return opened as unknown as Readable;
}

/** How many bytes come, or why they do not. */
async function lengthOf(body: Readable): Promise<number | string> {
  let length = 0;
  try {
    for await (const piece of body) length += (piece as Buffer).length;
  } catch (error) {
    return error instanceof BodyError ? String(error.status) : (error as Error).message;
  }
  return length;
}

test('a body that is here whole is not late, however long nobody takes it', async () => {
  vi.useFakeTimers();
  const source = new PassThrough();
  const body = await openedOf(source);
  for (let piece = 0; piece < 3; piece++) source.write(Buffer.alloc(8000));
  source.end();
  await vi.advanceTimersByTimeAsync(200_000);
  expect(await lengthOf(body)).toBe(24_000);
});

test('a body that nobody takes is not late either, and comes on when somebody does', async () => {
  vi.useFakeTimers();
  const source = new PassThrough();
  const body = await openedOf(source);
  for (let piece = 0; piece < 40; piece++) source.write(Buffer.alloc(7500));
  source.end();
  await vi.advanceTimersByTimeAsync(200_000);
  expect(await lengthOf(body)).toBe(300_000);
});

test('one that stops arriving is given up after half a minute', async () => {
  vi.useFakeTimers();
  const source = new PassThrough();
  const length = lengthOf(await openedOf(source));
  source.write('{"a":');
  await vi.advanceTimersByTimeAsync(29_000);
  source.write('1');
  await vi.advanceTimersByTimeAsync(29_000);
  expect(await Promise.race([length, 'still waiting'])).toBe('still waiting');
  await vi.advanceTimersByTimeAsync(2000);
  expect(await length).toBe('408');
});

test.each(['in the middle', 'before'])('one whose sender leaves %s ends as broken', async (when) => {
  const source = new PassThrough();
  if (when === 'before') await once(source.destroy(), 'close');
  const length = lengthOf(await openedOf(source));
  if (when !== 'before') source.write('{"a":');
  setTimeout(() => source.destroy(), 10);
  expect(await length).toBe('The body ended before its end.');
});

test('one that is too long is refused, and its connection is left for the answer', async () => {
  const source = new PassThrough();
  const length = lengthOf(await openedOf(source, 10));
  source.write('much more than ten');
  expect(await length).toBe('413');
  expect(source.destroyed).toBe(false);
});
