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

test('a table that is taller than a browser draws is scrolled to its last row, also away from the active one', async ({
  page,
  workspace,
  tolerate,
}) => {
  tolerate('404'); // the rows are made up
  const count = 700_000;
  await page.route(/\/entity_types\/\d+\/entities\//, async (route) => {
    const params = new URL(route.request().url()).searchParams;
    const [offset, limit] = [Number(params.get('offset')), Number(params.get('limit'))];
    const results = Array.from({ length: Math.min(limit, count - offset) }, (_, at) => ({
      id: 1e6 + offset + at,
      name: `Part ${offset + at}`,
      entity_type: 1,
      properties: { x: at + 0.5 },
    }));
    await route.fulfill({ json: { count, results } });
  });
  const grid = page.getByRole('grid', { name: 'Entities' });
  const scroll = (top: number) =>
    grid.evaluate((element, to) => {
      element.scrollTop = to;
    }, top);
  const first = grid.getByRole('link', { name: 'Part 0', exact: true });
  const last = grid.getByRole('link', { name: `Part ${count - 1}` });
  /** Whether the whole row stands between head and foot. */
  const isWhole = () =>
    last.evaluate((link) => {
      const [row, table] = [link.closest('[role=row]'), link.closest('[role=grid]')] as Element[];
      const foot = table?.querySelector('[class*=foot]') ?? null;
      const end = (foot ?? table)?.getBoundingClientRect();
      return (row?.getBoundingClientRect().bottom ?? 0) <= ((foot ? end?.top : end?.bottom) ?? 0) + 1;
    });
  for (const columns of ['', '&column=name&column=param:/x']) {
    await page.goto(`${workspace.path}/entities?type=1${columns}`);
    await expect(first).toBeVisible();
    await scroll(1e9);
    await expect(last).toBeVisible();
    expect(await isWhole(), 'scrolled').toBe(true);
    await grid.press('Control+End');
    await grid.press('ArrowUp');
    await scroll(0);
    await expect(first).toBeInViewport();
    await scroll(1e9);
    await expect(last).toBeInViewport();
    expect(await isWhole(), 'with the active row away').toBe(true);
  }
});
