import type { Page } from '@playwright/test';
import { importLines } from '../server/archive/door.ts';
import { expect, test } from './support/journey.ts';
import { save } from './support/steps.ts';

const choices = [
  { value: 'a', label: 'Alpha' },
  { value: 2, label: 'Beta' },
  { value: 'c', label: 'Gamma' },
];
const field = (type: string, name: string, ui_name: string, more: object = {}) => ({
  type,
  name,
  ui_name,
  ...more,
});

/** One field of every kind that the sample worlds have, some stored elsewhere than shown. */
const FORM = [
  {
    type: 'step',
    name: 'one',
    title: 'Values',
    content: [
      {
        type: 'section',
        name: 'one.plain',
        title: 'Plain',
        content: [
          field('text', 'one.plain.text', 'Title'),
          field('textarea', 'one.plain.area', 'Remarks'),
          field('number', 'span', 'Span', { suffix: 'm', options: { min: 0, max: 60 } }),
          field('number', 'one.plain.slide', 'Damping', {
            variant: 'slider',
            options: { min: 0, max: 1, step: 0.25 },
          }),
          field('integer', 'one.plain.count', 'Piles'),
          field('boolean', 'one.plain.on', 'On crest'),
          field('date', 'one.plain.day', 'Start'),
          field('color', 'one.plain.tint', 'Map colour'),
          field('output', 'one.plain.sum', 'Sum of loads', { value: 12.5, suffix: 'kN' }),
        ],
      },
      {
        type: 'section',
        name: 'one.choices',
        title: 'Choices',
        content: [
          field('select', 'one.choices.pick', 'Method', { options: choices }),
          field('select', 'one.choices.side', 'River side', { options: choices, variant: 'radio-inline' }),
          field('autocomplete', 'one.choices.owner', 'Owner', { options: choices }),
          field('select', 'one.choices.many', 'Use', { options: choices, multiple: true }),
          field('geometry-select', 'one.choices.pile', 'Pile to show'),
          field('geometry-multi-select', 'one.choices.piles', 'Piles to report'),
        ],
      },
    ],
  },
  {
    type: 'step',
    name: 'two',
    title: 'Rows and references',
    content: [
      field('table', 'two.layers', 'Layers', {
        columns: [
          field('select', 'soil', 'Soil', { options: choices }),
          field('number', 'top', 'Top', { suffix: 'm' }),
          field('boolean', 'wet', 'Aquifer'),
        ],
      }),
      field('DynamicArray', 'two.phases', 'Phases', {
        row_label: 'Phase',
        arrayItems: [
          field('text', 'name', 'Name'),
          field('table', 'line', 'Line', { columns: [field('number', 'x', 'X')] }),
        ],
      }),
      field('entity-option', 'two.library', 'Library', { entity_type_names: ['Other'] }),
      field('sibling-entity-multi-select', 'two.siblings', 'Beside'),
      field('child-entity-option', 'two.child', 'Below'),
      field('file', 'two.file', 'Survey'),
      field('multi-file', 'two.files', 'Photos'),
      field('geo_point', 'two.point', 'Location'),
      field('geo_polyline', 'two.axis', 'Axis'),
      field('geo_polygon', 'two.area', 'Area'),
      field('hidden', 'cache', 'cache'),
      field('autodesk-file', 'two.cloud', 'Cloud file'),
      field('chat', 'two.chat', 'Assistant'),
      field('hologram', 'two.odd', 'Odd'),
    ],
  },
];

const STORED =
  '{ "span": 4.50,"one":{"plain":{"text":"x", "area":"line","slide":0.50,"count":3,"on":false,"day":"2026-05-13","tint":[31,111,235]},' +
  '"choices":{"pick":"a","side":"a","owner":"a","many":["a"],"pile":"P1","piles":["P1"]}},' +
  '"two":{"layers":[{"soil":"a","top":1.0,"wet":false},{"soil":2,"top":-2.50,"wet":true}],"phases":[{"name":"daily","line":[{"x":1.0}]}],' +
  '"library":null,"siblings":[],"child":null,"file":null,"files":[60001],"point":{"lon":5.10,"lat":52.0},"axis":[{"lat":52.0,"lon":5.0},{"lat":52.1,"lon":5.1}],' +
  '"area":[{"lat":52.0,"lon":5.0},{"lat":52.1,"lon":5.1},{"lat":52.0,"lon":5.1},{"lat":52.0,"lon":5.0}],"cloud":{"urn":"a"},"chat":{"messages":[{"role":"user","content":"Is it deep?"}]},"odd":{"k":1e-05}},"cache":{"n":1.0}, "__proto__":{"x":NaN}}';

