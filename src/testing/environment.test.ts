import { expect, test } from 'vitest';
import { smallWorld } from '../../server/embedded/small-world.ts';
import { openPageEnvironment } from './environment.ts';

const environment = await openPageEnvironment({ records: smallWorld() });
const { fetch } = globalThis;
const status = async () => (await globalThis.fetch('/api/workspaces/1/')).status;

test('what is refused, held or answered otherwise is so', async () => {
  environment.refuse('/workspaces/1/');
  expect(await status()).toBe(403);
  environment.hold('GET');
  globalThis.fetch = async () => new Response('', { status: 418 });
  expect(await status()).toBe(418);
});

test('of that nothing is left for the next test', async () => {
  expect(globalThis.fetch).toBe(fetch);
  // Nobody is signed in.
  expect(await status()).toBe(401);
});
