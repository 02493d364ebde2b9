import 'fake-indexeddb/auto';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { quirky } from '../../server/testing/quirks.ts';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { hideType } from '../testing/hide-type.ts';
import { openPage } from '../testing/open-page.tsx';
import { DOUBLE_MS } from '../ui/busy-button.tsx';
import { forgetOpenBranches } from './open-branches.ts';

const environment = await openPageEnvironment({ records: bridges() });
beforeEach(() => {
  indexedDB.deleteDatabase('viktor-explorer-capsules');
  forgetOpenBranches();
});

const item = (name: string) => screen.findByRole('treeitem', { name });
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
/** What was asked for since the last look, without the workspace. */
function asked(): string[] {
  const requests = environment.requests.map((request) => request.replace('/workspaces/5', ''));
  environment.forget();
  return requests;
}
const nameOnServer = async (id: number) =>
  ((await (await environment.fetch(`/workspaces/5/entities/${id}/`)).json()) as { name: string }).name;
const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

test('a branch says its level, size and place, and is read once however often it is opened', async () => {
  const { user } = openPage('/workspaces/5');
  const east = await item('East');
  asked();
  east.focus();
  await user.keyboard('{ArrowRight}');
  const outer = await item('Outer');
  expect(outer).toHaveAttribute('aria-level', '2');
  expect(outer).toHaveAttribute('aria-setsize', '1');
  expect(outer).toHaveAttribute('aria-posinset', '1');
  expect(outer).toHaveAttribute('aria-expanded', 'false');
  expect(asked()).toEqual(['GET /entities/10/entities/']);
  expect(screen.getByText('1 entity under East')).toHaveAttribute('aria-live', 'polite');
  await user.keyboard('{ArrowLeft}');
  expect(screen.queryByRole('treeitem', { name: 'Outer' })).toBeNull();
  await user.keyboard('{ArrowRight}');
  await item('Outer');
  expect(asked()).toEqual([]);
});

test('a deep link reads the entity and one page of each branch above it, and shows it selected', async () => {
  openPage('/workspaces/5/entities/24');
  await heading('Pier');
  await waitFor(async () => {
    const piers = await screen.findAllByRole('treeitem', { name: 'Pier' });
    expect(piers.map((pier) => pier.getAttribute('aria-selected'))).toEqual(['true', 'false']);
  });
  await settle();
  expect(asked().sort()).toEqual(
    [
      'GET /',
      'GET /entities/',
      'GET /entities/10/entities/',
      'GET /entities/21/entities/',
      'GET /entities/22/entities/',
      'GET /entities/23/entities/',
      'GET /entities/24/',
      'GET /entity_types/',
      'GET /users/',
      'GET /users/me/',
    ].sort(),
  );
  const trail = within(screen.getByRole('navigation', { name: 'Breadcrumb' }));
  expect(await trail.findByRole('link', { name: 'Pier' })).toHaveAttribute('aria-current', 'page');
  expect(trail.getByRole('link', { name: 'Inner' })).toHaveAttribute('href', '/workspaces/5/entities/23');
});

test('going to a sibling reads that entity only, and coming back reads nothing', async () => {
  const { user, router } = openPage('/workspaces/5/entities/1003');
  await heading('BR-3');
  const next = await screen.findByRole('link', { name: 'Next sibling' });
  await settle();
  asked();
  await user.click(next);
  await heading('BR-4');
  await settle();
  expect(asked()).toEqual(['GET /entities/1004/']);
  await router.navigate(-1);
  await heading('BR-3');
  await settle();
  expect(asked()).toEqual([]);
});

test('going back finds the tree where it was left, also away from what is open', async () => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
  const { user, router } = openPage('/workspaces/5/entities/20');
  await heading('West');
  const tree = await openWest(user, 2800);
  await user.click(await item('BR-100'));
  await heading('BR-100');
  await router.navigate(-1);
  await heading('West');
  expect(await item('BR-100')).toBeVisible();
  expect(tree.scrollTop).toBe(2800);
  await user.click(screen.getByRole('link', { name: 'BR-0' }));
  await heading('BR-0');
  await waitFor(() => expect(tree.scrollTop).toBeLessThan(200));
  vi.restoreAllMocks();
});

/** The tree of the 450 bridges of West, scrolled to some row. */
async function openWest(user: ReturnType<typeof openPage>['user'], top: number): Promise<HTMLElement> {
  (await item('West')).focus();
  await user.keyboard('{ArrowRight}');
  await item('BR-3');
  const tree = screen.getByRole('tree', { name: 'Entities' });
  tree.scrollTop = top;
  fireEvent.scroll(tree);
  return tree;
}

test('going back leaves the keyboard where it can be seen in the tree', async () => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
  const { user, router } = openPage('/workspaces/5/entities/20');
  await heading('West');
  const tree = await openWest(user, 2800);
  (await item('BR-100')).focus();
  await user.keyboard('{Enter}');
  await heading('BR-100');
  await router.navigate(-1);
  await heading('West');
  await settle();
  expect(tree.scrollTop).toBe(2800);
  expect(await item('BR-100')).toHaveFocus();
  vi.restoreAllMocks();
});

test('going back finds the tree where it was left, also where what was open stood just above the edge', async () => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
  const { user, router } = openPage('/workspaces/5/entities/1003');
  await heading('BR-3');
  const tree = await openWest(user, 8 * 28);
  await user.click(await item('BR-9'));
  await heading('BR-9');
  await router.navigate(-1);
  await heading('BR-3');
  await settle();
  expect(tree.scrollTop).toBe(8 * 28);
  vi.restoreAllMocks();
});

test('going back to what was left before the tree could show it shows it', async () => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
  const { router } = openPage('/workspaces/5/entities/40');
  await heading('To delete');
  const plain = globalThis.fetch;
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  globalThis.fetch = async (input, init) => {
    if (String(input).includes('/entities/20/entities')) await held;
    return plain(input, init);
  };
  await act(() => router.navigate('/workspaces/5/entities/1300'));
  await heading('BR-300');
  await act(() => router.navigate('/workspaces/5/entities/40'));
  await heading('To delete');
  answer();
  await act(() => router.navigate(-1));
  await heading('BR-300');
  const tree = screen.getByRole('tree', { name: 'Entities' });
  await waitFor(() => expect(tree.scrollTop).toBeGreaterThan(250 * 28));
  vi.restoreAllMocks();
});

