import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { uniqueName } from '../api/unique-name.ts';
import { draftStore } from '../drafts/draft-store.ts';
import type { DraftBase } from '../drafts/kept-draft.ts';
import { placeKey, placeOf } from '../drafts/place.ts';
import { tellDraftChanged } from '../drafts/signal.ts';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';
import { forgetOpenBranches } from './open-branches.ts';

const more = new Map<number, object>([
  [25, { locked: true, locked_by: 102 }],
  [43, { summary_status: 'failed' }],
]);
const environment = await openPageEnvironment({
  records: bridges().map((record) =>
    record.kind === 'entity' ? { ...record, ...more.get(record.id) } : record,
  ),
});
beforeEach(() => {
  forgetOpenBranches();
});
afterEach(async () => {
  cleanup();
  for (const draft of await draftStore.findAll(placeOf({ id: 101 }, 5, 24))) await draftStore.drop(draft);
});

const item = (name: string) => screen.findByRole('treeitem', { name });
const keepDraft = (id: number, base: DraftBase) =>
  draftStore.keep(
    {
      id: draftStore.idOf(placeOf({ id: 101 }, 5, id)),
      place: placeOf({ id: 101 }, 5, id),
      entityName: 'Arch',
      base,
      changes: [{ op: 'set', path: ['width'], before: 1, value: 2 }] as never,
      pending: [],
      message: '',
      reason: '',
      staged: false,
      writer: uniqueName(),
      keptAt: Date.now(),
      version: '',
      size: 0,
    },
    '',
  );

test('a lock is told on the row, and on what is above it when that is closed', async () => {
  const { user } = openPage('/workspaces/5/entities/24');
  const piers = await screen.findAllByRole('treeitem', { name: 'Pier' });
  expect(piers[1]).toHaveAccessibleDescription('locked');
  expect(await item('Inner')).not.toHaveAccessibleDescription('locked below');
  (await item('Outer')).focus();
  await user.keyboard('{ArrowLeft}');
  expect(await item('Outer')).toHaveAccessibleDescription('locked below');
});

test('a closed group tells the badges of its members, an open one leaves that to them', async () => {
  const { user } = openPage('/workspaces/5/entities/24');
  (await screen.findAllByRole('treeitem', { name: 'Pier' }))[0]?.focus();
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Group siblings by…' }));
  const dialog = within(await screen.findByRole('dialog', { name: /^Group what is in/ }));
  await user.click(await dialog.findByRole('radio', { name: 'Type' }));
  await user.click(dialog.getByRole('button', { name: 'Group' }));
  const group = await screen.findByRole('treeitem', { name: /^Bridge, \d+ entities/, expanded: true });
  expect(group).not.toHaveAccessibleDescription(/locked/);
  group.focus();
  await user.keyboard('{ArrowLeft}');
  await waitFor(() => expect(group).toHaveAttribute('aria-expanded', 'false'));
  expect(group).toHaveAccessibleDescription('group by Type; locked below');
});

test('a summary that the app could not compute is told, also above', async () => {
  const { user } = openPage('/workspaces/5/entities/44');
  const words = 'something could not be computed or read';
  await waitFor(async () => expect(await item('Part 43')).toHaveAccessibleDescription(words));
  (await item('To delete')).focus();
  await user.keyboard('{ArrowLeft}');
  expect(await item('To delete')).toHaveAccessibleDescription(
    'something below could not be computed or read',
  );
});

test('a branch that could not be read is told on it when it is closed', async () => {
  const { user } = openPage('/workspaces/5');
  environment.refuse('/workspaces/5/entities/10/entities/');
  (await item('East')).focus();
  await user.keyboard('{ArrowRight}');
  await screen.findByRole('treeitem', { name: /^Could not be read/ });
  await user.keyboard('{ArrowLeft}');
  expect(await item('East')).toHaveAccessibleDescription('something could not be computed or read');
  environment.refuse(null);
});

