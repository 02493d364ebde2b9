import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { ArchiveRecord } from '../../server/archive/records.ts';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openAlone } from '../testing/open-page.tsx';
import * as page from './params-page.tsx';
import { forgetSessions } from './sessions.ts';

const LISTS =
  '{ "depths":[1.0, 2.50,1e-05],"once":[9.0],"gaps":[1.0, null],"words":["a", "b"],"mixed":[true,null, 7.0],"none":null}';
const NESTED = '{"spans":[{"n":"a","cuts":[{"x":1.0,"y":2.0}],"w":3.0}]}';
const LINE = `{"line":[${Array.from({ length: 168 }, (_, at) => `{"lat":51.${at}0,"lon":5.0}`)}]}`;
const rowForm = [
  {
    type: 'DynamicArray',
    name: 'zones',
    ui_name: 'Zones',
    row_label: 'Zone',
    min: 2,
    max: 3,
    arrayItems: [
      { type: 'text', name: 'n', ui_name: 'Name' },
      { type: 'number', name: 'w', ui_name: 'Width', suffix: 'm' },
      { type: 'textarea', name: 't', ui_name: 'Seen' },
    ],
  },
];
const TYPED = '{"shade":{"r":1.0,"g":2.0,"b":30},"place":null,"tint":"red","left":1.0}';
const TYPES = {
  place: { type: 'geo_point' },
  tint: { type: 'color' },
  shade: { type: 'color' },
  left: { type: 'number' },
};
const ROWS = '{"zones":[{"n":"a","w":1.0,"t":"x"}, {"n":"b","w":2.0,"t":"y"}],"left":1e-05}';

function world(): ArchiveRecord[] {
  const at = '2026-03-11T09:41:27.518204Z';
  const by = { created_at: at, created_by: 102, updated_at: at, last_updated_by: 102 };
  const flags = { is_file: false, views: [], summary: [], allow_saving: true, child_entity_type_ids: [] };
  const type = (id: number, parametrization: object[] | null) =>
    ({
      ...{ kind: 'entity_type', id, name: `Type ${id}`, class_name: 'Type' },
      ...{ ...flags, parametrization },
    }) as ArchiveRecord;
  const entity = (id: number, entity_type: number, properties: string) =>
    ({
      ...{ kind: 'entity', id, name: `Entity ${id}`, entity_type, parent: null, properties },
      ...by,
    }) as ArchiveRecord;
  return smallWorld().flatMap((record) =>
    record.kind === 'workspace' && record.id === 2
      ? [
          type(70, null),
          type(71, rowForm),
          ...[7001, 7002, 7008].map((id) => entity(id, 70, LISTS)),
          entity(7006, 70, LINE),
          entity(7009, 70, NESTED),
          { ...entity(7007, 70, TYPED), param_types: TYPES } as ArchiveRecord,
          ...[7003, 7004, 7005].map((id) => entity(id, 71, ROWS)),
          record,
        ]
      : [record],
  );
}

const environment = await openPageEnvironment({ records: world(), permissions: smallRights });
afterEach(async () => {
  cleanup();
  await forgetSessions();
});

async function open(id: number) {
  openAlone(
    '/workspaces/:workspaceId/entities/:entityId/params',
    page,
    `/workspaces/1/entities/${id}/params`,
  );
  return screen.findByRole('form', { name: 'Params' });
}

/** What is stored once it is saved. */
async function saved(id: number): Promise<string> {
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved');
  const answer = await environment.fetch(`/workspaces/1/entities/${id}/?properties=true&clean_params=false`);
  const text = await answer.text();
  return text.slice(text.indexOf('"properties":') + 13);
}

const paste = (element: Element, text: string) =>
  fireEvent.paste(element, { clipboardData: { getData: () => text } });

const fieldOf = (label: string) =>
  within(screen.getByLabelText(label, { exact: true }).closest<HTMLElement>('[data-pointer]') as HTMLElement);
const item = (label: string, number: number, role = 'textbox') =>
  fieldOf(label).getByRole(role, { name: `Item ${number}` });

