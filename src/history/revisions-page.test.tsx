import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import { readCommands } from '../palette/commands.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';
import { endSpareWorker } from '../workers/compare.ts';
import { answerCompare, type CompareRequest } from '../workers/compare-answer.ts';
import { openHistory } from './testing/open-history.ts';
import { historyWorld, ids } from './testing/world.ts';

const environment = await openPageEnvironment(historyWorld());
beforeAll(() => {
  // jsdom knows no sizes: a window of eight rows and a bit.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(640);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(900);
});

const revision = (number: number, entity: number = ids.showpiece) => entity * 1000 + number - 1;
const at = (entity: number, query = '') =>
  `/workspaces/${ids.workspace}/entities/${entity}/revisions${query}`;

async function open(entity: number, query = '') {
  const page = openHistory(at(entity, query));
  const list = await page.findByRole('list', { name: 'Revisions' });
  const changes = await page.findByRole('region', { name: 'Changes' });
  // The first picture holds what the window shows, the rest comes right after it.
  await waitFor(() => expect(changes.querySelector('[aria-busy]')).toBeNull());
  return { ...page, list, changes };
}

function rowOf(changes: HTMLElement, path: string): HTMLElement {
  const row = within(changes)
    .getAllByRole('row')
    .find((candidate) => candidate.textContent?.includes(path));
  if (!row) throw new Error(`No row tells of ${path}: ${changes.textContent}`);
  return row;
}

test('revisions are listed newest first with author, message and number', async () => {
  const { list } = await open(ids.showpiece);
  const items = within(list).getAllByRole('listitem');
  expect(items).toHaveLength(10);
  await waitFor(() => expect(items[0]).toHaveTextContent(/10Ilse Test.*saved again/));
  expect(items[9]).toHaveTextContent(/1Noor Test.*no message/);
});

test('an author that the server does not give is said to be not given', async () => {
  const { list } = await open(ids.showpiece);
  await waitFor(() => expect(within(list).getAllByRole('listitem')[2]).toHaveTextContent('author not given'));
});

test('every row says what it changed against the one before', async () => {
  const { list } = await open(ids.showpiece);
  const row = (number: number) => within(list).getAllByRole('listitem')[10 - number];
  await waitFor(() => expect(row(2)).toHaveTextContent('river_level null → 11.1'));
  expect(row(1)).toHaveTextContent('first revision, 17 fields');
  expect(row(6)).toHaveTextContent('1 moved');
  expect(row(9)).toHaveTextContent('identical: renamed from Segment 4-7 to Segment 4-07');
  expect(row(10)).toHaveTextContent('identical: 1 number is written otherwise but equal');
});

test('steps of large params, and folded sessions, are told in the words of the form', async () => {
  const large = await open(ids.longText);
  await waitFor(() => expect(large.list).toHaveTextContent(/Damping factor 2 → 3.*Damping factor 1 → 2/));
  cleanup();
  const folded = await open(ids.longText, '?sessions=1');
  await waitFor(() => expect(folded.list).toHaveTextContent(/2–3.*Damping factor 1 → 3/));
});

test('sessions fold into one line with what they came to, and open again', async () => {
  const { list } = await open(ids.sameSecond, '?sessions=1');
  const [line] = within(list).getAllByRole('listitem');
  expect(within(list).getAllByRole('listitem')).toHaveLength(1);
  await waitFor(() =>
    expect(line).toHaveTextContent(/1–3.*3 revisions in less than a second.*first revision/),
  );
  await userEvent.click(within(list).getByRole('button', { name: 'Revisions 1–3 one by one' }));
  expect(within(list).getAllByRole('listitem')).toHaveLength(4);
});

test('without sides in the URL the newest is compared with the one before', async () => {
  const { changes } = await open(ids.sameSecond);
  expect(changes).toHaveTextContent('From revision 2');
  expect(changes).toHaveTextContent('To revision 3, the newest');
  expect(rowOf(changes, 'value')).toHaveTextContent(/changed.*value.*old: 2.*new: 3.*\+1.*\+50 %/);
});