test('going to a sibling keeps the tab', async () => {
  const { user, router } = openPage('/workspaces/5/entities/1003/files');
  await user.click(await screen.findByRole('link', { name: 'Next sibling' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/1004/files'));
});

test('an entity in a later page is found without the pages between', async () => {
  openPage('/workspaces/5/entities/1449');
  await heading('BR-449');
  const row = await item('BR-449');
  expect(row).toHaveAttribute('aria-posinset', '450');
  expect(row).toHaveAttribute('aria-setsize', '450');
});

test('a rename in place is refused beside the field with the text kept, saved with Enter, and leaves the focus on the row', async () => {
  const { user } = openPage('/workspaces/5/entities/31');
  await heading('Yard');
  (await item('Yard')).focus();
  await user.keyboard('{F2}');
  const field = screen.getByRole('textbox', { name: 'Name' });
  await user.clear(field);
  await user.keyboard('{Enter}');
  expect(screen.getByRole('alert')).toHaveTextContent('cannot be empty');
  await user.type(field, 'Quay{Enter}');
  await waitFor(async () => expect(await item('Quay')).toHaveFocus());
  await heading('Quay');
});

test('a rename reads neither the entity nor the branch it is in again', async () => {
  const { user } = openPage('/workspaces/5/entities/32');
  await heading('Shed');
  (await item('Shed')).focus();
  await settle();
  asked();
  await user.keyboard('{F2}');
  await user.clear(screen.getByRole('textbox', { name: 'Name' }));
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Barn{Enter}');
  await heading('Barn');
  await settle();
  expect(asked()).toEqual(['PUT /entities/32/']);
});

test('the keyboard is back on a renamed row while what the page shows of it is still read again', async () => {
  const { user } = openPage('/workspaces/5/entities/31/revisions');
  await item('Quay');
  await settle();
  (await item('Quay')).focus();
  await user.keyboard('{F2}');
  const release = environment.hold('GET');
  asked();
  await user.type(screen.getByRole('textbox', { name: 'Name' }), ' wall{Enter}');
  await waitFor(async () => expect(await item('Quay wall')).toHaveFocus());
  expect(asked().slice(1)).toEqual(['GET /entities/31/revisions/']);
  release();
  await settle();
  await environment.fetch('/workspaces/5/entities/31/', { method: 'PUT', body: { name: 'Quay' } });
});

test('a second rename waits for the answer to the first, so that the last name is the one that stands', async () => {
  await environment.fetch('/workspaces/5/entities/32/', { method: 'PUT', body: { name: 'Hut' } });
  const { user } = openPage('/workspaces/5/entities/32');
  await heading('Hut');
  (await item('Hut')).focus();
  await settle();
  asked();
  const writes = () => environment.requests.filter((request) => request.startsWith('PUT'));
  const release = environment.hold('PUT');
  await user.keyboard('{F2}');
  await user.clear(screen.getByRole('textbox', { name: 'Name' }));
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'First{Enter}{Escape}');
  await user.keyboard('{F2}');
  await user.clear(screen.getByRole('textbox', { name: 'Name' }));
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Second{Enter}');
  await settle();
  expect(writes()).toHaveLength(1);
  release();
  await heading('Second');
  expect(writes()).toHaveLength(2);
  await waitFor(async () => expect(await item('Second')).toHaveFocus());
  expect(await nameOnServer(32)).toBe('Second');
});

test('Escape leaves the name as it is', async () => {
  const { user } = openPage('/workspaces/5');
  (await item('East')).focus();
  await user.keyboard('{F2}x{Escape}');
  expect(await item('East')).toHaveFocus();
  expect(asked().some((request) => request.startsWith('PUT'))).toBe(false);
});

test('a new entity is offered the legal types, last those made of a file, and is opened', async () => {
  const { user } = openPage('/workspaces/5/entities/33');
  await heading('Store');
  const [button] = await screen.findAllByRole('button', { name: 'New entity' });
  await user.click(button as HTMLElement);
  const dialog = await screen.findByRole('dialog', { name: 'New entity' });
  const options = within(dialog).getAllByRole('option') as HTMLOptionElement[];
  expect(options.map((option) => [option.textContent, option.disabled])).toEqual([
    ['Folder', false],
    ['Bridge', false],
    ['Drawing (made of a file)', false],
  ]);
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Type' }), 'Bridge');
  asked();
  await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'New span{Enter}');
  await heading('New span');
  await settle();
  expect(asked()).toEqual(['POST /entities/33/entities/', 'GET /entities/33/entities/']);
  expect(await item('New span')).toHaveAttribute('aria-selected', 'true');
});

test.each([
  [2, ['Bridge', 'Folder', 'Drawing (made of a file)']],
  [3, ['Folder', 'Bridge', 'Drawing (made of a file)']],
])('the legal types are offered also where the list of types lacks type %i', async (hidden, offered) => {
  hideType(hidden);
  const { user } = openPage('/workspaces/5/entities/33');
  await heading('Store');
  await user.click((await screen.findAllByRole('button', { name: 'New entity' }))[0] as HTMLElement);
  const dialog = within(await screen.findByRole('dialog', { name: 'New entity' }));
  await dialog.findByRole('combobox', { name: 'Type' });
  expect(dialog.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(offered);
});

test('where the server does not tell what may be inside, any type is offered', async () => {
  hideType(2);
  const list = globalThis.fetch;
  globalThis.fetch = async (input, init) =>
    String(input).includes('/entity_types/2/') ? new Response('{}', { status: 404 }) : list(input, init);
  const { user } = openPage('/workspaces/5/entities/33');
  await heading('Store');
  await user.click((await screen.findAllByRole('button', { name: 'New entity' }))[0] as HTMLElement);
  const dialog = within(await screen.findByRole('dialog', { name: 'New entity' }));
  await dialog.findByRole('combobox', { name: 'Type' });
  expect(dialog.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
    'District',
    'Bridge',
    'Drawing (made of a file)',
  ]);
});

test('an entity of a file type is made of a file, which is sent once though the name is refused after it', async () => {
  const { user } = openPage('/workspaces/5/entities/33');
  await heading('Store');
  const [button] = await screen.findAllByRole('button', { name: 'New entity' });
  await user.click(button as HTMLElement);
  const dialog = within(await screen.findByRole('dialog', { name: 'New entity' }));
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Type' }), '4');
  await user.click(dialog.getByRole('button', { name: 'Create' }));
  expect(dialog.getByText('Choose the file that the entity is made of.')).toHaveRole('alert');
  const choose = (name: string, content: string) =>
    fireEvent.change(dialog.getByLabelText('File', { selector: 'input' }), {
      target: { files: [new File([content], name)] },
    });
  choose('plan.exe', 'x');
  await user.click(dialog.getByRole('button', { name: 'Create' }));
  expect(dialog.getByRole('alert')).toHaveTextContent('this type wants .svg, .txt');
  choose('plan.txt', 'A plan');
  expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('plan.txt');
  asked();
  environment.refuse('/workspaces/5/entities/33/entities');
  await user.click(dialog.getByRole('button', { name: 'Create' }));
  expect(await dialog.findByText('Refused by the test.')).toHaveRole('alert');
  environment.refuse(null);
  await user.click(dialog.getByRole('button', { name: 'Create' }));
  await heading('plan.txt');
  await settle();
  expect(asked().filter((request) => request.startsWith('POST'))).toEqual([
    'POST /entity_types/4/upload/',
    'POST /uploads/',
    'POST /entities/33/entities/',
    'POST /entities/33/entities/',
  ]);
});

test('what is refused after sending a file was stopped is said', async () => {
  const { user } = openPage('/workspaces/5/entities/33');
  await heading('Store');
  const [button] = await screen.findAllByRole('button', { name: 'New entity' });
  await user.click(button as HTMLElement);
  const dialog = within(await screen.findByRole('dialog', { name: 'New entity' }));
  const type = dialog.getByRole('combobox', { name: 'Type' });
  await user.selectOptions(type, '4');
  fireEvent.change(dialog.getByLabelText('File', { selector: 'input' }), {
    target: { files: [new File(['A plan'], 'plan.txt')] },
  });
  fireEvent.click(dialog.getByRole('button', { name: 'Create' }));
  fireEvent.click(dialog.getByRole('button', { name: 'Stop sending' }));
  await dialog.findByRole('button', { name: 'Cancel' });
  expect(dialog.queryByRole('alert')).toBeNull();
  await user.selectOptions(type, '3');
  environment.refuse('/workspaces/5/entities/33/entities');
  await user.click(dialog.getByRole('button', { name: 'Create' }));
  expect(await dialog.findByText('Refused by the test.')).toHaveRole('alert');
  environment.refuse(null);
});

/** What holds something is deleted only after its name was typed. */
const typeName = (user: ReturnType<typeof openPage>['user'], name: string) =>
  user.type(screen.getByRole('textbox', { name: 'Name of the entity' }), name);

test('deleting tells how much goes along, waits for the name, leaves for the parent, and never asks for the deleted', async () => {
  const { user, router } = openPage('/workspaces/5/entities/41');
  await heading('Middle');
  await settle();
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete “Middle”?' });
  await waitFor(() => expect(dialog).toHaveTextContent('4 entities below it will be deleted too'));
  const button = within(dialog).getByRole('button', { name: 'Delete' });
  await settle();
  expect(button).toBeDisabled();
  await typeName(user, 'Middle');
  expect(button).toBeEnabled();
  asked();
  await user.click(button);
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  await settle();
  expect(router.state.location.pathname).toBe('/workspaces/5/entities/40');
  const requests = asked();
  expect(requests).toContain('DELETE /entities/41/');
  const after = requests.slice(requests.indexOf('DELETE /entities/41/') + 1);
  expect(after).toEqual([]);
  expect(screen.queryByRole('treeitem', { name: 'Middle' })).toBeNull();
});

test('why no copy could be kept is a sentence of its own, also where the browser tells it without a full stop', async () => {
  const { user } = openPage('/workspaces/5');
  (await item('East')).focus();
  await user.keyboard('{Delete}');
  const dialog = within(await screen.findByRole('alertdialog', { name: 'Delete “East”?' }));
  const button = dialog.getByRole('button', { name: 'Delete' });
  await dialog.findByText(/entities$/);
  await typeName(user, 'East');
  const opening = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('The storage is full', 'QuotaExceededError');
  });
  await user.click(button);
  expect(await dialog.findByText(/ The storage is full\. Nothing is deleted yet\.$/)).toBeVisible();
  expect(dialog.getByRole('button', { name: 'Delete without a copy' })).toBeDisabled();
  opening.mockRestore();
});

