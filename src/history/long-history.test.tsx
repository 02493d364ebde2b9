import 'fake-indexeddb/auto';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { entityMutations } from '../api/entities.ts';
import { createQueryClient } from '../api/query-client.ts';
import { revisionQueries } from '../api/revisions.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openHistory } from './testing/open-history.ts';
import { historyWorld, ids } from './testing/world.ts';

const environment = await openPageEnvironment(historyWorld());
afterEach(cleanup);

const revision = (number: number) => ids.longHistory * 1000 + number - 1;
const address = `/workspaces/${ids.workspace}/entities/${ids.longHistory}/revisions`;
const asked = () => environment.requests.filter((request) => request.includes('/revisions/')).length;

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
