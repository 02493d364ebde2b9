import { expect, it } from 'vitest';
import { ApiError } from '../api/http.ts';
import { notSaved } from './save-failures.ts';

it('what stands for a token is not said to be saved in a minute, as another conflict is', () => {
  const told = (gateway: string | null) =>
    notSaved(new ApiError('Refused.', { kind: 'refused', status: 409, gateway })).message;
  expect(told('token-removed')).toBe('Not saved: Refused. What you typed is kept here.');
  expect(told(null)).toBe('Not saved: Refused. What you typed is kept here: save again in a minute.');
});