test('an item of a list of values is edited where it stands, and the others keep their spelling', async () => {
  await open(7001);
  fireEvent.change(item('depths', 2), { target: { value: '3.750' } });
  fireEvent.change(item('words', 1), { target: { value: 'north' } });
  fireEvent.click(item('mixed', 1, 'checkbox'));
  fireEvent.change(item('mixed', 2), { target: { value: '4.0' } });
  fireEvent.click(fieldOf('words').getByRole('button', { name: 'Remove item 2' }));
  const expected = LISTS.replace('2.50', '3.750')
    .replace('"a", "b"', '"north"')
    .replace('true,null', 'false,4.0');
  expect((await saved(7001)).startsWith(expected)).toBe(true);
});

test('what is no number does not come among numbers', async () => {
  await open(7002);
  const add = screen.getByLabelText('depths', { exact: true });
  fireEvent.change(add, { target: { value: '1,5' } });
  fireEvent.keyDown(add, { key: 'Enter' });
  expect(fieldOf('depths').getByText('Decimals take a point: write 1.5.')).toBeInTheDocument();
  fireEvent.change(add, { target: { value: '1.50' } });
  fireEvent.keyDown(add, { key: 'Enter' });
  fireEvent.change(item('depths', 1), { target: { value: 'deep' } });
  expect(fieldOf('depths').getByText('“deep” is not a number.')).toBeInTheDocument();
  fireEvent.change(item('depths', 1), { target: { value: '1.0' } });
  const expected = LISTS.replace('1e-05]', '1e-05, 1.50]');
  expect((await saved(7002)).startsWith(expected)).toBe(true);
});

const add = (label: string, text: string) => {
  const input = screen.getByLabelText(label, { exact: true });
  fireEvent.change(input, { target: { value: text } });
  fireEvent.keyDown(input, { key: 'Enter' });
};

test('items do not come or go over one that holds no value yet', async () => {
  await open(7008);
  fireEvent.change(item('depths', 1), { target: { value: '1,5' } });
  add('depths', '7');
  fireEvent.click(fieldOf('depths').getByRole('button', { name: 'Remove item 3' }));
  expect(item('depths', 1)).toHaveValue('1,5');
  expect(fieldOf('depths').getByRole('alert')).toHaveTextContent('Correct or clear the red items first.');
  fireEvent.click(fieldOf('depths').getByRole('button', { name: 'Remove item 1' }));
  expect(fieldOf('depths').queryByRole('alert')).toBeNull();
  expect(screen.getByLabelText('depths', { exact: true })).toHaveValue('7');
  expect(item('depths', 1)).toHaveValue('2.50');
});

test('numbers are added to numbers, also beside what is empty and where all were taken out', async () => {
  await open(7008);
  fireEvent.click(fieldOf('once').getByRole('button', { name: 'Remove item 1' }));
  add('once', '5.0');
  add('gaps', '1e-05');
  add('words', '5.0');
  const text = await saved(7008);
  for (const expected of ['"once":[5.0]', '"gaps":[1.0, null, 1e-05]', '"5.0"]'])
    expect(text).toContain(expected);
});

test('what is typed and left by a press moves nothing until the press has ended, and is there for the click', async () => {
  await open(7002);
  const add = screen.getByLabelText('depths', { exact: true });
  fireEvent.change(add, { target: { value: 'deep' } });
  fireEvent.pointerDown(document.body);
  fireEvent.blur(add);
  expect(fieldOf('depths').queryByText('“deep” is not a number.')).toBeNull();
  fireEvent.pointerUp(document.body);
  expect(fieldOf('depths').getByText('“deep” is not a number.')).toBeInTheDocument();
  // The lifting of a press that opened a menu of the browser's is not told.
  fireEvent.pointerDown(document.body);
  fireEvent.keyDown(add, { key: 'Tab' });
  fireEvent.change(add, { target: { value: 'low' } });
  fireEvent.blur(add);
  expect(fieldOf('depths').getByText('“low” is not a number.')).toBeInTheDocument();
});

