import { expect, expectNoAxeViolations, test } from './support/journey.ts';
import { openEntity, treeItem } from './support/steps.ts';

test('palette and groups of siblings: axe finds nothing', async ({ page }) => {
  await page.goto('/workspaces/11/entities/20019');
  await expect(treeItem(page, '4-06')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('combobox').fill('reach');
  await expect(palette.getByRole('option', { name: /^Reach 4/ })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await treeItem(page, '4-06').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Group siblings by…' }).press('Enter');
  const choice = page.getByRole('dialog', { name: 'Group what is in “Reach 4 - Oude Veer to Lockhouse” by' });
  await choice.getByRole('radio', { name: 'Model', exact: true }).check();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treeitem', { name: /^Level 2.*, \d+ entit/ })).toHaveAttribute(
    'aria-level',
    '3',
  );
  await expectNoAxeViolations(page);
  await treeItem(page, '4-07').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Show without groups' }).press('Enter');
  await expect(treeItem(page, '4-06')).toBeVisible();
});

test('marks, peek, shortcuts and two pages: axe finds nothing', async ({ page }) => {
  await page.goto('/workspaces/11/entities/20019');
  await treeItem(page, '4-06').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: 'Peek at 4-08' }).getByRole('term').first()).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Side by side' }).click();
  const beside = page.getByRole('region', { name: 'Beside' });
  await expect(beside.getByRole('heading', { level: 1, name: '4-08' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('heading', { level: 1, name: '4-06' })).toBeVisible();
  await expect(beside.getByRole('heading', { name: 'Facts' })).toBeVisible();
  await expectNoAxeViolations(page);
});

test('the tree comes back as it was after a reload, and a page is announced', async ({ page, workspace }) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 3');
  await expect(page.getByText('Part 3 · VIKTOR explorer')).toBeAttached();
  await page.reload();
  await expect(treeItem(page, 'Part 3')).toHaveAttribute('aria-selected', 'true');
  await expect(treeItem(page, 'Root')).toHaveAttribute('aria-expanded', 'true');
});

test('the filter of the tree is in the address: a reload and a link keep it, and going back leaves it', async ({
  page,
  workspace,
}) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 3');
  const filter = page.getByRole('searchbox', { name: 'Filter entities' });
  await filter.fill('part 4');
  await page.getByRole('button', { name: 'Flat list' }).click();
  await expect(page).toHaveURL(/\/entities\/\d+\?tree=part\+4&tree-flat=1$/);
  await treeItem(page, 'Part 4').click();
  await expect(page.getByRole('heading', { name: 'Part 4', level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\?tree=part\+4&tree-flat=1$/);
  await page.getByRole('link', { name: 'Params', exact: true }).click();
  await expect(page).toHaveURL(/\/params\?tree=part\+4&tree-flat=1$/);
  await page.reload();
  await expect(filter).toHaveValue('part 4');
  await expect(page.getByRole('treeitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page).toHaveURL(/\/params$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/entities\/\d+$/);
  await expect(filter).toHaveValue('');
  await expect(treeItem(page, 'Part 3')).toBeVisible();
});

test('a long name does not stand over the place above it in the breadcrumb', async ({ page, workspace }) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 2');
  await treeItem(page, 'Part 2').focus();
  await page.keyboard.press('F2');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('W'.repeat(128));
  await name.press('Enter');
  const trail = page.getByRole('navigation', { name: 'Breadcrumb' });
  const here = trail.getByRole('button', { name: /^Siblings of WWW/ });
  await expect(here).toBeVisible();
  const above = await trail.getByRole('link', { name: 'Root' }).boundingBox();
  const right = await here.boundingBox();
  expect((above?.x ?? 0) + (above?.width ?? 0)).toBeLessThanOrEqual((right?.x ?? 0) + 0.5);
});

test('a telephone leaves the room of the breadcrumb to where one is', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/workspaces/11/entities/20019');
  const trail = page.getByRole('navigation', { name: 'Breadcrumb' });
  await expect(trail.getByRole('link', { name: '4-07' })).toBeVisible();
  await expect(trail.getByRole('button', { name: 'Show what is above' })).toBeVisible();
  await expect(trail.getByRole('link', { name: /^Aarle/ })).toBeHidden();
});
