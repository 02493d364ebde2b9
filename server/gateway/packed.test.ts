import { Readable } from 'node:stream';
import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { watched } from './packed.ts';
import { Lookout } from './scrub.ts';

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