test('a name of white space alone is no consent to a delete before anything was typed', async () => {
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await plain(input, init);
    const text = (await answer.text()).replaceAll('"East"', String.raw`"\u00a0 "`);
    return new Response(text, answer);
  };
  const { user } = openPage('/workspaces/5/entities/10');
  await user.click(await screen.findByRole('button', { name: 'Delete' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  const button = dialog.getByRole('button', { name: 'Delete' });
  const field = await dialog.findByRole('textbox', { name: 'Name of the entity' });
  await settle();
  expect(button).toBeDisabled();
  await user.type(field, '10');
  expect(button).toBeEnabled();
});

test('the path that is copied names what the breadcrumb had to ask for', async () => {
  environment.refuse('/workspaces/5/entities/22/entities');
  const { user } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  const trail = within(screen.getByRole('navigation', { name: 'Breadcrumb' }));
  await trail.findByText('Inner');
  await user.click(screen.getByRole('button', { name: 'Copy as' }));
  expect(await screen.findByRole('menuitem', { name: /^Path/ })).toHaveTextContent('Inner › Pier');
});

test('an entity that is not there says so and keeps the tree', async () => {
  openPage('/workspaces/5/entities/999');
  expect(await screen.findByText('There is no entity 999 here')).toBeInTheDocument();
  expect(await item('East')).toBeInTheDocument();
  const trail = within(screen.getByRole('navigation', { name: 'Breadcrumb' }));
  expect(await trail.findByText('Entity 999')).toBeInTheDocument();
});

test('a filter keeps the ancestors of what matches and says that it covers what is loaded', async () => {
  const { user } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  await item('<b>Arch</b>');
  await user.type(screen.getByRole('searchbox', { name: 'Filter entities' }), 'arch');
  await waitFor(() => expect(screen.queryByRole('treeitem', { name: 'Pier' })).toBeNull());
  expect(screen.getAllByRole('treeitem').map((row) => row.getAttribute('aria-label'))).toEqual([
    'East',
    'Outer',
    'Middle',
    'Inner',
    '<b>Arch</b>',
  ]);
  expect(screen.getByText(/1 of 9 loaded/)).toBeInTheDocument();
});

test('the name that deleting waits for can be typed, pasted, or given as the id', async () => {
  const { user } = openPage('/workspaces/5');
  (await item('West')).focus();
  await user.keyboard('{Delete}');
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete “West”?' });
  await waitFor(() => expect(dialog).toHaveTextContent('450 entities below it'));
  const button = within(dialog).getByRole('button', { name: 'Delete' });
  expect(button).toBeDisabled();
  const field = within(dialog).getByRole('textbox', { name: 'Name of the entity' });
  await user.type(field, 'West');
  expect(button).toBeEnabled();
  await user.clear(field);
  expect(button).toBeDisabled();
  await user.click(within(dialog).getByRole('button', { name: 'Copy name' }));
  await user.click(field);
  await user.paste();
  expect(button).toBeEnabled();
  await user.clear(field);
  await user.type(field, '20');
  expect(button).toBeEnabled();
  await user.keyboard('{Escape}');
  expect(await item('West')).toHaveFocus();
});

test('an entity that is said to have no children is not asked for them', async () => {
  openPage('/workspaces/5/entities/34');
  expect(await screen.findByText(/Nothing is inside this entity yet/)).toBeInTheDocument();
  await settle();
  expect(asked()).not.toContain('GET /entities/34/entities/');
});

test('a workspace that is not there says so once, offers no second try, and shows no tree', async () => {
  openPage('/workspaces/999');
  expect(await screen.findByRole('heading', { name: 'There is no workspace 999 here' })).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('tree')).toBeNull());
  await settle();
  expect(environment.requests.filter((request) => request === 'GET /workspaces/999/')).toHaveLength(1);
  expect(screen.getAllByRole('main')).toHaveLength(1);
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  expect(screen.queryByRole('tree')).toBeNull();
});

