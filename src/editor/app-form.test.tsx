import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { ArchiveRecord } from '../../server/archive/records.ts';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { NOT_ENTERED } from '../fields/field-store.ts';
import { readCommands } from '../palette/commands.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openAlone } from '../testing/open-page.tsx';
import * as page from './params-page.tsx';
import { forgetSessions } from './sessions.ts';

const form = [
  {
    type: 'step',
    name: 'water',
    title: 'Water',
    content: [
      {
        type: 'section',
        name: 'water.levels',
        title: 'Levels',
        content: [
          {
            type: 'number',
            name: 'river',
            ui_name: 'River level',
            suffix: 'm NAP',
            options: { min: 0, max: 20 },
          },
          {
            type: 'select',
            name: 'water.method',
            ui_name: 'Method',
            options: [
              { value: 1, label: 'Level one' },
              { value: 2, label: 'Level two' },
            ],
          },
          {
            type: 'text',
            name: 'water.note',
            ui_name: 'Note',
            visible_rule: { $if: { path: 'on', equals: true } },
          },
          { type: 'boolean', name: 'on', ui_name: 'With note' },
          {
            type: 'table',
            name: 'water.rows',
            ui_name: 'Layers',
            columns: [
              { type: 'text', name: 'n', ui_name: 'Layer' },
              { type: 'number', name: 'top', ui_name: 'Top', suffix: 'm' },
            ],
          },
        ],
      },
    ],
  },
  { type: 'step', name: 'result', title: 'Result', content: [{ type: 'date', name: 'due', ui_name: 'Due' }] },
];

const same = [
  { value: 'x', label: 'Same' },
  { value: 'y', label: 'Same' },
  { value: 1, label: '' },
];
const oddForm = [
  { type: 'toggle', name: 'odd.toggle', ui_name: 'Pumped' },
  { type: 'number', name: 'odd.rounded', ui_name: 'Head', num_decimals: 2, suffix: 'm' },
  { type: 'select', name: 'odd.pick', ui_name: 'Alike', options: same },
  { type: 'table', name: 'odd.rows', ui_name: 'Odd rows', columns: [{ type: 'number', name: 'a' }] },
  { type: 'chat', name: 'odd.chat', ui_name: 'Assistant' },
  { type: 'file', name: 'odd.file', ui_name: 'Survey' },
  { type: 'entity-option', name: 'odd.entity', ui_name: 'Library' },
  { type: 'section', name: 'later', title: 'Later', content: [{ type: 'text', name: 'later.x' }] },
];
const ODD =
  '{"odd":{"toggle":1,"rounded":1.23456,"pick":"y","rows":[[1.0,"b"],{"a":2}],' +
  '"chat":{"messages":[{"role":"user","content":"Is it <b>deep</b>?"},{"role":"assistant","content":"12 m"}]},"file":888888,"entity":999999},"":"nameless"}';

const worn = (type: string, key: string, ui_name: string, more: object = {}) => ({
  type,
  name: `worn.${key}`,
  ui_name,
  ...more,
});
const wornForm = [
  worn('number', 'a', 'Width'),
  worn('number', 'b', 'Width'),
  worn('text', 'rtl', 'עברית שם'),
  worn('text', 'long', 'Very long label '.repeat(13).slice(0, 199)),
  worn('number', 'str', 'Number as text'),
  worn('integer', 'whole', 'Integer as float'),
  worn('number', 'big', 'Big', { options: { min: '0', max: 'many' } }),
  worn('boolean', 'bool', 'Text in a switch'),
  worn('select', 'mixed', 'Mixed', {
    options: [
      { value: 1, label: 'One' },
      { value: '1', label: 'One as text' },
      { value: true, label: 'Yes' },
      'bare',
    ],
  }),
  worn('multi-select', 'several', 'Text in a list', { options: [{ value: 'a', label: 'A' }] }),
  worn('date', 'dmy', 'Day first'),
  worn('date', 'number', 'Date as number'),
  worn('color', 'list', 'Colour list'),
  worn('color', 'hex', 'Colour hex'),
  worn('table', 'none', 'Null table', { columns: [{ type: 'number', name: 'x' }] }),
  worn('geo_point', 'point', 'Point of texts'),
  worn('entity-option', 'entity', 'Entity text'),
  worn('hologram', 'odd', 'Hologram'),
];
const WORN =
  '{"worn":{"a":1.0,"b":2.50,"rtl":"שלום","long":"l","str":"12.50","whole":3.0,"big":12345678901234567890,"bool":"true","mixed":1.0,"several":"a",' +
  '"dmy":"13-05-2026","number":20260513,"list":[1,2,3],"hex":"#1F6FEB","none":null,"point":{"lat":"52.10","lon":"5.1"},"entity":"free text","odd":{"k":[1,2.0]}},' +
  '"with.dots":1e-05, "__proto__":{"x":NaN}}';

