import { expect, test } from 'vitest';
import { bodyOf } from './request-body.ts';

test('a large text is sent in pieces, and every character arrives whole', async () => {
  // Two units each, the first at odd places: a seam would go through one.
  const text = `a${'😀é'.repeat(300_000)}`;
  const body = await bodyOf(text);
  expect(body).toBeInstanceOf(Blob);
  expect(await (body as Blob).text()).toBe(text);
});

test('a small text is sent as it is', async () => {
  expect(await bodyOf('{"a":1}')).toBe('{"a":1}');
});

test('a body that is not wanted any more is not made to its end', async () => {
  const leaving = new AbortController();
  const making = bodyOf('é'.repeat(50_000_000), leaving.signal);
  leaving.abort(new Error('left'));
  await expect(making).rejects.toThrow('left');
});
