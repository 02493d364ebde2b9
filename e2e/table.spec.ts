import { readFile } from 'node:fs/promises';
import { expect, expectNoAxeViolations, test } from './support/journey.ts';

test('entities are filtered as a table, and taken along as the file that is shown', async ({
  page,
  workspace,
}) => {
  await page.goto(workspace.path);
  await page.getByRole('link', { name: 'All entities as a table' }).click();
  const grid = page.getByRole('grid', { name: 'Entities' });
  await expect(grid.getByRole('link', { name: 'Part 5' })).toBeVisible();
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('button', { name: 'Condition' }).click();
  await page.getByRole('textbox', { name: 'Value' }).fill('part');
  await expect(page.getByText('5 of 6 entities')).toBeVisible();
  await expectNoAxeViolations(page);
  await page.reload();
  await expect(page.getByText('5 of 6 entities')).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
  expect(lines.length).toBe(6);
  expect(lines[1]).toMatch(/^Part 1,/);
  await page.keyboard.press('Enter');
  const second = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Excel (XLSX)' }).press('Enter');
  await second;
  await expect(page.getByText('5 rows saved as XLSX.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export' })).toBeFocused();
});

test('a value is found by its number in an index that outlives the page', async ({ page, workspace }) => {
  await page.goto(`${workspace.path}/search`);
  await page.getByRole('button', { name: 'Make the index' }).click();
  await expect(page.getByText(/^Complete: 6 entities/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^Complete: 6 entities/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Search values' }).fill('>=0');
  await expect(page.getByRole('list', { name: 'Values found' }).getByRole('listitem').first()).toBeVisible();
  await expectNoAxeViolations(page);
});