function archive(): string[] {
  const at = '2026-01-05T08:00:00Z';
  const flags = { is_file: false, views: [], summary: [], allow_saving: true, child_entity_type_ids: [] };
  const type = (id: number, name: string, parametrization: unknown) =>
    JSON.stringify({ kind: 'entity_type', id, name, class_name: name, ...flags, parametrization });
  const entity = (id: number, name: string, kind: number, properties: string, parent: number | null = null) =>
    `{"kind":"entity","id":${id},"name":"${name}","entity_type":${kind},"parent":${parent},"created_at":"${at}","created_by":null,"updated_at":"${at}","last_updated_by":null,"properties":${properties}}`;
  const file = (id: number, filename: string) =>
    `{"kind":"file","id":${id},"entity":20001,"filename":"${filename}","size":5,"content_base64":"aGVsbG8="}`;
  return [
    `{"kind":"archive","format":"viktor-workspace-archive","version":1,"created_at":"${at}","source":"fields"}`,
    `{"kind":"workspace","id":7001,"name":"Every field","description":"","visibility":"INTERNAL","labels":[],"app":null,"app_version":null,"is_archived":false,"created_at":"${at}","updated_at":"${at}"}`,
    type(901, 'Sample', FORM),
    type(902, 'Other', []),
    entity(20001, 'Sample 1', 901, STORED),
    entity(20002, 'Library A', 902, '{}'),
    entity(20003, 'Library B', 902, '{}'),
    entity(20004, 'Child A', 902, '{}', 20001),
    file(60001, 'first.txt'),
    file(60002, 'second.txt'),
    '{"kind":"end","counts":{"workspace":1,"entity_type":2,"entity":4,"file":2}}',
  ];
}

interface Opened {
  /** Of entities and files, by name. */
  ids: Record<string, number>;
  stored: () => Promise<string>;
}

async function open(page: Page): Promise<Opened> {
  const workspace = await importLines(process.env.E2E_DATA_DIR as string, archive());
  const headers = { 'X-VX': '1' };
  const path = `/api/workspaces/${workspace}`;
  const ids: Opened['ids'] = {};
  const noteIds = async (below: string) => {
    const entities = await (
      await page.request.get(`${path}${below}/entities/`, { headers, maxRetries: 3 })
    ).json();
    for (const { name, id } of entities as { name: string; id: number }[]) ids[name] = id;
  };
  await noteIds('');
  const own = ids['Sample 1'];
  await noteIds(`/entities/${own}`);
  const files = await (
    await page.request.get(`${path}/files/?scope=entity&entity_id=${own}`, { headers, maxRetries: 3 })
  ).json();
  for (const { filename, id } of files.results) ids[filename] = id;
  await page.goto(`/workspaces/${workspace}/entities/${own}/params`);
  await expect(page.getByRole('form', { name: 'Params' })).toContainText('by the app’s form');
  const stored = async () => {
    const answer = await page.request.get(`${path}/entities/${own}/?properties=true&clean_params=false`, {
      headers,
      maxRetries: 3,
    });
    return /"properties":(\{.*"__proto__":\{"x":NaN\}\})/s.exec(await answer.text())?.[1] ?? '';
  };
  return { ids, stored };
}

