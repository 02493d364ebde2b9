import { expect, expectNoAxeViolations, test } from './support/journey.ts';
import { openEntity, tabToThe, treeItem } from './support/steps.ts';

const focusedName = (page: import('@playwright/test').Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
  );

test('two pages side by side by keyboard: opened, walked, swapped and closed', async ({ page }) => {
  await page.goto('/workspaces/11/entities/20019');
  await treeItem(page, '4-06').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Open beside' }).press('Enter');
  const beside = page.getByRole('region', { name: 'Beside' });
  await expect(beside.getByRole('heading', { level: 1, name: '4-06' })).toBeVisible();
  await tabToThe(page, beside.getByRole('link', { name: 'Revisions', exact: true }), 'Tab', 200);
  await page.keyboard.press('Enter');
  await expect(beside.getByRole('list', { name: 'Revisions' })).toBeVisible();
  await expect(page).toHaveURL(/beside=.*revisions/);
  await tabToThe(page, beside.getByRole('button', { name: 'Swap the two' }), 'Shift+Tab', 200);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('heading', { level: 1, name: '4-06' })).toBeVisible();
  await expect(beside.getByRole('heading', { level: 1, name: '4-07' })).toBeVisible();
  await tabToThe(page, beside.getByRole('button', { name: 'Close this side' }), 'Tab', 200);
  await page.keyboard.press('Enter');
  await expect(beside).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
});

test('after a delete that could not be done the keyboard is in the dialog, and after that in the tree', async ({
  page,
  workspace,
  tolerate,
}) => {
  tolerate('404');
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 3');
  const id = /entities\/(\d+)/.exec(page.url())?.[1];
  const deleted = await page.request.delete(`/api${workspace.path}/entities/${id}/`, {
    headers: { 'X-VX': '1' },
  });
  expect(deleted.ok()).toBe(true);
  await treeItem(page, 'Part 3').focus();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('alertdialog', { name: /^Delete/ });
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(`**/api${workspace.path}/entities/${id}/**`, async (route) => {
    await held;
    await route.continue();
  });
  await dialog.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeDisabled();
  await expect(dialog).toBeFocused();
  answer();
  await expect(dialog.getByText(/No copy could be kept/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(treeItem(page, 'Part 3')).toBeFocused();
});

test('the graph of entity types by keyboard leads to the entities of a type', async ({ page }) => {
  await page.goto('/workspaces/11');
  const graph = page.getByRole('region', { name: 'Which types may hold which' });
  await expect(graph).toBeVisible();
  await tabToThe(page, graph);
  await page.keyboard.press('Tab');
  const name = await focusedName(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/entities\?type=\d+/);
  await expect(page.getByRole('grid', { name: 'Entities' })).toBeVisible();
  expect(name).not.toBe('');
});

test('siblings in the breadcrumb by keyboard', async ({ page }) => {
  await page.goto('/workspaces/11/entities/20019');
  const trail = page.getByRole('navigation', { name: 'Breadcrumb' });
  const door = trail.getByRole('button', { name: /^Siblings of 4-07/ });
  await expect(door).toBeVisible();
  await tabToThe(page, door);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[role=menuitem]:focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(door).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: '4-08' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '4-08' })).toBeVisible();
});

test('facets of workspaces by keyboard, in a menu that is higher than its room', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 230 });
  await page.goto('/workspaces');
  const door = page.getByRole('button', { name: /^App/ });
  await expect(page.getByRole('link', { name: 'Bridges of Noordwaard' })).toBeAttached();
  await tabToThe(page, door);
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitemcheckbox').first()).toBeVisible();
  expect(await menu.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true);
  await expectNoAxeViolations(page);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/app=/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^App: / })).toBeFocused();
});

