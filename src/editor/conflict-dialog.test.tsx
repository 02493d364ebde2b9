import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Entity } from '../../contract/entity.ts';
import { toPlain } from '../../contract/json/plain.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
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
  for (const draft of await draftStore.findKept(place)) await draftStore.drop(draft);
});

const place = { environment: window.location.origin, userId: 101, workspaceId: 1, entityId: 1023 };
const PATH = '/workspaces/1/entities/1023/';

async function saveElsewhere(properties: string): Promise<void> {
  const answer = await environment.fetch(PATH, {
    as: 102,
    method: 'PUT',
    body: `{"properties":${properties}}`,
  });
  if (!answer.ok) throw new Error(await answer.text());
}

async function readEntity(): Promise<Entity> {
  const answer = await environment.fetch(`${PATH}?properties=true&clean_params=false`);
  return Entity.parse(toPlain(readJson(await answer.text()), new Set(['properties'])));
}

/** Edits `mine` from `base` beside somebody who saves `theirs`, and saves: the groups of the conflict. */
async function meet(base: string, mine: string, theirs: string): Promise<HTMLElement> {
  await saveElsewhere(base);
  const entity = await readEntity();
  await stageParams({ place, entity, params: readJson(mine) as JsonObject, reason: 'Made for the test.' });
  openAlone('/workspaces/:workspaceId/entities/:entityId/params', page, '/workspaces/1/entities/1023/params');
  await screen.findByText(/Made for the test/);
  await saveElsewhere(theirs);
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  return screen.findByRole('dialog', { name: 'Conflict' });
}

const side = (dialog: HTMLElement, name: string) =>
  within(dialog).getByRole('radio', { name }).parentElement as HTMLElement;

const ROWS = '{"rows":[{"name":"A","v":1},{"name":"B","v":2},{"name":"C","v":3}]}';

test('where both moved rows, each side shows its order', async () => {
  const dialog = await meet(
    ROWS,
    '{"rows":[{"name":"C","v":3},{"name":"B","v":2},{"name":"A","v":1}]}',
    '{"rows":[{"name":"B","v":2},{"name":"C","v":3},{"name":"A","v":1}]}',
  );
  expect(side(dialog, 'Mine')).toHaveTextContent('C, B, A');
  expect(side(dialog, 'Theirs')).toHaveTextContent('B, C, A');
  expect(side(dialog, 'Base')).toHaveTextContent('A, B, C');
});

test('a row that was removed here and edited there is called by its own name', async () => {
  const dialog = await meet(
    ROWS,
    '{"rows":[{"name":"A","v":1},{"name":"C","v":3}]}',
    '{"rows":[{"name":"A","v":1},{"name":"B","v":22},{"name":"C","v":3}]}',
  );
  expect(within(dialog).getByRole('group', { name: /rows\[B\]/ })).toBeInTheDocument();
  expect(side(dialog, 'Mine')).toHaveTextContent('removed');
});

test('a table that one side emptied says what the other did to it', async () => {
  const dialog = await meet(
    ROWS,
    '{"rows":[]}',
    '{"rows":[{"name":"A","v":1},{"name":"B","v":2},{"name":"C","v":3},{"name":"D","v":4}]}',
  );
  expect(side(dialog, 'Theirs')).toHaveTextContent('row D added');
});

test('what was decided stays decided when somebody saves once more meanwhile', async () => {
  const dialog = await meet('{"a":1,"b":1,"c":1}', '{"a":2,"b":2,"c":1}', '{"a":3,"b":3,"c":1}');
  const choose = (group: RegExp, name: string) =>
    fireEvent.click(within(within(dialog).getByRole('group', { name: group })).getByRole('radio', { name }));
  choose(/^a/, 'Mine');
  choose(/^b/, 'Theirs');
  await saveElsewhere('{"a":3,"b":4,"c":9}');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save merged' }));
  await screen.findByText('Your changes and theirs do not touch each other.');
  fireEvent.click(screen.getByRole('button', { name: 'Save merged' }));
  await screen.findByText('Saved');
  const { properties } = await readEntity();
  expect(properties && printJson(properties)).toBe('{"a":2,"b":4,"c":9}');
});

test('what merged by itself names the rows as they will be', async () => {
  const dialog = await meet(
    ROWS,
    '{"rows":[{"name":"C","v":3},{"name":"A","v":1},{"name":"B","v":2}]}',
    '{"rows":[{"name":"A","v":1},{"name":"B","v":2},{"name":"C","v":33}]}',
  );
  expect(within(dialog).getByRole('listitem')).toHaveTextContent('rows[C]');
});

test('long texts that begin alike can be read to where they differ', async () => {
  const text = (end: string) => `{"note":"${'the same words again and again, '.repeat(12)}${end}"}`;
  const dialog = within(await meet(text('as it was'), text('mine at last'), text('theirs at last')));
  expect(dialog.queryByText(/mine at last/)).toBeNull();
  for (const button of dialog.getAllByRole('button', { name: /^all \d+ characters$/ }))
    fireEvent.click(button);
  for (const end of [/mine at last$/, /theirs at last$/, /as it was$/])
    expect(dialog.getByText(end)).toBeInTheDocument();
});

test('a place that is chosen within what the other side took out asks about that too, before anything is saved', async () => {
  const layers = '{"name":"Clay","top":0.00,"k1":1.0,"note":1.0}';
  const span = (list: string) =>
    `{"soil":[null],"span":[{"label":"Clay","layers":[{"name":"Clay","top":1.0,"k1":1.0,"note":0}],"k1":1.0},{"label":"Clay","k1":0,${list}}],` +
    '"geometry":[{"name":"Clay","top":1.0,"k1":0,"note":null}]}';
  const dialog = await meet(
    `{"line":{"geometry":"Clay","soil":0,"page":${span(`"layers":[{"name":"Clay","top":1.0,"k1":0.00,"note":"Clay"},${layers}]`)}}}`,
    `{"new_line":{"geometry":[{"label":"Clay"}],"soil":0,"page":${span(`"new_layers":["Clay",${layers}]`)}}}`,
    `{"line":{"geometry":"Clay","soil":0,"page":${span(`"new_layers":[{"name":"Clay","top":1.0,"k1":0.00,"note":null},${layers}]`)}}}`,
  );
  expect(within(dialog).getAllByRole('group')).toHaveLength(1);
  fireEvent.click(within(dialog).getByRole('radio', { name: 'Theirs' }));
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save merged' }));
  expect(within(dialog).getByRole('alert')).toHaveTextContent('decide about that one too');
  expect(within(dialog).getAllByRole('group')).toHaveLength(2);
  expect(within(dialog).getByRole('button', { name: 'Save merged' })).toBeDisabled();
});