test('a draft is told as soon as it is kept, and apart when the entity was saved since, without a request', async () => {
  const { isRead } = openPage('/workspaces/5/entities/24');
  const arch = await item('<b>Arch</b>');
  await screen.findByRole('heading', { level: 1, name: 'Pier' });
  await isRead();
  const answer = await environment.fetch('/workspaces/5/entities/26/');
  const facts = (await answer.json()) as { revision_id: number; updated_at: string };
  environment.forget();
  await keepDraft(26, { revision: facts.revision_id, updatedAt: facts.updated_at });
  await waitFor(() => expect(arch).toHaveAccessibleDescription('unsaved draft'));
  for (const draft of await draftStore.findAll(placeOf({ id: 101 }, 5, 26))) await draftStore.drop(draft);
  await keepDraft(26, { revision: 1, updatedAt: '2020-01-01T00:00:00Z' });
  await waitFor(() => expect(arch).toHaveAccessibleDescription('unsaved draft on an older revision'));
  expect(environment.requests).toEqual([]);
});

test('a draft that is saved is no draft any more before the drafts are read again', async () => {
  const { isRead } = openPage('/workspaces/5/entities/24');
  const arch = await item('<b>Arch</b>');
  await isRead();
  await keepDraft(26, { revision: 1, updatedAt: '2020-01-01T00:00:00Z' });
  await waitFor(() => expect(arch).toHaveAccessibleDescription('unsaved draft on an older revision'));
  act(() =>
    tellDraftChanged({ place: placeKey(placeOf({ id: 101 }, 5, 26)), writer: '', saved: true, base: null }),
  );
  await waitFor(() => expect(arch).not.toHaveAccessibleDescription(), { interval: 10 });
  // It was not: the drafts say so.
  await waitFor(() => expect(arch).toHaveAccessibleDescription('unsaved draft on an older revision'));
});

test('the mark of a draft is right at every moment of a save, and while something is typed meanwhile', async () => {
  openPage('/workspaces/5/entities/26/params');
  const arch = await item('<b>Arch</b>');
  const field = await screen.findByLabelText('width');
  const told: (string | null)[] = [];
  const look = () => {
    const now = arch.getAttribute('aria-description');
    if (now !== told.at(-1)) told.push(now);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  fireEvent.change(field, { target: { value: '7' } });
  await waitFor(() => expect(arch).toHaveAccessibleDescription('unsaved draft'));
  const real = globalThis.fetch;
  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let isReadBack = false;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    if (String(input).includes('/entities/26/revisions/')) {
      isReadBack = true;
      await held;
    }
    return real(input, init);
  });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(isReadBack).toBe(true));
  // Longer than the rest after which the drafts are looked up: no other mark may come with that.
  await act(() => new Promise((resolve) => setTimeout(resolve, 600)));
  fireEvent.change(field, { target: { value: '8' } });
  goOn();
  await screen.findByText('1 unsaved change');
  await waitFor(() => expect(screen.queryByText('Saving…')).not.toBeInTheDocument());
  await act(() => new Promise((resolve) => setTimeout(resolve, 600)));
  observer.disconnect();
  expect(told).toEqual([null, 'unsaved draft']);
});

test('a draft stays on the newest revision when its entity is renamed beside the form', async () => {
  const { user } = openPage('/workspaces/5/entities/31/params');
  const field = await screen.findByLabelText('width');
  fireEvent.change(field, { target: { value: '7' } });
  await waitFor(async () => expect(await item('Yard')).toHaveAccessibleDescription('unsaved draft'));
  (await item('Yard')).focus();
  await user.keyboard('{F2}');
  const name = await screen.findByRole('textbox', { name: 'Name' });
  await user.clear(name);
  await user.type(name, 'Court{Enter}');
  const court = await item('Court');
  await waitFor(() => expect(court).toHaveAccessibleDescription('unsaved draft'), { timeout: 3000 });
  for (const draft of await draftStore.findAll(placeOf({ id: 101 }, 5, 31))) await draftStore.drop(draft);
});
