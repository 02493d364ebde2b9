import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { brotliCompressSync, constants } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { watched } from './packed.ts';
import { Lookout } from './scrub.ts';

afterEach(() => vi.restoreAllMocks());

test('a few bytes that stand for more than is allowed are unpacked no further', async () => {
  const saw = vi.spyOn(Lookout.prototype, 'see');
  const params = { [constants.BROTLI_PARAM_QUALITY]: 3 };
  const packed = brotliCompressSync(Buffer.alloc(64_000_000), { params });
  const stream = watched(
    Readable.from([packed], { objectMode: false }),
    'br',
    Buffer.from('secret'),
    1_000_000,
  );
  await expect(stream.toArray()).rejects.toThrow('ETOOLONG');
  const seen = saw.mock.calls.reduce((sum, [piece]) => sum + piece.length, 0);
  expect(seen).toBeLessThan(2_000_000);
});

test('what came while a piece was unpacked is unpacked in one piece, and goes on as it came', async () => {
  const packed = brotliCompressSync(randomBytes(400_000));
  const pieces = Array.from({ length: 400 }, (_, at) => packed.subarray(at * 1000, (at + 1) * 1000));
  const saw = vi.spyOn(Lookout.prototype, 'see');
  const source = Readable.from([...pieces, packed.subarray(400_000)], { objectMode: false });
  const came = await watched(source, 'br', Buffer.from('secret')).toArray();
  expect(Buffer.concat(came).equals(packed)).toBe(true);
  // Each turn sees a packed piece and what it stands for.
  expect(saw.mock.calls.length).toBeLessThan(100);
});
