import { expect, test } from 'vitest';
import { ApiError } from '../api/http.ts';
import { notSaved } from './save-failures.ts';

test('what stands for a token is not said to be saved in a minute, as another conflict is', () => {
  const told = (gateway: string | null) =>
    notSaved(new ApiError('Refused.', { kind: 'refused', status: 409, gateway })).message;
  expect(told('token-removed')).toBe('Not saved: Refused. What you typed is kept here.');
  expect(told(null)).toBe('Not saved: Refused. What you typed is kept here: save again in a minute.');
});

test('a server that names the time to wait is not said to be ready in a minute', () => {
  const refused = (retryAfterSeconds: number | null) =>
    notSaved(new ApiError('Refused.', { kind: 'refused', status: 429, retryAfterSeconds })).message;
  expect(refused(300)).toBe('Not saved: Refused. What you typed is kept here.');
  expect(refused(null)).toBe('Not saved: Refused. What you typed is kept here: save again in a minute.');
});

test('words of a server without a full stop are a sentence of their own', () => {
  const refused = new ApiError('Precondition failed', { kind: 'refused', status: 412 });
  expect(notSaved(refused).message).toMatch(/^Not saved: Precondition failed\. Others/);
});