test('every kind of field is edited by keyboard and saved, and nothing beside it changes', async ({
  page,
}) => {
  test.slow();
  const { ids, stored } = await open(page);
  const form = page.getByRole('form', { name: 'Params' });
  // What the app computed is found by its label, and says nothing of saving.
  await expect(form.getByLabel('Sum of loads')).toHaveText('12.5 kN');
  await expect(form.getByRole('status')).toHaveText('');
  const keys = page.keyboard;
  const at = (label: string) => form.getByLabel(label, { exact: true });
  const retype = async (label: string, text: string) => {
    await at(label).focus();
    await keys.press('ControlOrMeta+a');
    await keys.type(text);
  };
  const pick = async (label: string, text: string) => {
    await at(label).focus();
    await keys.press('ControlOrMeta+a');
    await keys.type(text);
    await expect(
      page.getByRole('listbox').getByRole('option', { name: new RegExp(text, 'i') }),
    ).toBeVisible();
    await keys.press('Enter');
  };
  const before = (await stored()).replace('"files":[60001]', `"files":[${ids['first.txt']}]`);

  await retype('Title', 'North');
  await at('Remarks').focus();
  await keys.press('ControlOrMeta+End');
  await keys.press('Enter');
  await keys.type('two');
  await retype('Span', '5.250');
  await form.getByRole('slider').focus();
  await keys.press('ArrowRight');
  await retype('Piles', '12');
  await at('On crest').focus();
  await keys.press('Space');
  await at('Start').focus();
  // The order of day and month is the browser's own.
  await keys.type('10102026');
  await retype('Map colour', '#ff0010');

  await at('Method').focus();
  await keys.type('Beta');
  await form.getByRole('radiogroup', { name: 'River side' }).getByRole('radio', { name: 'Alpha' }).focus();
  await keys.press('ArrowDown');
  await pick('Owner', 'gam');
  await pick('Use', 'bet');
  await retype('Pile to show', 'P7');
  await at('Piles to report').focus();
  await keys.type('P2');
  await keys.press('Enter');

  const layers = form.getByRole('grid', { name: 'Layers' });
  await layers.getByRole('gridcell').nth(1).focus();
  await keys.type('3.0');
  await keys.press('Tab');
  await keys.press('Space');
  await keys.press('ArrowDown');
  await keys.press('ArrowLeft');
  await keys.press('ArrowLeft');
  await keys.press('Enter');
  await keys.type('Gamma');
  await keys.press('Enter');
  await keys.press('ControlOrMeta+j');
  await keys.type('phas');
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveText(/^Phases/);
  await keys.press('Enter');
  await expect(form.getByRole('button', { name: 'Phase 1 daily' })).toBeFocused();
  await keys.press('Tab');
  await expect(form.getByRole('region', { name: 'Phase 1' }).getByLabel('Name')).toBeFocused();
  await keys.press('ControlOrMeta+a');
  await keys.type('flood');
  await form.getByRole('grid', { name: 'Line' }).getByRole('gridcell').first().focus();
  await keys.type('2.0');
  await keys.press('Enter');

  await pick('Library', 'Library B');
  await pick('Beside', 'Library A');
  await pick('Below', 'Child A');
  await pick('Survey', 'second');
  await pick('Photos', 'second');
  const point = form.getByRole('group', { name: 'Location' });
  await point.getByLabel('lat').focus();
  await keys.press('ControlOrMeta+a');
  await keys.type('52.5');
  await form.getByRole('grid', { name: 'Axis' }).getByRole('gridcell').first().focus();
  await keys.type('51.9');
  await keys.press('Enter');
  const area = form.getByRole('grid', { name: 'Area' });
  await area.getByRole('gridcell').nth(2).focus();
  await keys.type('52.2');
  await keys.press('Enter');
  await form.getByRole('button', { name: 'Edit as JSON' }).focus();
  await keys.press('Enter');
  await retype('cache', '{"n":2.0}');
  await retype('Cloud file', '{"urn":"b"}');
  await expect(form.getByRole('list', { name: 'Assistant' })).toContainText('Is it deep?');
  await retype('Odd', '{"k":2e-05}');

  await keys.press('ControlOrMeta+s');
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  const changes: [string, string][] = [
    ['"text":"x"', '"text":"North"'],
    ['"area":"line"', '"area":"line\\ntwo"'],
    ['"span": 4.50', '"span": 5.250'],
    ['"slide":0.50', '"slide":0.75'],
    ['"count":3', '"count":12'],
    ['"on":false', '"on":true'],
    ['2026-05-13', '2026-10-10'],
    ['[31,111,235]', '[255,0,16]'],
    ['"pick":"a"', '"pick":2'],
    ['"side":"a"', '"side":2'],
    ['"owner":"a"', '"owner":"c"'],
    ['"many":["a"]', '"many":["a",2]'],
    ['"pile":"P1"', '"pile":"P7"'],
    ['"piles":["P1"]', '"piles":["P1","P2"]'],
    ['"top":1.0,"wet":false', '"top":3.0,"wet":true'],
    ['{"soil":2', '{"soil":"c"'],
    ['"name":"daily","line":[{"x":1.0}]', '"name":"flood","line":[{"x":2.0}]'],
    ['"library":null', `"library":${ids['Library B']}`],
    ['"siblings":[]', `"siblings":[${ids['Library A']}]`],
    ['"child":null', `"child":${ids['Child A']}`],
    ['"file":null', `"file":${ids['second.txt']}`],
    [`"files":[${ids['first.txt']}]`, `"files":[${ids['first.txt']},${ids['second.txt']}]`],
    ['"lat":52.0}', '"lat":52.5}'],
    ['"axis":[{"lat":52.0', '"axis":[{"lat":51.9'],
    ['{"lat":52.1,"lon":5.1},{"lat":52.0,"lon":5.1}', '{"lat":52.2,"lon":5.1},{"lat":52.0,"lon":5.1}'],
    ['"n":1.0', '"n":2.0'],
    ['"urn":"a"', '"urn":"b"'],
    ['"k":1e-05', '"k":2e-05'],
  ];
  let expected = before;
  for (const [from, to] of changes) {
    expect(expected).toContain(from);
    expected = expected.replace(from, to);
  }
  expect(await stored()).toBe(expected);
});

