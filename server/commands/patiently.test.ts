import { expect, test } from 'vitest';
import { UpstreamError } from '../gateway/upstream.ts';
import { patiently } from './patiently.ts';
import { said } from './probe-report.ts';

test.each([
  ['timeout', 'ETIMEDOUT', 3, 'no whole answer: it did not come in time'],
  ['broken', 'ECONNRESET', 3, 'no whole answer: the connection broke each time'],
  ['broken', 'ETOOLONG', 1, 'no whole answer: it is too long'],
  ['broken', 'EENCODING', 1, 'no whole answer: it is packed in an unknown way'],
] as const)(
  'a read that ends in %s (%s) is made %i times and is a finding: %s',
  async (failure, code, times, words) => {
    let asked = 0;
    const ask = patiently(
      () => {
        asked += 1;
        return Promise.reject(new UpstreamError(failure, code));
      },
      () => Promise.resolve(),
    );
    expect(said(await ask('GET', '/verify/'))).toBe(words);
    expect(asked).toBe(times);
  },
);

test('who cannot be reached is asked once, and that is thrown', async () => {
  const ask = patiently(() => Promise.reject(new UpstreamError('timeout', 'ECONNECT')));
  await expect(ask('GET', '/verify/')).rejects.toThrow('ECONNECT');
});