const cardForm = [
  {
    type: 'section',
    name: 's',
    title: 'Closed at first',
    initially_expanded: false,
    content: [{ type: 'number', name: 's.depth', ui_name: 'Depth', options: { max: 5 } }],
  },
  { type: 'section', name: 't', title: 'Then', content: [{ type: 'number', name: 't.x', ui_name: 'X' }] },
  {
    type: 'DynamicArray',
    name: 'found',
    ui_name: 'Findings',
    row_label: 'Finding',
    min: 1,
    max: 4,
    arrayItems: [
      { type: 'text', name: 'name', ui_name: 'Element' },
      { type: 'number', name: 'cost', ui_name: 'Cost', suffix: '€' },
      { type: 'textarea', name: 'text', ui_name: 'Seen' },
      { type: 'geo_point', name: 'at', ui_name: 'Place' },
    ],
  },
];
const CARDS =
  '{"s":{"depth":1.0},"found":[{"name":"deck","cost":10.0,"text":"crack","at":{"lat":52.10,"lon":5.0}}, {"name":"pier","cost":2e1,"text":"line\\r\\ntwo","at":null},{"name":"rail","cost":"x","text":"","own":{"k":1.0}}]}';

const STORED =
  '{ "river": 4.50,"water":{"method":1.0 , "note":"x","rows":[{"n":"clay","top":1.0},{"n":"sand","top":-2.50}]},"on":true, "stray":{"deep":1e-05}}';

function world(): ArchiveRecord[] {
  const at = '2026-03-11T09:41:27.518204Z';
  const by = { created_at: at, created_by: 102, updated_at: at, last_updated_by: 102 };
  const flags = { is_file: false, views: [], summary: [], allow_saving: true, child_entity_type_ids: [] };
  const type = (id: number, more: object) =>
    ({
      kind: 'entity_type',
      id,
      name: `Well ${id}`,
      class_name: 'Well',
      ...flags,
      parametrization: form,
      ...more,
    }) as ArchiveRecord;
  const entity = (id: number, entity_type: number, properties = STORED) =>
    ({
      kind: 'entity',
      id,
      name: `Well ${id}`,
      entity_type,
      parent: null,
      properties,
      ...by,
    }) as ArchiveRecord;
  return smallWorld().flatMap((record) =>
    record.kind === 'workspace' && record.id === 2
      ? [
          type(70, {}),
          type(71, { viktor_enforce_field_constraints: true }),
          ...[7001, 7002, 7003, 7004].map((id) => entity(id, 70)),
          entity(7005, 71),
          // Of what it was saved with nothing is known: before the app's form comes, its values tell what they are.
          {
            ...entity(7012, 70, '{"water":{"rows":[{"n":1,"top":1.0},{"n":2,"top":2.0}]}}'),
            param_types: {},
          } as ArchiveRecord,
          type(72, { parametrization: oddForm }),
          entity(7006, 72, ODD),
          entity(7007, 72, ODD),
          type(73, { parametrization: wornForm }),
          entity(7008, 73, WORN),
          type(74, { parametrization: cardForm }),
          ...[7009, 7010, 7011].map((id) => entity(id, 74, CARDS)),
          record,
        ]
      : [record],
  );
}

const environment = await openPageEnvironment({ records: world(), permissions: smallRights });
afterEach(async () => {
  cleanup();
  await forgetSessions();
  environment.refuse(null);
});

async function open(id: number, search = '') {
  openAlone(
    '/workspaces/:workspaceId/entities/:entityId/params',
    page,
    `/workspaces/1/entities/${id}/params${search}`,
  );
  return screen.findByRole('form', { name: 'Params' });
}

const resolutions = (id: number) =>
  environment.requests.filter((request) => request === `POST /workspaces/1/entities/${id}/parametrization/`);

