import type { Page } from '@playwright/test';
import { importLines } from '../server/archive/door.ts';
import { openHardServer } from './support/hard-server.ts';
import { expect, test } from './support/journey.ts';
import { treeItem } from './support/steps.ts';
import { wideArchive } from './support/wide-archive.ts';

const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('role') === 'treeitem' ? at.getAttribute('aria-posinset') : at?.tagName;
  });
const LONG = 'a name of two hundred characters '.repeat(7).slice(0, 200);
const NAMES = new Map([
  [4996, 'Twice'],
  [4997, 'Twice'],
  [4998, LONG],
  [4999, 'שער מזרחי'],
  [5000, 'A/B #1 100% <b>bold</b>'],
]);

test('5,000 siblings on a server that gives 50 at a time, fails every 20th read and is slow', async ({
  page,
  tolerate,
}, testInfo) => {
  test.slow();
  tolerate('503');
  const workspace = await importLines(
    process.env.E2E_DATA_DIR ?? '',
    wideArchive(`Wide ${testInfo.testId}`, 5000, (position) => NAMES.get(position) ?? `Part ${position}`),
  );
  const hard = await openHardServer();
  try {
    await page.goto(`${hard.url}/workspaces/${workspace}`);
    await treeItem(page, 'Root').focus();
    await page.keyboard.press('ArrowRight');
    await expect(treeItem(page, 'Part 1')).toHaveAttribute('aria-setsize', '5000');

    await page.keyboard.press('End');
    const last = treeItem(page, 'A/B #1 100% <b>bold</b>');
    await expect(last).toHaveAttribute('aria-posinset', '5000');
    await expect(last).toBeFocused();
    await expect(treeItem(page, 'Twice')).toHaveCount(2);
    await expect(treeItem(page, LONG)).toBeVisible();
    await expect(treeItem(page, 'שער מזרחי')).toBeVisible();

    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'Name' }).fill('Last one');
    await page.keyboard.press('Enter');
    await expect(treeItem(page, 'Last one')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Delete');
    await page
      .getByRole('alertdialog', { name: /^Delete/ })
      .getByRole('button', { name: 'Delete', exact: true })
      .click();
    await expect(treeItem(page, 'Last one')).toHaveAttribute('aria-posinset', '4999');
    await expect(treeItem(page, 'Last one')).toHaveAttribute('aria-setsize', '4999');
    await expect.poll(() => focused(page)).toBe('4999');

    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Last one', level: 1 })).toBeVisible();
    await page.goto(`${hard.url}/workspaces/${workspace}/entities/${page.url().split('/').at(-1)}`);
    await expect(treeItem(page, 'Last one')).toHaveAttribute('aria-selected', 'true');
    await expect(treeItem(page, 'Last one')).toHaveAttribute('aria-posinset', '4999');
    await expect(treeItem(page, 'Last one')).toBeInViewport();

    await page.getByRole('searchbox', { name: 'Filter entities' }).fill('Part 2718');
    const found = treeItem(page, 'Part 2718');
    await expect(found).toHaveAttribute('aria-level', '2');
    await found.click();
    await expect(page.getByRole('heading', { name: 'Part 2718', level: 1 })).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(treeItem(page, 'Part 2718')).toHaveAttribute('aria-posinset', '2718');
    await page.goBack();
    await expect(treeItem(page, 'Last one')).toHaveAttribute('aria-selected', 'true');
    expect(await page.locator('[role=tree] *').count()).toBeLessThan(600);
  } finally {
    await hard.close();
  }
});
