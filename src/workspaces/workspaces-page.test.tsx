import 'fake-indexeddb/auto';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import { entityKeys } from '../api/entities.ts';
import { tableWorld } from '../table/testing/world.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';
import { DOUBLE_MS } from '../ui/busy-button.tsx';

const environment = await openPageEnvironment({
  records: [
    ...tableWorld(),
    { kind: 'workspace', id: 7, name: 'Another' },
    { kind: 'workspace', id: 8, name: 'Zuid' },
  ],
});
beforeAll(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});

const listed = async () => {
  const table = await screen.findByRole('table', { name: 'Workspaces' });
  return within(table)
    .getAllByRole('link')
    .map((link) => link.textContent);
};

test('a pinned workspace comes first, and stays so on the next visit', async () => {
  const { user } = openPage('/workspaces');
  expect(await listed()).toEqual(['Another', 'Table', 'Zuid']);
  await user.click(screen.getByRole('button', { name: 'Pin Zuid' }));
  await waitFor(async () => expect(await listed()).toEqual(['Zuid', 'Another', 'Table']));
  expect(screen.getByRole('button', { name: 'Pin Zuid' })).toHaveAttribute('aria-pressed', 'true');
  cleanup();
  openPage('/workspaces');
  expect(await listed()).toEqual(['Zuid', 'Another', 'Table']);
});

test('a workspace that was opened comes before those that were not, until an order is asked for', async () => {
  openPage('/workspaces/6');
  await screen.findByRole('heading', { level: 1, name: 'Table' });
  await waitFor(() => expect(localStorage.length).toBeGreaterThan(0));
  cleanup();
  openPage('/workspaces');
  expect(await listed()).toEqual(['Table', 'Another', 'Zuid']);
  cleanup();
  openPage('/workspaces?sort=name');
  expect(await listed()).toEqual(['Another', 'Table', 'Zuid']);
});

test('what could not be counted is asked for by the button again, also where the page was left since', async () => {
  const { user, router } = openPage('/workspaces/6');
  const count = () => screen.findByRole('button', { name: /Count entities/ });
  const failed = () => screen.findByText('Some entities could not be counted');
  const counted = () => environment.requests.filter((request) => /entity_types\/\d/.test(request)).length;
  const press = async () => {
    await user.click(await count());
    await failed();
  };
  await count();
  environment.refuse('/workspaces/6/entity_types/');
  await press();
  expect(counted()).toBe(3);
  // Sooner it would be the second of a double press.
  await new Promise((resolve) => setTimeout(resolve, DOUBLE_MS));
  await press();
  await waitFor(() => expect(counted()).toBe(6));
  await act(() => router.navigate('/workspaces'));
  await listed();
  await act(() => router.navigate('/workspaces/6'));
  await count();
  environment.refuse(null);
  await user.click(await count());
  expect(await screen.findByRole('cell', { name: '450' })).toBeVisible();
  expect(counted()).toBe(9);
});

test('entities are counted when asked for, by one request a type that also tells the last change', async () => {
  const { user } = openPage('/workspaces/6');
  const count = await screen.findByRole('button', { name: /Count entities/ });
  const counted = () => environment.requests.filter((request) => /entity_types\/\d/.test(request));
  expect(counted()).toEqual([]);
  await user.click(count);
  expect(await screen.findByRole('cell', { name: '450' })).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('button', { name: /Count entities/ })).toBeNull());
  expect(counted()).toHaveLength(3);
});

test('nothing of what is typed or inserted in the search is lost while the list follows', async () => {
  const { user, router } = openPage('/workspaces?visibility=nonsense');
  const field = await screen.findByRole('textbox', { name: 'Search workspaces' });
  await user.type(field, 'able');
  await user.type(field, 'T', { initialSelectionStart: 0, initialSelectionEnd: 0 });
  await waitFor(() => expect(new URLSearchParams(router.state.location.search).get('search')).toBe('Table'));
  expect(field).toHaveValue('Table');
  await act(() => router.navigate('/workspaces?search=Zuid'));
  expect(field).toHaveValue('Zuid');
  expect(await listed()).toEqual(['Zuid']);
});

test('arrows, Home and End walk through the links of the list, also to rows that are not drawn yet', async () => {
  const { user } = openPage('/workspaces?sort=name');
  await listed();
  const focused = () => document.activeElement?.textContent;
  screen.getByRole('link', { name: 'Another' }).focus();
  await user.keyboard('{ArrowUp}');
  expect(focused()).toBe('Another');
  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe('Table');
  await user.keyboard('{End}');
  expect(focused()).toBe('Zuid');
  await user.keyboard('{Home}');
  expect(focused()).toBe('Another');
});

