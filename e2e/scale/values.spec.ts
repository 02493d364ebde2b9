import type { Page } from '@playwright/test';
import { expect } from '../support/journey.ts';
import { ENTITIES, PARTS, chainsTest as test } from '../support/large-worlds.ts';
import { ownLongTasks, retainedHeap } from '../support/long-tasks.ts';

const said = (count: number) => count.toLocaleString('en-GB');
/** The part that is looked for: `load` is its number, with one decimal. */
const WANTED = 73_412;

/** Entities that the index says it holds. */
async function held(page: Page): Promise<number> {
  const words = await page.getByRole('region', { name: 'Index' }).getByRole('status').textContent();
  return Number(/: ([\d,]+)/.exec(words ?? '')?.[1]?.replaceAll(',', ''));
}

test('values of 100,000 entities are read once, with a pause and a reload between, kept, and found with path and value', async ({
  page,
  chains: workspace,
}) => {
  test.setTimeout(2_400_000);
  const reads: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (/\/entity_types\/\d+\/entities\//.test(pathname)) reads.push(pathname + search);
  });
  const tasks: Record<string, number[]> = {};
  const step = async (name: string, run: () => Promise<void>) => {
    tasks[name] = await ownLongTasks(page, run);
  };
  const index = page.getByRole('region', { name: 'Index' });
  const found = page.getByRole('list', { name: 'Values found' }).getByRole('listitem');
  const box = page.getByRole('textbox', { name: 'Search values' });

  await page.goto(`/workspaces/${workspace}/search`);
  await expect(index.getByRole('button', { name: 'Make the index' })).toBeVisible();
  expect(reads, 'nothing is read before it is asked for').toEqual([]);

  await step('begin, and pause', async () => {
    await index.getByRole('button', { name: 'Make the index' }).click();
    await expect.poll(() => held(page), { timeout: 600_000 }).toBeGreaterThan(5_000);
    await expect(index.getByRole('progressbar')).toBeVisible();
    await index.getByRole('button', { name: 'Pause' }).click();
    await expect(index.getByRole('button', { name: 'Go on' })).toBeVisible();
  });
  const before = await held(page);
  const first = reads.length;

  await step('a reload keeps what was read', async () => {
    await page.reload();
    await expect(index.getByRole('button', { name: 'Go on' })).toBeVisible({ timeout: 30_000 });
    expect(await held(page)).toBe(before);
    await expect(index.getByRole('status')).toContainText('Not complete');
    expect(reads.length).toBe(first);
  });

  const since = Date.now();
  await index.getByRole('button', { name: 'Go on' }).click();
  await step('found while it is read', async () => {
    await box.fill('load: =73');
    await expect(page.getByText('1 value in 1 entity')).toBeVisible();
  });
  await expect(index.getByRole('status')).toContainText(`Complete: ${said(ENTITIES)} entities`, {
    timeout: 1_500_000,
  });
  const seconds = Math.round((Date.now() - since) / 1000);
  // Two types, 50 at a time; what was read before the reload is not read again but for the last page of each.
  expect(reads.length, 'requests').toBeLessThanOrEqual(Math.ceil(ENTITIES / 50) + 8);

  await step('a number', async () => {
    await box.fill(`load: =${WANTED}`);
    await expect(found).toHaveCount(1);
    await expect(found.first()).toContainText(`${WANTED}.0`);
  });
  await expect(found.first()).toContainText(`Part ${WANTED}`);
  await expect(found.first()).toContainText('load');
  // 82 parts a level, 12 levels a chain.
  const level = Math.floor((WANTED - 1) / 82);
  await expect(found.first()).toContainText(`Line ${Math.floor(level / 12) + 1}`);

  await step('typed a key at a time', async () => {
    await box.fill('');
    await box.pressSequentially('soil 16', { delay: 40 });
    await expect(page.getByText(/, the best 300 are listed$/)).toBeVisible({ timeout: 30_000 });
  });
  await step('a range', async () => {
    await box.fill(`load: ${PARTS - 9}..${PARTS}`);
    await expect(page.getByText('10 values in 10 entities')).toBeVisible({ timeout: 30_000 });
  });
  const heapMB = Math.round((await retainedHeap(page)) / 1e6);

  reads.length = 0;
  const opened = Date.now();
  await step('opened again', async () => {
    await page.goto(`/workspaces/${workspace}/search?q=${encodeURIComponent(`load: =${WANTED}`)}`);
    await expect(found.first()).toContainText(`${WANTED}.0`, { timeout: 300_000 });
    await expect(index.getByRole('status')).toContainText(`Complete: ${said(ENTITIES)} entities, as of`);
  });
  const openedIn = Date.now() - opened;
  expect(reads, 'a kept index reads nothing').toEqual([]);

  await step('refresh', async () => {
    await index.getByRole('button', { name: 'Refresh' }).click();
    await expect(index.getByRole('button', { name: 'Refresh' })).toBeVisible({ timeout: 300_000 });
    await expect(index.getByRole('status')).toContainText(`Complete: ${said(ENTITIES)} entities`);
  });
  await step('to the field', async () => {
    await found.getByRole('link', { name: `Part ${WANTED}` }).click();
    await expect(page.getByRole('textbox', { name: 'load' })).toBeFocused();
  });
  await expect(page.getByRole('textbox', { name: 'load' })).toHaveValue(`${WANTED}.0`);
  process.stdout.write(
    `values: ${JSON.stringify({ tasks, seconds, openedIn, heapMB, reads: reads.length })}\n`,
  );
  expect(heapMB, 'memory of the page, the index is in the worker').toBeLessThan(100);
});
