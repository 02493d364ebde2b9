import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import type { Workspace } from '../../contract/workspace.ts';
import { entityQueries } from '../api/entities.ts';
import { createQueryClient } from '../api/query-client.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { hideType } from '../testing/hide-type.ts';
import { openPage } from '../testing/open-page.tsx';
import { forgetOpenBranches } from '../tree/open-branches.ts';
import { setSingleKeys } from '../ui/keys.ts';
import { closePalette } from './door.ts';
import { findPath } from './find-path.ts';

const environment = await openPageEnvironment({ records: bridges() });
afterEach(() => {
  closePalette();
  cleanup();
  forgetOpenBranches();
});

const item = (name: string) => screen.findByRole('treeitem', { name });
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const palette = async () => within(await screen.findByRole('dialog', { name: 'Command palette' }));
const made = async (path: string, body: object): Promise<number> => {
  const answer = (await (await environment.fetch(path, { method: 'POST', body })).json()) as [{ id: number }];
  return answer[0].id;
};
/** Where a path leads, on a server that gives few at a time. */
async function follow(cap: number, path: string[]) {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => fetch(String(input).replace(/limit=\d+/, `limit=${cap}`), init);
  try {
    return await findPath(createQueryClient(), 5, path);
  } finally {
    globalThis.fetch = fetch;
  }
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));
function asked(): string[] {
  const requests = environment.requests.map((request) => request.replace('/workspaces/5', ''));
  environment.forget();
  return requests;
}

test('Mod+K opens a dialog with a combobox, a loaded entity is found by its name and opened, and nothing is asked', async () => {
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await settle();
  asked();
  await user.keyboard('{Control>}k{/Control}');
  const input = (await palette()).getByRole('combobox');
  expect(input).toHaveFocus();
  await user.type(input, 'wes');
  const option = await (await palette()).findByRole('option', { name: /^West/ });
  expect(option).toHaveAttribute('aria-selected', 'true');
  expect(input).toHaveAttribute('aria-activedescendant', option.id);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/20'));
  expect(screen.queryByRole('dialog', { name: 'Command palette' })).toBeNull();
});

test('Enter that is faster than the lines opens what is typed, not what was shown before', async () => {
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await user.keyboard('{Control>}k{/Control}');
  const input = (await palette()).getByRole('combobox');
  await user.type(input, 'eas');
  await (await palette()).findByRole('option', { name: /^East/ });
  act(() => {
    fireEvent.change(input, { target: { value: 'wes' } });
    fireEvent.keyDown(input, { key: 'Enter' });
  });
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/20'));
});

test('what is typed before the palette is there is typed into it, and into no field behind it', async () => {
  openPage('/workspaces/5');
  await item('West');
  const behind = screen.getByRole('searchbox', { name: 'Filter entities' });
  behind.focus();
  fireEvent.keyDown(behind, { key: 'k', ctrlKey: true });
  const goesOn = ['W', 'x', 'Backspace', 'e', 's'].map((key) => fireEvent.keyDown(behind, { key }));
  expect(goesOn).toEqual([false, false, false, false, false]);
  const input = (await palette()).getByRole('combobox');
  expect(input).toHaveValue('Wes');
  expect(fireEvent.keyDown(input, { key: 't' })).toBe(true);
});

test('what is not loaded is looked for on the server, once for each type after a pause', async () => {
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await settle();
  asked();
  await user.keyboard('{Control>}k{/Control}');
  await user.type((await palette()).getByRole('combobox'), 'br-445');
  const option = await (await palette()).findByRole('option', { name: /^BR-445/ });
  expect(option).toHaveTextContent('Bridge · West');
  expect(asked().sort()).toEqual(
    ['GET /workspaces/', ...[1, 2, 3, 4].map((type) => `GET /entity_types/${type}/entities/`)].sort(),
  );
  await user.click(option);
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/1445'));
});

test('an entity of a type that the list of types lacks is found where the tree shows others of it', async () => {
  hideType(3);
  const { user } = openPage('/workspaces/5/entities/1003');
  await item('BR-3');
  await user.keyboard('{Control>}k{/Control}');
  await user.type((await palette()).getByRole('combobox'), 'br-445');
  expect(await (await palette()).findByRole('option', { name: /^BR-445/ })).toBeVisible();
});

