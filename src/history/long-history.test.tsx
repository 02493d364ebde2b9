import 'fake-indexeddb/auto';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { entityMutations, entityQueries } from '../api/entities.ts';
import { createQueryClient } from '../api/query-client.ts';
import { revisionQueries } from '../api/revisions.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openHistory } from './testing/open-history.ts';
import { historyWorld, ids } from './testing/world.ts';

const environment = await openPageEnvironment(historyWorld());
let give = () => {};
afterEach(() => {
  give();
  cleanup();
});

const revision = (number: number) => ids.longHistory * 1000 + number - 1;
const address = `/workspaces/${ids.workspace}/entities/${ids.longHistory}/revisions`;
const asked = () => environment.requests.filter((request) => request.includes('/revisions/')).length;

/** Refuses the older revisions, which are asked for by the hundred, while the newest are given; until what is returned is called. */
function refuseOlder(): () => void {
  const given = globalThis.fetch;
  globalThis.fetch = async (input, init) =>
    String(input).includes('/revisions/') && String(input).includes('limit=100')
      ? Response.json({ detail: 'Refused by the test.' }, { status: 403 })
      : given(input, init);
  return () => {
    globalThis.fetch = given;
  };
}

async function open(query = '') {
  const page = openHistory(address + query);
  const changes = await page.findByRole('region', { name: 'Changes' });
  return { ...page, changes };
}

test('the last of those that are read at once is compared with the one before it, not with nothing', async () => {
  const { changes } = await open(`?to=${revision(250)}`);
  expect(changes).toHaveTextContent('From revision 249');
  expect(changes).toHaveTextContent('To revision 250');
});

test('where the one before could not be read, that is said', async () => {
  give = refuseOlder();
  const { changes } = await open(`?to=${revision(250)}`);
  expect(changes).toHaveTextContent('Revision 249 is not read, so what it holds is shown as added.');
});

test('an older revision among several is waited for, and tried again where it could not be read', async () => {
  give = refuseOlder();
  const { changes } = await open(`?many=${revision(300)},${revision(3)}`);
  expect(changes).not.toHaveTextContent('left out');
  await waitFor(() => expect(changes).toHaveTextContent('The older revisions could not be read'));
  expect(changes).not.toHaveTextContent(/left out|Fewer than two/);
  give();
  await userEvent.click(within(changes).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(changes).toHaveTextContent(/Revision 300.*Revision 3.*step2992/));
});

test('who set what, and the course of a value, say why they are not known, and try again', async () => {
  give = refuseOlder();
  const { changes } = await open('?blame=1');
  const said = 'Who set what is not known: the older revisions could not be read';
  await waitFor(() => expect(changes).toHaveTextContent(said));
  await userEvent.click(await within(changes).findByRole('button', { name: 'Course of step' }));
  const dialog = await screen.findByRole('dialog');
  await waitFor(() => expect(dialog).toHaveTextContent('The older revisions could not be read'));
  give();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(dialog).toHaveTextContent('299 changes in 300 revisions'));
  expect(changes).not.toHaveTextContent(said);
});

test('of what can be compared with several others, the rest is offered', async () => {
  await open();
  await userEvent.click(await screen.findByRole('button', { name: 'Compare several…' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Show 250 older revisions' }));
  await waitFor(() => expect(within(dialog).queryByRole('button', { name: /older/ })).toBeNull());
  expect(within(dialog).getAllByText(/^Revision \d+/)).toHaveLength(300);
});

test('of long lists of siblings the next are offered', async () => {
  const { client } = await open();
  const options = entityQueries.getEntityChildren(ids.workspace, 1001);
  const { results } = await client.fetchQuery(options);
  // As a server that gives no more at a time.
  client.setQueryData(options.queryKey, { count: results.length, results: results.slice(0, 3) });
  await userEvent.click(await screen.findByRole('button', { name: 'Compare several…' }));
  const siblings = await screen.findByRole('group', { name: 'Siblings, as they are now' });
  expect(within(siblings).queryByRole('checkbox', { name: 'Large table' })).toBeNull();
  await userEvent.click(within(siblings).getByRole('button', { name: 'Show 6 more siblings' }));
  expect(await within(siblings).findByRole('checkbox', { name: 'Large table' })).toBeEnabled();
  expect(within(siblings).getByRole('button', { name: 'Show 3 more siblings' })).toBeEnabled();
});

test('siblings that could not be read are said to be so, and tried again', async () => {
  await open();
  environment.refuse('/workspaces/1/entities/1001/entities/');
  await userEvent.click(await screen.findByRole('button', { name: 'Compare several…' }));
  const dialog = await screen.findByRole('dialog');
  await waitFor(() => expect(dialog).toHaveTextContent('The siblings could not be read'));
  environment.refuse(null);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Try again' }));
  expect(await within(dialog).findByRole('checkbox', { name: 'Single' })).toBeEnabled();
});

test('what was saved since all were read is the newest on return, and only the newest are read again', async () => {
  const { client, router } = await open();
  await userEvent.click(screen.getByRole('button', { name: 'Show 250 older revisions' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: /older/ })).toBeNull());
  await act(() => router.navigate('/elsewhere'));
  const params = readJson('{"step": 300}') as JsonObject;
  await client
    .getMutationCache()
    .build(client, entityMutations.setParams())
    .execute({ workspaceId: ids.workspace, id: ids.longHistory, params });
  environment.forget();
  await act(() => router.navigate(address));
  const history = await screen.findByRole('complementary', { name: 'History' });
  await waitFor(() => expect(history).toHaveTextContent('301 revisions'));
  expect(screen.getByRole('region', { name: 'Changes' })).toHaveTextContent('To revision 301, the newest');
  expect(within(history).queryByRole('button', { name: /older/ })).toBeNull();
  expect(asked()).toBe(1);
});

test('a list that the newest do not go on from is not kept for all', async () => {
  const client = createQueryClient();
  const all = revisionQueries.getEntityRevisions(ids.workspace, ids.longHistory);
  client.setQueryData(all.queryKey, (await client.fetchQuery(all)).slice(60));
  await client.fetchQuery(revisionQueries.getNewestRevisions(ids.workspace, ids.longHistory));
  expect(client.getQueryData(all.queryKey)).toBeUndefined();
});