test('a point that is empty takes both its numbers, a word another colour, and a part of a colour that stays its spelling', async () => {
  await open(7007);
  const place = within(screen.getByRole('group', { name: 'place' }));
  fireEvent.change(place.getByLabelText('lat'), { target: { value: '52.10' } });
  fireEvent.change(place.getByLabelText('lon'), { target: { value: '5.20' } });
  expect(screen.getByLabelText('tint')).toHaveValue('red');
  fireEvent.change(screen.getByLabelText('tint'), { target: { value: '#0a0b0c' } });
  fireEvent.change(screen.getByLabelText('shade'), { target: { value: '#010b1e' } });
  const expected =
    '{"shade":{"r":1.0,"g":11,"b":30},"place":{"lat":52.10,"lon":5.20},"tint":"#0a0b0c","left":1.0}';
  expect((await saved(7007)).startsWith(expected)).toBe(true);
});

test('words typed where nothing is stored are taken as a text when asked', async () => {
  await open(7002);
  fireEvent.change(screen.getByLabelText('none', { exact: true }), { target: { value: 'soft clay' } });
  expect(fieldOf('none').getByText(/^Line 1/)).toBeInTheDocument();
  fireEvent.click(fieldOf('none').getByRole('button', { name: 'Take as text' }));
  expect(await saved(7002)).toContain('"none":"soft clay"');
});

test('every point of a line of two hundred is in the page', async () => {
  await open(7006);
  expect(screen.getByRole('grid', { name: 'line' }).querySelectorAll('[role="row"]')).toHaveLength(169);
});

test('a column is found by its name, without its unit', async () => {
  await open(7003);
  await screen.findByRole('group', { name: 'Zones' });
  fireEvent.click(screen.getByRole('button', { name: 'Show as grid' }));
  const grid = screen.getByRole('grid', { name: 'Zones' });
  expect(within(grid).getByRole('columnheader', { name: 'Width' })).toHaveTextContent('Width m');
});

test('a grid keeps to the fewest and the most rows of the form', async () => {
  await open(7003);
  await screen.findByRole('group', { name: 'Zones' });
  fireEvent.click(screen.getByRole('button', { name: 'Show as grid' }));
  const grid = screen.getByRole('grid', { name: 'Zones' });
  const count = () => within(grid).getAllByRole('row').length - 1;
  fireEvent.click(screen.getByRole('button', { name: 'Remove row' }));
  expect(screen.getByText('At least 2 rows.')).toBeInTheDocument();
  expect(count()).toBe(2);
  fireEvent.click(screen.getByRole('button', { name: 'Add row' }));
  for (const name of ['Add row', 'Duplicate', 'Insert above'])
    fireEvent.click(screen.getByRole('button', { name }));
  expect(screen.getByText('At most 3 rows.')).toBeInTheDocument();
  expect(count()).toBe(3);
  paste(within(grid).getAllByRole('gridcell')[6] as Element, 'p\t5.0\nq\t6.0');
  const preview = screen.getByRole('region', { name: 'Paste' });
  expect(preview).toHaveTextContent('Row 4: At most 3 rows.');
  fireEvent.click(within(preview).getByRole('button', { name: /^Paste the other 2 cells/ }));
  expect(count()).toBe(3);
});

test('cells pasted on a card go into its row and those below, decimal commas after a look', async () => {
  await open(7004);
  const head = await screen.findByRole('button', { name: /^Zone 1 a/ });
  act(() => head.focus());
  paste(head, 'north\t3.50\tdry\nsouth\t4.0\twet');
  expect(screen.getByText('Pasted 6 cells.')).toBeInTheDocument();
  const width = within(screen.getByRole('region', { name: /^Zone 2/ })).getByLabelText('Width');
  paste(width, '6,5\tmoist');
  const preview = screen.getByRole('region', { name: 'Paste' });
  expect(preview).toHaveTextContent('6,5 → 6.5');
  // What is edited while the cells wait stays.
  fireEvent.change(within(screen.getByRole('region', { name: /^Zone 1/ })).getByLabelText('Name'), {
    target: { value: 'east' },
  });
  fireEvent.click(within(preview).getByRole('button', { name: 'Paste 2 cells' }));
  const expected =
    '{"zones":[{"n":"east","w":3.50,"t":"dry"}, {"n":"south","w":6.5,"t":"moist"}],"left":1e-05}';
  expect((await saved(7004)).startsWith(expected)).toBe(true);
});

