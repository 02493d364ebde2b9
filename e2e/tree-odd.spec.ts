import type { Page } from '@playwright/test';
import { importLines } from '../server/archive/door.ts';
import { openHardServer } from './support/hard-server.ts';
import { expect, test } from './support/journey.ts';
import { treeItem } from './support/steps.ts';
import { wideArchive } from './support/wide-archive.ts';

const LEVELS = 200;

/** `Level 1` holds `Level 2`, and so on. */
function chainArchive(name: string): string[] {
  const at = '"2026-01-05T08:00:00.000000Z"';
  const more = `"created_at":${at},"created_by":null,"updated_at":${at},"last_updated_by":null,"properties":{}`;
  return [
    '{"kind":"archive","format":"viktor-workspace-archive","version":1,"created_at":"2026-01-05T08:00:00Z","source":"chain"}',
    `{"kind":"workspace","id":7501,"name":${JSON.stringify(name)},"visibility":"INTERNAL","labels":[],"is_archived":false}`,
    '{"kind":"entity_type","id":921,"name":"Level","class_name":"Level","child_entity_type_ids":[921]}',
    ...Array.from(
      { length: LEVELS },
      (_, index) =>
        `{"kind":"entity","id":${7_600_001 + index},"name":"Level ${index + 1}","entity_type":921,"parent":${index === 0 ? null : 7_600_000 + index},${more}}`,
    ),
    '{"kind":"end","counts":{}}',
  ];
}

const listsOf = (page: Page) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (/^\/api\/workspaces\/\d+\/entities\/(\d+\/entities\/)?$/.test(pathname))
      asked.push(pathname + search);
  });
  return asked;
};

test('a link to the end of a chain of 200 levels shows its name, reads each level once, and is walked up by key', async ({
  page,
  context,
}, testInfo) => {
  test.slow();
  const workspace = await importLines(
    process.env.E2E_DATA_DIR ?? '',
    chainArchive(`Chain ${testInfo.testId}`),
  );
  await page.goto(`/workspaces/${workspace}`);
  await page.getByRole('searchbox', { name: 'Filter entities' }).fill(`Level ${LEVELS}`);
  const found = treeItem(page, `Level ${LEVELS}`);
  await expect(treeItem(page, 'Level 1')).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('searchbox', { name: 'Filter entities' }).press('ArrowDown');
  await page.keyboard.press('End');
  await expect(found).toBeFocused();
  await expect(found).toHaveAttribute('aria-level', String(LEVELS));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `Level ${LEVELS}`, level: 1 })).toBeVisible();
  // The filter goes along with an address; this link is to the entity alone.
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page).not.toHaveURL(/tree=/);
  const link = page.url();

  const fresh = await context.newPage();
  const asked = listsOf(fresh);
  await fresh.goto(link);
  const last = treeItem(fresh, `Level ${LEVELS}`);
  await expect(last).toHaveAttribute('aria-level', String(LEVELS), { timeout: 30_000 });
  await expect(last).toHaveAttribute('aria-selected', 'true');
  await expect(last).toBeInViewport();
  const name = await last.getByText(`Level ${LEVELS}`).boundingBox();
  expect(name?.width, 'room for the name').toBeGreaterThan(40);
  await fresh.waitForLoadState('networkidle');
  expect(new Set(asked).size, 'none twice').toBe(asked.length);
  expect(asked.length).toBeLessThanOrEqual(LEVELS + 1);

  await last.focus();
  await fresh.keyboard.press('ArrowLeft');
  await expect(treeItem(fresh, `Level ${LEVELS - 1}`)).toBeFocused();
  await fresh.keyboard.press('Home');
  await expect(treeItem(fresh, 'Level 1')).toBeFocused();
  await fresh.keyboard.press('ArrowLeft');
  await expect(treeItem(fresh, 'Level 1')).toHaveAttribute('aria-expanded', 'false');
  await expect(fresh.getByRole('treeitem')).toHaveCount(1);
  await fresh.keyboard.press('ArrowRight');
  await fresh.keyboard.press('End');
  await expect(last).toBeFocused();
});

test('a flat list of 2,000 on a hard server is read to its end, marked, and every row says its place', async ({
  page,
  tolerate,
}, testInfo) => {
  test.slow();
  tolerate('503');
  const COUNT = 2000;
  const workspace = await importLines(
    process.env.E2E_DATA_DIR ?? '',
    wideArchive(
      `Flat ${testInfo.testId}`,
      COUNT,
      (position) => (position % 500 === 0 ? 'Twice' : `Part ${position}`),
      8_000_001,
    ),
  );
  const hard = await openHardServer();
  try {
    await page.goto(`${hard.url}/workspaces/${workspace}`);
    await treeItem(page, 'Root').focus();
    await page.keyboard.press('ArrowRight');
    await expect(treeItem(page, 'Part 1')).toBeVisible();
    // A space within a name is a letter of it.
    await page.keyboard.type('part 12');
    await expect(treeItem(page, 'Part 12')).toBeFocused();
    await page.getByRole('button', { name: 'Flat list' }).click();
    const filter = page.getByRole('searchbox', { name: 'Filter entities' });
    await filter.fill('twice');
    const asked = listsOf(page);
    await page.getByRole('button', { name: /^(Load the rest|Try again)$/ }).click();
    await expect(page.getByText(/which are all|could not be read/)).toBeVisible({ timeout: 60_000 });
    if (await page.getByText('could not be read').isVisible())
      await page.getByRole('button', { name: 'Try again' }).click();
    await expect(
      page.getByText(`4 of ${(COUNT + 1).toLocaleString('en')} loaded, which are all`),
    ).toBeVisible({
      timeout: 60_000,
    });
    expect(asked.length, 'requests to read 40 pages of which every 20th fails').toBeLessThanOrEqual(50);
    const twice = treeItem(page, 'Twice');
    await expect(twice).toHaveCount(4);
    for (const [index, row] of (await twice.all()).entries()) {
      await expect(row).toHaveAttribute('aria-level', '1');
      await expect(row).toHaveAttribute('aria-posinset', String(index + 1));
      await expect(row).toHaveAttribute('aria-setsize', '4');
    }
    await filter.press('ArrowDown');
    await expect(twice.first()).toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await filter.fill('part 1999');
    await expect(page.getByRole('region', { name: 'Marked entities' })).toContainText('4 marked');
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(treeItem(page, 'Root')).toHaveAttribute('aria-expanded', 'true');
    await treeItem(page, 'Root').focus();
    await page.keyboard.press('End');
    await expect(twice.last()).toBeFocused();
    await expect(twice.last()).toHaveAttribute('aria-posinset', String(COUNT));
    await expect(twice.last()).toHaveAttribute('aria-selected', 'true');
  } finally {
    await hard.close();
  }
});