test('ArrowDown reaches every line, one after the other, and comes back to the first', async () => {
  const { user } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  await user.keyboard('{Control>}k{/Control}');
  // What the parts of the page that come last can do, and what is known when the siblings are.
  await (await palette()).findByRole('option', { name: /^Show the requests made/ });
  await (await palette()).findByRole('option', { name: /^Next sibling/ });
  const options = (await palette()).getAllByRole('option');
  for (const option of options) {
    expect(option).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{ArrowDown}');
  }
  expect(options[0]).toHaveAttribute('aria-selected', 'true');
});

test('Escape closes it and gives the focus back', async () => {
  const { user } = openPage('/workspaces/5');
  (await item('West')).focus();
  await user.keyboard('{Control>}k{/Control}');
  await palette();
  await user.keyboard('{Escape}');
  await waitFor(async () => expect(await item('West')).toHaveFocus());
});

test('a pasted VIKTOR link opens the entity, an id the one of this workspace', async () => {
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await user.keyboard('{Control>}k{/Control}');
  await user.click((await palette()).getByRole('combobox'));
  await user.paste('https://cloud.viktor.ai/workspaces/5/app/editor/24');
  await (await palette()).findByRole('option', { name: /^Open entity 24/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/24'));
  await heading('Pier');
  await user.keyboard('{Control>}k{/Control}');
  await user.type((await palette()).getByRole('combobox'), '1003');
  await (await palette()).findByRole('option', { name: /^Open entity 1003/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/1003'));
});

test('names are followed also through another entity of the name that is not loaded', async () => {
  await made('/workspaces/5/entities/20/entities/', { entity_type: 3, name: 'Twin', properties: {} });
  const folder = await made('/workspaces/5/entities/30/entities/', {
    entity_type: 2,
    name: 'Twin',
    properties: {},
  });
  const inside = await made(`/workspaces/5/entities/${folder}/entities/`, {
    entity_type: 3,
    name: 'Below',
    properties: {},
  });
  const client = createQueryClient();
  const page = await client.fetchQuery(entityQueries.getEntityChildren(5, 30));
  const others = page.results.filter(({ id }) => id !== folder);
  const loaded = { ...others[0], id: 9999, name: 'Twin' } as Entity;
  client.setQueryData(entityQueries.getEntityChildren(5, 30).queryKey, {
    count: page.count + 300,
    results: [loaded, ...others],
  });
  environment.forget();
  client.setQueryData(entityQueries.getEntityChildren(5, 9999).queryKey, { count: 0, results: [] });
  const end = await findPath(client, 5, ['To change', 'Twin', 'Below']);
  expect(end).toMatchObject({ entity: { id: inside } });
  expect(await findPath(client, 5, ['To change', 'Twin', 'Nowhere'])).toEqual({
    missing: 'Nowhere',
    under: 'Twin',
  });
});

test('a path leads to a name behind many that hold it, on a server that gives few at a time, and says when it gave up', async () => {
  const create = (name: string) =>
    made('/workspaces/5/entities/30/entities/', { entity_type: 3, name, properties: {} });
  for (let post = 1; post <= 30; post += 1) await create(`Post ${post}`);
  const id = await create('Post');
  expect(await follow(20, ['To change', 'Post'])).toMatchObject({ entity: { id } });
  environment.forget();
  expect(await follow(1, ['To change', 'Post'])).toEqual({
    missing: 'Post',
    under: 'To change',
    partly: true,
  });
  expect(environment.requests).toHaveLength(30);
});

test('of many with one name the one that leads on is found behind a page of others, with a bounded number of requests', async () => {
  const create = (parent: number, name: string) =>
    made(`/workspaces/5/entities/${parent}/entities/`, { entity_type: 2, name, properties: {} });
  const crowd = await create(30, 'Crowd');
  const alike: number[] = [];
  for (let each = 1; each <= 12; each += 1) alike.push(await create(crowd, 'Alike'));
  const id = await create(alike.at(-1) ?? 0, 'Inside');
  expect(await follow(10, ['To change', 'Crowd', 'Alike', 'Inside'])).toMatchObject({ entity: { id } });
  for (let each = 1; each <= 30; each += 1) await create(crowd, 'Alike');
  environment.forget();
  expect(await follow(50, ['To change', 'Crowd', 'Alike', 'Outside'])).toEqual({
    missing: 'Outside',
    under: 'Alike',
    partly: true,
  });
  expect(environment.requests).toHaveLength(30);
});

test('typing on and closing end the way along a path, and what was said of it', async () => {
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await user.keyboard('{Control>}k{/Control}');
  const input = (await palette()).getByRole('combobox');
  await user.type(input, 'Nowhere › Pier{Enter}');
  await screen.findByText('There is no “Nowhere” at the top.');
  await user.type(input, 's');
  expect(screen.queryByText('There is no “Nowhere” at the top.')).toBeNull();
  await user.clear(input);
  const answer = environment.hold('GET');
  await user.type(input, 'West › Aisle › Nail{Enter}');
  await screen.findByText('Looking the names up…');
  environment.forget();
  await user.keyboard('{Escape}');
  answer();
  await settle();
  expect(environment.requests).toEqual([]);
  expect(router.state.location.pathname).toBe('/workspaces/5');
});

test('a dialog that the palette opened gives the focus back to what had it before the palette', async () => {
  const { user } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  const link = screen.getByRole('link', { name: 'Params' });
  act(() => link.focus());
  await user.keyboard('{Control>}k{/Control}');
  await user.type((await palette()).getByRole('combobox'), '>Delete');
  await (await palette()).findByRole('option', { name: /^Delete/ });
  await user.keyboard('{Enter}');
  await screen.findByRole('alertdialog', { name: /^Delete/ });
  await settle();
  await user.keyboard('{Escape}');
  await settle();
  expect(link).toHaveFocus();
});

test('an id with its workspace, as notes have it, is opened from anywhere, and is also a name to look for', async () => {
  await made('/workspaces/5/entities/33/entities/', { entity_type: 3, name: '5/24', properties: {} });
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await user.keyboard('{Control>}k{/Control}');
  const input = (await palette()).getByRole('combobox');
  await user.type(input, '5/24');
  await (await palette()).findByRole('option', { name: /^5\/24/ });
  expect((await palette()).getByRole('option', { name: /^Open entity 24/ })).toHaveTextContent(
    'this workspace',
  );
  await user.clear(input);
  await user.type(input, 'entity 24');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/24'));
  router.navigate('/');
  await waitFor(() => expect(screen.queryByRole('treeitem')).toBeNull());
  await user.keyboard('{Control>}k{/Control}');
  await user.type((await palette()).getByRole('combobox'), '5/24');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/24'));
});

test('a link of another host says that its numbers are opened here', async () => {
  const { user } = openPage('/workspaces/5');
  await item('East');
  await user.keyboard('{Control>}k{/Control}');
  const dialog = await palette();
  await user.click(dialog.getByRole('combobox'));
  await user.paste('https://cloud.viktor.ai/workspaces/5/app/editor/24');
  expect(await dialog.findByText(/on this environment; the link is of cloud\.viktor\.ai/)).toBeVisible();
  await user.clear(dialog.getByRole('combobox'));
  await user.paste(`${window.location.origin}/workspaces/5/entities/24`);
  expect(await dialog.findByText('In workspace 5, from the link')).toBeVisible();
});

test('names with › between are followed from the top, and the first that is missing is said', async () => {
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await user.keyboard('{Control>}k{/Control}');
  const input = (await palette()).getByRole('combobox');
  await user.click(input);
  await user.paste('East › outer › Nowhere');
  await (await palette()).findByRole('option', { name: /^Go to East/ });
  await user.keyboard('{Enter}');
  expect(await (await palette()).findByText('There is no “Nowhere” in “Outer”.')).toBeInTheDocument();
  await user.clear(input);
  await user.paste('Bridges › West › br-447');
  await (await palette()).findByRole('option', { name: /^Go to Bridges/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/1447'));
});

test('a name with a slash or angle brackets is a name: it is looked for on the server, and stands before the path that it could be', async () => {
  await made('/workspaces/5/entities/33/entities/', { entity_type: 2, name: 'A/1 / B', properties: {} });
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await user.keyboard('{Control>}k{/Control}');
  const input = (await palette()).getByRole('combobox');
  await user.type(input, '<b>Arch</b>');
  expect(await (await palette()).findByRole('option', { name: /^<b>Arch/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await user.clear(input);
  await user.type(input, 'A/1');
  await user.click(await (await palette()).findByRole('option', { name: /^A\/1 \/ B/ }));
  await waitFor(async () => expect(await item('A/1 / B')).toBeVisible());
  const opened = router.state.location.pathname;
  await router.navigate('/workspaces/5');
  await user.keyboard('{Control>}k{/Control}');
  await user.type((await palette()).getByRole('combobox'), 'A/1 / B');
  await (await palette()).findByRole('option', { name: /^Go to A\/1 › B/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe(opened));
});

test('a workspace whose name has a slash in it stands before the path that it could be', async () => {
  const { user, client, router } = openPage('/workspaces/5');
  await item('West');
  const { queryKey } = workspaceQueries.getWorkspaces({
    include_archived: false,
    include_development: false,
  });
  client.setQueryData(queryKey, [{ id: 5, name: 'Odd / # %' } as Workspace]);
  await user.keyboard('{Control>}k{/Control}');
  await user.type((await palette()).getByRole('combobox'), 'Odd / # %');
  const first = () => within(screen.getByRole('listbox', { name: 'Results' })).getAllByRole('option')[0];
  await waitFor(() => expect(first()).toHaveTextContent('Odd / # %'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Command palette' })).toBeNull());
  expect(router.state.location.pathname).toBe('/workspaces/5');
});

test('an action that cannot be done says why, and stays', async () => {
  const { user } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  await user.keyboard('{Control>}k{/Control}');
  await user.type((await palette()).getByRole('combobox'), '>new entity');
  const option = await (await palette()).findByRole('option', { name: /^New entity inside/ });
  expect(option).toHaveAttribute('aria-disabled', 'true');
  expect(option).toHaveTextContent('Nothing can be created inside an entity of type Bridge.');
  await user.keyboard('{Enter}');
  expect(await palette()).toBeTruthy();
});

test('an action runs from the palette: Rename asks for the new name', async () => {
  const { user } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  await user.keyboard('{Control>}k{/Control}');
  await user.type((await palette()).getByRole('combobox'), '>rename');
  await (await palette()).findByRole('option', { name: /^Rename/ });
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('dialog', { name: 'Rename' })).toBeInTheDocument();
});

test('a word of a type offers its entities as a table and alone in the tree, and nothing is asked for that', async () => {
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await settle();
  await user.keyboard('{Control>}k{/Control}');
  const shown = await palette();
  expect(shown.queryByRole('option', { name: /Bridge/ }), 'one of many alike').toBeNull();
  asked();
  await user.type(shown.getByRole('combobox'), '>bridge');
  expect(await shown.findByRole('option', { name: /^Show Bridge entities as a table/ })).toBeVisible();
  await user.click(shown.getByRole('option', { name: /^Show only Bridge entities in the tree/ }));
  expect(await screen.findByRole('button', { name: 'Types, 1 chosen' })).toBeVisible();
  expect(router.state.location.pathname).toBe('/workspaces/5');
  expect(asked()).toEqual([]);
  await user.keyboard('{Control>}k{/Control}');
  await user.type((await palette()).getByRole('combobox'), '>bridge table');
  await (await palette()).findByRole('option', { name: /^Show Bridge entities as a table/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities'));
  expect(router.state.location.search).toMatch(/^\?type=\d+$/);
});

test('words that all offers of types share offer none of them', async () => {
  const { user } = openPage('/workspaces/5');
  await item('West');
  await user.keyboard('{Control>}k{/Control}');
  const shown = await palette();
  await user.type(shown.getByRole('combobox'), '>tree');
  expect(await shown.findByRole('option', { name: /^Filter the tree/ })).toBeVisible();
  expect(shown.queryByRole('option', { name: /^Show only/ })).toBeNull();
});

test('@ reads the revisions of the entity in view and opens one', async () => {
  const { user, router } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  await settle();
  asked();
  await user.keyboard('{Control>}k{/Control}');
  await user.type((await palette()).getByRole('combobox'), '@');
  await (await palette()).findByRole('option', { name: /^Revision 1/ });
  expect(asked()).toEqual(['GET /entities/24/revisions/']);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/24/revisions'));
});

test('what was opened before comes first when nothing is typed', async () => {
  const { user, router } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  // It is noted for a person: as soon as it is known who that is.
  await waitFor(() => expect(localStorage.getItem('vx-used 101')).toContain('entity:5/24'));
  await router.navigate('/workspaces/5/entities/10');
  await heading('East');
  await user.keyboard('{Control>}k{/Control}');
  const group = await (await palette()).findByRole('group', { name: 'Recent' });
  expect(
    within(group)
      .getAllByRole('option')
      .map((option) => option.textContent),
  ).toEqual(['Pier']);
});

/** Something that was opened before, under the name it had then. */
const opened = (id: number) => {
  const used = {
    key: `entity:5/${id}`,
    title: 'Former',
    to: `/workspaces/5/entities/${id}`,
    weight: 1,
    at: 1,
  };
  localStorage.setItem('vx-used 101', JSON.stringify([used]));
};

test('an entity that was opened before is found by name and by id from the list of workspaces, which says that others are found inside', async () => {
  opened(31);
  const { user, router } = openPage('/workspaces');
  await screen.findByRole('table', { name: 'Workspaces' });
  await user.keyboard('{Control>}k{/Control}');
  const input = (await palette()).getByRole('combobox');
  await user.type(input, 'form');
  await (await palette()).findByRole('option', { name: /^Former/ });
  await user.clear(input);
  await user.type(input, '32');
  await (await palette()).findByText(
    'Nothing fits. Names and ids of entities are looked up once a workspace is open; a link to one opens it from here.',
  );
  await user.clear(input);
  await user.type(input, '31');
  await (await palette()).findByRole('option', { name: /^Former/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/31'));
});

test('what was opened before has the name it was given since', async () => {
  const { user } = openPage('/workspaces/5/entities/31');
  await item('Shed');
  await user.click(await screen.findByRole('link', { name: 'Parent' }));
  await heading('To change');
  opened(31);
  await user.keyboard('{Control>}k{/Control}');
  const group = await (await palette()).findByRole('group', { name: 'Recent' });
  expect(within(group).getByRole('option')).toHaveTextContent('Yard');
});

test('what was opened before is forgotten when the branch that it is in is deleted', async () => {
  const folder = (name: string) => ({ entity_type: 2, name, properties: {} });
  const above = await made('/workspaces/5/entities/33/entities/', folder('Holder'));
  const below = await made(`/workspaces/5/entities/${above}/entities/`, folder('Used'));
  opened(below);
  const { user } = openPage(`/workspaces/5/entities/${above}`);
  (await item('Holder')).focus();
  await user.keyboard('{Delete}');
  const dialog = within(await screen.findByRole('alertdialog'));
  await user.type(await dialog.findByRole('textbox', { name: 'Name of the entity' }), 'Holder');
  await user.click(dialog.getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(localStorage.getItem('vx-used 101')).not.toContain(`entity:5/${below}`);
});

test('what was opened before is forgotten when several are deleted, one of which it is in', async () => {
  const folder = (name: string) => ({ entity_type: 2, name, properties: {} });
  const above = await made('/workspaces/5/entities/33/entities/', folder('First holder'));
  await made('/workspaces/5/entities/33/entities/', folder('Second holder'));
  const below = await made(`/workspaces/5/entities/${above}/entities/`, folder('Used'));
  const { user, router } = openPage(`/workspaces/5/entities/${below}`);
  await heading('Used');
  await waitFor(() => expect(localStorage.getItem('vx-used 101')).toContain(`entity:5/${below}`));
  await router.navigate('/workspaces/5/entities/33');
  (await item('First holder')).focus();
  await user.keyboard('{Control>} {/Control}');
  (await item('Second holder')).focus();
  await user.keyboard('{Control>} {/Control}');
  const marks = within(await screen.findByRole('region', { name: 'Marked entities' }));
  await user.click(marks.getByRole('button', { name: 'Delete…' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  await user.type(dialog.getByRole('textbox', { name: 'Number of entities' }), '2');
  await user.click(dialog.getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(localStorage.getItem('vx-used 101')).not.toContain(`entity:5/${below}`);
});

test('? lists the keys of the part with the focus first, and single keys can be switched off', async () => {
  const { user, router } = openPage('/workspaces/5/entities/1003');
  await heading('BR-3');
  (await item('BR-3')).focus();
  await user.keyboard('?');
  const sheet = within(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }));
  expect(sheet.getAllByRole('heading', { level: 3 })[0]).toHaveTextContent('Tree');
  await user.click(sheet.getByRole('switch', { name: /without Ctrl/ }));
  await user.keyboard('{Escape}');
  await waitFor(async () => expect(await item('BR-3')).toHaveFocus());
  screen.getByRole('link', { name: 'Parent' }).focus();
  await user.keyboard(']');
  await settle();
  expect(router.state.location.pathname).toBe('/workspaces/5/entities/1003');
  setSingleKeys(true);
  await user.keyboard(']');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/1004'));
});

test('a link pasted on the page, not into a field, is offered to be opened', async () => {
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await user.paste('https://cloud.viktor.ai/workspaces/5/app/editor/1003');
  await (await palette()).findByRole('option', { name: /^Open entity 1003/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/1003'));
});