test('Ctrl Z in a cell that is typed in belongs to the cell', async () => {
  await open(7003);
  await screen.findByRole('group', { name: 'Zones' });
  fireEvent.click(screen.getByRole('button', { name: 'Show as grid' }));
  const grid = within(screen.getByRole('grid', { name: 'Zones' }));
  fireEvent.click(screen.getByRole('button', { name: 'Add row' }));
  fireEvent.click(grid.getAllByRole('gridcell')[6] as Element);
  fireEvent.keyDown(grid.getAllByRole('gridcell')[6] as Element, { key: 'z' });
  fireEvent.keyDown(grid.getByRole('textbox'), { key: 'z', ctrlKey: true });
  fireEvent.keyDown(grid.getByRole('textbox'), { key: 'Enter' });
  expect(grid.getAllByRole('row').map((row) => row.textContent?.slice(0, 8))).toEqual([
    '#RowName',
    'Zone 1a1',
    'Zone 2b2',
    'Zone 3ze',
  ]);
});

test('what is pasted into a cell of a table on a card is for that cell alone', async () => {
  await open(7009);
  const cell = (await screen.findAllByRole('gridcell'))[0] as Element;
  fireEvent.click(cell);
  fireEvent.keyDown(cell, { key: '4' });
  const isLeftToTheBrowser = paste(within(cell as HTMLElement).getByRole('textbox'), '5.0\t6.0');
  expect(isLeftToTheBrowser).toBe(true);
  expect(screen.queryByRole('region', { name: 'Paste' })).toBeNull();
});

test('cells that wait for a look are not pasted once rows have moved', async () => {
  await open(7003);
  await screen.findByRole('button', { name: /^Zone 1 a/ });
  const zone = (number: number) =>
    within(screen.getByRole('region', { name: new RegExp(`^Zone ${number}`) }));
  paste(zone(2).getByLabelText('Width'), '6,5\tmoist');
  expect(screen.getByRole('region', { name: 'Paste' })).toBeInTheDocument();
  fireEvent.click(zone(1).getByRole('button', { name: 'Duplicate' }));
  expect(screen.queryByRole('region', { name: 'Paste' })).toBeNull();
  expect(screen.getByText('Rows have moved: paste again.')).toBeInTheDocument();
});

test.each<[string, object, RegExp]>([
  ['a list', { zones: ['Too few.'] }, /^Not saved: Zones: Too few\.$/],
  ['a cell', { 'zones.1.w': ['Too wide.'] }, /^Not saved: row 2 of Zones › Width: Too wide\.$/],
  [
    'a cell that is told with one object for each row',
    { zones: [{}, { w: ['Too wide.'] }] },
    /^Not saved: row 2 of Zones › Width: Too wide\.$/,
  ],
  [
    'the first few of thousands',
    { zones: Array.from({ length: 5000 }, (_, row) => ({ w: [`Too wide by ${row}.`] })) },
    /^Not saved: row 1 of Zones › Width: Too wide by 0\. row 2 of Zones › Width: .* Too wide by 4\. … and 4,995 more places\.$/,
  ],
])('a refusal calls %s as the form does', async (_, properties, said) => {
  await open(7005);
  const name = within(await screen.findByRole('region', { name: /^Zone 1/ })).getByLabelText('Name');
  fireEvent.change(name, { target: { value: 'new' } });
  const send = globalThis.fetch;
  const refusing = vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation((input, init) =>
      init?.method === 'PUT'
        ? Promise.resolve(Response.json({ properties }, { status: 400 }))
        : send(input, init),
    );
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(said);
  refusing.mockRestore();
});