test.each(['', '/params', '/revisions', '/files'])(
  'an entity that cannot be read makes one main and one notice%s',
  async (tab) => {
    const { router } = openPage(`/workspaces/5/entities/1003${tab}`);
    await heading('BR-3');
    // The lists name it, so that the page knows what could not be read.
    await item('BR-4');
    await settle();
    environment.refuse('/workspaces/5/entities/1004/');
    await router.navigate(`/workspaces/5/entities/1004${tab}`);
    await heading('BR-4');
    // Which of the refused reads is heard of first decides who shows it first; in the end it is one.
    await screen.findByRole('button', { name: 'Try again' });
    await settle();
    expect(screen.getAllByRole('main')).toHaveLength(1);
    expect(screen.getAllByRole('button', { name: 'Try again' })).toHaveLength(1);
    environment.refuse(null);
  },
);

test('a filter finds what is not loaded with one request per type, narrows it without another, and opens it in the tree', async () => {
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await settle();
  asked();
  const field = screen.getByRole('searchbox', { name: 'Filter entities' });
  await user.type(field, 'BR-44');
  const found = await item('BR-445');
  expect(found).toHaveAttribute('aria-level', '2');
  expect(found).toHaveAttribute('aria-setsize', '11');
  expect(within(found).getByText('BR-44')).toHaveProperty('localName', 'mark');
  expect(await item('West')).toHaveAttribute('aria-expanded', 'true');
  expect(screen.queryByRole('treeitem', { name: 'East' })).toBeNull();
  expect(await screen.findByText('11 not loaded yet')).toHaveAttribute('aria-live', 'polite');
  expect(asked()).toEqual([1, 2, 3, 4].map((type) => `GET /entity_types/${type}/entities/`));
  await user.type(field, '5');
  await waitFor(() => expect(screen.queryByRole('treeitem', { name: 'BR-444' })).toBeNull());
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(asked()).toEqual([]);
  await user.click(await item('BR-445'));
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/1445'));
  await waitFor(async () => expect(await item('BR-445')).toHaveAttribute('aria-selected', 'true'));
  expect(await item('BR-445')).toHaveFocus();
});

test('what is found below what is not loaded is walked to by key, in a flat list has its place, and leaves the tree as it was', async () => {
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await settle();
  asked();
  const field = screen.getByRole('searchbox', { name: 'Filter entities' });
  await user.type(field, 'arch');
  const arch = await item('<b>Arch</b>');
  const shown = () => screen.getAllByRole('treeitem').map((row) => row.getAttribute('aria-label'));
  // What is above it is named once it is in sight.
  await waitFor(() => expect(shown()).toEqual(['East', 'Outer', 'Middle', 'Inner', '<b>Arch</b>']));
  expect(arch).toHaveAttribute('aria-level', '5');
  await user.type(field, '{ArrowDown}');
  await user.keyboard('{End}');
  expect(arch).toHaveFocus();
  await user.keyboard('{ArrowLeft}');
  expect(await item('Inner')).toHaveFocus();
  await user.keyboard('{ArrowRight}');
  expect(arch).toHaveFocus();
  await user.click(screen.getByRole('button', { name: 'Flat list' }));
  await waitFor(() => expect(shown()).toEqual(['<b>Arch</b>']));
  expect(await item('<b>Arch</b>')).toHaveTextContent('East › …');
  await settle();
  expect(asked()).toEqual([
    ...[1, 2, 3, 4].map((type) => `GET /entity_types/${type}/entities/`),
    ...[21, 22, 23].map((id) => `GET /entities/${id}/`),
  ]);
  await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
  await waitFor(() => expect(shown()).toEqual(['East', 'West', 'To change']));
  expect(await item('East')).toHaveAttribute('aria-expanded', 'false');
  await user.type(field, 'arch');
  await item('<b>Arch</b>');
  await user.type(field, '{ArrowDown}');
  await user.keyboard('{Home}{ArrowDown}{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/21'));
  await item('Outer');
});

test('down from the filter goes to the first row that fits, what is above it is a key up, and a row that fits is gone back to', async () => {
  const { user } = openPage('/workspaces/5/entities/22');
  await heading('Middle');
  const field = screen.getByRole('searchbox', { name: 'Filter entities' });
  await user.type(field, 'pier');
  await waitFor(() => expect(screen.getAllByRole('treeitem', { name: 'Pier' })).toHaveLength(2));
  const [first, second] = screen.getAllByRole('treeitem', { name: 'Pier' });
  await user.type(field, '{ArrowDown}');
  expect(first).toHaveFocus();
  await user.keyboard('{ArrowUp}');
  expect(await item('Inner')).toHaveFocus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(second).toHaveFocus();
  await user.type(field, '{ArrowDown}');
  expect(second).toHaveFocus();
  // The entity that is open fits.
  await user.clear(field);
  await user.type(field, 'middle');
  await waitFor(() => expect(screen.queryByRole('treeitem', { name: 'Pier' })).toBeNull());
  await user.type(field, '{ArrowDown}');
  expect(document.activeElement).toHaveAccessibleName('Middle');
  expect(document.activeElement).toHaveAttribute('aria-selected', 'true');
});

test('reading on keeps what was found where it is', async () => {
  const { user } = openPage('/workspaces/5');
  await item('West');
  await user.type(screen.getByRole('searchbox', { name: 'Filter entities' }), 'BR-445');
  await item('BR-445');
  const release = environment.hold('GET');
  await user.click(screen.getByRole('button', { name: 'Load the rest' }));
  await screen.findByText(/reading on…/);
  expect(await item('BR-445')).toBeVisible();
  release();
  await screen.findByText(/1 of \d+ loaded, which are all/);
  expect(await item('BR-445')).toBeVisible();
});

