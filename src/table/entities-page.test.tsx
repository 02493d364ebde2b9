import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test, vi } from 'vitest';
import type { ArchiveRecord } from '../../server/archive/records.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';
import { tableWorld } from './testing/world.ts';

const environment = await openPageEnvironment({ records: [...tableWorld(), ...mixedWorld()] });
beforeAll(() => {
  // jsdom knows no sizes either: a window of some twenty rows.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});

/** A workspace 7 of one slab and one pile, whose forms call the same stored width otherwise and agree on the depth alone. */
function mixedWorld(): ArchiveRecord[] {
  const type = (id: number, name: string, label: string, unit: string) => ({
    kind: 'entity_type',
    id,
    name,
    class_name: name,
    child_entity_type_ids: [],
    parametrization: [
      { type: 'select', name: 'width', options: [{ value: 1, label }] },
      { type: 'number', name: 'span', suffix: unit },
      { type: 'number', name: 'depth', suffix: 'kN' },
    ],
  });
  const entity = (id: number, name: string, entity_type: number) => ({
    kind: 'entity',
    id,
    name,
    entity_type,
    parent: null,
    properties: '{"width": 1, "span": 3, "depth": 4}',
    created_at: '2026-03-11T09:41:27.518204Z',
    updated_at: '2026-03-11T09:41:27.518204Z',
    created_by: 102,
    last_updated_by: 102,
  });
  return [
    {
      kind: 'workspace',
      id: 7,
      name: 'Mixed',
      app: { id: 7, name: 'Studio' },
      app_version: { id: 8, tag: 'v1', app_type: 'tree' },
    },
    type(21, 'Slab', 'One lane', 'm'),
    type(22, 'Pile', 'Narrow', 'mm'),
    entity(9001, 'Slab one', 21),
    entity(9002, 'Pile one', 22),
  ] as ArchiveRecord[];
}

const grid = () => screen.findByRole('grid', { name: 'Entities' });
const listed = () =>
  environment.requests.filter((request) =>
    /entity_types\/\d+\/entities|\/entities\/(\d+\/entities\/)?$/.test(request),
  );
const nameCells = async () =>
  within(await grid())
    .getAllByRole('link')
    .map((link) => link.textContent);

test('all entities of a workspace are listed, one request for each type that is in view', async () => {
  openPage('/workspaces/6/entities');
  expect(await screen.findByText('453 entities')).toHaveAttribute('role', 'status');
  expect(await grid()).toHaveAttribute('aria-rowcount', '454');
  expect((await nameCells()).slice(0, 3)).toEqual(['North', 'Süd / <b>#%', 'Bridge 0']);
  expect(environment.requests.filter((request) => /entity_types\/\d/.test(request))).toEqual([
    'GET /workspaces/6/entity_types/1/entities/',
    'GET /workspaces/6/entity_types/2/entities/',
    'GET /workspaces/6/entity_types/3/entities/',
  ]);
});

test.each([
  ['lacks the roots', 453, /lacks type 1, of which the tree shows entities/],
  ['is refused', 2, /^Only entities of types that the tree shows/],
])(
  'where the list of types %s, entities that the tree shows are listed, with a sentence',
  async (how, count, doubt) => {
    const { fetch } = globalThis;
    globalThis.fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (!/\/entity_types\/(\?|$)/.test(String(input))) return answer;
      if (how === 'is refused') return Response.json({ detail: 'Not for you.' }, { status: 403 });
      const types = await answer.json();
      const some = (list: { id: number }[]) => list.filter(({ id }) => id !== 1);
      return Response.json(
        Array.isArray(types) ? some(types) : { ...types, count: 2, results: some(types.results) },
      );
    };
    openPage('/workspaces/6/entities');
    expect(await screen.findByText(doubt)).toBeVisible();
    expect(await screen.findByText(`${count} entities`)).toBeVisible();
    const asked = environment.requests.filter((request) => request.endsWith('/entity_types/'));
    expect(asked.length).toBeLessThan(how === 'is refused' ? 6 : 2);
    globalThis.fetch = fetch;
  },
);

test('a param becomes a column with its spelling, and a filter by its value reads every page once', async () => {
  const filter = JSON.stringify({ all: [['param:/geometry/span', 'eq', '12.5']] });
  const link = new URLSearchParams([
    ['type', '2'],
    ['column', 'name'],
    ['column', 'param:/geometry/span'],
    ['filter', filter],
  ]);
  openPage(`/workspaces/6/entities?${link}`);
  expect(await screen.findByText('2 of 450 entities')).toBeVisible();
  await waitFor(async () => expect(await nameCells()).toEqual(['Bridge 7', 'Bridge 400']));
  const cells = within(await grid())
    .getAllByRole('gridcell')
    .map((cell) => cell.textContent);
  expect(cells).toContain('12.50');
  expect(environment.requests.filter((request) => request.includes('entity_types/2/'))).toHaveLength(3);
});

test('a condition without its value reads nothing and hides nothing', async () => {
  const filter = JSON.stringify({ all: [['param:/geometry/span', 'gt', 'wide']] });
  openPage(`/workspaces/6/entities?${new URLSearchParams({ type: '2', filter })}`);
  expect(await screen.findByText('450 entities')).toBeVisible();
  expect(screen.getByText('“wide” is not a number: write 12.5 or 1e-3.')).toBeVisible();
  expect(environment.requests.filter((request) => request.includes('entity_types/2/'))).toHaveLength(1);
  expect(screen.queryByRole('button', { name: 'Read all' })).toBeNull();
});

test('missing, null and a number are told apart in cells and figures', async () => {
  openPage('/workspaces/6/entities?type=2&column=name&column=param:/geometry/span&sort=param:/geometry/span');
  await screen.findByText('450 entities');
  await waitFor(async () => expect((await nameCells())[0]).toBe('Bridge 10'));
  const foot = within(await grid())
    .getByText('Max')
    .closest('[role="row"]');
  await waitFor(() => expect(foot).toHaveTextContent('12345678901234567890'));
});

test('children of an entity are the same table, taken from what the tree has read', async () => {
  openPage('/workspaces/6/entities?parent=1');
  expect(await screen.findByText('450 entities')).toBeVisible();
  expect(screen.getByRole('link', { name: 'North' })).toHaveAttribute('href', '/workspaces/6/entities/1');
  expect(listed().filter((request) => request.endsWith('/1/entities/'))).toHaveLength(1);
});

test('one name of the server’s order is sorted by the server, and said so', async () => {
  openPage('/workspaces/6/entities?type=2&sort=name:desc');
  expect(await screen.findByText('450 entities, sorted by the server')).toBeVisible();
  expect((await nameCells())[0]).toBe('Bridge 99');
});

test('the keyboard walks the cells, opens an entity, and the head’s menu sorts', async () => {
  const { user, router } = openPage('/workspaces/6/entities?type=1');
  const table = await grid();
  await screen.findByText('2 entities');
  table.focus();
  expect(table).toHaveAttribute('aria-activedescendant', 'cell-0-0');
  await user.keyboard('{ArrowUp}{Enter}');
  await user.click(await screen.findByRole('menuitem', { name: 'Sort descending' }));
  await waitFor(async () => expect((await nameCells())[0]).toBe('Süd / <b>#%'));
  expect(router.state.location.search).toContain('sort=name%3Adesc');
  // Two rows that are read whole are sorted here: no second request.
  expect(environment.requests.filter((request) => request.includes('entity_types/1/'))).toHaveLength(1);
  await waitFor(() => expect(table).toHaveFocus());
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/workspaces/6/entities/1'));
});

test('the active cell of a group row is the one that it has, also further right', async () => {
  const { user } = openPage('/workspaces/6/entities?group=type');
  await screen.findByText('453 entities in 3 groups');
  const grid = await screen.findByRole('grid');
  grid.focus();
  await user.keyboard('{ArrowUp}{ArrowRight}{ArrowRight}{ArrowDown}');
  const active = grid.getAttribute('aria-activedescendant') ?? '';
  expect(active).not.toBe('');
  expect(document.getElementById(active)).not.toBeNull();
});

test('groups say how many rows they hold, and close', async () => {
  const { user } = openPage('/workspaces/6/entities?group=type');
  expect(await screen.findByText('453 entities in 3 groups')).toBeVisible();
  const head = await screen.findByRole('gridcell', { name: /Bridge\s*450/ });
  expect(head).toHaveAttribute('aria-expanded', 'true');
  await user.click(within(head).getByRole('button'));
  await waitFor(async () => expect((await nameCells()).length).toBe(3));
});

test('what of a link cannot be used is said, and the rest is shown', async () => {
  openPage('/workspaces/6/entities?type=1&column=nonsense&filter=%7B');
  expect(await screen.findByText(/There is no column “nonsense”/)).toBeVisible();
  expect(await screen.findByText('2 entities')).toBeVisible();
});

test('the column picker offers the params of the type by their path and adds a column', async () => {
  const { user, router } = openPage('/workspaces/6/entities?type=2');
  await user.click(await screen.findByRole('button', { name: 'Columns' }));
  await user.type(await screen.findByRole('textbox', { name: 'Search columns' }), 'span');
  await user.click(await screen.findByRole('checkbox', { name: 'geometry › span' }));
  await user.click(screen.getByRole('button', { name: 'Done' }));
  expect(await screen.findByRole('columnheader', { name: /geometry › span/ })).toBeVisible();
  expect(router.state.location.search).toContain('column=param%3A%2Fgeometry%2Fspan');
});

test('rows are marked by key and by pointer, kept in the address, and compared', async () => {
  const { user, router } = openPage('/workspaces/6/entities?type=2&marked=1003,nonsense');
  const table = await grid();
  expect(await screen.findByText(/some of these are none/)).toBeVisible();
  expect(await within(table).findByRole('row', { name: /Bridge 3 / })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  expect(screen.getByText('Mark another row to compare with.')).toBeVisible();
  table.focus();
  await user.keyboard('{ArrowDown} ');
  await user.click(table.querySelector('[data-mark="1005"]') as Element);
  expect(await screen.findByText('3 marked')).toHaveAttribute('role', 'status');
  expect(new URLSearchParams(router.state.location.search).get('marked')).toBe('1003,1001,1005');
  expect(screen.getByRole('link', { name: 'Compare' })).toHaveAttribute(
    'href',
    '/workspaces/6/entities/1005/revisions?many=6.1003,6.1001,6.1005',
  );
  await waitFor(() => expect(table).toHaveFocus());
  await user.keyboard(' ');
  expect(await screen.findByText('2 marked')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Compare' })).toHaveAttribute(
    'href',
    '/workspaces/6/entities/1001/revisions?from=6.1003&to=head',
  );
  expect(environment.requests.filter((request) => request.includes('entity_types/2/'))).toHaveLength(1);
});

test('rows that are marked in one breath are all marked, also beside another change of the address', async () => {
  const { router } = openPage('/workspaces/6/entities?type=2');
  const table = await grid();
  await within(table).findByRole('row', { name: /Bridge 3 / });
  for (const id of [1001, 1003, 1005]) fireEvent.click(table.querySelector(`[data-mark="${id}"]`) as Element);
  fireEvent.click(table.querySelector('[data-mark="1003"]') as Element);
  expect(await screen.findByText('2 marked')).toBeVisible();
  expect(new URLSearchParams(router.state.location.search).get('marked')).toBe('1001,1005');
  await act(() => router.navigate('/workspaces/6/entities?type=2&marked=1002'));
  fireEvent.click(table.querySelector('[data-mark="1004"]') as Element);
  expect(await screen.findByText('2 marked')).toBeVisible();
  expect(new URLSearchParams(router.state.location.search).get('marked')).toBe('1002,1004');
});

test('each row shows its option by its own type’s form, and a unit that the forms differ in is left out', async () => {
  openPage('/workspaces/7/entities?column=name&column=param:/width&column=param:/span&column=param:/depth');
  const table = await grid();
  const row = (name: RegExp) => within(table).findByRole('row', { name });
  await waitFor(async () => expect(await row(/Pile one/)).toHaveTextContent('Narrow'));
  expect(await row(/Slab one/)).toHaveTextContent('One lane');
  expect(within(table).getByRole('columnheader', { name: /depth/ })).toHaveTextContent('depth kN');
  expect(within(table).getByRole('columnheader', { name: /span/ })).toHaveTextContent(/^span$/);
});

test('columns of params carry the unit and the options of the app’s form, also in the filter', async () => {
  const columns = 'column=name&column=param:/geometry/span&column=param:/geometry/width';
  const { user, router } = openPage(`/workspaces/6/entities?type=2&${columns}`);
  expect((await screen.findByText('m')).closest('[role="columnheader"]')).toHaveTextContent(
    'geometry › span m',
  );
  expect((await screen.findAllByText('One lane'))[0]).toHaveAttribute('title', '1.0');
  expect(environment.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Filter' }));
  await user.click(screen.getByRole('button', { name: 'Condition' }));
  await user.selectOptions(await screen.findByLabelText('Column'), 'param:/geometry/width');
  await screen.findByText('=');
  await user.selectOptions(screen.getByLabelText('Operator'), '=');
  await screen.findByText('Two lanes');
  await user.selectOptions(screen.getByLabelText('Value'), 'Two lanes');
  expect(await screen.findByText('0 of 450 entities')).toBeVisible();
  expect(router.state.location.search).toContain(encodeURIComponent('["param:/geometry/width","eq","2"]'));
});

test('a column is made wider by its key, and keeps that', async () => {
  const { user } = openPage('/workspaces/6/entities?type=1');
  const table = await grid();
  await screen.findByText('2 entities');
  const width = () => table.style.getPropertyValue('--columns').split(' ').at(-3);
  expect(width()).toBe('170px');
  table.focus();
  await user.keyboard('{ArrowUp}{End}{Shift>}{ArrowRight}{/Shift}');
  expect(width()).toBe('186px');
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('menuitem', { name: 'The column’s own width' }));
  expect(width()).toBe('170px');
});

test('a column that is dragged wider follows the pointer, and is kept once', async () => {
  // jsdom captures no pointers.
  Element.prototype.setPointerCapture = () => undefined;
  openPage('/workspaces/6/entities?type=1');
  const table = await grid();
  await screen.findByText('2 entities');
  const heads = within(table).getAllByRole('columnheader');
  const edge = heads.at(-1)?.querySelector('span[class*="edge"]') as Element;
  const width = () => table.style.getPropertyValue('--columns').split(' ').at(-3);
  const kept = () => Object.entries(localStorage).filter(([key]) => key.startsWith('vx-column-widths'));
  fireEvent.pointerDown(edge, { clientX: 0 });
  for (const clientX of [150, 200, 230]) {
    fireEvent.pointerMove(edge, { clientX });
    expect([width(), kept()]).toEqual([`${clientX}px`, []]);
  }
  fireEvent.lostPointerCapture(edge);
  expect(kept().map(([, text]) => text)).toEqual(['[["updated_by",230]]']);
  expect(width()).toBe('230px');
});

test('of 200 columns those in view are in the page, with the first and the one the keyboard is at', async () => {
  const columns = ['name', ...Array.from({ length: 199 }, (_, index) => `param:/p${index}`)];
  const link = new URLSearchParams(columns.map((column) => ['column', column]));
  const { user } = openPage(`/workspaces/6/entities?type=1&${link}`);
  const table = await grid();
  await within(table).findByRole('link', { name: 'North' });
  const heads = () => within(table).getAllByRole('columnheader');
  const numbers = () => heads().map((head) => Number(head.getAttribute('aria-colindex')));
  const active = () => document.getElementById(table.getAttribute('aria-activedescendant') ?? '');
  expect(table).toHaveAttribute('aria-colcount', '200');
  expect(numbers()).toEqual(Array.from({ length: numbers().length }, (_, index) => index + 1));
  expect(numbers().length).toBeLessThan(25);
  table.focus();
  await user.keyboard('{End}');
  expect(active()).toHaveAttribute('aria-colindex', '200');
  expect(table.scrollLeft + 1000).toBe(240 + 199 * 170);
  expect([numbers()[0], numbers().at(-1), numbers().length < 25]).toEqual([1, 200, true]);
  await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}');
  expect(active()).toHaveAttribute('aria-colindex', '195');
  expect(table.scrollLeft).toBe(240 + 193 * 170);
  // Where the first column stays in place it stands over the others.
  (heads()[0] as HTMLElement).style.position = 'sticky';
  await user.keyboard('{ArrowLeft}');
  expect(table.scrollLeft).toBe(192 * 170);
  table.scrollLeft = 0;
  fireEvent.scroll(table);
  expect(numbers().at(-1)).toBeLessThan(25);
  expect(active()).toHaveAttribute('aria-colindex', '194');
  await user.keyboard('{Home}');
  expect(active()).toHaveTextContent('North');
  expect(active()?.nextElementSibling).toHaveAttribute('aria-colindex', '2');
});

test('columns beyond the most that a table has are said', async () => {
  const link = new URLSearchParams(Array.from({ length: 203 }, (_, index) => ['column', `param:/p${index}`]));
  openPage(`/workspaces/6/entities?type=1&${link}`);
  expect(await screen.findByText(/200 columns at most: 3 of this link are left out/)).toBeVisible();
});

test('going back to a table finds it scrolled as it was, with the same cell active and the focus there', async () => {
  const { user, router } = openPage('/workspaces/6/entities?type=2');
  await screen.findByText('450 entities');
  (await grid()).focus();
  await user.keyboard('{PageDown}{PageDown}{PageDown}{ArrowRight}');
  const before = await grid();
  const [active, top] = [before.getAttribute('aria-activedescendant'), before.scrollTop];
  expect(top).toBeGreaterThan(0);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toMatch(/entities\/\d+$/));
  await screen.findByRole('link', { name: 'All params' });
  await act(() => router.navigate(-1));
  await waitFor(async () => expect((await grid()).scrollTop).toBe(top));
  expect(await grid()).toHaveAttribute('aria-activedescendant', active);
  expect(await grid()).toHaveFocus();
});

