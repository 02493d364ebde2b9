import 'fake-indexeddb/auto';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';
import { forgetOpenBranches } from './open-branches.ts';

const environment = await openPageEnvironment({ records: gradedBridges() });
beforeEach(() => {
  forgetOpenBranches();
});

/** Those under West with a grade and a span. */
function gradedBridges() {
  const grades = ['C20/25', 'C30/37', 'C50/60'];
  return bridges().map((record) => {
    if (record.kind === 'entity_type' && record.name === 'Bridge')
      return {
        ...record,
        parametrization: [
          {
            type: 'select',
            name: 'grade',
            options: grades.map((value, at) => ({ value, label: `Grade ${at + 1}` })),
          },
        ],
      };
    return record.kind === 'entity' && record.parent === 20
      ? {
          ...record,
          properties: `{"grade": "${grades[record.id % 3]}", "span": ${(record.id - 1000) / 10}}`,
        }
      : record;
  });
}

type User = ReturnType<typeof openPage>['user'];
const item = (name: string | RegExp) => screen.findByRole('treeitem', { name });
const names = () => screen.getAllByRole('treeitem').map((row) => row.getAttribute('aria-label'));
const place = (row: HTMLElement) =>
  ['aria-level', 'aria-posinset', 'aria-setsize'].map((name) => Number(row.getAttribute(name)));
/** What was asked for since the last look, without the workspace. */
function asked(): string[] {
  const requests = environment.requests.map((request) => request.replace('/workspaces/5', ''));
  environment.forget();
  return requests;
}

/** Groups what is inside the entity of a row, by keyboard. */
async function groupInside(user: User, name: string, by: RegExp | string): Promise<void> {
  (await item(name)).focus();
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Group what is inside by…' }));
  const dialog = within(await screen.findByRole('dialog', { name: `Group what is in “${name}” by` }));
  const params = dialog.queryByRole('button', { name: 'Show params' });
  if (by !== 'Type' && params) await user.click(params);
  await user.click(await dialog.findByRole('radio', { name: by }));
  await user.click(dialog.getByRole('button', { name: 'Group' }));
}

test('siblings by type are groups with level, place, size and count, made without a request', async () => {
  const { user, isRead } = openPage('/workspaces/5');
  (await item('To change')).focus();
  await user.keyboard('{ArrowRight}');
  await item('Yard');
  await isRead();
  asked();
  await groupInside(user, 'To change', 'Type');
  const bridge = await item('Bridge, 2 entities');
  expect(asked()).toEqual([]);
  expect(names()).toEqual(['East', 'West', 'To change', 'Bridge, 2 entities', 'Folder, 3 entities']);
  expect(place(bridge)).toEqual([2, 1, 2]);
  expect(bridge).toHaveAttribute('aria-expanded', 'false');
  expect(bridge).toHaveAccessibleDescription('group by Type');
  bridge.focus();
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowDown}');
  const shed = await item('Shed');
  expect(shed).toHaveFocus();
  expect(place(shed)).toEqual([3, 2, 2]);
  await user.keyboard('{ArrowLeft}');
  expect(bridge).toHaveFocus();
  await user.keyboard('{ArrowLeft}');
  expect(screen.queryByRole('treeitem', { name: 'Shed' })).toBeNull();
  await user.keyboard('{ArrowLeft}');
  expect(await item('To change')).toHaveFocus();
});

test('a group is no entity: renaming, deleting and creating do nothing, and its menu has other actions', async () => {
  const { user, isRead } = openPage('/workspaces/5');
  await groupInside(user, 'To change', 'Type');
  const bridge = await item('Bridge, 2 entities');
  bridge.focus();
  await isRead();
  asked();
  await user.keyboard('{F2}{Delete}{Insert} ');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull();
  expect(screen.queryByRole('region', { name: /^Peek/ })).toBeNull();
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await screen.findByRole('menuitem', { name: 'Mark the 2 in it' });
  expect(screen.getAllByRole('menuitem').map((action) => action.textContent)).toEqual([
    'Mark the 2 in it',
    'Group by…',
    'Show without groups',
  ]);
  expect(asked()).toEqual([]);
  await user.click(screen.getByRole('menuitem', { name: 'Show without groups' }));
  expect(await item('Yard')).toHaveFocus();
});

test('groups by a param are named by the options of a form that was read, for which none is asked', async () => {
  const { user, isRead } = openPage('/workspaces/5/entities/1001/params');
  await screen.findByText('Grade 3');
  await isRead();
  asked();
  await groupInside(user, 'West', 'grade');
  expect(await item(/^Grade 1, \d+ entities/)).toHaveAccessibleDescription('group by grade');
  expect(await item(/^Grade 3, \d+ entities/)).toBeInTheDocument();
  expect(asked().filter((request) => request.startsWith('POST'))).toEqual([]);
});