test('what a server finds without saying where it is stands in a list of its own', async () => {
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await plain(input, init);
    if (!/\/entity_types\/\d+\/entities\//.test(String(input))) return answer;
    const { results, ...page } = await answer.json();
    const found = results.map(({ path, parent_count, ...entity }: Record<string, unknown>) => entity);
    return Response.json({ ...page, results: found });
  };
  const { user, router } = openPage('/workspaces/5');
  await item('West');
  await user.type(screen.getByRole('searchbox', { name: 'Filter entities' }), 'BR-445');
  const elsewhere = within(await screen.findByRole('region', { name: 'Found elsewhere' }));
  const link = elsewhere.getByRole('link', { name: 'BR-445' });
  await user.click(link);
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/1445'));
  expect(link).toHaveFocus();
  globalThis.fetch = plain;
});

test('one letter asks the server for nothing', async () => {
  const { user } = openPage('/workspaces/5');
  await item('West');
  await settle();
  asked();
  await user.type(screen.getByRole('searchbox', { name: 'Filter entities' }), 'B');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(asked()).toEqual([]);
});

test('siblings that cannot be found are told, and not looked for without an end', async () => {
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await plain(input, init);
    if (!/\/entities\/23\/entities\//.test(String(input))) return answer;
    return Response.json({
      ...(await answer.json()),
      count: 2,
      results: (await (await plain(input, init)).json()).results.slice(1),
    });
  };
  const { user } = openPage('/workspaces/5/entities/24');
  const trail = within(await screen.findByRole('navigation', { name: 'Breadcrumb' }));
  await user.click(await trail.findByRole('button', { name: 'Siblings of Pier' }));
  expect(await screen.findByText('It is not in this list.')).toBeInTheDocument();
  globalThis.fetch = plain;
});

test('the sign before a crumb opens its siblings, and one of them keeps the tab', async () => {
  const { user, router } = openPage('/workspaces/5/entities/24/files');
  await heading('Pier');
  const trail = within(screen.getByRole('navigation', { name: 'Breadcrumb' }));
  await user.click(await trail.findByRole('button', { name: 'Siblings of East' }));
  await settle();
  asked();
  const items = await screen.findAllByRole('menuitem');
  expect(items.map((entry) => entry.textContent)).toEqual(['East', 'West', 'To change']);
  await user.click(items[1] as HTMLElement);
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/5/entities/20/files'));
  await settle();
  expect(asked().filter((request) => request !== 'GET /files/')).toEqual(['GET /entities/20/']);
});

test('marks by key and pointer survive a filter, and lead to the comparison of two', async () => {
  const { user, router } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  const [pier] = await screen.findAllByRole('treeitem', { name: 'Pier' });
  pier?.focus();
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  const bar = within(await screen.findByRole('region', { name: 'Marked entities' }));
  expect(bar.getByText('2 marked')).toBeInTheDocument();
  expect(screen.getByRole('tree')).toHaveAttribute('aria-multiselectable', 'true');
  await user.type(screen.getByRole('searchbox', { name: 'Filter entities' }), 'arch');
  await waitFor(() => expect(screen.queryByRole('treeitem', { name: 'Pier' })).toBeNull());
  expect(bar.getByText('2 marked')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
  await waitFor(() => expect(screen.getAllByRole('treeitem', { name: 'Pier' })).toHaveLength(2));
  const marked = screen.getAllByRole('treeitem', { name: 'Pier' });
  expect(marked.map((row) => row.getAttribute('aria-selected'))).toEqual(['true', 'true']);
  await user.click(bar.getByRole('link', { name: 'Compare' }));
  await waitFor(() => expect(router.state.location.search).toBe('?from=5.24&to=head'));
  await user.click(bar.getByRole('button', { name: 'Clear the marks' }));
  expect(screen.queryByRole('region', { name: 'Marked entities' })).toBeNull();
});

test('more marked ones than can be compared leave the button with its reason', async () => {
  const { user } = openPage('/workspaces/5/entities/1003');
  (await item('BR-3')).focus();
  await user.keyboard('{Control>}a{/Control}');
  const bar = within(await screen.findByRole('region', { name: 'Marked entities' }));
  const compare = bar.getByRole('button', { name: 'Compare' });
  expect(compare).toHaveAttribute('aria-disabled', 'true');
  expect(compare).toHaveAttribute('aria-description', 'At most 50 entities can be compared.');
  await user.click(bar.getByRole('button', { name: 'Clear the marks' }));
});

test('within a name that is typed a space is a letter, and peeks at nothing', async () => {
  openPage('/workspaces/5');
  const row = await screen.findByRole('treeitem', { name: 'To change' });
  (await screen.findByRole('treeitem', { name: 'East' })).focus();
  // At once: letters that come late begin another name.
  for (const key of 'to c') fireEvent.keyDown(document.activeElement as Element, { key });
  await waitFor(() => expect(row).toHaveFocus());
  expect(screen.queryByRole('region', { name: /^Peek/ })).toBeNull();
});

test('Space peeks at the params with one request, and Escape ends it with the focus in place', async () => {
  const { user } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  const arch = await item('<b>Arch</b>');
  await settle();
  asked();
  arch.focus();
  await user.keyboard(' ');
  const peek = within(await screen.findByRole('region', { name: 'Peek at <b>Arch</b>' }));
  expect(await peek.findByText('width')).toBeInTheDocument();
  expect(peek.getByText('1.0')).toBeInTheDocument();
  expect(asked()).toEqual(['GET /entities/26/']);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: /^Peek/ })).toBeNull();
  expect(arch).toHaveFocus();
});

test.each([
  [
    { rows: [{ a: 1 }], none: null },
    'No summary, and no single values: its params are tables, lists or empty.',
  ],
  [null, 'No summary, and the server gives no params.'],
  [{}, 'No summary and no params.'],
])('a peek says why it shows nothing of %j', async (properties, words) => {
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await plain(input, init);
    if (!String(input).includes('/entities/34/')) return answer;
    return Response.json({ ...(await answer.json()), properties });
  };
  const { user } = openPage('/workspaces/5/entities/33');
  (await item('Empty')).focus();
  await user.keyboard(' ');
  const peek = within(await screen.findByRole('region', { name: 'Peek at Empty' }));
  expect(await peek.findByText(words)).toBeInTheDocument();
  globalThis.fetch = plain;
});

test('the pointer that rests on a row peeks with one request, and not at rows it passes', async () => {
  const { user } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  const arch = await item('<b>Arch</b>');
  await settle();
  asked();
  await user.hover(await item('Inner'));
  await user.hover(arch);
  const peek = await screen.findByRole('region', { name: 'Peek at <b>Arch</b>' });
  expect(await within(peek).findByText('width')).toBeInTheDocument();
  await user.hover(peek);
  await settle();
  expect(peek).toBeInTheDocument();
  expect(asked()).toEqual(['GET /entities/26/']);
  await user.hover(await heading('Pier'));
  await waitFor(() => expect(screen.queryByRole('region', { name: /^Peek/ })).toBeNull());
  await user.hover(arch);
  expect(await screen.findByRole('region', { name: 'Peek at <b>Arch</b>' })).toBeInTheDocument();
  expect(asked()).toEqual([]);
});

