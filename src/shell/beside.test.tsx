import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { besideOf, withBeside } from '../paths.ts';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';

const environment = await openPageEnvironment({ records: bridges() });

const pane = async () => within(await screen.findByRole('region', { name: 'Beside' }));
const main = () => within(screen.getByRole('main'));
const address = ({ router }: ReturnType<typeof openPage>) =>
  decodeURIComponent(router.state.location.pathname + router.state.location.search);

test('two entities stand side by side by address, each read once, with one main part', async () => {
  openPage(`/workspaces/5/entities/1003?beside=${encodeURIComponent('/workspaces/5/entities/24')}`);
  expect(await (await pane()).findByRole('heading', { level: 1, name: 'Pier' })).toBeInTheDocument();
  expect(await main().findByRole('heading', { level: 1, name: 'BR-3' })).toBeInTheDocument();
  expect(screen.getAllByRole('main')).toHaveLength(1);
  expect(environment.requests).toHaveLength(new Set(environment.requests).size);
});

test('a pane goes its own way, the address follows, and the first keeps the second when it goes on', async () => {
  const page = openPage(
    `/workspaces/5/entities/1003?beside=${encodeURIComponent('/workspaces/5/entities/24')}`,
  );
  await page.user.click(await (await pane()).findByRole('link', { name: 'Revisions' }));
  await waitFor(() =>
    expect(address(page)).toBe('/workspaces/5/entities/1003?beside=/workspaces/5/entities/24/revisions'),
  );
  await page.user.click(await main().findByRole('link', { name: 'Next sibling' }));
  await waitFor(() =>
    expect(address(page)).toBe('/workspaces/5/entities/1004?beside=/workspaces/5/entities/24/revisions'),
  );
  await page.user.click((await pane()).getByRole('button', { name: 'Swap the two' }));
  await waitFor(() =>
    expect(address(page)).toBe('/workspaces/5/entities/24/revisions?beside=/workspaces/5/entities/1004'),
  );
  expect(await (await pane()).findByRole('heading', { level: 1, name: 'BR-4' })).toBeInTheDocument();
  await page.user.click((await pane()).getByRole('button', { name: 'Close this side' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Beside' })).toBeNull());
  expect(address(page)).toBe('/workspaces/5/entities/24/revisions');
  expect(screen.getByRole('main')).toHaveFocus();
});

test('where a link goes with its page of the second pane, the keyboard goes on in that pane', async () => {
  const { user } = openPage(
    `/workspaces/5/entities/1003?beside=${encodeURIComponent('/workspaces/5/entities/1010/revisions')}`,
  );
  const beside = await pane();
  const link = (await beside.findAllByRole('link', { name: /^Revision \d+ in the form$/ }))[0] as HTMLElement;
  link.focus();
  await user.keyboard('{Enter}');
  await beside.findByRole('form', { name: 'Params' });
  await waitFor(() =>
    expect(screen.getByRole('region', { name: 'Beside' })).toContainElement(
      document.activeElement as HTMLElement,
    ),
  );
});

test('keys and dialogs are for the page that somebody works in, and the title is the first page’s', async () => {
  const { user } = openPage(
    `/workspaces/5/entities/1003?beside=${encodeURIComponent('/workspaces/5/entities/1010')}`,
  );
  const beside = await pane();
  const heading = await beside.findByRole('heading', { level: 1, name: 'BR-10' });
  expect(await main().findByRole('heading', { level: 1, name: 'BR-3' })).toBeInTheDocument();
  await waitFor(() => expect(document.title).toBe('BR-3 · VIKTOR explorer'));
  expect(document.querySelectorAll('title:not(svg title)')).toHaveLength(1);
  await beside.findByRole('link', { name: 'Next sibling' });
  await user.click(heading);
  await user.keyboard(']');
  expect(await beside.findByRole('heading', { level: 1, name: 'BR-11' })).toBeInTheDocument();
  expect(main().getByRole('heading', { level: 1, name: 'BR-3' })).toBeInTheDocument();
  await user.keyboard('{F2}');
  const name = await screen.findByRole('textbox', { name: 'Name' });
  expect(name).toHaveValue('BR-11');
  await user.keyboard('{Escape}');
  await user.click(main().getByRole('heading', { level: 1, name: 'BR-3' }));
  await user.keyboard(']');
  expect(await main().findByRole('heading', { level: 1, name: 'BR-4' })).toBeInTheDocument();
  expect(beside.getByRole('heading', { level: 1, name: 'BR-11' })).toBeInTheDocument();
});

test('what is deleted leaves both panes, and is asked for no more', async () => {
  const page = openPage(
    `/workspaces/5/entities/1003?beside=${encodeURIComponent('/workspaces/5/entities/1012/params')}`,
  );
  const beside = await pane();
  await beside.findByRole('heading', { level: 1, name: 'BR-12' });
  await page.user.click(await beside.findByRole('button', { name: 'Delete' }));
  const dialog = within(await screen.findByRole('alertdialog', { name: /BR-12/ }));
  environment.requests.length = 0;
  await page.user.click(dialog.getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(address(page)).toBe('/workspaces/5/entities/1003?beside=/workspaces/5/entities/20');
  const gone = environment.requests.findIndex((request) => request.startsWith('DELETE'));
  expect(environment.requests.slice(gone + 1).filter((request) => request.includes('/1012/'))).toEqual([]);
});

test('a bad address in the second pane is none', () => {
  expect(besideOf('?beside=https://x')).toBeNull();
  expect(besideOf('?beside=//x/workspaces/1')).toBeNull();
  expect(besideOf('?beside=/workspaces')).toBeNull();
  expect(besideOf(`?beside=${encodeURIComponent('/workspaces/1?beside=/workspaces/2')}`)).toBe(
    '/workspaces/1',
  );
  expect(withBeside('/workspaces/1?a=1&beside=x', null)).toBe('/workspaces/1?a=1');
});
