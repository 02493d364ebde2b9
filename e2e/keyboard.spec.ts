import { expect, test } from './support/journey.ts';
import { historyItem, tabTo, treeItem } from './support/steps.ts';

test('the main job by keyboard alone', async ({ page, workspace }) => {
  await page.goto(workspace.path);
  await expect(treeItem(page, 'Root')).toBeVisible();
  await tabTo(page, () =>
    treeItem(page, 'Root').evaluate(
      (item) => item === document.activeElement || item.contains(document.activeElement),
    ),
  );
  await page.keyboard.press('ArrowRight');
  await expect(treeItem(page, 'Part 1')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Part 2', level: 1 })).toBeVisible();

  await tabTo(page, () =>
    page
      .getByRole('link', { name: 'Params', exact: true })
      .evaluate((link) => link === document.activeElement),
  );
  await page.keyboard.press('Enter');
  const span = page.getByRole('form', { name: 'Params' }).getByLabel('span');
  await tabTo(page, () => span.evaluate((input) => input === document.activeElement));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('6.50');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();

  await tabTo(
    page,
    () =>
      page
        .getByRole('link', { name: 'Revisions', exact: true })
        .evaluate((link) => link === document.activeElement),
    'Shift+Tab',
  );
  await page.keyboard.press('Enter');
  await expect(historyItem(page, 0)).toContainText('6.50');

  await expect(page.getByRole('region', { name: 'Changes' })).toContainText('1 change');
  await page.keyboard.press('n');
  await page.keyboard.press('b');
  await expect(page.getByRole('dialog', { name: /^Take .*span from revision/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Part 2', level: 1 })).toBeVisible();
});

test('why a new name is refused is seen below the last row too', async ({ page, workspace }) => {
  await page.goto(workspace.path);
  await page.getByRole('treeitem', { name: 'Root' }).focus();
  await page.keyboard.press('F2');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('   ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tree').getByRole('alert')).toBeInViewport({ ratio: 1 });
});