test('a peek stays with its entity when rows move, and goes when the pointer comes to the open one', async () => {
  const { user } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  await user.hover(await item('<b>Arch</b>'));
  const peek = await screen.findByRole('region', { name: 'Peek at <b>Arch</b>' });
  fireEvent.change(screen.getByRole('searchbox', { name: 'Filter entities' }), { target: { value: 'arch' } });
  await waitFor(() => expect(screen.queryByRole('treeitem', { name: 'Pier' })).toBeNull());
  expect(peek).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
  await user.hover(await item('<b>Arch</b>'));
  await screen.findByRole('region', { name: 'Peek at <b>Arch</b>' });
  const open = screen.getAllByRole('treeitem', { name: 'Pier', selected: true });
  // As a browser does: from row to row, without leaving the tree.
  fireEvent.pointerOver(open[0] as HTMLElement, { pointerType: 'mouse' });
  await waitFor(() => expect(screen.queryByRole('region', { name: /^Peek/ })).toBeNull());
});

test('the legend keeps one type under what it is in, and a flat list says where each is', async () => {
  const { user } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  await item('Inner');
  await user.click(screen.getByRole('button', { name: 'Types' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Bridge' }));
  await waitFor(() => expect(screen.queryByRole('treeitem', { name: 'West' })).toBeNull());
  expect(await item('Inner')).toBeInTheDocument();
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Flat list' }));
  await waitFor(() => expect(screen.queryByRole('treeitem', { name: 'Inner' })).toBeNull());
  const arch = await item('<b>Arch</b>');
  expect(arch).toHaveAttribute('aria-level', '1');
  expect(arch).toHaveAttribute('aria-posinset', '3');
  expect(arch).toHaveAttribute('aria-setsize', '3');
  expect(arch).toHaveTextContent('East › Outer › Middle › Inner');
});

test('what was saved by somebody since one looked is marked, also on what is above it', async () => {
  const seen = [[26, { at: '2020-01-01T00:00:00Z', path: [10, 21, 22, 23, 26] }]];
  localStorage.setItem('vx-seen 101 5', JSON.stringify(seen));
  const { user } = openPage('/workspaces/5/entities/24');
  await heading('Pier');
  await waitFor(async () =>
    expect(await item('<b>Arch</b>')).toHaveAttribute('aria-description', 'changed since you looked'),
  );
  (await item('Inner')).focus();
  await user.keyboard('{ArrowLeft}');
  expect(await item('Inner')).toHaveAttribute('aria-description', 'changed below since you looked');
});

test('params copied from one entity are put into the editor of another of its type, not saved', async () => {
  const { user, router } = openPage('/workspaces/5/entities/1003');
  await heading('BR-3');
  const menuOn = async (name: string) => {
    (await item(name)).focus();
    await user.keyboard('{Shift>}{F10}{/Shift}');
  };
  await menuOn('BR-3');
  await user.click(await screen.findByRole('menuitem', { name: 'Copy params' }));
  await menuOn('West');
  expect(await screen.findByRole('menuitem', { name: /another type/ })).toHaveAttribute('data-disabled');
  await user.keyboard('{Escape}');
  await menuOn('BR-4');
  asked();
  await user.click(await screen.findByRole('menuitem', { name: /^Paste params/ }));
  await screen.findByText(/These are the params that are stored already|keeps no drafts/);
  expect(asked()).toEqual(['GET /entities/1003/', 'GET /entities/1004/']);
  expect(router.state.location.pathname).toBe('/workspaces/5/entities/1003');
});

test('where the browser gives no clipboard nothing is said to be copied', async () => {
  const { user } = openPage('/workspaces/5');
  vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(undefined as unknown as Clipboard);
  (await item('West')).focus();
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Copy link' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /The browser did not allow copying: the link is http.*entities\/20/,
  );
  (await item('West')).focus();
  await user.keyboard('{Delete}');
  const dialog = within(await screen.findByRole('alertdialog', { name: 'Delete “West”?' }));
  await user.click(await dialog.findByRole('button', { name: 'Copy name' }));
  expect(await dialog.findByText('The browser did not allow copying')).toBeVisible();
  expect(dialog.queryByText('Copied')).toBeNull();
  vi.restoreAllMocks();
});

/** Something new, made by somebody else. */
async function makeInside(parent: number, name: string): Promise<number> {
  const body = { entity_type: 2, name, properties: {} };
  const made = await environment.fetch(`/workspaces/5/entities/${parent}/entities/`, {
    method: 'POST',
    body,
  });
  return (await made.json())[0].id;
}

test('what came into an entity since it was read is told before anything is deleted, at every depth', async () => {
  const shelf = await makeInside(30, 'Shelf');
  const { user } = openPage(`/workspaces/5/entities/${shelf}`);
  await heading('Shelf');
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete “Shelf”?' });
  expect(dialog).toHaveTextContent('Nothing is below it');
  const box = await makeInside(shelf, 'Box');
  asked();
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(dialog).toHaveTextContent('1 entity below it will be deleted too'));
  expect(dialog).toHaveTextContent('It is not as it was shown here any more');
  const button = within(dialog).getByRole('button', { name: 'Delete' });
  expect(button).toBeDisabled();
  await typeName(user, 'Shelf');
  for (let n = 0; n < 2; n++) await makeInside(box, `Nail ${n}`);
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(dialog).toHaveTextContent('3 entities below it will be deleted too'));
  expect(button).toBeDisabled();
  await typeName(user, 'Shelf');
  expect(asked().filter((request) => request.startsWith('DELETE'))).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(await screen.findByRole('region', { name: 'Deleted lately' })).toHaveTextContent('and 3 below it');
});

test('of more than a copy can hold it is told how much it is, and the name has to be typed anew', async () => {
  const rack = await makeInside(30, 'Rack');
  const bin = await makeInside(rack, 'Bin');
  const { user } = openPage(`/workspaces/5/entities/${rack}`);
  await heading('Rack');
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete “Rack”?' });
  await waitFor(() => expect(dialog).toHaveTextContent('1 entity below it will be deleted too'));
  await typeName(user, 'Rack');
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await plain(input, init);
    if (!String(input).includes(`/entities/${rack}/entities/`)) return answer;
    return Response.json({ ...(await answer.json()), count: 2100 });
  };
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(dialog).toHaveTextContent(/at least 2[.,]100 entities/));
  expect(within(dialog).getByRole('button', { name: 'Delete without a copy' })).toBeDisabled();
  expect(within(dialog).getByRole('textbox', { name: 'Name of the entity' })).toBeVisible();
  globalThis.fetch = plain;
  expect((await environment.fetch(`/workspaces/5/entities/${bin}/`)).status).toBe(200);
});

