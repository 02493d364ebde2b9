import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import * as page from '../editor/params-page.tsx';
import { forgetSessions } from '../editor/sessions.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openAlone } from '../testing/open-page.tsx';

const form = [{ type: 'text', name: 'title', ui_name: 'Title' }];
const records = smallWorld().map((record) =>
  record.kind === 'entity' && record.id === 1011
    ? { ...record, properties: '{"note":"a"}' }
    : record.kind === 'entity' && record.id === 1023
      ? { ...record, properties: '{"title":"a"}' }
      : record.kind === 'entity_type' && record.id === 30
        ? { ...record, parametrization: form }
        : record,
);
const environment = await openPageEnvironment({ records, permissions: smallRights });
afterEach(async () => {
  cleanup();
  await forgetSessions();
});

const open = (id: number) => {
  const address = `/workspaces/1/entities/${id}/params`;
  openAlone('/workspaces/:workspaceId/entities/:entityId/params', page, address);
  return userEvent.setup();
};

test('lines that come into a text of a form from values stay, and Enter alone makes none while it has one', async () => {
  const user = open(1011);
  const note = await screen.findByRole('textbox', { name: 'note' });
  await user.type(note, 'b{Enter}c');
  expect(note).toHaveValue('abc');
  await user.paste('\nd\n\ne');
  expect(note).toHaveValue('abc\nd\n\ne');
  expect(note).toHaveFocus();
  await user.keyboard('{Enter}f');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved');
  const answer = await environment.fetch('/workspaces/1/entities/1011/?properties=true');
  expect((await answer.json()).properties).toEqual({ note: 'abc\nd\n\ne\nf' });
});

test('a field of one line of the app’s form says when line breaks are taken out, until it is typed in again', async () => {
  const user = open(1023);
  const title = await screen.findByRole('textbox', { name: 'Title' });
  expect(title).toBeInstanceOf(HTMLInputElement);
  await user.click(title);
  await user.paste('b\nc');
  expect(title).toHaveAccessibleDescription(/The line breaks were taken out: this field holds one line\./);
  await user.type(title, 'd');
  expect(title).not.toHaveAccessibleDescription(/line breaks/);
  await user.paste('e\n');
  expect(title).not.toHaveAccessibleDescription(/line breaks/);
});
