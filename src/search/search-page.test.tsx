import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import { tableWorld } from '../table/testing/world.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { hideType } from '../testing/hide-type.ts';
import { openPage } from '../testing/open-page.tsx';

const environment = await openPageEnvironment({ records: tableWorld() });
beforeAll(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});

const read = () => environment.requests.filter((request) => /entity_types\/\d+\/entities/.test(request));
const found = async () =>
  within(await screen.findByRole('list', { name: 'Values found' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent);

test('entities of types that the list of types lacks are read where the tree shows them, with a sentence', async () => {
  hideType(1);
  const { user } = openPage('/workspaces/6/search');
  expect(await screen.findByText(/lacks type 1, of which the tree shows entities/)).toBeVisible();
  await user.click(await screen.findByRole('button', { name: /^(Make the index|Refresh)$/ }));
  expect(await screen.findByText(/^Complete: 453 entities/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Forget' }));
  expect(await screen.findByRole('button', { name: 'Make the index' })).toBeVisible();
});

test('nothing is read until it is asked for; then every entity once, and values are found by their number', async () => {
  const { user, router } = openPage('/workspaces/6/search');
  await user.click(await screen.findByRole('button', { name: 'Make the index' }));
  expect(await screen.findByText(/^Complete: 453 entities/)).toBeVisible();
  // 2 regions, 450 bridges 50 at a time, 1 note.
  expect(read()).toHaveLength(11);
  await user.type(screen.getByRole('textbox', { name: 'Search values' }), '12.5');
  expect(await screen.findByText('2 values in 2 entities')).toHaveAttribute('role', 'status');
  expect(await found()).toEqual(['Bridge 7Northgeometry › span12.50', 'Bridge 400Northgeometry › span12.5']);
  expect(router.state.location.search).toBe('?q=12.5');
});

test('the index is kept: another visit reads nothing, and a refresh only what was saved since', async () => {
  const { user } = openPage('/workspaces/6/search?q=span%3A%3E500');
  expect(await screen.findByText(/^Complete: 453 entities/)).toBeVisible();
  expect(await screen.findByText('50 values in 50 entities')).toBeVisible();
  expect(read()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Refresh' }));
  expect(await screen.findByText(/^Complete: 453 entities/)).toBeVisible();
  // Of each type what was saved since, and how many there are now.
  expect(read()).toHaveLength(6);
});

test('a value that was found leads to its field in the form', async () => {
  const { user } = openPage('/workspaces/6/search?q=span%3A%3D12.5');
  await user.click(await screen.findByRole('link', { name: 'Bridge 7' }));
  await waitFor(() => expect(screen.getByRole('textbox', { name: /span/i })).toHaveFocus());
});

test('what was renamed since the index was made is found under the name it has now', async () => {
  const { user } = openPage('/workspaces/6/search?q=span%3A%3D12.5');
  expect(await found()).toContainEqual(expect.stringMatching(/^Bridge 7North/));
  (await screen.findByRole('treeitem', { name: 'North' })).focus();
  await user.keyboard('{F2}');
  await user.clear(screen.getByRole('textbox', { name: 'Name' }));
  await user.keyboard('Far north{Enter}');
  await waitFor(async () =>
    expect(await found()).toContainEqual(expect.stringMatching(/^Bridge 7Far north/)),
  );
  (await screen.findByRole('treeitem', { name: 'Far north' })).focus();
  await user.keyboard('{F2}');
  await user.clear(screen.getByRole('textbox', { name: 'Name' }));
  await user.keyboard('North{Enter}');
  await screen.findByRole('treeitem', { name: 'North' });
});

test('what is found follows a refresh that changes no number of entities', async () => {
  const { user } = openPage('/workspaces/6/search?q=span%3A%3D12.5');
  expect(await screen.findByText('2 values in 2 entities')).toBeVisible();
  const saved = await environment.fetch('/workspaces/6/entities/1020/', {
    method: 'PUT',
    body: { properties: { geometry: { span: 12.5 } } },
  });
  expect(saved.ok).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Refresh' }));
  expect(await screen.findByText('3 values in 3 entities')).toBeVisible();
});

test('what is forgotten is gone', async () => {
  const { user } = openPage('/workspaces/6/search');
  await user.click(await screen.findByRole('button', { name: 'Forget' }));
  expect(await screen.findByRole('button', { name: 'Make the index' })).toBeVisible();
});

test('reading that was paused goes on where it stopped', async () => {
  const { user } = openPage('/workspaces/6/search');
  await user.click(await screen.findByRole('button', { name: 'Make the index' }));
  await screen.findByText(/^Reading: [1-9]/);
  await user.click(screen.getByRole('button', { name: 'Pause' }));
  const before = read().length;
  await user.click(await screen.findByRole('button', { name: 'Go on' }));
  expect(await screen.findByText(/^Complete: 453 entities/)).toBeVisible();
  expect(before).toBeLessThan(11);
  expect(before).toBeGreaterThan(0);
  // One page is read again: something may have been deleted meanwhile.
  expect(read().length).toBeLessThanOrEqual(13);
});

test('a failed read says so and can be tried again', async () => {
  const { user } = openPage('/workspaces/6/search');
  await user.click(await screen.findByRole('button', { name: 'Forget' }));
  environment.refuse('/workspaces/6/entity_types/2/');
  await user.click(await screen.findByRole('button', { name: 'Make the index' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Reading stopped');
  environment.refuse(null);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/^Complete: 453 entities/)).toBeVisible();
});
