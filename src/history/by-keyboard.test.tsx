import 'fake-indexeddb/auto';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { openPageEnvironment } from '../testing/environment.ts';
import { openHistory } from './testing/open-history.ts';
import { historyWorld, ids } from './testing/world.ts';

await openPageEnvironment(historyWorld());
afterEach(cleanup);

const revision = (number: number) => ids.showpiece * 1000 + number - 1;
const at = (query: string) => `/workspaces/${ids.workspace}/entities/${ids.showpiece}/revisions${query}`;

async function open(query: string) {
  openHistory(at(query));
  const changes = await screen.findByRole('region', { name: 'Changes' });
  await waitFor(() => expect(changes).toHaveTextContent(/\d+ changes?/));
  const user = userEvent.setup();
  return { user, changes };
}

const focused = () => document.activeElement as HTMLElement;
const nameOf = (element: Element) => element.getAttribute('aria-label') ?? element.textContent ?? '';

const FOCUSABLE = 'button:not([disabled]), input, a[href]';

/** Puts the focus on a control called so. Tab by Tab through a hundred controls takes a minute here; that they are controls says that Tab gets there. */
async function focusOn(name: string | RegExp) {
  await waitFor(() => {
    const all = [...document.querySelectorAll<HTMLElement>(FOCUSABLE)];
    const control = all.find((one) =>
      typeof name === 'string' ? nameOf(one).trim() === name : name.test(nameOf(one).trim()),
    );
    if (!control) throw new Error(`There is no control ${name}.`);
    control.focus();
    expect(control).toHaveFocus();
  });
}

const keptFocus = () => waitFor(() => expect(document.activeElement).not.toBe(document.body));

test('views, folds, tolerance and copies are reached and left by keyboard', async () => {
  const { user, changes } = await open(`?from=${revision(2)}&to=${revision(10)}&view=unified`);
  within(changes).getByRole('radio', { name: 'Unified' }).focus();
  for (const view of ['Split', 'List', 'Text', 'Unified']) {
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(within(changes).getByRole('radio', { name: view })).toBeChecked());
    expect(within(changes).getByRole('radio', { name: view })).toHaveFocus();
  }
  await focusOn('Tolerance');
  await user.keyboard('{Enter}');
  const limit = within(changes).getAllByRole('textbox')[0] as HTMLElement;
  limit.focus();
  await user.keyboard('1000');
  await waitFor(() => expect(changes).toHaveTextContent(/shown \+ [1-9]\d* hidden/));
  await focusOn('Hide nothing');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(changes).not.toHaveTextContent('Hide nothing'));
  await keptFocus();
  await focusOn(/unchanged fields? /);
  await user.keyboard('{Enter}');
  await keptFocus();
  await focusOn('Copy as Markdown');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(changes).toHaveTextContent(/Copied as Markdown|saved as changes\.md/));
  expect(nameOf(focused())).toBe('Copy as Markdown');
});
