import 'fake-indexeddb/auto';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, test } from 'vitest';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { createQueryClient } from '../api/query-client.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { theme } from '../ui/theme.ts';
import { draftStore } from './draft-store.ts';
import { DraftsMenu } from './drafts-menu.tsx';
import { placeOf } from './place.ts';

const environment = await openPageEnvironment({ records: smallWorld(), permissions: smallRights });

async function keep(userId: number, entityId: number, entityName: string, keptAt: number) {
  const place = placeOf({ id: userId }, 1, entityId);
  const changes = [{ path: ['level'], base: 2, value: 3 }];
  const rest = { pending: [], message: '', reason: '', staged: false, version: '', size: 0 };
  const base = { revision: null, updatedAt: null };
  await draftStore.keep(
    { id: draftStore.idOf(place), place, entityName, base, changes, keptAt, ...rest },
    '',
  );
}

test('the drafts of this person are listed with what they hold, and discarded only after a second look', async () => {
  await keep(101, 1023, 'Older', 1);
  await keep(101, 1020, 'Newer', 2);
  await keep(102, 1021, 'Of somebody else', 3);
  const router = createMemoryRouter([{ path: '*', Component: DraftsMenu }]);
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  const button = await screen.findByRole('button', { name: 'Drafts: 2' });
  environment.forget();
  fireEvent.click(button);
  const rows = within(await screen.findByRole('list', { name: 'Drafts' })).getAllByRole('listitem');
  expect(rows.map((row) => within(row).getAllByRole('link')[0]?.textContent)).toEqual(['Newer', 'Older']);
  const newer = within(rows[0] as HTMLElement);
  expect(rows[0]).toHaveTextContent('1 change');
  expect(newer.getByRole('link', { name: 'Resume' })).toHaveAttribute(
    'href',
    '/workspaces/1/entities/1020/params',
  );
  expect(newer.getByRole('link', { name: 'Compare' })).toHaveAttribute(
    'href',
    '/workspaces/1/entities/1020/revisions?from=head&to=draft',
  );
  const discard = newer.getByRole('button', { name: 'Discard' });
  discard.focus();
  fireEvent.click(discard);
  expect(newer.getByRole('button', { name: 'Discard for good' })).toHaveFocus();
  expect(await draftStore.findAll(placeOf({ id: 101 }, 1, 1))).toHaveLength(2);
  fireEvent.click(newer.getByRole('button', { name: 'Discard for good' }));
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1));
  expect(screen.getByRole('button', { name: 'Close' })).toHaveFocus();
  expect(environment.requests).toEqual([]);
});
