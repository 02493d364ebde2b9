import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { exactParams, smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { entityKeys } from '../api/entities.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { stageParams } from '../drafts/stage.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openAlone } from '../testing/open-page.tsx';
import * as page from './params-page.tsx';
import { forgetSessions } from './sessions.ts';

const environment = await openPageEnvironment({ records: smallWorld(), permissions: smallRights });
afterEach(async () => {
  cleanup();
  await forgetSessions();
  // Those too that hold nothing unsaved: they tell the next test that somebody undid what this one saved.
  for (const draft of await draftStore.findKept(place)) await draftStore.drop(draft);
});

let shown: ReturnType<typeof openAlone>;

async function open(workspaceId: number, entityId: number) {
  const address = `/workspaces/${workspaceId}/entities/${entityId}/params`;
  shown = openAlone('/workspaces/:workspaceId/entities/:entityId/params', page, address);
  return screen.findByRole('form', { name: 'Params' });
}

const place = { environment: window.location.origin, userId: 101, workspaceId: 1, entityId: 1023 };
const path = (id: number) => `/workspaces/1/entities/${id}/`;

async function storedText(id: number): Promise<string> {
  const answer = await environment.fetch(`${path(id)}?properties=true&clean_params=false`);
  const text = await answer.text();
  const start = text.indexOf('"properties":') + '"properties":'.length;
  return text.slice(start);
}

