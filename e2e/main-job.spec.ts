import { expect, test } from './support/journey.ts';
import { historyItem, openEntity, save, treeItem } from './support/steps.ts';

test('finds an entity, compares two revisions, changes a param, saves, and the history shows it', async ({
  page,
  workspace,
}) => {
  await page.goto('/workspaces');
  await page.getByRole('textbox', { name: 'Search workspaces' }).fill(workspace.name);
  await page.getByRole('table', { name: 'Workspaces' }).getByRole('link', { name: workspace.name }).click();
  await openEntity(page, 'Root', 'Part 2');
  await expect(page.getByRole('heading', { name: 'Part 2', level: 1 })).toBeVisible();

  await page.getByRole('link', { name: 'Revisions', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Revisions' }).getByRole('listitem')).toHaveCount(3);
  await historyItem(page, 1).click();
  const changes = page.getByRole('region', { name: 'Changes' });
  await expect(changes.getByText('1.50').first()).toBeVisible();
  await expect(changes.getByText('2.50').first()).toBeVisible();

  await page.getByRole('link', { name: 'Params', exact: true }).click();
  const form = page.getByRole('form', { name: 'Params' });
  await form.getByLabel('span').fill('2.750');
  await form.getByRole('textbox', { name: 'Message' }).fill('longer span');
  await save(page);

  await page.getByRole('link', { name: 'Revisions', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Revisions' }).getByRole('listitem')).toHaveCount(4);
  await expect(historyItem(page, 0)).toContainText('longer span');
  await expect(changes.getByText('2.750').first()).toBeVisible();
  await page.reload();
  await expect(changes.getByText('2.750').first()).toBeVisible();
});

test('a save changes the stored text in the edited leaf only', async ({ page, workspace }) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 1');
  const id = Number(/entities\/(\d+)/.exec(page.url())?.[1]);
  const stored = async () =>
    (
      await page.request.get(`/api${workspace.path}/entities/${id}/?properties=true`, {
        headers: { 'X-VX': '1' },
        maxRetries: 3,
      })
    ).text();
  const paramsOf = (answer: string) => /"properties":(\{.*?"text":"[^"]*"\})/s.exec(answer)?.[1] ?? '';
  const before = paramsOf(await stored());
  expect(before).toContain('"span": 1.0');
  await page.getByRole('link', { name: 'Params', exact: true }).click();
  await page.getByRole('form', { name: 'Params' }).getByLabel('span').fill('7.0');
  await save(page);
  expect(paramsOf(await stored())).toBe(before.replace('"span": 1.0', '"span": 7.0'));
});

test('renames in place, and tree, page and bar say the new name', async ({ page, workspace }) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 3');
  await treeItem(page, 'Part 3').focus();
  await page.keyboard.press('F2');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Part 3 — north');
  await name.press('Enter');
  await expect(treeItem(page, 'Part 3 — north')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Part 3 — north', level: 1 })).toBeVisible();
  await expect(page.getByRole('banner').getByText('Part 3 — north')).toBeVisible();
  await expect(treeItem(page, 'Part 3')).toHaveCount(0);
});

test('escape leaves a rename as it was', async ({ page, workspace }) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 3');
  await treeItem(page, 'Part 3').focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name' }).fill('something else');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveCount(0);
  await expect(treeItem(page, 'Part 3')).toBeVisible();
});

test('creates a child of a legal type, opens it and shows it in the tree', async ({ page, workspace }) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root');
  await page.getByRole('main').getByRole('button', { name: 'New entity' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New entity' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Folder of spares');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: 'Folder of spares', level: 1 })).toBeVisible();
  await expect(treeItem(page, 'Folder of spares')).toHaveAttribute('aria-selected', 'true');
});

test('deletes a subtree after saying how many go with it, and asks for nothing deleted', async ({
  page,
  workspace,
}) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root');
  const asked: string[] = [];
  await page.getByRole('main').getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('alertdialog', { name: /^Delete/ });
  await expect(dialog).toContainText('5');
  await dialog.getByRole('textbox', { name: 'Name of the entity' }).fill('Root');
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await dialog.getByRole('button', { name: /^Delete/ }).click();
  await expect(page).toHaveURL(new RegExp(`${workspace.path}$`));
  await expect(treeItem(page, 'Root')).toHaveCount(0);
  const removed = asked.findIndex((request) => request.startsWith('DELETE'));
  expect(removed).toBeGreaterThanOrEqual(0);
  expect(asked.slice(removed + 1).filter((request) => /entities\/\d+\//.test(request))).toEqual([]);
});

test('a deep link opens cold with its path in the tree', async ({ page, workspace }) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 5');
  const url = page.url();
  const cold = await page.context().newPage();
  await cold.goto(url);
  await expect(treeItem(cold, 'Part 5')).toHaveAttribute('aria-selected', 'true');
  await expect(treeItem(cold, 'Root')).toHaveAttribute('aria-expanded', 'true');
});

test('two browsers on one entity: the second save stops, names the first, and loses neither', async ({
  page,
  browser,
  workspace,
}) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 4');
  await page.getByRole('link', { name: 'Params', exact: true }).click();
  const mine = page.getByRole('form', { name: 'Params' });
  await mine.getByLabel('span').fill('11.0');

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(page.url());
  await theirs.getByRole('form', { name: 'Params' }).getByLabel('span').fill('22.0');
  await save(theirs);
  await other.close();

  await mine.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Conflict' });
  await expect(dialog).toContainText('22.0');
  await expect(dialog).toContainText('11.0');
  await dialog.getByRole('radio', { name: 'Mine' }).first().check();
  await dialog.getByRole('button', { name: 'Save merged' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await page.getByRole('link', { name: 'Revisions', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Revisions' }).getByRole('listitem')).toHaveCount(5);
});

test('a draft survives a reload and is offered, not silently restored', async ({ page, workspace }) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 2');
  await page.getByRole('link', { name: 'Params', exact: true }).click();
  const span = page.getByRole('form', { name: 'Params' }).getByLabel('span');
  await span.fill('33.0');
  await page.waitForTimeout(700);
  await page.reload();
  await expect(span).toHaveValue('1.0');
  await page.getByRole('region', { name: 'Draft' }).getByRole('button', { name: 'Resume draft' }).click();
  await expect(span).toHaveValue('33.0');
});
