import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { tableWorld } from '../table/testing/world.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';

const environment = await openPageEnvironment({ records: tableWorld() });

test('children show a param that was chosen, read once for the page, and again on the next visit', async () => {
  const { user } = openPage('/workspaces/6/entities/2');
  const section = within(await screen.findByRole('region', { name: /^Children/ }));
  await user.click(await section.findByRole('button', { name: 'Columns' }));
  await user.click(await screen.findByRole('checkbox', { name: 'text › size' }));
  await user.click(screen.getByRole('button', { name: 'Done' }));
  const table = within(await section.findByRole('table'));
  expect(await table.findByRole('cell', { name: '1.0' })).toBeVisible();
  // The tree's page, and the same with params.
  await waitFor(() =>
    expect(environment.requests.filter((request) => request.endsWith('/entities/2/entities/'))).toHaveLength(
      2,
    ),
  );
  expect(section.getByRole('link', { name: 'Open as a table' })).toHaveAttribute(
    'href',
    expect.stringContaining('column=param%3A%2Ftext%2Fsize'),
  );
  cleanup();
  openPage('/workspaces/6/entities/2');
  expect(await screen.findByRole('columnheader', { name: 'text › size' })).toBeVisible();
});

test('types that are refused are asked for a few times, and what is inside shows all the same', async () => {
  const { fetch } = globalThis;
  let asked = 0;
  globalThis.fetch = async (input, init) => {
    if (!String(input).includes('/entity_types/')) return fetch(input, init);
    asked += 1;
    // One that is asked for without end would else hold up the test.
    return asked > 50 ? fetch(input, init) : Response.json({ detail: 'Refused.' }, { status: 403 });
  };
  openPage('/workspaces/6/entities/2');
  const section = within(await screen.findByRole('region', { name: /^Children/ }));
  expect(await section.findByRole('table')).toBeVisible();
  expect(asked).toBeLessThan(10);
});