async function saveElsewhere(id: number, properties: string): Promise<void> {
  const answer = await environment.fetch(path(id), {
    as: 102,
    method: 'PUT',
    body: `{"properties":${properties}}`,
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const type = (label: string, text: string) => {
  const field = screen.getByLabelText(label);
  fireEvent.change(field, { target: { value: text } });
};
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('saving one leaf changes the stored text in that leaf only, and is said when it is done', async () => {
  await open(1, 1020);
  type('s', 'new');
  press('Save');
  expect(await screen.findByText('Saved')).toBeInTheDocument();
  expect((await storedText(1020)).startsWith(exactParams.replace('"\\ud800"', '"new"'))).toBe(true);
});

test('a button that its own press puts off keeps the focus until it is left, and does nothing', async () => {
  await saveElsewhere(1023, '{"level":2}');
  await open(1, 1023);
  environment.forget();
  type('level', '31');
  const save = screen.getByRole('button', { name: 'Save' });
  act(() => save.focus());
  fireEvent.click(save);
  await screen.findByText('Saved');
  expect(save).toHaveFocus();
  expect(save).toHaveAttribute('aria-disabled', 'true');
  fireEvent.click(save);
  // To another window, and back.
  fireEvent.blur(save);
  expect(save).toBeEnabled();
  act(() => screen.getByLabelText('level').focus());
  expect(save).toBeDisabled();
  expect(environment.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1);
});

test('each of two saves says Saving, then Saved; an edit taken back does not say Saved', async () => {
  await saveElsewhere(1023, '{"level":2}');
  const form = await open(1, 1023);
  const said: string[] = [];
  const watch = new MutationObserver(() => {
    const text = within(form)
      .getAllByRole('status')
      .map((status) => status.textContent)
      .join('');
    if (text !== said.at(-1)) said.push(text);
  });
  watch.observe(form, { subtree: true, childList: true, characterData: true });
  for (const level of ['3', '4']) {
    type('level', level);
    press('Save');
    await screen.findByText('Saved');
  }
  watch.disconnect();
  expect(said.filter(Boolean)).toEqual(['Saving…', 'Saved', 'Saving…', 'Saved']);
  type('level', '5');
  expect(screen.queryByText('Saved')).toBeNull();
  type('level', '4');
  expect(screen.queryByText('Saved')).toBeNull();
});

test('what is typed the moment a save is done stays, and the steps before the save can still be undone', async () => {
  await saveElsewhere(1023, '{"level":2}');
  await open(1, 1023);
  type('level', '3');
  press('Save');
  // Called as soon as the page says so, before it has looked after what the answer brought.
  await waitFor(() => {
    screen.getByText('Saved');
    type('level', '4');
  });
  expect(screen.getByLabelText('level')).toHaveValue('4');
  press('Save');
  await screen.findByText('Saved');
  expect((await storedText(1023)).startsWith('{"level":4}')).toBe(true);
  press('Undo');
  expect(screen.getByLabelText('level')).toHaveValue('3');
});

test('an editor that is opened again while a save is on its way waits for it, and then saves what was typed since', async () => {
  await saveElsewhere(1023, '{"level":2,"note":"a"}');
  await open(1, 1023);
  type('level', '3');
  environment.forget();
  const release = environment.hold('PUT');
  const puts = () => environment.requests.filter((request) => request.startsWith('PUT'));
  press('Save');
  await waitFor(() => expect(puts()).toHaveLength(1));
  await act(() => shown.router.navigate('/elsewhere'));
  expect(screen.queryByRole('form', { name: 'Params' })).toBeNull();
  await act(() => shown.router.navigate(-1));
  await screen.findByRole('form', { name: 'Params' });
  expect(screen.getByText('Saving…')).toBeInTheDocument();
  type('level', '4');
  fireEvent.keyDown(window, { key: 's', ctrlKey: true });
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  expect(puts()).toHaveLength(1);
  release();
  await screen.findByText('Saved');
  expect(puts()).toHaveLength(2);
  expect((await storedText(1023)).startsWith('{"level":4,"note":"a"}')).toBe(true);
  expect(puts()).toHaveLength(2);
});

test('a conflict that a save meets after its page was left is put before who comes back', async () => {
  await saveElsewhere(1023, '{"level":2}');
  await open(1, 1023);
  type('level', '3');
  await saveElsewhere(1023, '{"level":7}');
  environment.forget();
  const release = environment.hold('GET');
  press('Save');
  await waitFor(() => expect(environment.requests).not.toEqual([]));
  await act(() => shown.router.navigate('/elsewhere'));
  release();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await act(() => shown.router.navigate(-1));
  expect(await screen.findByRole('dialog', { name: 'Conflict' })).toBeInTheDocument();
  press('Keep editing');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a number is stored as it was typed', async () => {
  await saveElsewhere(1023, '{"level": 2,"on":true}');
  await open(1, 1023);
  type('level', '1.0');
  press('Save');
  await screen.findByText('Saved');
  expect((await storedText(1023)).startsWith('{"level": 1.0,"on":true}')).toBe(true);
});

test('a decimal comma is explained, keeps the save back and stays in the field', async () => {
  await saveElsewhere(1023, '{"level":2}');
  await open(1, 1023);
  environment.forget();
  type('level', '1,5');
  press('Save');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /^Not saved\. level: Decimals take a point: write 1\.5\.$/,
  );
  expect(screen.getByLabelText('level')).toHaveValue('1,5');
  expect(environment.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
});

test('a foreign revision stops the save; what was chosen and what merged by itself is stored', async () => {
  await saveElsewhere(1023, '{"level":2,"width":1,"note":"a"}');
  await open(1, 1023);
  type('level', '3');
  type('note', 'mine');
  await saveElsewhere(1023, '{"level":2,"width":9.0,"note":"theirs"}');
  environment.forget();
  press('Save');
  const dialog = await screen.findByRole('dialog', { name: 'Conflict' });
  expect(environment.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
  expect(dialog).toHaveTextContent('width');
  expect(within(dialog).queryAllByRole('radio', { checked: true })).toEqual([]);
  expect(within(dialog).getByRole('button', { name: 'Save merged' })).toBeDisabled();
  expect(dialog).toHaveTextContent('1 choice left to make');
  fireEvent.click(within(dialog).getByRole('radio', { name: 'Theirs' }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save merged' }));
  await screen.findByText('Saved');
  expect((await storedText(1023)).startsWith('{"level":3,"width":9.0,"note":"theirs"}')).toBe(true);
});

test('a review shows what will be stored, and what is left out stays a draft', async () => {
  await saveElsewhere(1023, '{"level":2,"extra":1.0}');
  const form = await open(1, 1023);
  type('level', '3');
  type('extra', '5');
  fireEvent.keyDown(window, { key: 'S', ctrlKey: true, shiftKey: true });
  const dialog = await screen.findByRole('dialog', { name: 'Review changes' });
  const message = within(dialog).getByRole('textbox', { name: 'Message' });
  expect(message).toHaveValue('2 changed: level 2 → 3, extra 1.0 → 5');
  fireEvent.click(within(dialog).getByRole('checkbox', { name: 'Save extra' }));
  expect(message).toHaveValue('1 changed: level 2 → 3');
  environment.forget();
  expect(within(dialog).getByRole('button', { name: 'Save 1 change' })).toBeEnabled();
  fireEvent.keyDown(message, { key: 'Enter', ctrlKey: true });
  await waitFor(async () =>
    expect((await storedText(1023)).startsWith('{"level":3,"extra":1.0}')).toBe(true),
  );
  await screen.findByText('Saved');
  expect(form).toHaveTextContent('1 unsaved change');
  expect(screen.getByLabelText('extra')).toHaveValue('5');
  expect(environment.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1);
  const list = await environment.fetch(`${path(1023)}revisions/?limit=1`);
  expect(await list.text()).toContain('"message":"1 changed: level 2 → 3"');
  type('extra', '6');
  expect(screen.queryByText('Saved')).toBeNull();
});

/** The dialog after the level in `before` was edited here while somebody saved `now`. */
async function conflictOverLevel(before: string, now: string) {
  await saveElsewhere(1023, before);
  await open(1, 1023);
  type('level', '3');
  await saveElsewhere(1023, now);
  press('Save');
  const dialog = await screen.findByRole('dialog', { name: 'Conflict' });
  return { dialog, other: within(dialog).getByRole('textbox', { name: 'Another value for level' }) };
}

test('where both changed one place, another value can be taken', async () => {
  const { dialog, other } = await conflictOverLevel('{"level":2}', '{"level":7}');
  expect(within(dialog).getByRole('radio', { name: 'Mine' })).toHaveFocus();
  const merged = within(dialog).getByRole('button', { name: 'Save merged' });
  // Typed key by key: what was a value on the way is not saved for what is none.
  for (const [text, isValue] of [
    ['1', true],
    ['1,', false],
    ['1,5', false],
    ['', false],
  ] as const) {
    fireEvent.change(other, { target: { value: text } });
    expect(merged).toHaveProperty('disabled', !isValue);
    if (text === '1,5') expect(dialog).toHaveTextContent('Decimals take a point: write 1.5.');
  }
  fireEvent.change(other, { target: { value: '4.50' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save merged' }));
  await screen.findByText('Saved');
  expect((await storedText(1023)).startsWith('{"level":4.50}')).toBe(true);
});

test('another value is taken to where they moved the group that it stands in', async () => {
  const { dialog, other } = await conflictOverLevel(
    '{"a":{"level":2,"l":1,"m":1,"n":1}}',
    '{"b":{"level":7,"l":1,"m":1,"n":1}}',
  );
  fireEvent.change(other, { target: { value: '4' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save merged' }));
  await screen.findByText('Saved');
  expect((await storedText(1023)).startsWith('{"b":{"level":4,"l":1,"m":1,"n":1}}')).toBe(true);
});

/** Comes back to the window after a while. */
function comeBack(later = 10_000) {
  const { now } = Date;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + later);
  fireEvent.focus(window);
  clock.mockRestore();
}

test('what somebody saves while the changes are reviewed stays, and what was left out too', async () => {
  await saveElsewhere(1023, '{"level":2,"extra":1.0,"third":1}');
  const form = await open(1, 1023);
  type('level', '3');
  type('third', '5');
  fireEvent.keyDown(window, { key: 'S', ctrlKey: true, shiftKey: true });
  const dialog = await screen.findByRole('dialog', { name: 'Review changes' });
  fireEvent.click(within(dialog).getByRole('checkbox', { name: 'Save third' }));
  await saveElsewhere(1023, '{"level":2,"extra":77,"third":1}');
  comeBack();
  await waitFor(() => expect(form).toHaveTextContent('changed 1 value'));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save 1 change' }));
  await waitFor(() => expect(form).toHaveTextContent('1 unsaved change'));
  expect((await storedText(1023)).startsWith('{"level":3,"extra":77,"third":1}')).toBe(true);
  expect(screen.getByLabelText('third')).toHaveValue('5');
});

test.each([
  ['mine', 'Mine', true],
  ['theirs', 'Theirs', false],
])(
  'a message that was reviewed is saved after a conflict where %s is kept: it is true',
  async (_, side, told) => {
    await saveElsewhere(1023, '{"level":2,"extra":1}');
    await open(1, 1023);
    type('level', '3');
    type('extra', '2');
    fireEvent.keyDown(window, { key: 'S', ctrlKey: true, shiftKey: true });
    await screen.findByRole('dialog', { name: 'Review changes' });
    await saveElsewhere(1023, '{"level":7,"extra":1}');
    fireEvent.click(screen.getByRole('button', { name: 'Save 2 changes' }));
    const dialog = await screen.findByRole('dialog', { name: 'Conflict' });
    fireEvent.click(within(dialog).getByRole('radio', { name: side }));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save merged' }));
    await screen.findByText('Saved');
    const list = await (await environment.fetch(`${path(1023)}revisions/?limit=1`)).text();
    expect(list.includes('2 changed: level 2 → 3, extra 1 → 2')).toBe(told);
  },
);

test('a proposed message goes with the save that it was proposed for only', async () => {
  await saveElsewhere(1023, '{"level":2}');
  const form = await open(1, 1023);
  type('level', '3');
  environment.refuse(path(1023));
  fireEvent.keyDown(window, { key: 'S', ctrlKey: true, shiftKey: true });
  fireEvent.click(await screen.findByRole('button', { name: 'Save 1 change' }));
  await waitFor(() => expect(within(form).getByRole('alert')).toHaveTextContent('Not saved'));
  environment.refuse(null);
  type('level', '4');
  press('Save');
  await screen.findByText('Saved');
  const list = await environment.fetch(`${path(1023)}revisions/?limit=1`);
  expect(await list.text()).not.toContain('level 2 → 3');
});

test('on coming back, what somebody changed elsewhere is in the form beside the edits, and named', async () => {
  await saveElsewhere(1023, '{"level":2,"extra":1.0}');
  const form = await open(1, 1023);
  type('level', '3');
  await saveElsewhere(1023, '{"level":2,"extra":9.0}');
  environment.forget();
  comeBack();
  await waitFor(() => expect(form).toHaveTextContent('changed 1 value'));
  expect(form).toHaveTextContent('extra. None of them is one that you are editing');
  expect(screen.getByLabelText('extra')).toHaveValue('9.0');
  expect(screen.getByLabelText('level')).toHaveValue('3');
  expect(form).toHaveTextContent('1 unsaved change');
  press('Save');
  await screen.findByText('Saved');
  expect((await storedText(1023)).startsWith('{"level":3,"extra":9.0}')).toBe(true);
});

test('rows do not move under a cell that is typed in: what somebody else did to them comes in afterwards', async () => {
  await saveElsewhere(1023, '{"rows":[{"x":1.0},{"x":2.0},{"x":3.0}]}');
  await open(1, 1023);
  await screen.findByText(/by the app’s form/);
  const cell = await screen.findByRole('gridcell', { name: '2.0' });
  act(() => cell.focus());
  fireEvent.keyDown(cell, { key: 'F2' });
  fireEvent.change(screen.getByRole('textbox', { name: 'x, row 2' }), { target: { value: '2.5' } });
  await saveElsewhere(1023, '{"rows":[{"x":2.0},{"x":3.0},{"x":9}]}');
  environment.forget();
  comeBack();
  // The small look, then the params.
  await waitFor(() => expect(environment.requests).toHaveLength(2));
  await shown.isRead();
  const input = screen.getByRole('textbox', { name: 'x, row 2' });
  expect(input).toHaveValue('2.5');
  fireEvent.keyDown(input, { key: 'Enter' });
  const cells = () => screen.getAllByRole('gridcell').flatMap(({ textContent }) => textContent || []);
  expect(cells()).toEqual(['1.0', '2.5', '3.0']);
  comeBack(20_000);
  await waitFor(() => expect(cells()).toEqual(['2.5', '3.0', '9']));
  press('Save');
  await screen.findByText('Saved');
  expect((await storedText(1023)).startsWith('{"rows":[{"x":2.5},{"x":3.0},{"x":9}]}')).toBe(true);
});

/** Types into the cell `x` of the second row, and does not enter it. */
async function typeInCell(text: string) {
  // It draws the table anew.
  await screen.findByText(/by the app’s form/);
  const cell = await screen.findByRole('gridcell', { name: '2.0' });
  act(() => cell.focus());
  fireEvent.keyDown(cell, { key: 'F2' });
  fireEvent.change(screen.getByRole('textbox', { name: 'x, row 2' }), { target: { value: text } });
  return cell;
}

/** Waits until the journal holds what was typed, and opens the page anew. */
async function reload() {
  await waitFor(async () => expect(await draftStore.find(place)).toHaveLength(1));
  cleanup();
  await forgetSessions();
  await open(1, 1023);
  fireEvent.click(await screen.findByRole('button', { name: 'Resume draft' }));
}

test.each([
  ['2.50', '2.50', undefined],
  ['1e', '1e', 'true'],
])('the text %s in a cell that is not entered is kept over a reload', async (text, shown_, invalid) => {
  await saveElsewhere(1023, '{"rows":[{"x":1.0},{"x":2.0}]}');
  await open(1, 1023);
  const cell = await typeInCell(text);
  // Nothing is wrong with what is being typed.
  expect(cell).not.toHaveAttribute('aria-invalid');
  expect(screen.queryByRole('alert')).toBeNull();
  await reload();
  const again = await screen.findByRole('gridcell', { name: shown_ });
  expect(again.getAttribute('aria-invalid')).toBe(invalid ?? null);
});

test('a cell that is left by Escape is as it was, and nothing of it is kept', async () => {
  await saveElsewhere(1023, '{"rows":[{"x":1.0},{"x":2.0}]}');
  const form = await open(1, 1023);
  await typeInCell('7');
  expect(form).not.toHaveTextContent('No changes');
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'x, row 2' }), { key: 'Escape' });
  expect(await screen.findByRole('gridcell', { name: '2.0' })).toBeInTheDocument();
  expect(form).toHaveTextContent('No changes');
});

test('what is typed in a cell is entered when its page is left', async () => {
  await saveElsewhere(1023, '{"rows":[{"x":1.0},{"x":2.0}]}');
  await open(1, 1023);
  await typeInCell('7');
  await act(() => shown.router.navigate('/elsewhere'));
  await act(() => shown.router.navigate(-1));
  // The app's form draws the table anew: the cell is looked for, and not held.
  await waitFor(() => expect(screen.getByRole('gridcell', { name: '7' })).toBeInTheDocument());
});

test('an item that is typed and not added is kept over a reload', async () => {
  await saveElsewhere(1023, '{"words":["a"]}');
  await open(1, 1023);
  const added = () => screen.getByPlaceholderText('Add');
  fireEvent.change(added(), { target: { value: 'bee' } });
  await reload();
  await waitFor(() => expect(added()).toHaveValue('bee'));
  fireEvent.keyDown(added(), { key: 'Enter' });
  press('Save');
  await screen.findByText('Saved');
  expect((await storedText(1023)).startsWith('{"words":["a","bee"]}')).toBe(true);
});

test('nothing new is one small request on coming back', async () => {
  await saveElsewhere(1023, '{"level":2}');
  await open(1, 1023);
  environment.forget();
  comeBack();
  await waitFor(() => expect(environment.requests).toEqual([`GET ${path(1023)}`]));
});

test('a group that both moved to different places goes where it is chosen, with what both edited in it', async () => {
  const group = (level: number, l: number) => `{"level":${level},"l":${l},"m":1,"n":1,"o":1}`;
  await saveElsewhere(1023, `{"a":${group(2, 1)}}`);
  await open(1, 1023);
  cleanup();
  await stageParams({
    place,
    entity: shown.client.getQueryData<Entity>(entityKeys.detail(1, 1023)) as Entity,
    params: readJson(`{"b":${group(3, 1)}}`) as JsonObject,
    reason: 'Renamed.',
  });
  const form = await open(1, 1023);
  await waitFor(() => expect(form).toHaveTextContent('Renamed.'));
  await saveElsewhere(1023, `{"c":${group(2, 9)}}`);
  press('Save');
  const dialog = await screen.findByRole('dialog', { name: 'Conflict' });
  const clash = within(dialog).getByRole('group', { name: 'a (moved to different places)' });
  for (const [name, at] of [
    ['Mine', 'b'],
    ['Theirs', 'c'],
    ['Base', 'a'],
  ] as const)
    expect(within(clash).getByRole('radio', { name })).toHaveAccessibleDescription(at);
  fireEvent.click(within(clash).getByRole('radio', { name: 'Theirs' }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save merged' }));
  await screen.findByText('Saved');
  expect((await storedText(1023)).startsWith(`{"c":${group(3, 9)}}`)).toBe(true);
});

/** The dialog about news of a level that is edited here; the edit stays in the form until then. */
async function decideAboutLevel() {
  await saveElsewhere(1023, '{"level":2}');
  const form = await open(1, 1023);
  type('level', '3');
  await saveElsewhere(1023, '{"level":7}');
  comeBack();
  await waitFor(() => expect(form).toHaveTextContent('1 place you are editing is among them: level'));
  expect(screen.getByLabelText('level')).toHaveValue('3');
  press('Decide');
  return { form, dialog: await screen.findByRole('dialog', { name: 'Conflict' }) };
}

test('a change at a place that is edited stays out of the form until it is decided about', async () => {
  const { dialog } = await decideAboutLevel();
  const mine = within(dialog).getByRole('radio', { name: 'Mine' });
  fireEvent.keyDown(mine, { key: 'Enter', ctrlKey: true });
  expect(dialog).toBeInTheDocument();
  fireEvent.click(mine);
  fireEvent.keyDown(mine, { key: 'Enter', ctrlKey: true });
  await screen.findByText('Saved');
  expect((await storedText(1023)).startsWith('{"level":3}')).toBe(true);
});

test('what was decided for the other is stored already, and is no news any more', async () => {
  const { form, dialog } = await decideAboutLevel();
  fireEvent.click(within(dialog).getByRole('radio', { name: 'Theirs' }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save merged' }));
  await screen.findByText('What was chosen is what is stored already.');
  expect(screen.getByLabelText('level')).toHaveValue('7');
  expect(form).not.toHaveTextContent('you are editing');
});

test('an older state that is put over a save is told, and brought back on request', async () => {
  await saveElsewhere(1023, '{"level":2,"extra":1.0}');
  const form = await open(1, 1023);
  type('level', '3');
  press('Save');
  await screen.findByText('Saved');
  await saveElsewhere(1023, '{"level":2,"extra":5}');
  comeBack();
  await waitFor(() => expect(form).toHaveTextContent('An older state was put over 1 value of yours'));
  press('Bring mine back');
  expect(screen.getByLabelText('level')).toHaveValue('3');
  press('Save');
  await screen.findByText('Saved');
  expect((await storedText(1023)).startsWith('{"level":3,"extra":5}')).toBe(true);
});

test('an older state that is met when saving something else is told too', async () => {
  await saveElsewhere(1023, '{"level":2,"extra":1.0,"third":1}');
  const form = await open(1, 1023);
  type('level', '3');
  press('Save');
  await screen.findByText('Saved');
  await saveElsewhere(1023, '{"level":2,"extra":5,"third":1}');
  type('third', '9');
  press('Save');
  const dialog = await screen.findByRole('dialog', { name: 'Conflict' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save merged' }));
  await waitFor(() => expect(form).toHaveTextContent('An older state was put over 1 value of yours'));
  await screen.findByText('Saved');
  press('Bring mine back');
  expect(screen.getByLabelText('level')).toHaveValue('3');
});

test('an older state that follows a save at once is told at once', async () => {
  await saveElsewhere(1023, '{"level":2,"extra":1.0}');
  const form = await open(1, 1023);
  type('level', '3');
  environment.forget();
  const releaseWrite = environment.hold('PUT');
  press('Save');
  const count = (method: string) => environment.requests.filter((one) => one.startsWith(method)).length;
  await waitFor(() => expect(count('PUT')).toBe(1));
  releaseWrite();
  const releaseReads = environment.hold('GET');
  await waitFor(() => expect(environment.requests.at(-1)).toContain('/revisions/'));
  await saveElsewhere(1023, '{"level":2,"extra":5}');
  releaseReads();
  // Sooner than the next look at the interval.
  await waitFor(() => expect(form).toHaveTextContent('An older state was put over 1 value of yours'), {
    timeout: 10_000,
  });
  expect(screen.getByLabelText('extra')).toHaveValue('5');
});

/** The network delivers a save of this page's person once more. */
async function deliverAgain(id: number, properties: string): Promise<void> {
  const body = `{"properties":${properties}}`;
  const answer = await environment.fetch(path(id), { as: 101, method: 'PUT', body });
  if (!answer.ok) throw new Error(await answer.text());
}

test('what merging another revision back in replaced is listed, and put back on request', async () => {
  await saveElsewhere(1023, '{"level":2,"extra":1.0}');
  const form = await open(1, 1023);
  type('level', '3');
  press('Save');
  await screen.findByText('Saved');
  await saveElsewhere(1023, '{"level":3,"extra":5.0}');
  await deliverAgain(1023, '{"level":3,"extra":1.0}');
  comeBack();
  await waitFor(() => expect(form).toHaveTextContent(/Merging revision \d+ changed 1 value/));
  expect(form).toHaveTextContent('extra 1.0 → 5.0');
  expect((await storedText(1023)).startsWith('{"level":3,"extra":5.0}')).toBe(true);
  press('Put back what stood there');
  expect(screen.getByLabelText('extra')).toHaveValue('1.0');
  expect(form).not.toHaveTextContent('Merging revision');
});

test('a write that arrived after its page was gone: what it went over is merged back in when the page is opened again', async () => {
  await saveElsewhere(1023, '{"level":2,"extra":1.0}');
  await open(1, 1023);
  type('level', '3');
  environment.forget();
  environment.hold('PUT');
  press('Save');
  await waitFor(() => expect(environment.requests.some((one) => one.startsWith('PUT'))).toBe(true));
  // The page that is gone hears no answer any more; others do.
  environment.hold('nothing');
  cleanup();
  await forgetSessions();
  await saveElsewhere(1023, '{"level":2,"extra":5.0}');
  await deliverAgain(1023, '{"level":3,"extra":1.0}');
  const form = await open(1, 1023);
  await waitFor(() => expect(form).toHaveTextContent('extra 1.0 → 5.0'), { timeout: 10_000 });
  await waitFor(async () =>
    expect((await storedText(1023)).startsWith('{"level":3,"extra":5.0}')).toBe(true),
  );
});

test('a place that a late write went over is put before the person', async () => {
  await saveElsewhere(1023, '{"level":2,"extra":7}');
  const form = await open(1, 1023);
  type('level', '3');
  press('Save');
  await screen.findByText('Saved');
  await saveElsewhere(1023, '{"level":8,"extra":7}');
  await deliverAgain(1023, '{"level":3,"extra":7}');
  comeBack();
  await waitFor(() => expect(form).toHaveTextContent('A write of yours went over revision'));
  press('Decide');
  const dialog = await screen.findByRole('dialog', { name: 'Conflict' });
  fireEvent.click(within(dialog).getByRole('radio', { name: 'Theirs' }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save merged' }));

  await waitFor(async () => expect((await storedText(1023)).startsWith('{"level":8,"extra":7}')).toBe(true));
});

/** Lets somebody save just before the next write of the page, which the server then takes without a check. */
function slipInBefore(id: number, properties: string): void {
  const { fetch } = globalThis;
  const writing = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    if (init?.method !== 'PUT') return fetch(input, init);
    writing.mockRestore();
    await saveElsewhere(id, properties);
    const headers = new Headers(init.headers);
    headers.delete('If-Match');
    return fetch(input, { ...init, headers });
  });
}

test('a place that a save itself went over stays told, also after a reload, until it is decided', async () => {
  await saveElsewhere(1023, '{"level":2,"extra":7}');
  await open(1, 1023);
  type('level', '3');
  slipInBefore(1023, '{"level":8,"extra":7}');
  press('Save');
  const conflict = () => screen.findByRole('dialog', { name: 'Conflict' });
  await conflict();
  press('Keep editing');
  cleanup();
  await forgetSessions();
  const form = await open(1, 1023);
  await waitFor(() => expect(form).toHaveTextContent('A write of yours went over revision'));
  press('Decide');
  await conflict();
  press('Keep editing');
  press('Decide');
  fireEvent.click(within(await conflict()).getByRole('radio', { name: 'Theirs' }));
  press('Save merged');
  await waitFor(async () => expect((await storedText(1023)).startsWith('{"level":8,"extra":7}')).toBe(true));
  expect(form).not.toHaveTextContent('went over revision');
});

/** An entity of its own, edited here and deleted elsewhere: its id. */
async function editDeleted(type_: () => void): Promise<number> {
  const made = await environment.fetch('/workspaces/1/entities/1011/entities/', {
    as: 102,
    method: 'POST',
    body: JSON.stringify({ entity_type: 30, name: 'short-lived', properties: { level: 2 } }),
  });
  if (!made.ok) throw new Error(await made.text());
  const [{ id }] = [JSON.parse(await made.text())].flat();
  await open(1, id);
  type_();
  await environment.fetch(path(id), { as: 102, method: 'DELETE' });
  comeBack();
  await screen.findByRole('button', { name: 'Create a new entity from these params' });
  return id;
}

test('what is typed while a deleted entity is created again comes along as edits', async () => {
  const id = await editDeleted(() => type('level', '7.50'));
  const release = environment.hold('POST');
  environment.forget();
  press('Create a new entity from these params');
  await waitFor(() => expect(environment.requests.some((one) => one.startsWith('POST'))).toBe(true));
  type('level', '8.25');
  release();
  await waitFor(() => expect(shown.router.state.location.pathname).not.toContain(`/${id}/`));
  const [, made] = /entities\/(\d+)\/params/.exec(shown.router.state.location.pathname) ?? [];
  expect((await storedText(Number(made))).startsWith('{"level":7.50}')).toBe(true);
  expect(await screen.findByText(/Typed while this was created\./)).toBeInTheDocument();
  expect(screen.getByLabelText('level')).toHaveValue('8.25');
});

test('a deleted entity is not created again over a text that is no value', async () => {
  await editDeleted(() => type('level', '7,5'));
  environment.forget();
  press('Create a new entity from these params');
  expect(await screen.findByText(/What is red is no value yet/)).toBeInTheDocument();
  expect(environment.requests.filter((one) => one.startsWith('POST'))).toEqual([]);
  expect(screen.getByLabelText('level')).toHaveValue('7,5');
});

test('a save to an entity that was deleted keeps the form and hands the params out', async () => {
  const made = await environment.fetch('/workspaces/1/entities/1011/entities/', {
    as: 102,
    method: 'POST',
    body: JSON.stringify({ entity_type: 30, name: 'short-lived', properties: { level: 2 } }),
  });
  if (!made.ok) throw new Error(await made.text());
  const [{ id }] = [JSON.parse(await made.text())].flat();
  const copied: string[] = [];
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: async (text: string) => copied.push(text) },
  });
  await open(1, id);
  type('level', '7.50');
  await environment.fetch(path(id), { as: 102, method: 'DELETE' });
  press('Save');
  expect(await screen.findByRole('alert')).toHaveTextContent('deleted in the meantime');
  expect(screen.getByLabelText('level')).toHaveValue('7.50');
  press('Copy params as JSON');
  await screen.findByText('Copied');
  expect(copied).toEqual([expect.stringMatching(/^\{"level":\s*7\.50\}$/)]);
  press('Create a new entity from these params');
  await waitFor(() => expect(shown.router.state.location.pathname).not.toContain(`/${id}/`));
  expect(shown.router.state.location.pathname).toMatch(/\/entities\/\d+\/params$/);
  // What the layout around the form reads knows of no failure: it would give the page up.
  expect(shown.client.getQueryState(entityKeys.detail(1, id))?.status).toBe('success');
});

/** From now on the person may not read the params of any entity. */
function withdrawParams() {
  const { fetch } = globalThis;
  return vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation((input, init) =>
      String(input).includes('properties=true') && init?.method !== 'PUT'
        ? Promise.resolve(Response.json({ detail: 'Not yours.' }, { status: 403 }))
        : fetch(input, init),
    );
}

test('what is typed stays when the right to read params is withdrawn, and can be copied after a reload too', async () => {
  const copied: string[] = [];
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: async (text: string) => copied.push(text) },
  });
  await saveElsewhere(1023, '{"level":2}');
  await open(1, 1023);
  type('level', '7.50');
  const rights = withdrawParams();
  press('Save');
  expect(await screen.findByText(/You may no longer read these params/)).toBeInTheDocument();
  expect(screen.getByLabelText('level')).toHaveValue('7.50');
  press('Copy params as JSON');
  await waitFor(() => expect(copied).toEqual(['{"level":7.50}']));
  cleanup();
  await forgetSessions();
  openAlone('/workspaces/:workspaceId/entities/:entityId/params', page, `/workspaces/1/entities/1023/params`);
  expect(await screen.findByText('The params are not yours to read')).toBeInTheDocument();
  fireEvent.click(await screen.findByRole('button', { name: 'Copy unsaved changes as JSON' }));
  await waitFor(() => expect(copied[1]).toBe('{"/level":7.50}'));
  rights.mockRestore();
});

test('unsaved edits wait as a draft that is offered and not restored by itself', async () => {
  await saveElsewhere(1023, '{"level":2}');
  await open(1, 1023);
  type('level', '7.50');
  await waitFor(async () => expect(await draftStore.find(place)).toHaveLength(1));
  cleanup();
  await forgetSessions();
  await open(1, 1023);
  const draft = await screen.findByRole('region', { name: 'Draft' });
  expect(screen.getByLabelText('level')).toHaveValue('2');
  fireEvent.click(within(draft).getByRole('button', { name: 'Resume draft' }));
  expect(screen.getByLabelText('level')).toHaveValue('7.50');
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Draft' })).toBeNull());
  press('Discard changes');
  await waitFor(async () => expect(await draftStore.find(place)).toHaveLength(0));
});

test('params that another page stages are in the form, with where they come from, and saved as any edit', async () => {
  await saveElsewhere(1023, '{"level":2,"extra":1.0}');
  await open(1, 1023);
  type('extra', '5');
  cleanup();
  const entity = shown.client.getQueryData<Entity>(entityKeys.detail(1, 1023));
  await waitFor(async () => expect(await draftStore.find(place)).toHaveLength(1));
  const staged = await stageParams({
    place,
    entity: entity as Entity,
    params: readJson('{"level":7.50,"extra":1.0}') as JsonObject,
    reason: 'Restored from revision 3.',
  });
  expect(staged).toMatchObject({ kind: 'staged' });
  const form = await open(1, 1023);
  await waitFor(() => expect(screen.getByLabelText('level')).toHaveValue('7.50'));
  expect(screen.getByLabelText('extra')).toHaveValue('5');
  expect(form).toHaveTextContent('Restored from revision 3.');
  expect(screen.queryByRole('region', { name: 'Draft' })).toBeNull();
  press('Save');
  await screen.findByText('Saved');
  expect((await storedText(1023)).startsWith('{"level":7.50,"extra":5}')).toBe(true);
  expect(form).not.toHaveTextContent('Restored from revision 3.');
  expect(await draftStore.find(place)).toEqual([]);
});

test('a page that goes away at once leaves its draft behind', async () => {
  await saveElsewhere(1023, '{"level":2}');
  await open(1, 1023);
  type('level', '8');
  window.dispatchEvent(new Event('pagehide'));
  expect(Object.keys(localStorage)).toHaveLength(1);
  cleanup();
  await forgetSessions();
  await open(1, 1023);
  fireEvent.click(await screen.findByRole('button', { name: 'Discard draft' }));
  await waitFor(async () => expect(await draftStore.find(place)).toHaveLength(0));
  expect(Object.keys(localStorage)).toEqual([]);
});

test('a value that the server refuses is told as the form calls its place, until it is changed', async () => {
  await saveElsewhere(1023, '{"level":2}');
  await open(1, 1023);
  type('level', '3');
  const real = globalThis.fetch;
  const refusing = vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation((input, init) =>
      init?.method === 'PUT'
        ? Promise.resolve(Response.json({ properties: { level: ['Too high.'] } }, { status: 400 }))
        : real(input, init),
    );
  press('Save');
  expect(await screen.findByRole('alert')).toHaveTextContent('Not saved: level: Too high.');
  refusing.mockRestore();
  type('level', '4');
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('an entity that somebody else has locked is closed, with who it is', async () => {
  const form = await open(1, 1021);
  await waitFor(() => expect(form).toHaveTextContent('Henrik Test has locked this entity'));
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});

test('an app of the editor type is closed', async () => {
  const form = await open(2, 2001);
  await waitFor(() => expect(form).toHaveTextContent('editor type'));
});

test('a type that refuses saving is closed', async () => {
  const form = await open(1, 1002);
  await waitFor(() => expect(form).toHaveTextContent('Saving is switched off'));
});

test('where the browser keeps no drafts it is said, above the form and beside the unsaved changes', async () => {
  await draftStore.findKept(place); // what opens the database needs transactions itself
  const refused = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new Error('denied');
  });
  try {
    await open(1, 1020);
    expect(await screen.findByText(/keeps nothing for this page \(denied\)/)).toBeInTheDocument();
    type('s', 'not kept');
    expect(await screen.findByText('1 unsaved change, in this page only')).toBeInTheDocument();
    press('Discard changes');
  } finally {
    refused.mockRestore();
  }
});
