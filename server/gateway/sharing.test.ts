import { expect, it } from 'vitest';
import { createSharing, type Part } from './sharing.ts';

it('a reader that leaves before the answer begins takes nothing from one that waits', async () => {
  const sharing = createSharing();
  let answer: (part: Part) => void = () => {};
  const ask = () =>
    new Promise<Part>((resolve) => {
      answer = resolve;
    });
  const leaving = new AbortController();
  const left = sharing.read('a', leaving.signal, ask);
  const stayed = sharing.read('a', new AbortController().signal, ask);
  leaving.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  answer({ status: 404, headers: new Headers(), body: new Uint8Array([1]) });
  expect(await stayed).toMatchObject({ status: 404, body: new Uint8Array([1]) });
});