test('revisions of the same second keep the order of their ids', async () => {
  const { changes } = await open(ids.sameSecond);
  expect(changes).toHaveTextContent('less than a second, 1 revision apart');
});

test('any two revisions named in the URL are compared', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(1)}&to=${revision(4)}`);
  expect(changes).toHaveTextContent('From revision 1');
  expect(changes).toHaveTextContent('To revision 4');
  expect(rowOf(changes, 'damping')).toHaveTextContent(/old: 1.*new: 8200/);
  expect(rowOf(changes, 'river_level')).toHaveTextContent(/old: empty.*new: 11.1/);
});

test('head in the URL is the newest revision', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(1)}&to=head`);
  expect(changes).toHaveTextContent('To revision 10, the newest');
});

test('what the address asks to hide and cannot be understood is said', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(3)}&to=${revision(4)}&decimals=x`);
  expect(changes).toHaveTextContent('“x” hides nothing: “decimals” in the address is a whole number');
  expect(rowOf(changes, 'damping')).toHaveTextContent('+8191.8');
});

test('as text, ids stand with the names of what they point at', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(6)}&to=${revision(7)}&view=text`);
  await waitFor(() => expect(changes).toHaveTextContent(/view\.point: from empty to Single\s*1013\./));
  expect(changes).toHaveTextContent(/view\.survey: from empty to survey é\.csv\s*601\./);
});

test('a value that looks like a unit slip is flagged', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(3)}&to=${revision(4)}`);
  expect(rowOf(changes, 'damping')).toHaveTextContent('×1000, a unit?');
});

test('a revision compared with itself can be restored once', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(3)}&to=${revision(3)}`);
  expect(within(changes).getAllByRole('button', { name: 'Restore revision 3…' })).toHaveLength(1);
});

test('two revisions with equal params say so', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(8)}&to=${revision(9)}`);
  expect(within(changes).getByRole('heading', { name: 'Params identical' })).toBeVisible();
  expect(changes).toHaveTextContent('renamed from Segment 4-7 to Segment 4-07');
});

test('another spelling of a number is a note and no change', async () => {
  const { changes } = await open(ids.showpiece);
  expect(changes).toHaveTextContent('Params identical');
  expect(changes).toHaveTextContent('1 number is written otherwise but equal');
});

test('a moved row is a move, and a row added inside it is told in its own table', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(5)}&to=${revision(7)}`);
  expect(rowOf(changes, 'scenarios[Thin cover]')).toHaveTextContent(/changed and moved.*1from 2/);
  expect(rowOf(changes, 'layers[2]')).toHaveTextContent(/added.*Peat2.05/);
});

test('once the form is known, values have its labels and units, and stay found by their path', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(3)}&to=${revision(4)}`);
  await waitFor(() =>
    expect(rowOf(changes, 'damping')).toHaveTextContent(/Damping factor damping.*8.2 kN\/m.*8200 kN\/m/),
  );
  expect(environment.requests.filter((request) => request.includes('/parametrization/'))).toHaveLength(1);
});

test('references show the name of what they point at', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(6)}&to=${revision(7)}`);
  await waitFor(() => expect(rowOf(changes, 'view › point')).toHaveTextContent('Single'));
  await waitFor(() => expect(rowOf(changes, 'survey')).toHaveTextContent('survey é.csv'));
});

test('hidden data is one line until asked for', async () => {
  const { changes } = await open(ids.hiddenBlob);
  await waitFor(() => expect(rowOf(changes, 'ditches')).toHaveTextContent('hidden data, 122 differences'));
  expect(within(changes).getAllByRole('row').length).toBeLessThan(10);
});

test('a row added on top of 2,000 is one row, and the unchanged ones are folded', async () => {
  const { changes } = await open(
    ids.largeTable,
    `?from=${revision(1, ids.largeTable)}&to=${revision(2, ids.largeTable)}`,
  );
  await waitFor(() => expect(rowOf(changes, 'table[new]')).toHaveTextContent('added'));
  expect(changes).toHaveTextContent('399 unchanged rows, row 8 … row 406');
  expect(within(changes).getAllByRole('row').length).toBeLessThan(40);
  await userEvent.click(within(changes).getByRole('button', { name: '399 unchanged rows, row 8 … row 406' }));
  await waitFor(() => expect(document.activeElement).toHaveTextContent(/table\[row 8\]/));
});