test('a table is found as it was also where the tree was filtered since, which its address tells', async () => {
  const { user, unmount } = openPage('/workspaces/6/entities?type=2');
  await screen.findByText('450 entities');
  (await grid()).focus();
  await user.keyboard('{PageDown}{PageDown}{PageDown}');
  const top = (await grid()).scrollTop;
  expect(top).toBeGreaterThan(0);
  unmount();
  openPage('/workspaces/6/entities?type=2&tree=bri&tree-type=2&tree-flat=1');
  await screen.findByText('450 entities');
  await waitFor(async () => expect((await grid()).scrollTop).toBe(top));
});

test.each(['entities', 'search'])(
  '%s of a workspace that is not there offers no second try',
  async (page) => {
    openPage(`/workspaces/999/${page}`);
    expect(await screen.findByRole('heading', { name: 'There is no workspace 999 here' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  },
);

test('the rows of a type named in the address are asked for beside the types, not after them', async () => {
  const answer = environment.hold('GET');
  const { isRead } = openPage('/workspaces/6/entities?type=2');
  await waitFor(() => expect(listed()).toContain('GET /workspaces/6/entity_types/2/entities/'));
  answer();
  await isRead();
  expect(listed().filter((request) => request.includes('/2/'))).toHaveLength(1);
});

test('Enter searches the names at once', async () => {
  const { router } = openPage('/workspaces/6/entities');
  const field = await screen.findByRole('textbox', { name: 'Search names' });
  // The pause that a rest between keys takes never ends.
  const later = globalThis.setTimeout;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((act: () => void, ms?: number) =>
    ms === 150 ? 0 : later(act, ms)) as typeof setTimeout);
  fireEvent.change(field, { target: { value: 'bridge' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(router.state.location.search).toContain('search=bridge'));
  vi.mocked(globalThis.setTimeout).mockRestore();
});

test('an entity that is opened from the table has its name before it is read', async () => {
  const { user } = openPage('/workspaces/6/entities?type=2');
  const link = await within(await grid()).findByRole('link', { name: 'Bridge 3' });
  const answer = environment.hold('GET');
  await user.click(link);
  expect(await screen.findByRole('heading', { level: 1, name: 'Bridge 3' })).toBeVisible();
  answer();
});

test('column, operator and the next condition, chosen faster than the address takes them, are all in the filter', async () => {
  const filter = JSON.stringify({ all: [['name', 'has', 'bridge']] });
  const { router } = openPage(`/workspaces/6/entities?${new URLSearchParams({ type: '2', filter })}`);
  await screen.findByText(/of 450 entities/);
  fireEvent.change(screen.getByRole('combobox', { name: 'Column' }), { target: { value: 'type' } });
  fireEvent.change(screen.getByRole('combobox', { name: 'Operator' }), { target: { value: 'is' } });
  fireEvent.click(screen.getByRole('button', { name: 'Condition' }));
  expect(screen.getAllByRole('combobox', { name: 'Column' })).toHaveLength(2);
  await waitFor(() =>
    expect(JSON.parse(new URLSearchParams(router.state.location.search).get('filter') ?? '')).toEqual({
      all: [
        ['type', 'is', 'bridge'],
        ['name', 'has'],
      ],
    }),
  );
});

test('a choice that another address came before is not taken along by the next', async () => {
  const { user, router } = openPage('/workspaces/6/entities?type=2');
  await screen.findByText(/450 entities/);
  await user.click(screen.getByRole('button', { name: 'Bridge' }));
  const all = await screen.findByRole('menuitemcheckbox', { name: 'All types' });
  await act(async () => {
    all.click();
    await router.navigate('/workspaces/6/entities?type=2');
  });
  await waitFor(() => expect(all).not.toBeChecked());
  fireEvent.click(screen.getByRole('button', { name: 'Filter', hidden: true }));
  fireEvent.click(await screen.findByRole('button', { name: 'Condition', hidden: true }));
  await waitFor(() => expect(router.state.location.search).toContain('filter='));
  expect(router.state.location.search).toContain('type=2');
});

test('who has the rest of the rows read by key goes on in the table', async () => {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => fetch(String(input).replace(/limit=\d+/, 'limit=8'), init);
  const { user } = openPage('/workspaces/6/entities?type=2&sort=id:desc');
  (await screen.findByRole('button', { name: 'Read all' })).focus();
  await user.keyboard('{Enter}');
  const grid = screen.getByRole('grid', { name: 'Entities' });
  expect(grid).toHaveFocus();
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull(), { timeout: 20_000 });
  expect(grid).toHaveFocus();
});