test('rows are filled down, sorted to look at, and pasted after a look; one undo takes each back', async ({
  page,
}) => {
  const { stored } = await open(page);
  const form = page.getByRole('form', { name: 'Params' });
  const layers = form.getByRole('grid', { name: 'Layers' });
  const cells = layers.getByRole('gridcell');
  const keys = page.keyboard;
  await cells.nth(1).focus();
  await keys.press('Shift+ArrowDown');
  await keys.press('ControlOrMeta+d');
  await expect(cells.nth(4)).toHaveText('1.0');
  await keys.press('ControlOrMeta+z');
  await expect(cells.nth(4)).toHaveText('-2.50');

  await layers.getByRole('columnheader', { name: 'Top' }).click();
  await expect(cells.nth(1)).toHaveText('-2.50');
  await expect(form.getByText('No changes')).toBeVisible();
  await form.getByRole('button', { name: 'Keep this order' }).click();
  await expect(form.getByText(/unsaved changes?$/)).toBeVisible();
  await keys.press('ControlOrMeta+z');
  await expect(cells.nth(1)).toHaveText('1.0');

  await cells.nth(0).focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Soil\tTop\nBeta\t3,25\nSilt\tdeep\n');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  const preview = form.getByRole('region', { name: 'Paste' });
  await expect(preview).toContainText('3,25 → 3.25');
  await expect(preview).toContainText('Top: “deep” is not a number.');
  await expect(form.getByText('No changes')).toBeVisible();
  await keys.press('Enter');
  await expect(cells.nth(1)).toHaveText('3.25');
  await save(page);
  expect(await stored()).toContain(
    '"layers":[{"soil":2,"top":3.25,"wet":false},{"soil":"Silt","top":-2.50,"wet":true}]',
  );
});

test('any earlier state is in the list of edits, and a place in the form is found in the JSON and back', async ({
  page,
}) => {
  await open(page);
  const form = page.getByRole('form', { name: 'Params' });
  await form.getByLabel('Title', { exact: true }).fill('first');
  await form.getByLabel('Span', { exact: true }).fill('9');
  await form.getByRole('button', { name: 'Edits' }).click();
  await expect(page.getByRole('menuitem').first()).toContainText('Span: 4.50 → 9');
  await page.getByRole('menuitem', { name: /^Title: x → first/ }).click();
  await expect(form.getByLabel('Span', { exact: true })).toHaveValue('4.50');
  await expect(form.getByLabel('Title', { exact: true })).toHaveValue('first');

  await form.getByLabel('Piles', { exact: true }).focus();
  await form.getByRole('tab', { name: 'JSON' }).click();
  await expect(form.getByRole('note', { name: 'Path at the cursor' })).toHaveText('one › plain › count');
  await form.getByRole('button', { name: 'Show in the form' }).click();
  await expect(form.getByLabel('Piles', { exact: true })).toBeFocused();
});

test('a file of this computer is kept with the entity, a corner of a ring is moved by the arrow keys and the ring stays closed', async ({
  page,
}) => {
  const { stored } = await open(page);
  const form = page.getByRole('form', { name: 'Params' });
  const chooser = page.waitForEvent('filechooser');
  await form.getByRole('button', { name: 'Upload…' }).first().click();
  await (await chooser).setFiles({ name: 'own.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await expect(form.getByText('own.txt')).toBeVisible();

  const drawing = form.getByRole('group', { name: 'Drawing' }).last();
  await drawing.getByRole('button', { name: /^Point 1:/ }).focus();
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await save(page);
  const text = await stored();
  const ring = /"area":\[(\{[^}]*\}),.*?(\{[^}]*\})\]/.exec(text);
  expect(ring?.[1]).toMatch(/"lat":52\.\d+/);
  expect(ring?.[1]).not.toContain('52.0,');
  expect(ring?.[2]).toBe(ring?.[1]);
  expect(text).toMatch(/"file":\d+/);
});

test('what is typed in a cell is there still after looking further down a long table', async ({ page }) => {
  const { ids } = await open(page);
  const rows = Array.from({ length: 600 }, (_, at) => `{"x":${at}.0,"y":"r${at}"}`);
  const own = page.url().replace(/entities\/.*/, `entities/${ids['Library A']}`);
  const written = await page.request.put(`${own.replace('/workspaces', '/api/workspaces')}/`, {
    headers: { 'X-VX': '1', 'Content-Type': 'application/json' },
    data: `{"properties":{"levels":[${rows}]}}`,
  });
  expect(written.ok()).toBe(true);
  await page.goto(`${own}/params`);
  const grid = page.getByRole('grid', { name: 'levels' });
  await grid.getByRole('gridcell').first().click();
  await page.keyboard.type('7.50');
  await grid.hover();
  await page.mouse.wheel(0, 9000);
  await expect(grid.getByText('r340', { exact: true })).toBeVisible();
  await page.mouse.wheel(0, -9000);
  await expect(grid.getByRole('textbox')).toHaveValue('7.50');
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('gridcell').first()).toHaveText('7.50');
});