test('an id that is no revision is said in a sentence, and the page stays', async () => {
  const { changes, list } = await open(ids.showpiece, '?from=123&to=nonsense');
  expect(changes).toHaveTextContent('Revision 123 is not among the 10 revisions');
  expect(changes).toHaveTextContent('“nonsense” names no revision');
  expect(within(list).getAllByRole('listitem')).toHaveLength(10);
});

test('the first revision is compared with nothing', async () => {
  const { changes } = await open(ids.single);
  expect(changes).toHaveTextContent('From nothing');
  expect(rowOf(changes, 'only')).toHaveTextContent('added');
});

test('revisions are read once, and choosing others asks for nothing more', async () => {
  const { list, changes } = await open(ids.longHistory);
  expect(environment.requests.filter((request) => request.includes('/revisions/'))).toHaveLength(1);
  await waitFor(() => expect(environment.requests.join()).toContain('/parametrization/'));
  environment.forget();
  await userEvent.click(await within(list).findByRole('radio', { name: 'Compare from revision 295' }));
  await waitFor(() => expect(changes.ownerDocument.body).toHaveTextContent('From revision 295'));
  await userEvent.click(within(list).getByRole('link', { name: /^298/ }));
  await waitFor(() => expect(changes.ownerDocument.body).toHaveTextContent('To revision 298'));
  expect(environment.requests).toEqual([]);
});

test('of a long history the newest are read first, the others when they are asked for', async () => {
  const { list, changes } = await open(ids.longHistory);
  const asked = () => environment.requests.filter((request) => request.includes('/revisions/')).length;
  expect(list.parentElement).toHaveTextContent('300 revisions');
  expect(within(list).getAllByRole('listitem')[49]).toHaveTextContent(/^251/);
  expect(changes).toHaveTextContent('To revision 300, the newest');
  expect(asked()).toBe(1);
  await userEvent.click(within(list).getByRole('button', { name: 'Show 250 older revisions' }));
  await waitFor(() => expect(within(list).queryByRole('button', { name: /older/ })).toBeNull());
  expect(asked()).toBe(4);
  expect(changes).toHaveTextContent('To revision 300, the newest');
});

test('an older revision in the address is found among those that are read later', async () => {
  const { changes } = await open(ids.longHistory, `?to=${revision(3, ids.longHistory)}`);
  expect(changes).toHaveTextContent('From revision 2');
  expect(changes).toHaveTextContent('To revision 3');
});

test('a long history draws only the rows in sight', async () => {
  const { list } = await open(ids.longHistory);
  expect((await within(list).findAllByRole('listitem')).length).toBeLessThan(60);
});

test('choosing sides is in the URL, and back restores the former ones', async () => {
  const { list, router, findByText } = await open(ids.showpiece);
  await userEvent.click(within(list).getByRole('radio', { name: 'Compare from revision 4' }));
  await waitFor(() => expect(router.state.location.search).toBe(`?from=${revision(4)}&to=${revision(10)}`));
  await router.navigate(-1);
  expect(await findByText('From revision 9')).toBeVisible();
});

test.each(['Compare with…', 'Compare several…'])('back closes the question of “%s”', async (name) => {
  const { list, router, findByRole, findByText, queryByRole } = await open(ids.showpiece);
  await userEvent.click(within(list).getByRole('radio', { name: 'Compare from revision 4' }));
  await userEvent.click(await findByRole('button', { name }));
  await findByRole('dialog');
  await router.navigate(-1);
  expect(await findByText('From revision 9')).toBeVisible();
  expect(queryByRole('dialog')).toBeNull();
});

test('the list tells changes in the words of the form once the comparison has asked for it, without asking itself', async () => {
  const { list } = await open(ids.showpiece);
  await waitFor(() => expect(list).toHaveTextContent(/Damping factor 8.2 → 8200/));
  expect(environment.requests.filter((request) => request.includes('/parametrization/'))).toHaveLength(1);
});

