import '@testing-library/jest-dom/vitest';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { besideOf, withBeside } from '../paths.ts';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment, type PageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';

let environment: PageEnvironment;
beforeAll(async () => {
  environment = await openPageEnvironment({ records: bridges() });
});
afterAll(() => environment.close());
beforeEach(() => {
  environment.forget();
  sessionStorage.clear();
  localStorage.clear();
});
afterEach(cleanup);

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