test('groups by a param read its values of what is loaded, once, and the rest with one request a page', async () => {
  const { user, isRead } = openPage('/workspaces/5');
  (await item('West')).focus();
  await user.keyboard('{ArrowRight}');
  await item('BR-3');
  await isRead();
  asked();
  await groupInside(user, 'West', 'grade');
  await item('C20/25, 66 entities');
  // One entity tells which params there are; then the values of the page that is loaded.
  expect(asked()).toEqual(['GET /entities/1000/', 'GET /entities/20/entities/']);
  expect(names().slice(2)).toEqual([
    'C20/25, 66 entities',
    'C30/37, 67 entities',
    'C50/60, 67 entities',
    '250 of 450 not read. Load the rest',
    'To change',
  ]);
  (await item(/Load the rest$/)).focus();
  await user.keyboard('{Enter}');
  await item('C30/37, 150 entities');
  await waitFor(() => expect(screen.queryByRole('treeitem', { name: /to read|not read/ })).toBeNull());
  expect(asked()).toEqual(['GET /entities/20/entities/', 'GET /entities/20/entities/']);
  const group = await item('C30/37, 150 entities');
  group.focus();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  await item('BR-0');
  await isRead();
  expect(asked()).toEqual([]);
});

test('a number is grouped in ranges with min, median and max of each', async () => {
  const { user } = openPage('/workspaces/5');
  (await item('West')).focus();
  await user.keyboard('{ArrowRight}');
  await item('BR-3');
  await groupInside(user, 'West', 'span');
  const range = await item('2 – 4, 20 entities');
  expect(range).toHaveAccessibleDescription('group by span; span: min 2, median 2.95, max 3.9 of 20');
});

test('groups and what is open of them are there again after a reload, and the open entity is shown in its group', async () => {
  const first = openPage('/workspaces/5');
  await groupInside(first.user, 'To change', 'Type');
  (await item('Bridge, 2 entities')).focus();
  await first.user.keyboard('{Enter}');
  await item('Shed');
  cleanup();
  openPage('/workspaces/5/entities/34');
  expect(await item('Bridge, 2 entities')).toHaveAttribute('aria-expanded', 'true');
  expect(await item('Empty')).toHaveAttribute('aria-selected', 'true');
  expect(place(await item('Empty'))).toEqual([3, 2, 3]);
});

test('what is marked in a group is what a range, a group and all beside it are made of', async () => {
  const { user } = openPage('/workspaces/5');
  await groupInside(user, 'To change', 'Type');
  (await item('Folder, 3 entities')).focus();
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Mark the 3 in it' }));
  const bar = await screen.findByRole('region', { name: 'Marked entities' });
  expect(bar).toHaveTextContent('3');
  await user.click(within(bar).getByRole('button', { name: 'Clear the marks' }));
  (await item('Bridge, 2 entities')).focus();
  await user.keyboard('{ArrowRight}{ArrowRight}{Control>}a{/Control}');
  expect(await screen.findByRole('region', { name: 'Marked entities' })).toHaveTextContent('2');
});

test('a page of values that fails is said and asked for again', async () => {
  const { user } = openPage('/workspaces/5');
  (await item('West')).focus();
  await user.keyboard('{ArrowRight}');
  await item('BR-3');
  environment.refuse('/workspaces/5/entities/20/entities/');
  await groupInside(user, 'West', 'grade');
  // The one that told which params there are is known.
  const failed = await item('449 of 450 not read, 1 page failed. Try again');
  environment.refuse(null);
  asked();
  await user.click(failed);
  await item('C30/37, 67 entities');
  await item('250 of 450 not read. Load the rest');
  expect(asked()).toEqual(['GET /entities/20/entities/']);
});

test('when one in a group is deleted the keyboard goes to its neighbour there, and not to the next sibling', async () => {
  const { user } = openPage('/workspaces/5');
  await groupInside(user, 'To change', 'Type');
  (await item('Bridge, 2 entities')).focus();
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowDown}');
  expect(await item('Shed')).toHaveFocus();
  await user.keyboard('{Delete}');
  const dialog = within(await screen.findByRole('alertdialog', { name: 'Delete “Shed”?' }));
  const remove = dialog.getByRole('button', { name: 'Delete' });
  await waitFor(() => expect(remove).toBeEnabled());
  await user.click(remove);
  await item('Bridge, 1 entity');
  await waitFor(async () => expect(await item('Yard')).toHaveFocus());
});
