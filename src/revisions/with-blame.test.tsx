import 'fake-indexeddb/auto';
import { EditorView } from '@codemirror/view';
import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeAll, expect, test } from 'vitest';
import * as paramsPage from '../editor/params-page.tsx';
import * as overview from '../entity/overview-page.tsx';
import { historyWorld, ids } from '../history/testing/world.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openAlone } from '../testing/open-page.tsx';

const environment = await openPageEnvironment(historyWorld());
beforeAll(() => {
  // jsdom lays nothing out, and the JSON editor measures its lines.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
});

const open = (address: string) => ({
  ...openAlone('/workspaces/:workspaceId/entities/:entityId/params', paramsPage, address),
  user: userEvent.setup(),
});
const page = `/workspaces/${ids.workspace}/entities/${ids.showpiece}/params`;
const revision = (number: number) => ids.showpiece * 1000 + number - 1;
const readings = () => environment.requests.filter((request) => request.includes('/revisions/'));
/** The row of a field, by the end of its pointer. */
const field = async (pointer: string) => {
  const form = await screen.findByRole('form', { name: 'Params' });
  return waitFor(() => {
    const row = form.querySelector<HTMLElement>(`[data-pointer="${pointer}"]`);
    if (!row) throw new Error(`There is no field ${pointer}.`);
    return row;
  });
};

test('in the form it is asked who set what by a button; until then no revision is read, then each once', async () => {
  const { user, router } = open(page);
  const toggle = await screen.findByRole('button', { name: 'Who set it' });
  await field('/damping');
  expect(readings()).toEqual([]);
  await user.click(toggle);
  expect(router.state.location.search).toBe('?blame=1');
  const mark = await within(await field('/damping')).findByRole('link', {
    name: /^Set in revision 4 by .*, Mar 12, 2024$|^Set in revision 4 by .*12 Mar 2024$/,
  });
  expect(mark).toHaveAttribute(
    'href',
    `/workspaces/${ids.workspace}/entities/${ids.showpiece}/revisions?from=${revision(3)}&to=${revision(4)}`,
  );
  expect(readings()).toHaveLength(1);
  await user.click(toggle);
  await waitFor(async () =>
    expect(within(await field('/damping')).queryByRole('link', { name: /^Set in/ })).toBeNull(),
  );
});

test('a value that is being edited keeps who set what is saved, and its course is a chart away', async () => {
  const { user } = open(`${page}?blame=1`);
  const row = await field('/damping');
  await within(row).findByRole('link', { name: /^Set in revision 4/ });
  await user.type(within(row).getByRole('textbox'), '1');
  expect(within(row).getByRole('link', { name: /^Set in revision 4/ })).toBeInTheDocument();
  await user.click(within(row).getByRole('button', { name: 'Course of damping' }));
  const dialog = await screen.findByRole('dialog', { name: 'Course of damping' });
  expect(await within(dialog).findByText('2 changes in 10 revisions.', { exact: false })).toBeVisible();
});

test('cells say their revision, also where a row was put above them, and an edited cell does not', async () => {
  const { user } = open(`${page}?blame=1`);
  const row = await field('/scenarios');
  await user.click(await within(row).findByRole('button', { name: 'Show as grid' }));
  const cell = (name: string) => {
    const cells = [...row.querySelectorAll<HTMLElement>('[role="gridcell"]')];
    const found = cells.find(({ textContent }) => textContent?.startsWith(name));
    if (!found) throw new Error(`There is no cell ${name}.`);
    return found;
  };
  await waitFor(() =>
    expect(cell('Thin cover')).toHaveAttribute('title', expect.stringContaining('revision 1 by')),
  );
  expect(cell('Thin cover')).toHaveTextContent('Thin cover1');
  cell('Thin cover').focus();
  await user.click(within(row).getByRole('button', { name: 'Insert above' }));
  await waitFor(() => expect(within(row).getAllByRole('row')).toHaveLength(4));
  expect(cell('Thin cover')).toHaveTextContent('Thin cover1');
  cell('Thin cover').focus();
  await user.keyboard('X{Enter}');
  expect(cell('X')).toHaveTextContent(/^X$/);
});

test('an old revision in the form says who had set its values by then', async () => {
  open(`${page}?revision=${revision(3)}&blame=1`);
  const row = await field('/damping');
  expect(await within(row).findByRole('link', { name: /^Set in revision 3/ })).toBeInTheDocument();
});

test('the JSON tab says who set the value at the cursor, rows by where they were read', async () => {
  open(`${page}?blame=1&view=json`);
  const editor = await screen.findByRole('textbox', { name: 'Params as JSON' }, { timeout: 15_000 });
  const path = screen.getByRole('note', { name: 'Path at the cursor' });
  const line = path.parentElement as HTMLElement;
  const view = EditorView.findFromDOM(editor);
  if (!view) throw new Error('There is no editor.');
  const goTo = (text: string) =>
    act(() => view.dispatch({ selection: { anchor: view.state.doc.toString().indexOf(text) + 2 } }));
  goTo('"damping"');
  await waitFor(() => expect(path).toHaveTextContent('damping'));
  expect(await within(line).findByRole('link', { name: /^Set in revision 4/ })).toBeInTheDocument();
  goTo('"heave"');
  await waitFor(() =>
    expect(within(line).getByRole('link', { name: /^Set in revision 7/ })).toBeInTheDocument(),
  );
  const rows = /"scenarios": \[/.exec(view.state.doc.toString());
  if (!rows) throw new Error('There are no scenarios.');
  const from = rows.index + rows[0].length;
  act(() => view.dispatch({ changes: { from, insert: '{"name": "new"},' }, userEvent: 'input.type' }));
  goTo('"new"');
  await waitFor(() => expect(path).toHaveTextContent('scenarios[new] › name'));
  expect(within(line).queryByRole('link', { name: /^Set in/ })).toBeNull();
  goTo('"Base"');
  await waitFor(() => expect(path).toHaveTextContent('scenarios[Base] › name'));
  expect(within(line).getByRole('link', { name: /^Set in revision 1 / })).toBeInTheDocument();
});

test('at a glance an entity says who set its first params', async () => {
  const pattern = '/workspaces/:workspaceId/entities/:entityId';
  const address = `/workspaces/${ids.workspace}/entities/${ids.showpiece}`;
  openAlone(pattern, { ...overview, loader: () => () => null }, address);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Who set it' }));
  const links = await screen.findAllByRole('link', { name: /^Set in revision \d+ by / });
  expect(links.length).toBeGreaterThan(5);
});
