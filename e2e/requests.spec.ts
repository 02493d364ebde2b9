import { importLines } from '../server/archive/door.ts';
import { expect, test } from './support/journey.ts';
import { historyItem, openEntity, save, treeItem } from './support/steps.ts';

/** So long, also when it is packed, that the page tells how much of it is here. */
const long = Array.from({ length: 30_000 }, (_, index) => Math.sin(index).toString(36).slice(-9)).join('');

/** Root › East › Quay › Part 1 … Part 8, each part with four revisions. */
function deepArchive(name: string): string[] {
  const at = (minute: number) => `2026-01-05T08:0${minute}:00.000000Z`;
  const base = 6_000_000;
  const entity = (id: number, title: string, type: number, parent: number | null) =>
    `{"kind":"entity","id":${base + id},"name":"${title}","entity_type":${type},"parent":${parent === null ? null : base + parent},` +
    `"created_at":"${at(0)}","created_by":null,"updated_at":"${at(4)}","last_updated_by":null,"properties":{"span":4.0${title === 'Part 2' ? `,"log":"${long}"` : ''}}}`;
  const parts = Array.from({ length: 8 }, (_, index) => index);
  return [
    '{"kind":"archive","format":"viktor-workspace-archive","version":1,"created_at":"2026-01-05T08:00:00Z","source":"deep"}',
    `{"kind":"workspace","id":7201,"name":${JSON.stringify(name)},"visibility":"INTERNAL","labels":[],"is_archived":false}`,
    '{"kind":"entity_type","id":901,"name":"Folder","class_name":"Folder","child_entity_type_ids":[901,902]}',
    '{"kind":"entity_type","id":902,"name":"Part","class_name":"Part","child_entity_type_ids":[]}',
    entity(1, 'Root', 901, null),
    entity(2, 'East', 901, 1),
    entity(3, 'Quay', 901, 2),
    ...parts.map((index) => entity(11 + index, `Part ${index + 1}`, 902, 3)),
    ...parts.flatMap((index) =>
      [1, 2, 3, 4].map(
        (ordinal) =>
          `{"kind":"revision","entity":${base + 11 + index},"id":${base + 100 + index * 4 + ordinal},"created_at":"${at(ordinal)}","created_by":null,"message":null,"name":"Part ${index + 1}","properties":{"span":${ordinal}.0}}`,
      ),
    ),
    '{"kind":"end","counts":{}}',
  ];
}

/**
 * What cannot be left out. The workspace, its types, its roots and who one is (4); a list for each of three levels (3); the entity, the names of people, and five
 * siblings (7); back (0); the revisions, which carry the params of every comparison (1); the form as the app
 * resolves it for the params as they are, whose labels the comparison shows and the params page edits by (1), and for the edited ones (1); a look before the
 * write, the write, and a look after it whether somebody else came between (3); rename (1); a look before the delete, the delete, and the parent that is shown then (3).
 * Of these 24, one who one is, one for people's names, one for the form of edited params, two looks around the write and one before the delete, which keeps a copy of
 * what goes as it is by then, are what it takes to say who changed what and to lose nothing: without them it would be 18.
 */
const LEAST = 4 + 3 + 7 + 0 + 1 + 2 + 3 + 1 + 3;

test('from a workspace to a deleted entity: no more requests than must be, none twice, none cancelled', async ({
  page,
}, testInfo) => {
  const workspace = await importLines(
    process.env.E2E_DATA_DIR ?? '',
    deepArchive(`Requests ${testInfo.testId}`),
  );
  const asked: string[] = [];
  const cancelled: string[] = [];
  const ofApi = (url: string) => new URL(url).pathname.startsWith('/api/');
  const said = (method: string, url: string) =>
    `${method} ${new URL(url).pathname.slice(4)}${new URL(url).search}`;
  page.on('request', (request) => ofApi(request.url()) && asked.push(said(request.method(), request.url())));
  page.on(
    'requestfailed',
    (request) => ofApi(request.url()) && cancelled.push(said(request.method(), request.url())),
  );

  await page.goto(`/workspaces/${workspace}`);
  await openEntity(page, 'Root', 'East', 'Quay', 'Part 1');
  // Each is looked at: what is left before its answer is cancelled, rightly.
  const read = async (name: string) => {
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await expect(page.getByRole('link', { name: 'All params' })).toBeVisible();
  };
  await read('Part 1');
  for (const number of [2, 3, 4, 5, 6]) {
    await page.getByRole('link', { name: 'Next sibling' }).click();
    await read(`Part ${number}`);
  }
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Part 5', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Revisions', exact: true }).click();
  const changes = page.getByRole('region', { name: 'Changes' });
  await historyItem(page, 1).click();
  await expect(changes.getByText('2.0').first()).toBeVisible();
  await historyItem(page, 2).click();
  await expect(changes.getByText('1.0').first()).toBeVisible();
  await page.getByRole('link', { name: 'Params', exact: true }).click();
  const resolved = page.waitForResponse(
    (response) =>
      response.url().endsWith('/parametrization/') &&
      response.request().postData()?.includes('5.50') === true,
  );
  await page.getByRole('form', { name: 'Params' }).getByLabel('span').fill('5.50');
  await save(page);
  // The form for the edited params is looked at too, before the entity goes.
  await (await resolved).finished();
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  const rename = page.getByRole('dialog', { name: 'Rename' });
  await rename.getByRole('textbox', { name: 'Name' }).fill('Part five');
  await rename.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(treeItem(page, 'Part five')).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page
    .getByRole('alertdialog', { name: /^Delete/ })
    .getByRole('button', { name: 'Delete', exact: true })
    .click();
  await expect(page.getByRole('heading', { name: 'Quay', level: 1 })).toBeVisible();
  await expect(treeItem(page, 'Part five')).toHaveCount(0);
  await page.waitForLoadState('networkidle');

  const log = asked.join('\n');
  expect(cancelled, log).toEqual([]);
  expect(twice(asked), log).toEqual([]);
  expect(
    asked.filter((request) => request.endsWith('/parametrization/')),
    log,
  ).toHaveLength(2);
  expect(asked.length, log).toBe(LEAST);
});

/** Reads made again although nothing was written since. The look before a write is meant to ask again. */
function twice(asked: readonly string[]): string[] {
  let since = new Set<string>();
  return asked.filter((request, index) => {
    const isLook = asked[index + 1] === request.replace('GET', 'PUT');
    if (!request.startsWith('GET ')) since = new Set();
    else if (since.has(request)) return !isLook;
    else since.add(request);
    return false;
  });
}