test('a revision opens in the form, from the list and from the comparison', async () => {
  const { changes, list, router } = await open(ids.showpiece, `?from=${revision(4)}&to=${revision(5)}`);
  const address = (number: number) =>
    `/workspaces/${ids.workspace}/entities/${ids.showpiece}/params?revision=${revision(number)}`;
  expect(within(changes).getByRole('link', { name: 'Revision 4 in the form' })).toHaveAttribute(
    'href',
    address(4),
  );
  await userEvent.click(within(list).getByRole('button', { name: 'Revision 7 in the form' }));
  await waitFor(() => {
    const { pathname, search } = router.state.location;
    expect(pathname + search).toBe(address(7));
  });
});

test('swapping turns the two sides round, keeps the focus and begins at the top', async () => {
  const { changes, router } = await open(ids.sameSecond);
  changes.scrollTop = 300;
  fireEvent.scroll(changes);
  within(changes).getByRole('button', { name: 'Swap' }).focus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() =>
    expect(router.state.location.search).toBe(
      `?from=${revision(3, ids.sameSecond)}&to=${revision(2, ids.sameSecond)}`,
    ),
  );
  expect(screen.getByRole('button', { name: 'Swap' })).toHaveFocus();
  expect(screen.getByRole('region', { name: 'Changes' }).scrollTop).toBe(0);
});

test('j and k move between revisions, f and t set the sides', async () => {
  const { list, router } = await open(ids.showpiece);
  within(list).getAllByRole('link')[0]?.focus();
  await userEvent.keyboard('jj');
  expect(within(list).getAllByRole('link')[2]).toHaveFocus();
  await userEvent.keyboard('t');
  await waitFor(() => expect(router.state.location.search).toContain(`to=${revision(8)}`));
});

test('the sheet of shortcuts names each key of the page once', async () => {
  await open(ids.showpiece);
  const keys = readCommands().flatMap(({ area, keys }) => (area === 'Revisions' && keys ? [keys] : []));
  expect(keys.length).toBeGreaterThan(8);
  expect(new Set(keys).size).toBe(keys.length);
});

test('Tab stops at one revision of the list, the one that was gone to last', async () => {
  const { list } = await open(ids.showpiece);
  const stops = () =>
    within(list)
      .getAllByRole('link')
      .flatMap((link, index) => (link.tabIndex >= 0 ? [index] : []));
  expect(stops()).toEqual([0]);
  within(list).getAllByRole('link')[0]?.focus();
  await userEvent.keyboard('jj');
  expect(stops()).toEqual([2]);
});

test('the keyboard goes on where a rule was asked for, or where its sum is told', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(6)}&to=${revision(7)}`);
  const ask = within(rowOf(changes, 'heave')).getByRole('button', { name: /^Ignore/ });
  ask.focus();
  await userEvent.keyboard('{Enter}{Escape}');
  expect(ask).toHaveFocus();
  await userEvent.keyboard('{Enter}{Enter}');
  expect(within(changes).getByRole('button', { name: 'Tolerance' })).toHaveFocus();
  await waitFor(() => expect(changes).toHaveTextContent('1 ignored'));
});

test('n goes to the next change and counts', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(6)}&to=${revision(7)}`);
  expect(changes).toHaveTextContent('11 changes in 10 places');
  await userEvent.keyboard('nn');
  expect(changes).toHaveTextContent('2 of 10');
  await waitFor(() => expect(rowOf(changes, 'colour')).toHaveFocus());
});

