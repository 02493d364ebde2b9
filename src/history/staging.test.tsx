import 'fake-indexeddb/auto';
import { cleanup, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { revisionQueries } from '../api/revisions.ts';
import { draftStore } from '../drafts/draft-store.ts';
import type { KeptDraft } from '../drafts/kept-draft.ts';
import { rebaseDraft } from '../drafts/rebase.ts';
import { readDraft } from '../drafts/stage.ts';
import { readCommands } from '../palette/commands.ts';
import type { Draft } from '../params/draft.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openHistory } from './testing/open-history.ts';
import { historyWorld, ids, showpiece } from './testing/world.ts';

const environment = await openPageEnvironment(historyWorld());
afterEach(async () => {
  cleanup();
  for (const draft of await draftStore.findAll(place)) await draftStore.drop(draft);
});

const place = {
  environment: window.location.origin,
  userId: 101,
  workspaceId: ids.workspace,
  entityId: ids.showpiece,
};
const revision = (number: number) => ids.showpiece * 1000 + number - 1;
const at = (query: string) => `/workspaces/${ids.workspace}/entities/${ids.showpiece}/revisions${query}`;
const steps = showpiece();
const paramsAt = (number: number) => {
  const params = steps[number - 1]?.params;
  return readJson(typeof params === 'string' ? params : JSON.stringify(params)) as JsonObject;
};

async function open(query: string) {
  const page = openHistory(at(query));
  const changes = await page.findByRole('region', { name: 'Changes' });
  return { ...page, changes, user: userEvent.setup() };
}

/** The params that the editor would open with. */
async function stagedParams(): Promise<JsonObject | undefined> {
  const draft = await readDraft(place);
  return draft && rebaseDraft(draft.changes, paramsAt(10)).merged;
}

async function press(page: Awaited<ReturnType<typeof open>>, name: string) {
  // Looking each of a hundred buttons up by its role takes seconds on a busy machine.
  const button = await waitFor(() => {
    const found = [...page.changes.querySelectorAll('button')].find(
      (candidate) => (candidate.getAttribute('aria-label') ?? candidate.textContent) === name,
    );
    if (!found) throw new Error(`There is no button “${name}”.`);
    expect(found).toBeEnabled();
    return found;
  });
  await page.user.click(button);
  return page.findByRole('dialog');
}

const put = async (page: Awaited<ReturnType<typeof open>>, dialog: HTMLElement) => {
  const button = within(dialog).getByRole('button', { name: 'Put into the editor' });
  await waitFor(() => expect(button).toBeEnabled());
  await page.user.click(button);
  await waitFor(() => expect(page.router.state.location.pathname).toMatch(/params$/));
};

test('a revision is restored into the editor after showing what that changes, and nothing is saved', async () => {
  const page = await open(`?from=${revision(1)}&to=${revision(2)}`);
  const dialog = await press(page, 'Restore revision 1…');
  const list = within(dialog).getByRole('list', { name: 'What will change' });
  // In the words of the form, which the comparison has asked for.
  await waitFor(() =>
    expect(list).toHaveTextContent(/changed\s*Damping factor\s*8200\s*kN\/m\s*→\s*1\s*kN\/m/),
  );
  // And references by the name of what they point at.
  await waitFor(() => expect(list).toHaveTextContent(/view\.point\s*Single\s*1013/));
  // And options by what people see for them.
  expect(list).toHaveTextContent(/removed\s*tags\[\w+\]\s*ALS\s*als/);
  await put(page, dialog);
  expect(printJson((await stagedParams()) as JsonObject)).toBe(printJson(paramsAt(1)));
  expect(await readDraft(place)).toMatchObject({ reason: 'Restored from revision 1.', staged: true });
  expect(environment.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
});

test('one old revision is undone and the later ones stay', async () => {
  const page = await open(`?from=${revision(4)}&to=${revision(5)}`);
  const dialog = await press(page, 'Undo revision 5…');
  expect(within(dialog).getAllByRole('listitem')).toHaveLength(2);
  await put(page, dialog);
  const staged = (await stagedParams()) as JsonObject;
  expect(printJson(staged.get('polygon') ?? null)).toBe(printJson(paramsAt(4).get('polygon') ?? null));
  expect(printJson(staged.get('safety') ?? null)).toBe(printJson(paramsAt(10).get('safety') ?? null));
});

test('where an undone revision was changed again since, the present value stays unless the old one is chosen', async () => {
  const page = await open(`?from=${revision(2)}&to=${revision(3)}`);
  const dialog = await press(page, 'Undo revision 3…');
  const clash = await within(dialog).findByRole('group', { name: 'Damping factor was changed again since' });
  expect(dialog).toHaveTextContent('Nothing would change as long as this is kept as it is now:');
  expect(within(dialog).getByRole('button', { name: 'Put into the editor' })).toBeDisabled();
  await page.user.click(within(clash).getByRole('radio', { name: /Take back:\s*1 kN\/m/ }));
  await put(page, dialog);
  expect((await stagedParams())?.get('damping')).toBe(1);
});

test('one leaf of a revision is taken back alone', async () => {
  const page = await open(`?from=${revision(6)}&to=${revision(7)}`);
  const dialog = await press(page, 'Take back safety › heave');
  expect(within(dialog).getByRole('list')).toHaveTextContent(/safety › heave\s*1.2\s*→\s*1$/);
  await put(page, dialog);
  expect(printJson((await stagedParams()) as JsonObject)).toBe(
    printJson(paramsAt(10)).replace('"heave":1.2', '"heave":1'),
  );
});

test.each(['', '&view=list', '&view=text'])(
  'what is taken back is called as the form calls it (%s)',
  async (view) => {
    const page = await open(`?from=${revision(2)}&to=${revision(3)}${view}`);
    await waitFor(() => expect(page.changes).toHaveTextContent('Damping factor'));
    await page.user.keyboard('n');
    await waitFor(() => expect(page.changes.querySelector('[data-current] [data-take-back]')).not.toBeNull());
    await page.user.keyboard('b');
    expect(await page.findByRole('dialog', { name: 'Take Damping factor from revision 2' })).toBeVisible();
  },
);

test.each(['list', 'text'])('the change one stands at is taken back by its key (%s)', async (view) => {
  const page = await open(`?from=${revision(6)}&to=${revision(7)}&view=${view}`);
  await waitFor(() => expect(page.changes.querySelector('[data-stop]')).not.toBeNull());
  await page.user.keyboard('n');
  await waitFor(() => expect(page.changes.querySelector('[data-current] [data-take-back]')).not.toBeNull());
  await page.user.keyboard('b');
  expect(await page.findByRole('dialog', { name: /^Take .* from revision 6/ })).toBeVisible();
});

test.each([
  ['draft', 'The new side is not a revision of this entity.'],
  [String(revision(7)), null],
])('the key that takes back says why it cannot (%s)', async (to, reason) => {
  await open(`?from=${revision(6)}&to=${to}`);
  await waitFor(() => expect(readCommands().find(({ keys }) => keys === 'b')?.reason ?? null).toBe(reason));
});

test('a row that a revision added is taken back alone, in any view', async () => {
  for (const view of ['unified', 'list']) {
    const page = await open(`?from=${revision(6)}&to=${revision(7)}&view=${view}`);
    const dialog = await press(page, 'Take back scenarios[Thin cover] › layers[2]');
    expect(within(dialog).getAllByRole('listitem')).toHaveLength(1);
    expect(within(dialog).getByRole('list')).toHaveTextContent(
      /removed\s*scenarios\[Thin cover\] › layers\[2\]/,
    );
    cleanup();
  }
});

/** Unsaved edits, of the showpiece where nothing else is said, kept as the editor keeps them. */
const keepEdits = (changes: Draft, pending: KeptDraft['pending'] = [], of: KeptDraft['place'] = place) =>
  draftStore.keep(
    {
      id: draftStore.idOf(of),
      place: of,
      entityName: 'x',
      base: { revision: null, updatedAt: null },
      changes,
      pending,
      message: '',
      reason: '',
      staged: false,
      keptAt: 1,
      version: '',
      size: 0,
    },
    '',
  );

test('unsaved edits are the “to” side, against what is saved', async () => {
  await keepEdits([{ path: ['damping'], base: 8200, value: 82 }]);
  const { changes: region } = await open('?to=draft');
  await waitFor(() => expect(region).toHaveTextContent(/damping.*old: 8200.*new: 82/));
  expect(region).toHaveTextContent('From revision 10, the newest');
  expect(region).toHaveTextContent('To unsaved edits');
  expect(region).not.toHaveTextContent('not in this comparison');
});

test('what unsaved edits lost is said beside what is compared of them', async () => {
  await keepEdits(
    [
      { path: ['damping'], base: 8200, value: 82 },
      {
        path: ['scenarios', 7, 'k1'],
        base: 1,
        value: readJson('1.50'),
        row: readJson('{"name":"Gone since","k1":1,"k2":2}'),
      },
    ],
    [{ path: ['river_level'], text: '1,2,3', problem: 'Not a number' }],
  );
  const { changes: region } = await open('?to=draft');
  await waitFor(() => expect(region).toHaveTextContent(/damping.*old: 8200.*new: 82/));
  expect(region).toHaveTextContent(
    '1 unsaved edit is not in this comparison, as its row cannot be found any more: scenarios[Gone since] › k1 to 1.50.',
  );
  expect(region).toHaveTextContent(
    '1 text that is no value yet is not in this comparison: river_level “1,2,3”.',
  );
});

test('unsaved edits are compared on the newest revision, however old the entity in the cache is', async () => {
  const entityId = ids.twoKeys;
  const address = `/workspaces/${ids.workspace}/entities/${entityId}`;
  await keepEdits([{ path: ['note'], base: undefined, value: 'mine' }], [], { ...place, entityId });
  const page = openHistory(`${address}/revisions`);
  await page.findByRole('region', { name: 'Changes' });
  await page.isRead();
  await environment.fetch(`${address}/`, { method: 'PUT', body: '{"properties":{"tags":["saved since"]}}' });
  environment.forget();
  await page.client.refetchQueries(revisionQueries.getNewestRevisions(ids.workspace, entityId));
  await page.router.navigate(`${address}/revisions?to=draft`);
  const changes = await page.findByRole('region', { name: 'Changes' });
  await waitFor(() => expect(changes).toHaveTextContent(/From revision 6, the newest.*To unsaved edits/));
  await waitFor(() => expect(changes).toHaveTextContent(/1 added.*note/));
  expect(changes).not.toHaveTextContent('saved since');
  expect(environment.requests.filter((request) => request.includes(String(entityId)))).toHaveLength(1);
});

test('without unsaved edits “to=draft” says so', async () => {
  const { changes } = await open('?to=draft');
  await waitFor(() => expect(changes).toHaveTextContent('No unsaved edits of this entity are kept'));
});

test('another entity is compared by its address, read once', async () => {
  const { changes } = await open(`?from=${ids.workspace}.${ids.single}&to=${revision(2)}`);
  await waitFor(() => expect(changes).toHaveTextContent(/From Single.*To revision 2/));
  expect(changes).toHaveTextContent(/only.*river_level|river_level.*only/);
  const path = `GET /workspaces/${ids.workspace}/entities/${ids.single}/`;
  expect(environment.requests.filter((request) => request === path)).toHaveLength(1);
});

test('an entity that is not there is a sentence with a way to try again', async () => {
  const { changes } = await open(`?from=${ids.workspace}.999999`);
  await waitFor(() => expect(changes).toHaveTextContent('The two sides could not be compared'));
  expect(within(changes).getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('pasted JSON is compared in the browser; what is no params is said and asks nothing', async () => {
  const page = await open('');
  const dialog = await press(page, 'Compare with…');
  const box = within(dialog).getByRole('textbox', { name: /Params as JSON/ });
  const compare = within(dialog).getByRole('button', { name: 'Compare pasted JSON' });
  environment.forget();
  await page.user.click(box);
  await page.user.paste('[1, 2]');
  await page.user.click(compare);
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Params are an object');
  await page.user.clear(box);
  await page.user.paste('{"damping": 8200.0, "river_level": }');
  await page.user.click(compare);
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Line 1');
  await page.user.clear(box);
  await page.user.paste(printJson(paramsAt(10)).replace('"damping":8200', '"damping":7'));
  await page.user.click(compare);
  await waitFor(() =>
    expect(page.changes).toHaveTextContent(/From the pasted JSON.*damping.*old: 7.*new: 8200/),
  );
  expect(environment.requests).toEqual([]);
});

test('another entity is picked by its name', async () => {
  const page = await open('');
  const dialog = await press(page, 'Compare with…');
  await page.user.type(within(dialog).getByRole('textbox', { name: /Another entity/ }), 'single');
  await page.user.click(await within(dialog).findByRole('button', { name: /^Single/ }));
  await waitFor(() =>
    expect(page.router.state.location.search).toContain(`from=${ids.workspace}.${ids.single}`),
  );
});

test('a file that cannot be compared can be chosen again once it is corrected', async () => {
  const page = await open('');
  const dialog = await press(page, 'Compare with…');
  const input = within(dialog).getByLabelText<HTMLInputElement>('JSON file to compare with');
  await page.user.upload(input, new File(['{'], 'params.json', { type: 'application/json' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('params.json cannot be compared.');
  // The browser tells of no change where the name is the same.
  expect(input.files).toHaveLength(0);
});

test('who set a value stands beside it and leads to that revision', async () => {
  const { changes } = await open(`?from=${revision(1)}&to=${revision(7)}&blame=1`);
  const mark = await within(changes).findByRole('link', { name: /^Set in revision 2 by Ilse Test/ });
  expect(mark.closest('[role="row"]')).toHaveTextContent('river_level');
  expect(mark).toHaveAttribute('href', expect.stringContaining(`to=${revision(2)}`));
});

test('the course of a number lists the revisions that changed it', async () => {
  const page = await open(`?from=${revision(3)}&to=${revision(4)}`);
  const dialog = await press(page, 'Course of damping');
  await waitFor(() => expect(dialog).toHaveTextContent('2 changes in 4 revisions'));
  const steps = within(within(dialog).getByRole('list')).getAllByRole('listitem');
  expect(steps.map((step) => step.textContent?.slice(0, 5))).toEqual(['48200', '38.2T', '11Noo']);
});

test('several are compared in one table by address, with what stands out marked, and turned round', async () => {
  const others = [1, 2, 4, 5].map(revision).join(',');
  const page = await open(`?many=${others},${ids.workspace}.${ids.single},nonsense,999`);
  const table = await within(page.changes).findByRole('table', { name: 'What differs among several' });
  // By the form's name, where it is stored below.
  const place = await within(table).findByText('Damping factor, kN/m');
  const row = place.closest('tr') as HTMLElement;
  expect(within(row).getByRole('rowheader')).toHaveTextContent(/damping$/);
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['1', '1', '8200', '8200', 'not stored']);
  expect(page.changes).toHaveTextContent('“nonsense” is neither');
  expect(page.changes).toHaveTextContent('no params of Revision id 999: left out');
  expect(within(page.changes).getByRole('heading', { name: '5 compared' })).toBeVisible();
  await page.user.click(within(page.changes).getByRole('button', { name: 'Transpose' }));
  await waitFor(() => expect(page.getByText('Damping factor, kN/m').closest('thead')).not.toBeNull());
  expect(page.router.state.location.search).toContain('transpose=1');
});

test('several are chosen among revisions and siblings', async () => {
  const page = await open('');
  const dialog = await press(page, 'Compare several…');
  await page.user.click(within(dialog).getByRole('checkbox', { name: /^Revision 4/ }));
  await page.user.click(await within(dialog).findByRole('checkbox', { name: 'Single' }));
  await page.user.click(within(dialog).getByRole('button', { name: 'Compare 2' }));
  await waitFor(() =>
    expect(new URLSearchParams(page.router.state.location.search).get('many')).toBe(
      `${revision(4)},${ids.workspace}.${ids.single}`,
    ),
  );
});
