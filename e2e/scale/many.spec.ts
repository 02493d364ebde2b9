import type { Page } from '@playwright/test';
import { LEVELS } from '../support/deep-archive.ts';
import { expect } from '../support/journey.ts';
import { ENTITIES as COUNT, PARTS, chainsTest as test } from '../support/large-worlds.ts';
import { ownLongTasks, retainedHeap } from '../support/long-tasks.ts';
import { treeItem } from '../support/steps.ts';

const said = (count: number) => count.toLocaleString('en-GB');

test.describe.configure({ mode: 'serial' });

/** Runs named steps and keeps the long tasks of each. */
function stepper(page: Page) {
  const tasks: Record<string, number[]> = {};
  const step = async (name: string, run: () => Promise<void>) => {
    tasks[name] = await ownLongTasks(page, run);
  };
  return { tasks, step };
}

function tell(what: string, figures: object): void {
  process.stdout.write(`${what}: ${JSON.stringify(figures)}\n`);
}

const readsOf = (page: Page) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(`${request.method()} ${pathname}${search}`);
  });
  return asked;
};

test('a chain of 12 levels is walked down by keyboard, and a link to its end opens the way with one list a level', async ({
  page,
  chains: workspace,
}) => {
  test.setTimeout(300_000);
  const asked = readsOf(page);
  const { tasks, step } = stepper(page);
  await page.goto(`/workspaces/${workspace}`);
  await treeItem(page, 'Line 1').focus();
  await step('down 12 levels', async () => {
    for (let level = 2; level <= LEVELS; level += 1) {
      await page.keyboard.press('ArrowRight');
      await expect(treeItem(page, `Line 1.${level}`)).toBeVisible();
      await page.keyboard.press('ArrowRight');
      await expect(treeItem(page, `Line 1.${level}`)).toBeFocused();
    }
    await expect(treeItem(page, 'Line 1.12')).toHaveAttribute('aria-level', '12');
  });
  await step('open the last', async () => {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Line 1.12', level: 1 })).toBeVisible();
  });
  const link = page.url();
  await page.goto('about:blank');
  await page.evaluate(() => sessionStorage.clear()).catch(() => undefined);
  asked.length = 0;
  await step('by its link', async () => {
    await page.goto(link);
    await expect(treeItem(page, 'Line 1.12')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Line 1.12', level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
  });
  const lists = asked.filter((request) => /\/entities\/(\d+\/entities\/)?\?/.test(request));
  tell('chain', { tasks, requests: asked.length, lists: lists.length });
  expect(lists.length, lists.join('\n')).toBeLessThanOrEqual(LEVELS + 1);
  expect(new Set(lists).size, 'none twice').toBe(lists.length);
});

test('100,000 entities as a table: to the end and back, read all with progress and a stop, filter, sort and figures', async ({
  page,
  chains: workspace,
}) => {
  test.setTimeout(1_500_000);
  const { tasks, step } = stepper(page);
  const columns = 'column=name&column=type&column=param:/load&column=param:/note&column=updated_at';
  await step('open', async () => {
    await page.goto(`/workspaces/${workspace}/entities?${columns}`);
    await expect(page.getByText(`${said(COUNT)} entities`)).toBeVisible();
  });
  const grid = page.getByRole('grid', { name: 'Entities' });
  await grid.focus();
  await step('to the end and back', async () => {
    await page.keyboard.press('ControlOrMeta+End');
    await expect(grid.getByText(`Part ${PARTS}`, { exact: true })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Home');
    await expect(grid.getByText('Line 1', { exact: true })).toBeVisible();
  });
  await step('50 screens', async () => {
    for (let screen = 0; screen < 50; screen += 1) await page.keyboard.press('PageDown');
    await expect(grid.locator('[data-active]').first()).toBeVisible();
  });
  await step('begin to read all, and stop', async () => {
    await page.goto(`/workspaces/${workspace}/entities?${columns}&sort=param:/load:desc`);
    await page.getByRole('button', { name: 'Read all' }).click();
    await expect(page.getByRole('progressbar')).toBeVisible();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByRole('button', { name: 'Read all' })).toBeVisible();
  });
  const since = Date.now();
  await step('read all, sorted as they come', async () => {
    await page.getByRole('button', { name: 'Read all' }).click();
    await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 1_200_000 });
    await expect(grid.getByText(`Part ${PARTS}`, { exact: true })).toBeVisible();
  });
  const seconds = Math.round((Date.now() - since) / 1000);
  await step('figures', async () => {
    await expect(grid.getByRole('row', { name: /^Max/ })).toContainText(String(PARTS), { timeout: 30_000 });
  });
  await step('filter', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('button', { name: 'Condition' }).click();
    await page.getByLabel('Column').selectOption('param:/load');
    await page.getByLabel('Operator').selectOption('>');
    await page.getByRole('textbox', { name: 'Value' }).fill('50000');
    await expect(page.getByText(`${said(PARTS - 50_000)} of ${said(COUNT)} entities`)).toBeVisible();
  });
  tell('table', { tasks, seconds, heapMB: Math.round((await retainedHeap(page)) / 1e6) });
});