test('of two histories side by side n goes on in the one that somebody works in', async () => {
  const query = `?from=${revision(6)}&to=${revision(7)}`;
  const beside = at(ids.showpiece, query);
  const { user } = openPage(`${at(ids.showpiece, query)}&beside=${encodeURIComponent(beside)}`);
  const second = await within(await screen.findByRole('region', { name: 'Beside' })).findByRole('region', {
    name: 'Changes',
  });
  const regions = await waitFor(() => {
    const found = screen.getAllByRole('region', { name: 'Changes' });
    expect(found).toHaveLength(2);
    for (const region of found) expect(region).toHaveTextContent('11 changes in 10 places');
    return found;
  });
  const first = regions.find((region) => region !== second) as HTMLElement;
  await user.keyboard('n');
  expect(first).toHaveTextContent('1 of 10');
  expect(second).toHaveTextContent('11 changes in 10 places');
  await user.click(within(second).getByText('11 changes in 10 places'));
  await user.keyboard('nn');
  expect(second).toHaveTextContent('2 of 10');
  expect(first).toHaveTextContent('1 of 10');
});

test('n goes on from a radio of the list, which takes no text', async () => {
  const { changes, list } = await open(ids.showpiece, `?from=${revision(6)}&to=${revision(7)}`);
  within(list).getByRole('radio', { name: 'Compare to revision 7' }).focus();
  await userEvent.keyboard('n');
  expect(changes).toHaveTextContent('1 of 10');
});

test('a path that the browser does not let copy is said not to be copied', async () => {
  const { changes, findByText } = await open(ids.showpiece, `?from=${revision(3)}&to=${revision(4)}`);
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new Error('refused'));
  await user.click(within(changes).getByRole('button', { name: 'Copy path damping' }));
  expect(await findByText('The browser did not allow copying')).toBeVisible();
});

test('a tolerance hides what is within it, says the sum and is in the address', async () => {
  const { changes, router } = await open(ids.showpiece, `?from=${revision(6)}&to=${revision(7)}`);
  await userEvent.click(within(changes).getByRole('button', { name: 'Tolerance' }));
  await userEvent.type(within(changes).getByRole('textbox', { name: 'Differ by at most' }), '0,2');
  await waitFor(() => expect(router.state.location.search).toContain('abs=0.2'));
  await waitFor(() =>
    expect(changes).toHaveTextContent(/10 shown \+ 1 hidden \(1 within the tolerance\) = 11/),
  );
  await userEvent.type(within(changes).getByRole('textbox', { name: 'Differ by at most' }), 'x');
  expect(within(changes).getByRole('alert')).toHaveTextContent('A number of 0 or more; 0.2 stays in use.');
  expect(changes).not.toHaveTextContent('heave');
});

test('a rule made from a row says what it hides before it does, and can be taken back', async () => {
  const { changes, router } = await open(ids.showpiece, `?from=${revision(6)}&to=${revision(7)}`);
  await userEvent.click(within(changes).getByRole('button', { name: 'Ignore view › point' }));
  const pattern = within(changes).getByRole('textbox', { name: 'Ignore' });
  await userEvent.clear(pattern);
  await userEvent.type(pattern, '/view');
  expect(changes).toHaveTextContent('hides 3 of the 11 shown');
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.search).toContain('ignore=%2Fview'));
  await waitFor(() => expect(changes).toHaveTextContent(/8 shown \+ 3 hidden \(3 ignored\) = 11/));
  await userEvent.click(within(changes).getByRole('button', { name: 'Show /view again' }));
  await waitFor(() => expect(rowOf(changes, 'view › point')).toBeVisible());
});

