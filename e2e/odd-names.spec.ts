import type { Locator, Page } from '@playwright/test';
import { importLines } from '../server/archive/door.ts';
import { expect, test } from './support/journey.ts';
import { treeItem } from './support/steps.ts';
import { wideArchive } from './support/wide-archive.ts';

const LONG = 'a name of two hundred characters '.repeat(7).slice(0, 200);
const NAMES = [
  ...['A/B', '#1', '100%', '%2F', '<b>bold</b>', 'what?', 'x & y', '1+1', 'back\\slash', '.', '..'],
  ...[' leading', 'trailing ', 'Twice', 'Twice', 'שער מזרחי', 'שער A/1 (ב)', LONG, '__proto__', ''],
];
const FIRST = 8_100_001;

const workspaceOf = (name: string, first: number) =>
  importLines(
    process.env.E2E_DATA_DIR ?? '',
    wideArchive(name, NAMES.length, (position) => NAMES[position - 1] ?? '', first),
  );

/** Rows of the second level as they say they stand; each once, in order, and one row of the tree that Tab comes to. */
async function expectRows(page: Page, names: readonly string[]): Promise<void> {
  const tree = page.getByRole('tree', { name: 'Entities' });
  const rows = tree.locator('[role=treeitem][aria-level="2"]');
  const read = () =>
    rows.evaluateAll((items) =>
      items
        .map((item) => ({
          name: item.getAttribute('aria-label'),
          place: Number(item.getAttribute('aria-posinset')),
          size: item.getAttribute('aria-setsize'),
        }))
        .sort((a, b) => a.place - b.place),
    );
  const expected = names.map((name, at) => ({ name, place: at + 1, size: String(names.length) }));
  await expect.poll(read).toEqual(expected);
  await expect(tree.locator('[role=treeitem][tabindex="0"]')).toHaveCount(1);
}

const focusIsInTree = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('role') === 'treeitem');

/** Names that are only told apart by spaces are looked for by attribute: by role they count as one. */
const row = (page: Page, name: string): Locator =>
  page.getByRole('tree', { name: 'Entities' }).locator(`[role=treeitem][aria-label=${JSON.stringify(name)}]`);

test('whatever it is called, an entity opens by its address and shows in the tree, with its name whole', async ({
  page,
}, testInfo) => {
  test.slow();
  const workspace = await workspaceOf(`Odd names ${testInfo.testId}`, FIRST);
  await page.goto(`/workspaces/${workspace}`);
  await treeItem(page, 'Root').focus();
  await page.keyboard.press('ArrowRight');
  await expectRows(page, NAMES);
  const tree = page.getByRole('tree', { name: 'Entities' });
  const selected = tree.locator('[role=treeitem][aria-selected=true]');
  const heading = page.getByRole('heading', { level: 1 });
  const expectOpen = async (name: string, at: number) => {
    await expect(selected).toHaveAttribute('aria-posinset', String(at + 1));
    await expect(selected).toHaveAttribute('aria-label', name);
    await expect(selected).toBeInViewport();
    await expect(heading).toHaveText(name === '' ? '(no name)' : name.replace(/^ | $/g, '·'));
  };
  for (const [at, name] of NAMES.entries()) {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectOpen(name, at);
  }
  await expect(page.locator('b:text-is("bold")')).toHaveCount(0);
  const last = Number(/\d+$/.exec(page.url())?.[0]);
  for (const name of ['%2F', 'שער A/1 (ב)', '__proto__']) {
    const at = NAMES.indexOf(name);
    await page.goto(`/workspaces/${workspace}/entities/${last - NAMES.length + 1 + at}`);
    await expectOpen(name, at);
  }
  const trail = page.getByRole('navigation', { name: 'Breadcrumb' });
  await trail.getByRole('button', { name: 'Siblings of Root' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Root' })).toBeFocused();
});

test('by keyboard: after a creation, rename, delete, filter, group and copy every row says its place, and the focus stays', async ({
  page,
}, testInfo) => {
  test.slow();
  const workspace = await workspaceOf(`Odd acts ${testInfo.testId}`, FIRST + 1000);
  await page.goto(`/workspaces/${workspace}`);
  const root = treeItem(page, 'Root');
  await root.focus();
  await page.keyboard.press('ArrowRight');
  const now = [...NAMES];
  await expectRows(page, now);

  await test.step('create', async () => {
    await page.keyboard.press('Insert');
    const dialog = page.getByRole('dialog', { name: 'New entity' });
    await dialog.getByRole('combobox', { name: 'Type' }).selectOption('Part');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('../new #1');
    await page.keyboard.press('Enter');
    now.push('../new #1');
    await expect(row(page, '../new #1')).toHaveAttribute('aria-selected', 'true');
    await expectRows(page, now);
  });
  await test.step('rename', async () => {
    await row(page, '<b>bold</b>').focus();
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'Name' }).fill('%3Cb%3E & <i>');
    await page.keyboard.press('Enter');
    now[4] = '%3Cb%3E & <i>';
    await expect(row(page, now[4])).toBeFocused();
    await expectRows(page, now);
  });
  await test.step('delete', async () => {
    await row(page, '.').focus();
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('alertdialog', { name: 'Delete “.”?' });
    await dialog.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
    now.splice(now.indexOf('.'), 1);
    await expect(row(page, '..')).toBeFocused();
    await expectRows(page, now);
  });
  await test.step('filter', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('twice');
    await expect(page.getByRole('treeitem')).toHaveCount(3);
    // Each says where it stands among those that are shown.
    for (const place of [1, 2])
      await expect(page.locator(`[role=treeitem][aria-level="2"][aria-posinset="${place}"]`)).toHaveAttribute(
        'aria-setsize',
        '2',
      );
    await page.keyboard.press('ArrowDown');
    expect(await focusIsInTree(page)).toBe(true);
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await expectRows(page, now);
  });
  await test.step('copy and paste params', async () => {
    await row(page, 'A/B').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Copy params' }).press('Enter');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(row(page, 'A/B')).toBeFocused();
    await expectRows(page, now);
  });
  await test.step('group', async () => {
    await row(page, 'A/B').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Group siblings by…' }).press('Enter');
    await page.getByRole('radio', { name: 'Type', exact: true }).check();
    await page.keyboard.press('Enter');
    const group = page.getByRole('treeitem', { name: /^Part.*, 20 entities/ });
    await expect(group).toHaveAttribute('aria-posinset', '1');
    await expect(group).toHaveAttribute('aria-setsize', '1');
    await expect(row(page, 'A/B')).toBeFocused();
    await expect(page.locator('[role=treeitem][tabindex="0"]')).toHaveCount(1);
    await page.keyboard.press('ArrowLeft');
    await expect(group).toBeFocused();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Show without groups' }).press('Enter');
    await expectRows(page, now);
  });
  await test.step('reload and back', async () => {
    await row(page, 'back\\slash').focus();
    await page.keyboard.press('Enter');
    await expect(row(page, 'back\\slash')).toHaveAttribute('aria-selected', 'true');
    await row(page, 'what?').focus();
    await page.keyboard.press('Enter');
    await expect(row(page, 'what?')).toHaveAttribute('aria-selected', 'true');
    await page.reload();
    await expect(row(page, 'what?')).toHaveAttribute('aria-selected', 'true');
    await expectRows(page, now);
    await page.goBack();
    await expect(row(page, 'back\\slash')).toHaveAttribute('aria-selected', 'true');
    await expectRows(page, now);
  });
});