test('/ leads to the search of the list, and the palette clears its filters', async () => {
  const { user, router } = openPage('/workspaces?search=Zuid');
  await listed();
  await user.keyboard('/');
  expect(screen.getByRole('textbox', { name: 'Search workspaces' })).toHaveFocus();
  await user.keyboard('{Control>}k{/Control}');
  await user.type(
    await screen.findByRole('combobox', { name: 'Search or run an action' }),
    '>clear the filters',
  );
  await screen.findByRole('option', { name: /^Clear the filters of workspaces/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.search).toBe(''));
});

test('going back to the list finds it scrolled as it was, and the focus on what was opened', async () => {
  const { user, router } = openPage('/workspaces?sort=name');
  await listed();
  const table = () => screen.getByRole('table', { name: 'Workspaces' });
  table().scrollTop = 300;
  screen.getByRole('link', { name: 'Table' }).focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('heading', { level: 1, name: 'Table' });
  (document.activeElement as HTMLElement).blur();
  await act(() => router.navigate(-1));
  await listed();
  expect(table().scrollTop).toBe(300);
  await waitFor(() => expect(screen.getByRole('link', { name: 'Table' })).toHaveFocus());
});

test('what a filter can be set to says whether it is set, and stays open for the next', async () => {
  const { user, router } = openPage('/workspaces');
  await listed();
  await user.click(screen.getByRole('button', { name: 'Visibility' }));
  const [choice] = await screen.findAllByRole('menuitemcheckbox', { checked: false });
  await user.click(choice as HTMLElement);
  await waitFor(() => expect(choice).toBeChecked());
  expect(router.state.location.search).toMatch(/^\?visibility=/);
});

test('filters that are cleared before a choice is in the address leave nothing chosen', async () => {
  const { user, router } = openPage('/workspaces?search=t');
  await listed();
  await user.click(screen.getByRole('button', { name: 'Visibility' }));
  const [choice] = await screen.findAllByRole('menuitemcheckbox', { checked: false });
  act(() => {
    (choice as HTMLElement).click();
    screen.getByRole('button', { name: 'Clear filters', hidden: true }).click();
  });
  await waitFor(() => expect(router.state.location.search).toBe(''));
  await waitFor(() => expect(choice).not.toBeChecked());
});

test('a value of a filter that no workspace has is named and left out, and a known one is taken in any case', async () => {
  openPage('/workspaces?visibility=internal&label=nosuch');
  expect(
    await screen.findByText('No workspace here has the label “nosuch”: that is left out.'),
  ).toBeVisible();
  expect(await listed()).toHaveLength(3);
  expect(screen.getByRole('button', { name: 'Visibility: Internal' })).toBeVisible();
});

test.each(['colour', 'name:up'])('an order that no list has, %s, is named', async (sort) => {
  openPage(`/workspaces?sort=${sort}`);
  expect(await screen.findByText(new RegExp(`Workspaces have no order “${sort}”`))).toBeVisible();
  expect(await listed()).toHaveLength(3);
});

test('what was counted is counted anew after one was deleted', async () => {
  const { user, router } = openPage('/workspaces/6');
  await user.click(await screen.findByRole('button', { name: /Count entities/ }));
  await screen.findByRole('cell', { name: '450' });
  await act(() => router.navigate('/workspaces/6/entities/1003'));
  await user.click(await screen.findByRole('button', { name: 'Delete' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  const button = dialog.getByRole('button', { name: 'Delete' });
  await waitFor(() => expect(button).toBeEnabled());
  await user.click(button);
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  await act(() => router.navigate('/workspaces/6'));
  expect(await screen.findByRole('cell', { name: '449' })).toBeVisible();
});

test('counts that could not be read again stay, and are read again on a press', async () => {
  const { user, client } = openPage('/workspaces/6');
  await user.click(await screen.findByRole('button', { name: /Count entities/ }));
  await waitFor(() => expect(screen.queryByRole('button', { name: /Count entities/ })).toBeNull());
  environment.refuse('/workspaces/6/entity_types/');
  await act(() => client.invalidateQueries({ queryKey: entityKeys.byTypes(6) }));
  const notice = await screen.findByText('Some entities could not be counted');
  expect(screen.queryByRole('button', { name: /Count entities/ })).toBeNull();
  environment.refuse(null);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(notice).not.toBeInTheDocument());
});
