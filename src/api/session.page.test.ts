import { renderHook, waitFor } from '@testing-library/react';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { User } from '../../contract/common.ts';
import { request, setSender } from './http.ts';
import { endQuestion, startSession, useSession } from './session.ts';

const realFetch = globalThis.fetch;
afterAll(() => {
  setSender(null);
  globalThis.fetch = realFetch;
});

afterEach(() => void vi.useRealTimers());

test('who is signed in is not asked for by each request in turn while that fails, and soon again', async () => {
  vi.useFakeTimers();
  const asked: string[] = [];
  globalThis.fetch = async (input) => {
    asked.push(String(input));
    return Response.json({ detail: 'Down.' }, { status: 500 });
  };
  startSession('sign-in', () => expect.unreachable());
  const ask = () => expect(request({ path: '/users/me/', answer: User })).rejects.toThrow('Down.');
  for (let parts = 0; parts < 5; parts++) await ask();
  expect(asked).toEqual(['/session']);
  await vi.advanceTimersByTimeAsync(1000);
  await ask();
  expect(asked).toEqual(['/session', '/session']);
});

test('after “Not now” what the page asks by itself brings no question, until the page is touched', async () => {
  const account = {
    id: 'abcdefghijk',
    environment: 'cloud.viktor.ai',
    user: { id: 1, name: 'Ada', email: null },
  };
  const session = {
    sign_in: true,
    environment: 'cloud.viktor.ai',
    allowed: [],
    accounts: [account],
    active: account.id,
  };
  globalThis.fetch = async (input) =>
    String(input) === '/session'
      ? Response.json(session)
      : Response.json({ detail: 'Expired.' }, { status: 401 });
  startSession('sign-in', () => expect.unreachable());
  const { result } = renderHook(useSession);
  const ask = () => request({ path: '/users/me/', answer: User });
  const asked = () => waitFor(() => expect(result.current.asking).toBe(true));

  const first = ask();
  await asked();
  endQuestion(false);
  await expect(first).rejects.toThrow('Expired.');
  await expect(ask()).rejects.toThrow('Expired.');
  expect(result.current.asking).toBe(false);

  window.dispatchEvent(new Event('pointerdown'));
  const last = ask();
  await asked();
  endQuestion(false);
  await expect(last).rejects.toThrow('Expired.');
});
