import { expect } from '../support/journey.ts';
import { wideTest as test } from '../support/large-worlds.ts';
import { ownLongTasks, retainedHeap } from '../support/long-tasks.ts';
import { treeItem } from '../support/steps.ts';

const COUNT = 100_000;
const ROW = 28;

test('100,000 siblings: to the end, to position 73,412, rename, delete, filter and back', async ({
  page,
  wideWorkspace: workspace,
}, testInfo) => {
  test.setTimeout(1_200_000);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(`${request.method()} ${new URL(request.url()).search}`);
  });
  await page.goto(`/workspaces/${workspace}`);
  const tree = page.getByRole('tree', { name: 'Entities' });
  await treeItem(page, 'Root').focus();
  const tasks: Record<string, number[]> = {};
  const step = async (name: string, run: () => Promise<void>) => {
    tasks[name] = await ownLongTasks(page, run);
  };

  await step('open', async () => {
    await page.keyboard.press('ArrowRight');
    await expect(treeItem(page, 'Part 1')).toHaveAttribute('aria-setsize', String(COUNT));
  });
  asked.length = 0;
  await step('end', async () => {
    await page.keyboard.press('End');
    await expect(treeItem(page, `Part ${COUNT}`)).toBeFocused();
  });
  expect(asked.length, 'requests to jump to the end').toBeLessThanOrEqual(2);

  await step('scroll', async () => {
    await tree.evaluate((element, top) => element.scrollTo(0, top), 73_412 * ROW);
    await treeItem(page, 'Part 73412').click();
    await expect(page.getByRole('heading', { name: 'Part 73412', level: 1 })).toBeVisible();
  });
  await step('rename', async () => {
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'Name' }).fill('The one');
    await page.keyboard.press('Enter');
    await expect(treeItem(page, 'The one')).toBeFocused();
    await expect(treeItem(page, 'The one')).toHaveAttribute('aria-posinset', '73412');
  });
  asked.length = 0;
  await step('delete', async () => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    await page
      .getByRole('alertdialog', { name: /^Delete/ })
      .getByRole('button', { name: 'Delete', exact: true })
      .click();
    await expect(treeItem(page, 'Part 73413')).toHaveCount(0);
    await expect(treeItem(page, 'Part 73414')).toHaveAttribute('aria-posinset', '73413');
    await expect(treeItem(page, 'Part 73414')).toBeFocused();
  });
  expect(asked.length, 'requests of a delete').toBeLessThanOrEqual(4);
  await step('filter', async () => {
    await page.getByRole('searchbox', { name: 'Filter entities' }).pressSequentially('Part 991');
    await expect(page.getByText(/not loaded yet|and [\d.,]+ more/)).toBeVisible();
    await expect(tree.getByRole('treeitem', { name: /^Part 991/ }).first()).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(treeItem(page, 'The one')).toBeVisible();
  });
  await step('scroll 100 screens', async () => {
    await tree.hover();
    for (let screen = 0; screen < 100; screen += 1) await page.mouse.wheel(0, 700);
    await expect(tree.getByRole('treeitem', { name: /^Part/ }).first()).toBeVisible();
  });
  await step('next and back', async () => {
    await page.getByRole('link', { name: 'Next sibling' }).click();
    await expect(page.getByRole('heading', { name: 'Part 73414', level: 1 })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'The one', level: 1 })).toBeVisible();
    await expect(treeItem(page, 'The one')).toBeInViewport();
  });
  await step('read all', async () => {
    await page.getByRole('searchbox', { name: 'Filter entities' }).fill('part 99999');
    await page.getByRole('button', { name: 'Load the rest' }).click();
    await expect(page.getByText('which are all')).toBeVisible({ timeout: 900_000 });
    await expect(treeItem(page, 'Part 99999')).toBeVisible();
  });
  await step('type in the filter, all loaded', async () => {
    await page.getByRole('searchbox', { name: 'Filter entities' }).pressSequentially('8', { delay: 60 });
    await page.getByRole('searchbox', { name: 'Filter entities' }).fill('part 4');
    await expect(treeItem(page, 'Part 4')).toBeVisible();
  });
  await step('palette, all loaded', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox').pressSequentially('part 55555', { delay: 30 });
    await expect(page.getByRole('option', { name: /Part 55555/ })).toBeVisible();
    await page.keyboard.press('Escape');
  });
  const usedSize = await retainedHeap(page);
  const nodes = await tree.locator('*').count();
  testInfo.annotations.push({
    type: 'measured',
    description: JSON.stringify({ tasks, heap: Math.round(usedSize / 1e6), nodes }),
  });
  process.stdout.write(`${JSON.stringify({ tasks, heapMB: Math.round(usedSize / 1e6), nodes }, null, 1)}\n`);
  expect(nodes).toBeLessThan(600);
  expect(usedSize).toBeLessThan(150e6);
});