test('when everything is hidden it says so and not that nothing differs', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(6)}&to=${revision(7)}&ignore=/**`);
  expect(changes).toHaveTextContent('0 shown + 11 hidden (11 ignored) = 11');
  expect(changes).toHaveTextContent('All changes are hidden');
  expect(changes).not.toHaveTextContent('Params identical');
});

test('N goes to the first change of the next section, P back', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(6)}&to=${revision(7)}`);
  // The form puts the sections in its own order.
  await waitFor(() => expect(changes).toHaveTextContent('ALS'));
  await userEvent.keyboard('NN');
  await waitFor(() => expect(rowOf(changes, 'view › point')).toHaveFocus());
  await userEvent.keyboard('N');
  await waitFor(() => expect(rowOf(changes, 'heave')).toHaveFocus());
  await userEvent.keyboard('P');
  await waitFor(() => expect(rowOf(changes, 'view › point')).toHaveFocus());
});

test('rows are paired by the column that somebody chooses, until what fits best is chosen again', async () => {
  const { changes, router } = await open(
    ids.twoKeys,
    `?from=${revision(1, ids.twoKeys)}&to=${revision(2, ids.twoKeys)}`,
  );
  expect(changes).toHaveTextContent('2 changes');
  const choice = () => within(changes).getByRole('combobox', { name: 'Pair the rows of piles by' });
  expect(choice()).toHaveDisplayValue('id');
  await userEvent.selectOptions(choice(), 'name');
  await waitFor(() => expect(router.state.location.search).toContain('pair=%2Fpiles%2F*%2Fname'));
  // By their names the rows changed places, and each holds another id and length.
  await waitFor(() => expect(changes).toHaveTextContent('5 changes'));
  expect(rowOf(changes, 'piles[south]')).toHaveTextContent(/old: b.*new: a.*old: 14.*new: 12/);
  await userEvent.click(
    within(changes).getByRole('button', { name: 'Pair the rows of /piles by what fits best' }),
  );
  await waitFor(() => expect(changes).toHaveTextContent('2 changes'));
  expect(router.state.location.search).not.toContain('pair');
});

test('a set in another order is no change in the list either, once the form is known', async () => {
  const { list, changes } = await open(ids.twoKeys);
  await waitFor(() => expect(changes).toHaveTextContent('Params identical'));
  await waitFor(() =>
    expect(within(list).getAllByRole('listitem')[0]).toHaveTextContent(
      'identical: 1 set has its items in another order',
    ),
  );
});

test('columns inside of hidden data are called by their keys', async () => {
  const { changes } = await open(
    ids.twoKeys,
    `?from=${revision(3, ids.twoKeys)}&to=${revision(4, ids.twoKeys)}`,
  );
  await userEvent.click(
    await within(changes).findByRole('button', { name: '1 difference in hidden data at ditches' }),
  );
  const columns = await within(changes).findAllByRole('columnheader', { name: /slope|depth/ });
  expect(columns.map((column) => column.textContent)).toEqual(['slope', 'depth~1']);
});

test.each([
  ['the nothing before the first revision', `?to=${revision(1, ids.twoKeys)}`],
  ['another entity', `?from=${ids.workspace}.${ids.single}`],
])('of %s nothing is said to be changed with the form', async (_name, query) => {
  const { changes } = await open(ids.twoKeys, query);
  await waitFor(() => expect(changes).toHaveTextContent(/\d changes?/));
  expect(changes).not.toHaveTextContent(/form/i);
});

test('a section of the outline leads to its first change', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(6)}&to=${revision(7)}`);
  await waitFor(() => expect(changes).toHaveTextContent('ALS'));
  const outline = within(changes).getByRole('navigation', { name: 'Changed sections' });
  await userEvent.click(within(outline).getByRole('button', { name: /^safety/ }));
  await waitFor(() => expect(rowOf(changes, 'heave')).toHaveFocus());
});

test('rows of large params are paired anew in the same way', async () => {
  const { changes } = await open(ids.largeTable, '?pair=/table/*/depth');
  await waitFor(() =>
    expect(within(changes).getByRole('combobox', { name: 'Pair the rows of table by' })).toHaveDisplayValue(
      'depth',
    ),
  );
  await waitFor(() => expect(changes).toHaveTextContent(/Rows paired by.*\/table\/\*\/depth/));
});

test('pairing the rows of large params anew is tried again where it failed', async () => {
  const { changes } = await open(ids.largeTable);
  const choice = await within(changes).findByRole('combobox', { name: 'Pair the rows of table by' });
  let failing = true;
  vi.stubGlobal(
    'Worker',
    class extends EventTarget {
      postMessage(request: CompareRequest) {
        const data = failing ? { problem: 'no memory left' } : structuredClone(answerCompare(request));
        queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data })));
      }
      terminate() {}
    },
  );
  try {
    await userEvent.selectOptions(choice, 'depth');
    await waitFor(() => expect(changes).toHaveTextContent('no memory left'));
    failing = false;
    await userEvent.click(within(changes).getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(within(changes).getByRole('combobox', { name: 'Pair the rows of table by' })).toHaveDisplayValue(
        'depth',
      ),
    );
  } finally {
    endSpareWorker();
    vi.unstubAllGlobals();
  }
});

