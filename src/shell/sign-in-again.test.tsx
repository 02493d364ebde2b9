import 'fake-indexeddb/auto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { openTestEnvironment, type TestEnvironment } from '../../server/embedded/testing.ts';
import { type Listening, listenGateway, listenOn, type TestGateway } from '../../server/gateway/testing.ts';
import { setSender } from '../api/http.ts';
import { createQueryClient } from '../api/query-client.ts';
import { signIn, startSession } from '../api/session.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { environmentName } from '../drafts/place.ts';
import * as page from '../editor/params-page.tsx';
import { forgetSessions } from '../editor/sessions.ts';
import { theme } from '../ui/theme.ts';
import { SignInDoor } from './sign-in-door.tsx';

const TOKEN = 'vktrpat_local_101';
const ENTITY = '/workspaces/1/entities/1023/';
let environment: TestEnvironment;
let viktor: Listening;
let gateway: TestGateway;
/** Status of each write that reached the environment; how many of the next ones it has no time for. */
const writes: number[] = [];
let busyFor = 0;
/** Just before the page's next write reaches the gateway. */
let beforeWrite: () => void = () => {};
const realFetch = globalThis.fetch;

beforeAll(async () => {
  environment = await openTestEnvironment({ records: smallWorld(), permissions: smallRights });
  const app = createApp({ embedded: environment.embedded });
  viktor = await listenOn({
    fetch: async (request, ...more) => {
      const isWrite = request.method === 'PUT';
      const answer =
        isWrite && busyFor-- > 0
          ? Response.json({ detail: 'Slow down.' }, { status: 429, headers: { 'Retry-After': '1' } })
          : await app.fetch(request, ...more);
      if (isWrite) writes.push(answer.status);
      return answer;
    },
  });
  gateway = await listenGateway(viktor.url);
  let cookie = '';
  // The one cookie is kept as a browser would.
  globalThis.fetch = async (input, { signal, ...init } = {}) => {
    const path = String(input);
    if (!path.startsWith('/')) return realFetch(input, init);
    signal?.throwIfAborted();
    if (init.method === 'PUT') beforeWrite();
    const headers = new Headers(init.headers);
    if (cookie) headers.set('Cookie', cookie);
    const answer = await realFetch(gateway.url + path, { ...init, headers });
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return answer;
  };
});
afterAll(async () => {
  cleanup();
  await forgetSessions();
  setSender(null);
  globalThis.fetch = realFetch;
  await gateway.close();
  await viktor.close();
  await environment.close();
});

async function revisions(): Promise<{ id: number; message: string | null }[]> {
  const answer = await environment.fetch(`${ENTITY}revisions/`, { as: 101 });
  return [JSON.parse(await answer.text())].flat();
}

test('a save during which the sign-in ends, on a server that then asks to wait, goes on as one revision', async () => {
  await environment.fetch(ENTITY, { as: 102, method: 'PUT', body: '{"properties":{"level":2}}' });
  await signIn(viktor.url, TOKEN);
  startSession('sign-in', () => {
    throw new Error('The page was left.');
  });
  const client = createQueryClient();
  const path = '/workspaces/:workspaceId/entities/:entityId/params';
  const route = { path, Component: page.Component, loader: page.loader(client), HydrateFallback: () => null };
  const router = createMemoryRouter([route], { initialEntries: ['/workspaces/1/entities/1023/params'] });
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <SignInDoor />
      </QueryClientProvider>
    </MantineProvider>,
  );
  const form = await screen.findByRole('form', { name: 'Params' });
  const before = await revisions();
  fireEvent.change(within(form).getByLabelText('level'), { target: { value: '7.50' } });
  fireEvent.change(within(form).getByLabelText('Message'), { target: { value: 'raised' } });

  // The head was read; the server forgets everybody just before the write.
  beforeWrite = () => {
    beforeWrite = () => {};
    const sessions = join(gateway.dataDir, 'sessions');
    for (const file of readdirSync(sessions)) rmSync(join(sessions, file));
  };
  busyFor = 1;
  fireEvent.click(within(form).getByRole('button', { name: 'Save' }));
  const dialog = await screen.findByRole('dialog', { name: 'Sign in again' });
  expect(form).toHaveTextContent('Saving…');
  expect(within(form).getByLabelText('level')).toHaveValue('7.50');
  const place = { environment: environmentName(), userId: 101 };
  await waitFor(async () =>
    expect(await draftStore.findAll(place)).toMatchObject([{ changes: [{ path: ['level'] }] }]),
  );
  expect(writes).toEqual([]);

  fireEvent.change(within(dialog).getByLabelText('Personal access token'), { target: { value: TOKEN } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Sign in' }));
  await screen.findByText('Saved');
  expect(writes).toEqual([429, 200]);
  expect(within(form).getByLabelText('level')).toHaveValue('7.50');
  const after = await revisions();
  expect(after).toHaveLength(before.length + 1);
  expect(after).toContainEqual(expect.objectContaining({ message: 'raised' }));
  const stored = await environment.fetch(`${ENTITY}?properties=true&clean_params=false`, { as: 101 });
  expect(await stored.text()).toMatch(/"level":\s*7\.50\b/);
});
