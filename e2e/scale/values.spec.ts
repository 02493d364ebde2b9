import type { Page } from '@playwright/test';
import { importLines } from '../../server/archive/door.ts';
import { chainsArchive, LEVELS } from '../support/deep-archive.ts';
import { expect, test } from '../support/journey.ts';
import { ownLongTasks, retainedHeap, workerHeap } from '../support/long-tasks.ts';

/** 100 chains of 12 levels with 82 parts each: 98,400 parts of some twenty values. */
const SIZE = { chains: 100, parts: 82 };
const PARTS = SIZE.chains * LEVELS * SIZE.parts;
const COUNT = PARTS + SIZE.chains * LEVELS;
const said = (count: number) => count.toLocaleString('en-GB');
const MINUTES = 60_000;

test('values of 100,000 entities: an index is made in the background, goes on after a reload, and finds each', async ({
  page,
}) => {
  test.setTimeout(40 * MINUTES);
  const workspace = await importLines(process.env.E2E_DATA_DIR ?? '', chainsArchive('Values', SIZE));
  const index = page.getByRole('region', { name: 'Index' });
  const status = index.getByRole('status');
  const field = page.getByRole('textbox', { name: 'Search values' });
  const found = page.getByRole('list', { name: 'Values found' });
  const tasks: Record<string, number[]> = {};
  const times: Record<string, number> = {};
  const step = async (name: string, run: () => Promise<void>) => {
    const since = Date.now();
    tasks[name] = await ownLongTasks(page, run);
    times[name] = Date.now() - since;
  };

  await page.goto(`/workspaces/${workspace}/search`);
  await step('begin, and look while it reads', async () => {
    await index.getByRole('button', { name: 'Make the index' }).click();
    await expect(index.getByRole('progressbar', { name: 'Entities read' })).toBeVisible();
    await field.fill('level: 2');
    await expect(found.getByRole('link', { name: /^Line/ }).first()).toBeVisible();
    await expect.poll(() => readSoFar(page), { timeout: 2 * MINUTES }).toBeGreaterThan(3000);
  });
  const before = await readSoFar(page);
  await page.reload();
  await expect(status).toContainText('Not complete');
  expect(await readSoFar(page), 'what was read is still there').toBeGreaterThanOrEqual(before);
  await expect(status).toContainText(`of ${said(COUNT)} entities`);
  const asked: number[] = [];
  page.on('request', (request) => {
    const offset = new URL(request.url()).searchParams.get('offset');
    if (offset !== null && request.url().includes('/entity_types/')) asked.push(Number(offset));
  });
  const since = Date.now();
  await index.getByRole('button', { name: 'Go on' }).click();
  await expect(status).toContainText(`Complete: ${said(COUNT)} entities, as of`, { timeout: 35 * MINUTES });
  times.read = Date.now() - since;
  expect(asked.length, 'requests after the reload').toBeLessThanOrEqual((COUNT - before) / 50 + 4);

  await step('open again', async () => {
    await page.reload();
    await expect(status).toContainText(`Complete: ${said(COUNT)} entities`, { timeout: MINUTES });
  });
  await step('a number', async () => {
    await field.pressSequentially('load: 77777', { delay: 60 });
    await expect(found.getByRole('link', { name: 'Part 77777', exact: true })).toBeVisible();
  });
  const [first] = await found.getByRole('listitem').all();
  await expect(first as NonNullable<typeof first>).toContainText('load');
  await expect(first as NonNullable<typeof first>).toContainText('77777.0');
  await expect(first as NonNullable<typeof first>).toContainText(/Line \d+ › Line \d+\.2/);
  await step('a range that most meet', async () => {
    await field.fill('gamma>19');
    await expect(page.getByText(`${said(PARTS)} values in ${said(PARTS)} entities`)).toBeVisible();
  });
  await step('a text, typed', async () => {
    await field.fill('');
    await field.pressSequentially('as built 997', { delay: 60 });
    await expect(found.getByText('as built 997').first()).toBeVisible();
  });
  await step('to its field', async () => {
    await found.getByRole('link').first().click();
    await expect(page.getByLabel('note')).toBeVisible();
  });
  const heap = Math.round((await retainedHeap(page)) / 1e6);
  const workers = (await workerHeap(page)).map((bytes) => Math.round(bytes / 1e6));
  process.stdout.write(`values: ${JSON.stringify({ tasks, times, heapMB: heap, workersMB: workers })}\n`);
  expect(Object.values(tasks).flat(), 'tasks of over 50 ms').toEqual([]);
  expect(heap).toBeLessThan(60);
  expect(Math.max(...workers)).toBeLessThan(150);
});

async function readSoFar(page: Page): Promise<number> {
  const text = await page.getByRole('region', { name: 'Index' }).getByRole('status').textContent();
  return Number(/([\d,]+) (?:of|entities)/.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? 0);
}
