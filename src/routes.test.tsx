import { screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { tableWorld } from './table/testing/world.ts';
import { openPageEnvironment } from './testing/environment.ts';
import { openPage } from './testing/open-page.tsx';

await openPageEnvironment({ records: tableWorld() });
afterEach(() => vi.restoreAllMocks());

test.each([
  ['/', 'Workspaces'],
  ['/connect', 'Sign in to VIKTOR'],
])('%s opens without a warning', async (address, heading) => {
  const warned = vi.spyOn(console, 'warn');
  openPage(address);
  expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeVisible();
  expect(warned.mock.calls).toEqual([]);
});

test.each(['/', '/workspaces', '/workspaces/6/entities'])(
  'the frame stands before the page at %s has come',
  async (address) => {
    const { isRead } = openPage(address);
    expect(screen.getByRole('link', { name: 'Workspaces' })).toBeInTheDocument();
    expect(screen.queryByRole('main')).toBeNull();
    expect(await screen.findByRole('main')).toBeInTheDocument();
    await isRead();
  },
);
