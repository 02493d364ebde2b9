import { expect, test } from 'vitest';
import { ApiError } from './http.ts';
import { mayRetry, retryDelay } from './retry.ts';

const refused = (status: number, retryAfterSeconds: number | null = null) =>
  new ApiError('No.', { kind: 'refused', status, retryAfterSeconds });
const times = (error: Error): number => {
  let failures = 0;
  while (mayRetry(failures, error) && failures < 20) failures++;
  return failures;
};

test.each([
  [new ApiError('No answer.', { kind: 'unreachable' }), 3],
  [refused(502), 3],
  [refused(504), 1],
  // It was waited where it was sent.
  [refused(429), 0],
  // A page that said nothing for an hour would look broken.
  [refused(503, 3600), 0],
  [refused(404), 0],
  [new TypeError('A fault of the program.'), 0],
])('%o is tried again %i times', (error, most) => {
  expect(times(error)).toBe(most);
});

test('waits as long as the server asks, else longer each time', () => {
  expect(retryDelay(0, refused(503, 7))).toBe(7000);
  expect(retryDelay(0, refused(500))).toBeLessThan(retryDelay(2, refused(500)));
});
