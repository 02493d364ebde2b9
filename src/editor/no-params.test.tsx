import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openAlone } from '../testing/open-page.tsx';
import * as page from './params-page.tsx';
import { forgetSessions } from './sessions.ts';

const records = smallWorld().map((record) =>
  record.kind === 'entity' && (record.id === 1020 || record.id === 1023)
    ? { ...record, properties: 'null' }
    : record,
);
const environment = await openPageEnvironment({ records, permissions: smallRights });
afterEach(async () => {
  cleanup();
  await forgetSessions();
});

const open = (id: number) =>
  openAlone(
    '/workspaces/:workspaceId/entities/:entityId/params',
    page,
    `/workspaces/1/entities/${id}/params`,
  );
const stored = async (id: number) =>
  (await (await environment.fetch(`/workspaces/1/entities/${id}/?properties=true`)).json()).properties;

test('an entity without any params says so, shows the app’s form, and saving stores an object', async () => {
  expect(await stored(1020)).toBeNull();
  open(1020);
  await screen.findByRole('form', { name: 'Params' });
  expect(screen.getByText('No params are stored yet')).toBeInTheDocument();
  fireEvent.change(await screen.findByLabelText(/^Width/), { target: { value: '3' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Saved')).toBeInTheDocument();
  expect(await stored(1020)).toEqual({ geometry: { width: 3 } });
  expect(screen.queryByText('No params are stored yet')).toBeNull();
  expect(screen.queryByText(/at the same moment|could not be read back/)).toBeNull();
});

test('a draft on no params is offered again, and its save meets what somebody stored meanwhile', async () => {
  const { unmount } = open(1023);
  fireEvent.change(await screen.findByLabelText(/^Width/), { target: { value: '4' } });
  unmount();
  await forgetSessions();
  const place = { environment: window.location.origin, userId: 101, workspaceId: 1, entityId: 1023 };
  expect((await draftStore.findKept(place))[0]?.changes).toMatchObject([{ path: ['geometry'] }]);
  await environment.fetch('/workspaces/1/entities/1023/', {
    as: 102,
    method: 'PUT',
    body: '{"properties":{"rows":[]}}',
  });
  open(1023);
  await screen.findByRole('form', { name: 'Params' });
  fireEvent.click(await screen.findByRole('button', { name: 'Resume draft' }));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Saved')).toBeInTheDocument();
  expect(await stored(1023)).toEqual({ rows: [], geometry: { width: 4 } });
});
