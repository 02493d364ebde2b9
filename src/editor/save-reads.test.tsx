import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { entityMutations } from '../api/entities.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openAlone } from '../testing/open-page.tsx';
import * as page from './params-page.tsx';
import { forgetSessions } from './sessions.ts';

const environment = await openPageEnvironment({ records: smallWorld(), permissions: smallRights });
afterEach(async () => {
  vi.restoreAllMocks();
  cleanup();
  await forgetSessions();
});

async function open() {
  const { client } = openAlone(
    '/workspaces/:workspaceId/entities/:entityId/params',
    page,
    '/workspaces/1/entities/1023/params',
  );
  await screen.findByRole('form', { name: 'Params' });
  return client;
}

async function saveElsewhere(level: number): Promise<void> {
  const body = `{"properties":{"level":${level}}}`;
  const answer = await environment.fetch('/workspaces/1/entities/1023/', { as: 102, method: 'PUT', body });
  if (!answer.ok) throw new Error(await answer.text());
}

function type(text: string): void {
  fireEvent.change(screen.getByLabelText('level'), { target: { value: text } });
}

/** Lets reads of the entity with its params, and writes of it, come to `fail` where it answers. Returns which were sent. */
function watchEntity(fail: (done: readonly string[]) => Promise<Response> | undefined): string[] {
  const real = globalThis.fetch;
  const done: string[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const method = init?.method ?? 'GET';
    const isWhole = /entities\/1023\/\?.*properties=true/.test(String(input));
    if (method !== 'PUT' && !isWhole) return real(input, init);
    done.push(method);
    return fail(done) ?? real(input, init);
  });
  return done;
}

test.each([
  [
    'a server that fails once',
    () => Promise.resolve(new Response('', { status: 503 })),
    'failed at the server (status 503)',
  ],
  ['a connection that breaks once', () => Promise.reject(new TypeError('Failed to fetch')), 'got no answer'],
])(
  'a save whose look before it meets %s looks again, and says so as long as that lasts',
  async (_, fail, why) => {
    await saveElsewhere(2);
    await open();
    type('3');
    const done = watchEntity((sent) => (sent.length === 1 ? fail() : undefined));
    const release = environment.hold('PUT');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    const note = await screen.findByText(`Reading what is stored ${why}, and is tried again.`);
    await waitFor(() => expect(done).toEqual(['GET', 'GET', 'PUT']), { timeout: 5000 });
    expect(note).not.toBeInTheDocument();
    expect(screen.getByText('Saving…')).toBeInTheDocument();
    release();
    await screen.findByText('Saved');
    expect(done).toEqual(['GET', 'GET', 'PUT']);
    expect(await (await environment.fetch('/workspaces/1/entities/1023/?properties=true')).text()).toContain(
      '"properties":{"level":3}',
    );
  },
);

test('a look for news whose reading fails is not tried again before its time', async () => {
  await saveElsewhere(2);
  await open();
  await saveElsewhere(7);
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const done = watchEntity(() => Promise.resolve(new Response('', { status: 503 })));
  const now = Date.now() + 10_000;
  const clock = vi.spyOn(Date, 'now').mockReturnValue(now);
  fireEvent.focus(window);
  clock.mockRestore();
  await waitFor(() => expect(done).toEqual(['GET']));
  // A read that is tried again waits for 375 ms here.
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(done).toEqual(['GET']);
});

test('a save while a rename is on its way looks only after that, and stands on the revision that it made', async () => {
  await saveElsewhere(2);
  const client = await open();
  type('3');
  const release = environment.hold('PUT');
  const renamed = client
    .getMutationCache()
    .build(client, entityMutations.rename() as never)
    .execute({ workspaceId: 1, id: 1023, name: 'Other' } as never);
  await waitFor(() => expect(environment.requests.at(-1)).toBe('PUT /workspaces/1/entities/1023/'));
  environment.forget();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(environment.requests).toEqual([]);
  release();
  await renamed;
  await screen.findByText('Saved');
  expect(environment.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1);
});

test('what is typed while a save is on its way is saved by the next one when that was asked for meanwhile', async () => {
  await saveElsewhere(2);
  await open();
  type('3');
  const release = environment.hold('PUT');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  const puts = () => environment.requests.filter((request) => request.startsWith('PUT')).length;
  await waitFor(() => expect(puts()).toBe(1));
  const ask = () => fireEvent.keyDown(screen.getByLabelText('level'), { key: 's', ctrlKey: true });
  // Nothing else to save yet: no second write comes of this one.
  ask();
  type('4');
  ask();
  release();
  await screen.findByText('Saved');
  expect(puts()).toBe(2);
  expect(await (await environment.fetch('/workspaces/1/entities/1023/?properties=true')).text()).toContain(
    '"properties":{"level":4}',
  );
});