test('the copy of what is deleted holds what somebody else saved meanwhile', async () => {
  const jar = await makeInside(30, 'Jar');
  const { user } = openPage(`/workspaces/5/entities/${jar}`);
  await heading('Jar');
  const body = { properties: { saved: 'meanwhile' } };
  await environment.fetch(`/workspaces/5/entities/${jar}/`, { method: 'PUT', body });
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = within(await screen.findByRole('alertdialog', { name: 'Delete “Jar”?' }));
  await user.click(dialog.getByRole('button', { name: 'Delete' }));
  await dialog.findByText(/^It is not as it was shown here any more/);
  await user.click(dialog.getByRole('button', { name: 'Delete' }));
  const lately = within(await screen.findByRole('region', { name: 'Deleted lately' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  asked();
  await user.click(lately.getByRole('button', { name: 'Make again' }));
  await heading('Jar');
  const list = await environment.fetch('/workspaces/5/entities/30/entities/?limit=50&properties=true');
  expect(await list.text()).toContain('{"saved":"meanwhile"}');
});

test('what a delete was refused for is not offered to be made again', async () => {
  const { user } = openPage('/workspaces/5/entities/1005');
  await heading('BR-5');
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete “BR-5”?' });
  environment.refuse('/workspaces/5/entities/1005/', 'DELETE');
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Refused by the test.');
  environment.refuse(null);
  expect(dialog).not.toHaveTextContent('Keeping a copy');
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Deleted lately' })).toBeNull());
});

test('where an environment deletes nothing that holds something, it is asked for from below, after a question', async () => {
  const top = await makeInside(30, 'Stack');
  const middle = await makeInside(top, 'Shelf');
  const lowest = await makeInside(middle, 'Box');
  const plain = globalThis.fetch;
  const answer = quirky(['deleteRefusesParents'], ({ url, method, headers }) =>
    plain(new URL(url).pathname + new URL(url).search, { method, headers }),
  );
  const { user } = openPage(`/workspaces/5/entities/${top}`);
  await heading('Stack');
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete “Stack”?' });
  await waitFor(() => expect(dialog).toHaveTextContent('2 entities below it will be deleted too'));
  await typeName(user, 'Stack');
  globalThis.fetch = (input, init) =>
    init?.method === 'DELETE'
      ? answer(
          new Request(new URL(String(input), 'http://page'), {
            method: 'DELETE',
            headers: init.headers ?? {},
          }),
        )
      : plain(input, init);
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(
    'Delete its children first. It may be that what is below has to go first',
  );
  asked();
  await user.click(within(dialog).getByRole('button', { name: 'Delete from below' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  globalThis.fetch = plain;
  const gone = asked().filter((request) => request.startsWith('DELETE'));
  expect(gone).toEqual([lowest, middle, top].map((id) => `DELETE /entities/${id}/`));
  expect((await environment.fetch(`/workspaces/5/entities/${top}/`)).status).toBe(404);
  const lately = await screen.findByRole('region', { name: 'Deleted lately' });
  expect(lately).toHaveTextContent('and 2 below it');
});

test('what is made again while one writes elsewhere leaves the keyboard there', async () => {
  const created = { entity_type: 3, name: 'Brick', properties: {} };
  const answered = await environment.fetch('/workspaces/5/entities/30/entities/', {
    method: 'POST',
    body: created,
  });
  const [{ id }] = (await answered.json()) as [{ id: number }];
  const { user } = openPage(`/workspaces/5/entities/${id}`);
  await heading('Brick');
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete “Brick”?' });
  await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Delete' })).toBeEnabled());
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  const again = await screen.findByRole('button', { name: 'Make again' });
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  const answer = environment.hold('POST');
  await user.click(again);
  const field = screen.getByRole('searchbox', { name: 'Filter entities' });
  await user.click(field);
  answer();
  await heading('Brick');
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Deleted lately' })).toBeNull());
  expect(field).toHaveFocus();
});

test('what was deleted can be made again with its subtree, params and names, from a copy in the browser', async () => {
  const { user, router } = openPage('/workspaces/5/entities/22');
  await heading('Middle');
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete “Middle”?' });
  await waitFor(() => expect(dialog).toHaveTextContent('4 entities below it will be deleted too'));
  expect(dialog).toHaveTextContent('Its revisions, its files, and who made or changed it when are not kept');
  await typeName(user, 'Middle');
  asked();
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  const lately = within(await screen.findByRole('region', { name: 'Deleted lately' }));
  expect(lately.getByText(/and 4 below it/)).toHaveTextContent(
    'Kept: names and params, no revisions and no files.',
  );
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  asked();
  await user.click(lately.getByRole('button', { name: 'Make again' }));
  await heading('Middle');
  expect(asked().filter((request) => request.startsWith('POST'))).toHaveLength(5);
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Deleted lately' })).toBeNull());
  expect(screen.getByRole('main')).toHaveFocus();
  const id = Number(router.state.location.pathname.split('/').at(-1));
  const inner = await (
    await environment.fetch(`/workspaces/5/entities/${id}/entities/?limit=5&properties=true`)
  ).text();
  expect(inner).toContain('"Inner"');
  expect(inner).toContain('{"width": 1.0}');
});

test('the rest of a copy is made also where what it goes into was deleted since', async () => {
  const cabinet = await makeInside(30, 'Cabinet');
  await makeInside(await makeInside(cabinet, 'Drawer'), 'Spoon');
  const { user, router } = openPage(`/workspaces/5/entities/${cabinet}`);
  await heading('Cabinet');
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Delete “Cabinet”?' });
  await waitFor(() => expect(dialog).toHaveTextContent('2 entities below it will be deleted too'));
  await typeName(user, 'Cabinet');
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  const lately = within(await screen.findByRole('region', { name: 'Deleted lately' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) =>
    String(init?.body).includes('Spoon') ? new Response('{}', { status: 403 }) : plain(input, init);
  await user.click(lately.getByRole('button', { name: 'Make again' }));
  expect(await lately.findByRole('alert')).toHaveTextContent('Spoon: ');
  globalThis.fetch = plain;
  const top = router.state.location.pathname;
  const below = async (path: string) => (await environment.fetch(`${path}/entities/`)).json();
  const [drawer] = await below(top);
  await environment.fetch(`/workspaces/5/entities/${drawer.id}/`, { method: 'DELETE' });
  // Sooner it would be the second of a double press.
  await new Promise((resolve) => setTimeout(resolve, DOUBLE_MS));
  await user.click(lately.getByRole('button', { name: 'Make the rest' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Deleted lately' })).toBeNull());
  const [anew] = await below(top);
  expect(await below(`/workspaces/5/entities/${anew.id}`)).toMatchObject([{ name: 'Spoon' }]);
});

test('typing a name that no row in the tree begins with says so, and offers to filter for it', async () => {
  const { user } = openPage('/workspaces/5');
  (await item('West')).focus();
  await user.keyboard('zu');
  expect(await item('West')).toHaveFocus();
  const note = await screen.findByText('Nothing loaded begins with “zu”.');
  expect(note.closest('[aria-live=polite]')).not.toBeNull();
  await user.click(screen.getByRole('button', { name: 'Filter for it' }));
  const filter = screen.getByRole('searchbox', { name: 'Filter entities' });
  expect(filter).toHaveValue('zu');
  expect(filter).toHaveFocus();
  expect(screen.queryByText(/Nothing loaded begins/)).toBeNull();
});

test('what is said about a name that no row begins with goes with the next step', async () => {
  const { user } = openPage('/workspaces/5');
  (await item('West')).focus();
  await user.keyboard('zu');
  await screen.findByText(/Nothing loaded begins/);
  await user.keyboard('{Home}');
  expect(screen.queryByText(/Nothing loaded begins/)).toBeNull();
});

test.each<[string, (user: ReturnType<typeof openPage>['user']) => Promise<unknown>]>([
  ['a click', async (user) => user.click(await item('West'))],
  ['Escape', (user) => user.keyboard('{Escape}')],
  ['opening', (user) => user.keyboard('{ArrowRight}')],
  ['a filter', (user) => user.type(screen.getByRole('searchbox', { name: 'Filter entities' }), 'we')],
])('what is said about a name that no row begins with goes with %s', async (_what, leave) => {
  const { user } = openPage('/workspaces/5');
  (await item('West')).focus();
  await user.keyboard('zu');
  await screen.findByText(/Nothing loaded begins/);
  await leave(user);
  await waitFor(() => expect(screen.queryByText(/Nothing loaded begins/)).toBeNull());
});

test('deleted one after the other from the end, the keyboard goes to the one before, and at last to what they were in', async () => {
  const made = async (parent: number, name: string) => {
    const body = { entity_type: 2, name, properties: {} };
    const path = `/workspaces/5/entities/${parent}/entities/`;
    const [{ id }] = (await (await environment.fetch(path, { method: 'POST', body })).json()) as [
      { id: number },
    ];
    return id;
  };
  const holder = await made(33, 'Holder of three');
  for (const name of ['Link one', 'Link two', 'Link three']) await made(holder, name);
  const { user } = openPage(`/workspaces/5/entities/${holder}`);
  (await item('Holder of three')).focus();
  await user.keyboard('{ArrowRight}');
  (await item('Link three')).focus();
  for (const next of ['Link two', 'Link one', 'Holder of three']) {
    await user.keyboard('{Delete}');
    const dialog = within(await screen.findByRole('alertdialog'));
    await waitFor(() => expect(dialog.getByRole('button', { name: 'Delete' })).toBeEnabled());
    await user.click(dialog.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    await waitFor(async () => expect(await item(next)).toHaveFocus());
    expect(await item(next)).toHaveAttribute('tabindex', '0');
  }
});

test('a row that its new name takes out of the filter comes back as a row, not as a field', async () => {
  const body = { entity_type: 2, name: 'Sluice', properties: {} };
  const answer = await environment.fetch('/workspaces/5/entities/33/entities/', { method: 'POST', body });
  const [{ id }] = (await answer.json()) as [{ id: number }];
  const { user } = openPage(`/workspaces/5/entities/${id}`);
  await item('Sluice');
  await user.click(await item('West'));
  await heading('West');
  await user.type(screen.getByRole('searchbox', { name: 'Filter entities' }), 'sluice');
  (await item('Sluice')).focus();
  await user.keyboard('{F2}');
  await user.clear(screen.getByRole('textbox', { name: 'Name' }));
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Gate{Enter}');
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull());
  expect(screen.queryAllByRole('treeitem')).toEqual([]);
  expect(screen.getByRole('searchbox', { name: 'Filter entities' })).toHaveFocus();
  await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
  await item('Gate');
  expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull();
});

test('a rename that is answered late leaves the name that is written by then as it is', async () => {
  for (const [id, name] of [
    [31, 'Yard'],
    [32, 'Shed'],
  ])
    await environment.fetch(`/workspaces/5/entities/${id}/`, { method: 'PUT', body: { name } });
  const { user } = openPage('/workspaces/5/entities/31');
  await heading('Yard');
  (await item('Yard')).focus();
  await user.keyboard('{F2}');
  const answer = environment.hold('PUT');
  await user.type(screen.getByRole('textbox', { name: 'Name' }), ' of stone{Enter}');
  await user.click(await item('Shed'));
  (await item('Shed')).focus();
  await user.keyboard('{F2}');
  await user.type(screen.getByRole('textbox', { name: 'Name' }), ' of wood');
  answer();
  await item('Yard of stone');
  await settle();
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Shed of wood');
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus();
});

test('a rename that is answered after one has gone on to the page does not call the keyboard back later', async () => {
  await environment.fetch('/workspaces/5/entities/31/', { method: 'PUT', body: { name: 'Yard' } });
  const { user, client } = openPage('/workspaces/5/entities/31');
  await heading('Yard');
  (await item('Yard')).focus();
  await user.keyboard('{F2}');
  const answer = environment.hold('PUT');
  await user.type(screen.getByRole('textbox', { name: 'Name' }), ' of stone{Enter}');
  const elsewhere = screen.getByRole('link', { name: 'Params' });
  act(() => elsewhere.focus());
  answer();
  await item('Yard of stone');
  await settle();
  expect(elsewhere).toHaveFocus();
  // What has the focus goes away, and the tree is drawn anew.
  act(() => elsewhere.blur());
  await environment.fetch('/workspaces/5/entities/31/', { method: 'PUT', body: { name: 'Yard' } });
  await act(() => client.invalidateQueries());
  await item('Yard');
  expect(document.body).toHaveFocus();
});

test('clearing the filter leaves the keyboard in its field', async () => {
  const { user } = openPage('/workspaces/5');
  const field = await screen.findByRole('searchbox', { name: 'Filter entities' });
  await user.type(field, 'we');
  await user.tab();
  expect(screen.getByRole('button', { name: 'Clear the filter' })).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(field).toHaveFocus();
});

test('a link opens the tree with its filter: text, types and as a list', async () => {
  openPage('/workspaces/5?tree=we&tree-type=1&tree-flat=1');
  await item('West');
  expect(screen.getByRole('searchbox', { name: 'Filter entities' })).toHaveValue('we');
  expect(screen.getByRole('button', { name: 'Types, 1 chosen' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Flat list' })).toHaveAttribute('aria-pressed', 'true');
  expect(screen.getAllByRole('treeitem')).toHaveLength(1);
});
