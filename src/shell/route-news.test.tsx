import 'fake-indexeddb/auto';
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';

await openPageEnvironment({ records: bridges() });

test('where a link goes with its page, the keyboard goes on in the page it led to; elsewhere the focus stays', async () => {
  const { user } = openPage('/workspaces/5/entities/1003/revisions');
  const link = (await screen.findAllByRole('link', { name: /^Revision \d+ in the form$/ }))[0] as HTMLElement;
  link.focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('form', { name: 'Params' });
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
  const revisions = screen.getByRole('link', { name: 'Revisions' });
  revisions.focus();
  await user.keyboard('{Enter}');
  await screen.findAllByRole('link', { name: /^Revision \d+ in the form$/ });
  expect(screen.getByRole('link', { name: 'Revisions' })).toHaveFocus();
});

test('the address without a path leads to the first page, and takes no focus', async () => {
  openPage('/');
  await screen.findByRole('heading', { name: 'Workspaces' });
  const taken = waitFor(() => expect(screen.getByRole('main')).toHaveFocus(), { timeout: 300 });
  await expect(taken).rejects.toThrow();
  expect(document.body).toHaveFocus();
});
