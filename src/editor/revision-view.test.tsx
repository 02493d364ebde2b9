import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { ArchiveRecord } from '../../server/archive/records.ts';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openAlone } from '../testing/open-page.tsx';
import * as page from './params-page.tsx';
import { forgetSessions } from './sessions.ts';

const OLD = '{"river": 4.50, "blob": [1.0, 2.0], "stray": {"deep": 1e-05}}';
const NEW = '{"river": 9.0, "blob": [3.0]}';
const ENTITY = 7001;
const [first, newest] = [ENTITY * 1000, ENTITY * 1000 + 1];

function world(): ArchiveRecord[] {
  const at = '2026-03-11T09:41:27.518204Z';
  const form = [
    { type: 'number', name: 'river', ui_name: 'River level' },
    { type: 'hidden', name: 'blob', ui_name: 'Blob' },
  ];
  const revision = (id: number, properties: string, message: string, hour: number) => ({
    kind: 'revision',
    entity: ENTITY,
    id,
    created_at: at.replace('T09', `T0${hour}`),
    created_by: 102,
    message,
    name: 'Well',
    properties,
  });
  const made = [
    {
      kind: 'entity_type',
      id: 70,
      name: 'Well',
      class_name: 'Well',
      is_file: false,
      views: [],
      summary: [],
      allow_saving: true,
      child_entity_type_ids: [],
      parametrization: form,
    },
    {
      kind: 'entity',
      id: ENTITY,
      name: 'Well',
      entity_type: 70,
      parent: null,
      properties: NEW,
      created_at: at,
      created_by: 102,
      updated_at: at,
      last_updated_by: 102,
    },
    revision(first, OLD, 'as drilled', 7),
    revision(newest, NEW, 'levels', 9),
  ] as ArchiveRecord[];
  return smallWorld().flatMap((record) =>
    record.kind === 'workspace' && record.id === 2 ? [...made, record] : [record],
  );
}

const environment = await openPageEnvironment({ records: world(), permissions: smallRights });
afterEach(() => {
  cleanup();
  forgetSessions();
});

function open(query: string) {
  environment.forget();
  const address = `/workspaces/1/entities/${ENTITY}/params${query}`;
  return openAlone('/workspaces/:workspaceId/entities/:entityId/params', page, address).router;
}

test('an old revision stands in the form with all it holds, says whose it is, and takes no edit', async () => {
  open(`?revision=${first}`);
  const river = await screen.findByLabelText('River level');
  expect(river).toHaveValue('4.50');
  expect(river).toHaveAttribute('readonly');
  const form = screen.getByRole('form', { name: 'Params' });
  expect(form).toHaveTextContent(/Revision 1: to be read, not edited.+2026.+as drilled/);
  expect(within(form).getByLabelText('deep')).toHaveValue('1e-05');
  expect(within(form).getByRole('heading', { name: 'Hidden data' })).toBeInTheDocument();
  expect(within(form).queryByRole('button', { name: /^Save|^Edit as JSON|^Reset/ })).toBeNull();
  // One read each, and the form once, for the params of that revision.
  expect([...environment.requests].sort()).toEqual(
    [
      `GET /workspaces/1/entities/${ENTITY}/`,
      'GET /workspaces/1/entity_types/',
      'GET /workspaces/1/',
      'GET /users/me/',
      `GET /workspaces/1/entities/${ENTITY}/revisions/`,
      'GET /workspaces/1/users/',
      `POST /workspaces/1/entities/${ENTITY}/parametrization/`,
    ].sort(),
  );
});

test('restoring it shows what that changes, then puts its params into the editor, and saves nothing', async () => {
  const router = open(`?revision=${first}`);
  fireEvent.click(await screen.findByRole('button', { name: 'Restore into editor…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Restore revision 1' });
  // By its key until the form is read.
  await waitFor(() =>
    expect(within(dialog).getByRole('list', { name: 'What will change' })).toHaveTextContent(
      /changed\s*River level/,
    ),
  );
  expect(router.state.location.search).toBe(`?revision=${first}`);
  const put = within(dialog).getByRole('button', { name: 'Put into the editor' });
  await waitFor(() => expect(put).toBeEnabled());
  fireEvent.click(put);
  await waitFor(() => expect(router.state.location.search).toBe(''));
  await screen.findByText(/Restored from revision 1/);
  expect(await screen.findByLabelText('River level')).toHaveValue('4.50');
  expect(screen.getByRole('button', { name: 'Save' })).toBeInTheDocument();
  expect(environment.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
});

test('the newest revision has nothing to restore, and leads back to the editor', async () => {
  open(`?revision=${newest}`);
  await screen.findByText('Revision 2, the newest: to be read, not edited');
  expect(screen.queryByRole('button', { name: /^Restore/ })).toBeNull();
  expect(screen.getByRole('link', { name: 'Back to the newest' })).toHaveAttribute(
    'href',
    `/workspaces/1/entities/${ENTITY}/params`,
  );
});

test.each([
  ['99', 'Revision 99 is not among the revisions of this entity that the server gives.'],
  ['1%3Cb', '“1<b” is not the id of a revision.'],
])('an address that names no revision (%s) says so', async (name, sentence) => {
  open(`?revision=${name}`);
  await screen.findByText(sentence);
  expect(screen.getByRole('link', { name: 'Back to the newest' })).toBeInTheDocument();
});