test('columns, a condition, a group and groups of a table by keyboard', async ({ page, workspace }) => {
  await page.goto(`${workspace.path}/entities`);
  const grid = page.getByRole('grid', { name: 'Entities' });
  await expect(grid.getByText('Part 5')).toBeVisible();
  await tabToThe(page, page.getByRole('button', { name: 'Columns' }));
  await page.keyboard.press('Enter');
  const picker = page.getByRole('dialog', { name: 'Columns of the table' });
  await expect(picker.getByRole('textbox', { name: 'Search columns' })).toBeFocused();
  await page.keyboard.type('span');
  const span = picker.getByRole('checkbox', { name: 'span' });
  await expect(span).toBeVisible();
  await tabToThe(page, span);
  await page.keyboard.press('Space');
  await expect(span).toBeChecked();
  await expectNoAxeViolations(page);
  await tabToThe(page, picker.getByRole('button', { name: /^Move .* up|earlier/i }));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Columns' })).toBeFocused();
  await expect(grid.getByRole('columnheader', { name: /span/ })).toBeVisible();

  await tabToThe(page, page.getByRole('button', { name: 'Filter', exact: true }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: 'Filter' });
  await tabToThe(page, panel.getByRole('button', { name: 'Condition' }));
  await page.keyboard.press('Enter');
  await tabToThe(page, panel.getByRole('textbox', { name: 'Value' }));
  await page.keyboard.type('part');
  await expect(page.getByText('5 of 6 entities')).toBeVisible();
  await tabToThe(page, panel.getByRole('button', { name: 'Group' }).first(), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabToThe(page, panel.getByRole('button', { name: 'Remove this group' }));
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: 'Remove this group' })).toHaveCount(0);
  expect(
    await panel.evaluate((element) => element.contains(document.activeElement)),
    'the focus stays in the panel',
  ).toBe(true);
});

/** Actions that open another page, and those that ask or show something in front of this one. */
const LEADS = /^(Show the entities as a table|Search values|Previous sibling|Next sibling|Parent$)/;
const SHOWS = /^(Rename|Delete|Keyboard shortcuts|Group siblings|Show jobs|Show the requests)/;

test('every action of the palette runs or says why not, by keyboard', async ({ page, workspace }) => {
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 2');
  const heading = page.getByRole('heading', { level: 1, name: 'Part 2' });
  await expect(heading).toBeVisible();
  const { pathname } = new URL(page.url());
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const shown = page.locator('dialog[open], [role=dialog]:visible');
  const open = async (typed: string) => {
    await page.keyboard.press('ControlOrMeta+k');
    await palette.getByRole('combobox').fill(`>${typed}`);
    await expect(palette.getByRole('option').first()).toBeVisible();
  };
  await open('');
  const titles = await palette
    .getByRole('option')
    .evaluateAll((options) => options.map((option) => option.children[1]?.textContent ?? ''));
  await page.keyboard.press('Escape');
  expect(titles.length).toBeGreaterThan(15);
  for (const title of titles)
    await test.step(title, async () => {
      await open(title);
      const option = palette.locator('[role=option][aria-selected=true]');
      await expect(option).toContainText(title);
      const cannot = (await option.getAttribute('aria-disabled')) === 'true';
      await page.keyboard.press('Enter');
      if (cannot) {
        await expect(palette.getByText(`${title}: `)).toBeVisible();
        await page.keyboard.press('Escape');
      }
      await expect(palette).toHaveCount(0);
      if (SHOWS.test(title) && !cannot) {
        await expect(shown).toHaveCount(1);
        await page.keyboard.press('Escape');
      }
      if (LEADS.test(title) && !cannot) {
        await expect(page).not.toHaveURL((url) => url.pathname === pathname);
        await page.goBack();
      }
      await expect(shown).toHaveCount(0);
      await expect(page).toHaveURL((url) => url.pathname === pathname);
      await expect(heading).toBeVisible();
    });
});

test('what is typed while the palette opens is all there, on a slow machine too', async ({ page }) => {
  const devtools = await page.context().newCDPSession(page);
  const input = page.getByRole('combobox', { name: 'Search or run an action' });
  for (const delay of [0, 8, 16, 24, 32]) {
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await page.goto('/workspaces/11');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('4-07', { delay });
    await expect(input).toHaveValue('4-07');
  }
});