async function storedText(id: number): Promise<string> {
  const answer = await environment.fetch(`/workspaces/1/entities/${id}/?properties=true&clean_params=false`);
  const text = await answer.text();
  return text.slice(text.indexOf('"properties":') + '"properties":'.length);
}

test('the form shows the values before the app has answered, and takes the app’s words over without losing what is typed', async () => {
  environment.forget();
  await open(7001);
  const typed = await screen.findByLabelText('river');
  expect(resolutions(7001).length).toBeLessThanOrEqual(1);
  typed.focus();
  fireEvent.change(typed, { target: { value: '5.' } });
  (typed as HTMLInputElement).setSelectionRange(2, 2);
  const labelled = await screen.findByLabelText('River level');
  expect(labelled).toHaveValue('5.');
  expect(labelled).toHaveFocus();
  expect((labelled as HTMLInputElement).selectionStart).toBe(2);
  expect(screen.getByRole('heading', { name: 'Levels' })).toBeInTheDocument();
  expect(screen.getByRole('form', { name: 'Params' })).toHaveTextContent('by the app’s form');
});

test('a cell that was typed in and not entered is entered as the app’s form reads it, however late that comes', async () => {
  // As a browser that was killed leaves it.
  const place = { environment: window.location.origin, userId: 101, workspaceId: 1, entityId: 7012 };
  const path = ['water', 'rows', 1, 'n'];
  await draftStore.keep(
    {
      ...{ id: draftStore.idOf(place), place, entityName: 'Well', base: { revision: null, updatedAt: null } },
      ...{ changes: [], pending: [{ path, text: '1.50', problem: NOT_ENTERED }], message: '', reason: '' },
      ...{ staged: false, keptAt: Date.now(), version: '', size: 0 },
    },
    '',
  );
  const { fetch } = globalThis;
  let answer = () => {};
  const held = new Promise<void>((done) => {
    answer = done;
  });
  globalThis.fetch = async (input, init) => {
    if (String(input).endsWith('/parametrization/')) await held;
    return fetch(input, init);
  };
  try {
    await open(7012);
    fireEvent.click(await screen.findByRole('button', { name: 'Resume draft' }));
    expect(await screen.findByRole('gridcell', { name: '1.50' })).toBeVisible();
    expect(screen.queryByText(/by the app’s form/)).toBeNull();
    answer();
    await screen.findByText(/by the app’s form/);
    await waitFor(() => expect(screen.getByRole('button', { name: 'Save' })).toBeEnabled());
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved');
    expect(await storedText(7012)).toContain('{"n":"1.50","top":2.0}');
  } finally {
    globalThis.fetch = fetch;
  }
});

test('a link to a cell of a table opens the form at that cell, and stays there when the app’s form comes', async () => {
  await open(7001, '?path=/water/rows/1/top');
  const found = await screen.findByRole('gridcell', { name: '-2.50' });
  await waitFor(() => expect(found).toHaveFocus());
  await screen.findByRole('grid', { name: 'Layers' });
  expect(screen.getByRole('gridcell', { name: '-2.50' })).toHaveFocus();
});

test('an edit asks the app once when it pauses; what the app then hides keeps its value in the save', async () => {
  await open(7002);
  await screen.findByLabelText('Note');
  environment.forget();
  const river = screen.getByLabelText('River level');
  for (const value of ['6', '6.', '6.0', '6.00']) fireEvent.change(river, { target: { value } });
  fireEvent.click(screen.getByLabelText('With note'));
  await waitFor(() => expect(screen.queryByLabelText('Note')).toBeNull());
  // Five edits in a row; on a busy machine a pause may fall between them.
  expect(resolutions(7002).length).toBeLessThan(3);
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved');
  const expected = STORED.replace('4.50', '6.00').replace('"on":true', '"on":false');
  expect((await storedText(7002)).startsWith(expected)).toBe(true);
});

