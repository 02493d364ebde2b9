import '@testing-library/jest-dom/vitest';
import { cleanup, screen } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { tableWorld } from './table/testing/world.ts';
import { openPageEnvironment, type PageEnvironment } from './testing/environment.ts';
import { openPage } from './testing/open-page.tsx';

let environment: PageEnvironment;
beforeAll(async () => {
  environment = await openPageEnvironment({ records: tableWorld() });
});
afterAll(() => environment.close());
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test.each([
  ['/', 'Workspaces'],
  ['/connect', 'Sign in to VIKTOR'],
])('%s opens without a warning', async (address, heading) => {
  const warned = vi.spyOn(console, 'warn');
  openPage(address);
  expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeVisible();
  expect(warned.mock.calls).toEqual([]);
});