test('the changes can be copied as Markdown', async () => {
  const { changes } = await open(ids.sameSecond);
  const user = userEvent.setup();
  await user.click(within(changes).getByRole('button', { name: 'Copy as Markdown' }));
  await waitFor(() => expect(changes).toHaveTextContent('Copied as Markdown.'));
  expect(await navigator.clipboard.readText()).toContain('| value | changed | 2 | 3 | +1, +50 % |');
});

test('the list view has a row for every change with its whole path', async () => {
  const { changes, router } = await open(ids.showpiece, `?from=${revision(6)}&to=${revision(7)}`);
  await userEvent.click(within(changes).getByRole('radio', { name: 'List' }));
  await waitFor(() => expect(router.state.location.search).toContain('view=list'));
  expect(rowOf(changes.ownerDocument.body, 'safety › heave')).toHaveTextContent(/old: 1new: 1.2/);
});

test.each([
  ['a plain click on a revision is followed here', {}, true],
  ['a click with Ctrl on a revision is left to the browser', { ctrlKey: true }, false],
  ['a click with Shift on a revision is left to the browser', { shiftKey: true }, false],
])('%s', async (_name, keys, followed) => {
  const { list } = await open(ids.sameSecond);
  const link = within(within(list).getAllByRole('listitem')[1] as HTMLElement).getByRole('link');
  const seen: boolean[] = [];
  const look = (event: Event) => {
    seen.push(event.defaultPrevented);
    event.preventDefault();
  };
  window.addEventListener('click', look);
  fireEvent.click(link, keys);
  window.removeEventListener('click', look);
  expect(seen).toEqual([followed]);
  await screen.findByText(followed ? 'From revision 1' : 'From revision 2');
});

test('unchanged fields are folded, counted and opened on demand', async () => {
  const { changes } = await open(ids.showpiece, `?from=${revision(6)}&to=${revision(7)}`);
  await userEvent.click(within(changes).getByRole('button', { name: '3 unchanged fields in safety' }));
  expect(rowOf(changes, 'model_factor')).toHaveTextContent('1.1');
  expect(rowOf(changes, 'model_factor')).toHaveFocus();
});

test('who may not read params is told so', async () => {
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    real(input, { ...init, headers: { ...init?.headers, Authorization: 'Bearer vktrpat_local_105' } });
  try {
    const page = openHistory(at(ids.showpiece));
    expect(await page.findByText(/may not|no access/i, {}, { timeout: 10_000 })).toBeVisible();
  } finally {
    globalThis.fetch = real;
  }
});

test('the keyboard goes on in the comparison that takes the place of another', async () => {
  const { router } = await open(ids.showpiece, `?many=${revision(6)},${revision(7)}`);
  const back = await screen.findByRole('button', { name: 'Back to two sides' });
  back.focus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.search).not.toContain('many'));
  await waitFor(() => expect(screen.getByRole('region', { name: 'Changes' })).toHaveFocus());
});

test('what was asked of a pair that was left is not asked again on return', async () => {
  const pair = `?from=${revision(3)}&to=${revision(4)}`;
  const { changes, router } = await open(ids.showpiece, pair);
  // By role it would be looked for in the whole page, again and again.
  const dialog = () => document.querySelector('[role="dialog"]');
  const undo = within(changes).getByRole('button', { name: 'Undo revision 4…' });
  // Not before the entity is read.
  await waitFor(() => expect(undo).toBeEnabled());
  await userEvent.click(undo);
  await waitFor(() => expect(dialog()).not.toBeNull());
  await act(() => router.navigate(at(ids.showpiece, `?from=${revision(4)}&to=${revision(5)}`)));
  await waitFor(() => expect(dialog()).toBeNull());
  await act(() => router.navigate(-1));
  await within(changes).findByRole('button', { name: 'Undo revision 4…' });
  expect(dialog()).toBeNull();
});
