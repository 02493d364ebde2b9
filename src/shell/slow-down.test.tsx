import '@testing-library/jest-dom/vitest';
import 'fake-indexeddb/auto';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment, type PageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';

const entity = '/api/workspaces/5/entities/24/';
/** When the page asked for the entity, in milliseconds. */
const asked: number[] = [];

let environment: PageEnvironment;
beforeAll(async () => {
  environment = await openPageEnvironment({ records: bridges() });
  globalThis.fetch = async (input, init) => {
    if (!String(input).startsWith(`${entity}?`)) return environment.pageFetch(input, init);
    asked.push(performance.now());
    return asked.length === 1
      ? Response.json({ detail: 'Throttled.' }, { status: 429, headers: { 'Retry-After': '1' } })
      : environment.pageFetch(input, init);
  };
});
afterAll(async () => {
  cleanup();
  await environment.close();
});

test('a page whose server asks to slow down says so, waits as long as asked, and then opens', async () => {
  const { router } = openPage('/workspaces/5/entities/1003');
  expect(await screen.findByRole('heading', { level: 1, name: 'BR-3' })).toBeVisible();
  void router.navigate('/workspaces/5/entities/24');
  expect(await screen.findByText(/^The server asks to slow down\./)).toBeVisible();
  expect(await screen.findByRole('heading', { level: 1, name: 'Pier' })).toBeVisible();
  expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(990);
  await waitFor(() => expect(screen.queryByText(/slow down/)).toBeNull());
  expect(asked).toHaveLength(2);
});
