import { createServer } from 'node:http';
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Listening, listenGateway, listening, type TestGateway } from '../../server/gateway/testing.ts';
import { requestLog } from '../api/request-log.ts';
import { theme } from '../ui/theme.ts';
import { Component } from './connect-page.tsx';

const TOKEN = 'vktrpat_7_VXCANARYsecret';
let viktor: Listening;
let other: Listening;
let gateway: TestGateway;
let cookie: string;
let isServerThere: boolean;
const realFetch = globalThis.fetch;

/** An environment that takes one token and knows whose it is. */
const environment = () =>
  listening(
    createServer(({ headers }, outgoing) => {
      outgoing.statusCode = headers.authorization === `Bearer ${TOKEN}` ? 200 : 401;
      outgoing.end('{"id":7,"first_name":"Ana","last_name":"Mol"}');
    }),
  );

beforeAll(async () => {
  viktor = await environment();
  other = await environment();
  const meta = document.createElement('meta');
  meta.name = 'vx-mode';
  meta.content = 'sign-in';
  document.head.append(meta);
});
beforeEach(async () => {
  gateway = await listenGateway(viktor.url);
  cookie = '';
  isServerThere = true;
  // The one cookie is kept as a browser would.
  globalThis.fetch = async (input, { signal: _none, ...init } = {}) => {
    if (!isServerThere) throw new TypeError('Failed to fetch');
    const headers = new Headers(init.headers);
    if (cookie) headers.set('Cookie', cookie);
    const answer = await realFetch(gateway.url + String(input), { ...init, headers });
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return answer;
  };
});
afterEach(async () => {
  cleanup();
  globalThis.fetch = realFetch;
  await gateway.close();
});
afterAll(async () => {
  await viktor.close();
  await other.close();
});

function open() {
  const router = createMemoryRouter([{ path: '/connect', Component }], { initialEntries: ['/connect'] });
  render(
    <MantineProvider theme={theme} env="test">
      <RouterProvider router={router} />
    </MantineProvider>,
  );
  return userEvent.setup();
}
const field = (name: string) => screen.findByLabelText(name);

async function signIn(at: string, token: string): Promise<void> {
  const user = open();
  const where = await field('Environment');
  await user.clear(where);
  await user.type(where, at);
  await user.type(await field('Personal access token'), token);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}
const signedIn = () => screen.findByRole('region', { name: 'Signed in' });

test('what is left empty is asked for, and nothing is sent', async () => {
  const user = open();
  await user.clear(await field('Environment'));
  await user.keyboard('{Enter}');
  expect((await screen.findAllByRole('alert')).map((alert) => alert.textContent)).toEqual([
    'Give the name, host or address of an environment.',
    'Paste a personal access token.',
  ]);
  expect(cookie).toBe('');
});

test('a token that is not accepted is told at its field, and the environment stays as typed', async () => {
  await signIn(viktor.url, 'vktrpat_7_mistyped');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'does not accept this token: it may be mistyped, expired or of another environment.',
  );
  expect(await field('Personal access token')).toBeInvalid();
  expect(await field('Environment')).toHaveValue(viktor.url);
});

test('an environment that is not on the list is told at its field, with the list', async () => {
  await signIn('https://evil.example.org', TOKEN);
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'evil.example.org is not among the environments this server may connect to: *.viktor.ai, this machine.',
  );
  expect(await field('Environment')).toBeInvalid();
});

test('an environment that is down is told, and what was typed is still there', async () => {
  const gone = await listening(createServer());
  await gone.close();
  await signIn(gone.url, TOKEN);
  expect(await screen.findByRole('alert')).toHaveTextContent('takes no connections right now');
  expect(await field('Personal access token')).toHaveValue(TOKEN);
});

test('two environments stand side by side, and each is forgotten by itself or all at once', async () => {
  for (const { url } of [viktor, other]) {
    await signIn(url, TOKEN);
    await waitFor(async () => expect(await signedIn()).toHaveTextContent(new URL(url).host));
    expect(await field('Personal access token')).toHaveValue('');
    cleanup();
  }
  const user = open();
  const region = await signedIn();
  expect(
    within(region)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual([viktor, other].map(({ url }) => `${new URL(url).host}Ana MolOpenForget`));
  await user.click(within(region).getByRole('button', { name: `Forget ${new URL(viktor.url).host}` }));
  await waitFor(() => expect(within(region).getAllByRole('listitem')).toHaveLength(1));
  expect(document.body.textContent).not.toContain(TOKEN);
  cleanup();
  await signIn(viktor.url, TOKEN);
  await waitFor(async () => expect(within(await signedIn()).getAllByRole('listitem')).toHaveLength(2));
  await userEvent.click(screen.getByRole('button', { name: 'Forget all' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Signed in' })).toBeNull());
});

test('the list of requests names the sign-in, and not its token', async () => {
  await signIn(viktor.url, TOKEN);
  await signedIn();
  const sent = requestLog.read().filter(({ method }) => method === 'POST');
  expect(sent[0]).toMatchObject({ url: '/session/accounts', status: 200 });
  expect(JSON.stringify(sent)).not.toContain(TOKEN);
});

test('a sign-in that the server no longer knows is not offered', async () => {
  await signIn(viktor.url, TOKEN);
  await signedIn();
  cleanup();
  cookie = cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  open();
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Signed in' })).toBeNull());
  expect(await field('Environment')).toHaveValue(new URL(viktor.url).host);
});

test('a server that is gone is told, with the way to try again', async () => {
  isServerThere = false;
  const user = open();
  expect(await screen.findByText('The server did not answer')).toBeVisible();
  isServerThere = true;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await field('Personal access token')).toBeVisible();
});