test('a choice is stored as its value, and one that is left alone keeps its spelling', async () => {
  await open(7003);
  const method = await screen.findByLabelText('Method');
  expect(within(method).getByRole('option', { selected: true })).toHaveTextContent('Level one');
  fireEvent.change(method, { target: { value: '1' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved');
  expect((await storedText(7003)).startsWith(STORED.replace('"method":1.0', '"method":2'))).toBe(true);
});

test('an app that gives no form is said in one line, and every field can be edited without it', async () => {
  environment.refuse('/workspaces/1/entities/7004/parametrization/');
  await open(7004);
  const form_ = screen.getByRole('form', { name: 'Params' });
  await waitFor(() => expect(form_).toHaveTextContent('You may not ask this app for its form.'));
  fireEvent.change(screen.getByLabelText('river'), { target: { value: '9.0' } });
  environment.refuse(null);
  fireEvent.click(screen.getByRole('button', { name: 'Ask again' }));
  expect(await screen.findByLabelText('River level')).toHaveValue('9.0');
});

test('an answer without a form is said as well', async () => {
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) =>
    String(input).includes('/parametrization/')
      ? Response.json({ status: 'success', content: null })
      : fetch(input, init);
  await open(7004);
  const params = screen.getByRole('form', { name: 'Params' });
  await waitFor(() =>
    expect(params).toHaveTextContent('The app answered without a form. All fields can be edited without it.'),
  );
});

test('a value beyond its limits is said at the field, counted in its section, and found by key', async () => {
  await open(7004);
  const river = await screen.findByLabelText('River level');
  fireEvent.change(river, { target: { value: '25' } });
  expect(river).toBeInvalid();
  expect(river).toHaveAccessibleDescription(/Above the maximum of 20 m NAP/);
  const outline = screen.getByRole('complementary', { name: 'Outline' });
  await waitFor(() =>
    expect(within(outline).getByRole('button', { name: /^Levels/ })).toHaveTextContent(
      '1 changed, 1 problem',
    ),
  );
  fireEvent.click(within(outline).getByRole('button', { name: 'Next problem' }));
  expect(river).toHaveFocus();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved');
  expect(outline).toHaveTextContent('1 stored value does not fit');
});

test('a type that enforces its limits takes no save while a value is beyond them', async () => {
  const types = await environment.fetch('/workspaces/1/entity_types/?limit=50');
  expect(await types.text()).toContain('"viktor_enforce_field_constraints":true');
  await open(7005);
  const river = await screen.findByLabelText('River level');
  fireEvent.change(river, { target: { value: '25' } });
  environment.forget();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'enforces the limits of its fields, and River level',
  );
  expect(environment.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
  fireEvent.change(river, { target: { value: '15' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved');
});

test('a type that enforces its limits takes no merged params beyond them either', async () => {
  await open(7005);
  const river = await screen.findByLabelText('River level');
  fireEvent.change(river, { target: { value: '16' } });
  const elsewhere = await environment.fetch('/workspaces/1/entities/7005/', {
    method: 'PUT',
    body: `{"properties":${STORED.replace('4.50', '12')}}`,
  });
  expect(await elsewhere.text()).toContain('"properties"');
  environment.forget();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  const dialog = await screen.findByRole('dialog', { name: 'Conflict' });
  const other = within(dialog).getByRole('textbox', { name: 'Another value for river' });
  fireEvent.change(other, { target: { value: '25' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save merged' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(
    'enforces the limits of its fields, and River level',
  );
  expect(environment.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
  fireEvent.click(within(dialog).getByRole('radio', { name: 'Mine' }));
  expect(within(dialog).queryByRole('alert')).toBeNull();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save merged' }));
  await screen.findByText('Saved');
  expect(environment.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1);
});

test('a value that comes to fit under the cursor gets its own editor, with the focus', async () => {
  await open(7006);
  const raw = await screen.findByRole('textbox', { name: 'Pumped' });
  raw.focus();
  fireEvent.change(raw, { target: { value: 'true' } });
  (raw as HTMLInputElement).setSelectionRange(4, 4);
  fireEvent.keyDown(raw, { key: 's', ctrlKey: true });
  await screen.findByText('Saved');
  const toggle = await screen.findByRole('checkbox', { name: 'Pumped' });
  expect(toggle).toBeChecked();
  expect(toggle).toHaveFocus();
});

test('what is referred to and missing is asked for once, whatever is saved beside it', async () => {
  environment.forget();
  await open(7007);
  const survey = await screen.findByLabelText('Survey');
  await waitFor(() => expect(screen.getAllByText('not found')).toHaveLength(2));
  for (const value of ['2', '3']) {
    fireEvent.change(screen.getByLabelText('Head'), { target: { value } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Saved');
  }
  window.dispatchEvent(new Event('visibilitychange'));
  expect(survey).toHaveValue('888888');
  const asked = environment.requests.filter((request) => /files\/888888|entities\/999999/.test(request));
  expect(asked.sort()).toEqual(['GET /workspaces/1/entities/999999/', 'GET /workspaces/1/files/888888/']);
});

test('a form as a foreign server may send it shows everything that is stored', async () => {
  await open(7007);
  const head = await screen.findByLabelText('Head');
  fireEvent.change(head, { target: { value: '1.23456' } });
  expect(head).toHaveValue('1.23456');
  expect(head.parentElement).toHaveTextContent('m≈ 1.23');
  fireEvent.change(head, { target: { value: '1.20' } });
  expect(head.parentElement).not.toHaveTextContent('≈');
  const options = within(screen.getByLabelText('Alike')).getAllByRole('option');
  expect(options.map(({ textContent }) => textContent)).toEqual(['empty', 'Same ("x")', 'Same ("y")', '1']);
  expect(within(screen.getByRole('grid', { name: 'Odd rows' })).getAllByRole('row')[1]).toHaveTextContent(
    '1[1.0,"b"]',
  );
  const [odd] = within(screen.getByRole('grid', { name: 'Odd rows' })).getAllByRole('gridcell');
  fireEvent.keyDown(odd as HTMLElement, { key: '5' });
  expect(screen.getByText('Row 1 holds no columns: it is edited in the JSON tab.')).toBeInTheDocument();
  expect(
    within(screen.getByRole('list', { name: 'Assistant' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['user Is it <b>deep</b>?', 'assistant 12 m']);
  expect(screen.getByLabelText('(empty key)')).toHaveValue('nameless');
});

test('the outline is one stop of Tab, and arrows go from entry to entry', async () => {
  await open(7001);
  const outline = await screen.findByRole('complementary', { name: 'Outline' });
  const entries = within(outline).getAllByRole('button');
  expect(entries.length).toBeGreaterThan(2);
  expect(entries.filter(({ tabIndex }) => tabIndex === 0)).toEqual([entries[0]]);
  act(() => entries[0]?.focus());
  fireEvent.keyDown(entries[0] as HTMLElement, { key: 'ArrowDown' });
  expect(entries[1]).toHaveFocus();
  expect(entries.filter(({ tabIndex }) => tabIndex === 0)).toEqual([entries[1]]);
});

test('every value that does not fit its field is edited by its label, and no other byte changes', async () => {
  await open(7008);
  await screen.findByLabelText('Hologram');
  const misfits = ['Number as text', 'Text in a switch', 'Text in a list', 'Day first', 'Date as number'];
  for (const label of [...misfits, 'Point of texts', 'Entity text'])
    expect([label, screen.getByLabelText(label).getAttribute('aria-invalid')]).toEqual([label, 'true']);
  let expected = WORN;
  const become = (from: string, to: string) => {
    expect(expected.split(from)).toHaveLength(2);
    expected = expected.replace(from, to);
  };
  const [, second] = screen.getAllByRole('textbox', { name: 'Width' });
  fireEvent.change(second as HTMLElement, { target: { value: '3.00' } });
  become('"b":2.50', '"b":3.00');
  for (const [label, text, from, to] of [
    ['עברית שם', 'ש', '"שלום"', '"ש"'],
    [wornForm[3]?.ui_name ?? '', 'm', '"long":"l"', '"long":"m"'],
    ['Number as text', '13.0', '"12.50"', '13.0'],
    ['Integer as float', '4', '3.0,"big"', '4,"big"'],
    ['Big', '12345678901234567891', '12345678901234567890', '12345678901234567891'],
    ['Text in a switch', 'false', '"true"', 'false'],
    ['Text in a list', '["a"]', '"several":"a"', '"several":["a"]'],
    ['Day first', '2026-05-14', '"13-05-2026"', '"2026-05-14"'],
    ['Date as number', '2026-05-15', '20260513', '"2026-05-15"'],
    ['Colour list', '#ff0000', '[1,2,3]', '[255,0,0]'],
    ['Colour hex', '#00ff00', '"#1F6FEB"', '"#00ff00"'],
    ['Point of texts', '{"lat":52.10,"lon":5}', '{"lat":"52.10","lon":"5.1"}', '{"lat":52.10,"lon":5}'],
    ['Hologram', '{"k":[1,2.00]}', '2.0]', '2.00]'],
    ['with.dots', '2e-05', '1e-05', '2e-05'],
  ] as const) {
    const input = screen.getByLabelText(label);
    fireEvent.change(input, { target: { value: text } });
    fireEvent.blur(input);
    become(from, to);
  }
  fireEvent.change(screen.getByLabelText('Mixed'), { target: { value: '1' } });
  become('"mixed":1.0', '"mixed":"1"');
  const rows = screen.getByRole('group', { name: 'Null table' });
  fireEvent.click(within(rows).getByRole('button', { name: 'Add row' }));
  become('"none":null', '"none":[{"x":null}]');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved');
  expect((await storedText(7008)).startsWith(expected)).toBe(true);
});

const card = (name: RegExp) => screen.getByRole('region', { name });

test('rows that hold long text and places are cards; what is edited in one by its label is all that changes', async () => {
  await open(7009);
  await screen.findByRole('group', { name: 'Findings' });
  const pier = within(card(/^Finding 2/));
  fireEvent.change(pier.getByLabelText('Element'), { target: { value: 'pile' } });
  fireEvent.change(pier.getByLabelText('Seen'), { target: { value: 'line\ntwo\nthree' } });
  expect(card(/^Finding 2/)).toHaveTextContent('was pier');
  const rail = within(card(/^Finding 3/));
  expect(rail.getByText(/^Text where a number is expected/)).toHaveTextContent('stored like that');
  fireEvent.change(rail.getByLabelText('k'), { target: { value: '2.0' } });
  fireEvent.change(within(card(/^Finding 1/)).getByLabelText('lat'), { target: { value: '52.20' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved');
  const expected = CARDS.replace('"pier"', '"pile"')
    .replace('two"', 'two\\r\\nthree"')
    .replace('"k":1.0', '"k":2.0')
    .replace('52.10', '52.20');
  expect((await storedText(7009)).startsWith(expected)).toBe(true);
});

test('a card is moved, duplicated and removed by key; marks go with the row, and each is one step of undo', async () => {
  await open(7010);
  await screen.findByRole('group', { name: 'Findings' });
  const head = (name: RegExp) => screen.getByRole('button', { name });
  const pile = within(card(/^Finding 2/)).getByLabelText('Element');
  fireEvent.change(pile, { target: { value: 'pile' } });
  act(() => head(/^Finding 2/).focus());
  fireEvent.keyDown(head(/^Finding 2/), { key: 'ArrowUp' });
  expect(head(/^Finding 1/)).toHaveFocus();
  fireEvent.keyDown(head(/^Finding 1/), { key: 'ArrowDown', altKey: true });
  expect(head(/^Finding 2 deck/)).toHaveFocus();
  expect(head(/^Finding 1 pile/)).toBeInTheDocument();
  expect(card(/^Finding 2 deck/)).not.toHaveTextContent('was ');
  expect(card(/^Finding 1 pile/)).toHaveTextContent('was pier');
  fireEvent.keyDown(head(/^Finding 2/), { key: 'ArrowRight' });
  expect(within(card(/^Finding 2/)).getByRole('button', { name: 'Duplicate' })).toHaveFocus();
  fireEvent.click(within(card(/^Finding 2/)).getByRole('button', { name: 'Duplicate' }));
  expect(head(/^Finding 3 deck.*new/)).toHaveFocus();
  fireEvent.keyDown(head(/^Finding 1/), { key: 'Delete', ctrlKey: true });
  const heads = screen.getAllByRole('button', { name: /^Finding/ });
  expect(heads.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).toEqual([
    'Finding 1 deck',
    'Finding 2 deck new',
    'Finding 3 rail ▲has a problem',
  ]);
  for (const _ of [1, 2, 3]) fireEvent.keyDown(head(/^Finding 1/), { key: 'z', ctrlKey: true });
  expect(card(/^Finding 2 pile/)).toHaveTextContent('was pier');
  fireEvent.click(within(card(/^Finding 2 pile/)).getByRole('button', { name: 'Reset' }));
  expect(screen.getByText('No changes')).toBeInTheDocument();
});

test('cards keep to the fewest and the most rows of the form, and rows are shown as a grid when asked', async () => {
  await open(7011);
  const list = await screen.findByRole('group', { name: 'Findings' });
  const add = within(list).getByRole('button', { name: 'Add row' });
  fireEvent.click(add);
  expect(within(card(/^Finding 4/)).getByLabelText('Element')).toHaveFocus();
  fireEvent.click(add);
  expect(within(list).getByText('At most 4 rows.')).toBeInTheDocument();
  expect(screen.getAllByRole('region', { name: /^Finding/ })).toHaveLength(4);
  for (const _ of [1, 2, 3, 4])
    fireEvent.keyDown(screen.getByRole('button', { name: /^Finding 1/ }), { key: 'Delete', ctrlKey: true });
  expect(screen.getAllByRole('region', { name: /^Finding/ })).toHaveLength(1);
  fireEvent.click(within(list).getByRole('button', { name: 'Show as grid' }));
  expect(screen.getByRole('grid', { name: 'Findings' })).toBeInTheDocument();
  const back = screen.getByRole('button', { name: 'Show as cards' });
  expect(back).toHaveFocus();
  fireEvent.click(back);
  expect(screen.getByRole('button', { name: 'Show as grid' })).toHaveFocus();
});

test('a link to a value in a card opens the form at its field', async () => {
  await open(7011, '?path=/found/1/text');
  await screen.findByRole('button', { name: /^Finding 2/ });
  await waitFor(() => expect(within(card(/^Finding 2/)).getByLabelText('Seen')).toHaveFocus());
});

test('a section that the app wants closed is opened by what leads to a field in it', async () => {
  await open(7011);
  const heading = await screen.findByRole('heading', { name: 'Closed at first' });
  const opener = await within(heading).findByRole('button');
  expect(opener).toHaveAttribute('aria-expanded', 'false');
  expect(screen.getByLabelText('Depth')).not.toBeVisible();
  const outline = screen.getByRole('complementary', { name: 'Outline' });
  fireEvent.click(within(outline).getByRole('button', { name: /^Closed at first/ }));
  expect(screen.getByLabelText('Depth')).toBeVisible();
  expect(screen.getByLabelText('Depth')).toHaveFocus();
  fireEvent.click(opener);
  expect(opener).toHaveAttribute('aria-expanded', 'false');
});

test('any field is reached by key by words of its label, also one that a filter leaves out or a closed section holds', async () => {
  await open(7011);
  await screen.findByRole('group', { name: 'Findings' });
  fireEvent.change(screen.getByRole('searchbox', { name: 'Filter fields' }), { target: { value: 'then' } });
  await waitFor(() => expect(screen.queryByLabelText('Depth')).toBeNull());
  fireEvent.keyDown(screen.getByRole('searchbox', { name: 'Filter fields' }), { key: 'Enter' });
  expect(screen.getByLabelText('X')).toHaveFocus();
  act(() =>
    readCommands()
      .find(({ id }) => id === 'params.go-to-field')
      ?.run?.(),
  );
  const dialog = await screen.findByRole('dialog', { name: 'Go to field' });
  const words = within(dialog).getByRole('combobox', { name: 'Field' });
  expect(words).toHaveFocus();
  fireEvent.change(words, { target: { value: 'clos dep' } });
  expect(within(dialog).getByRole('option', { selected: true })).toHaveTextContent(
    'Depth Closed at first · s.depth',
  );
  // A browser gives nothing the focus that it does not show.
  const shownBefore: boolean[] = [];
  document.addEventListener('focusin', ({ target }) =>
    shownBefore.push(!(target as Element).closest('[hidden]')),
  );
  fireEvent.keyDown(words, { key: 'Enter' });
  await waitFor(() => expect(screen.getByLabelText('Depth')).toHaveFocus());
  expect(shownBefore.at(-1)).toBe(true);
  expect(screen.queryByRole('dialog')).toBeNull();
  act(() =>
    readCommands()
      .find(({ id }) => id === 'params.go-to-field')
      ?.run?.(),
  );
  const again = await screen.findByRole('combobox', { name: 'Field' });
  fireEvent.change(again, { target: { value: 'cost' } });
  fireEvent.keyDown(again, { key: 'Enter' });
  await waitFor(() => expect(within(card(/^Finding 1/)).getByLabelText('Cost')).toHaveFocus());
});
