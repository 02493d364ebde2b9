import { expect, type Locator, type Page } from '@playwright/test';

/** Steps that several journeys take, by role and name only. */

export function treeItem(page: Page, name: string): Locator {
  return page.getByRole('tree', { name: 'Entities' }).getByRole('treeitem', { name, exact: true });
}

/** Open a path in the tree by keyboard: every branch but the last is expanded, the last one is opened. */
export async function openEntity(page: Page, ...path: string[]): Promise<void> {
  for (const [index, name] of path.entries()) {
    const item = treeItem(page, name);
    await expect(item).toBeVisible();
    await item.focus();
    if (index < path.length - 1) {
      if ((await item.getAttribute('aria-expanded')) !== 'true') await page.keyboard.press('ArrowRight');
      await expect(item).toHaveAttribute('aria-expanded', 'true');
    } else {
      await page.keyboard.press('Enter');
      await expect(item).toHaveAttribute('aria-selected', 'true');
    }
  }
}

/** One revision of the history; 0 is the newest. */
export function historyItem(page: Page, index: number): Locator {
  return page.getByRole('list', { name: 'Revisions' }).getByRole('listitem').nth(index);
}

/** Press Save and wait until the server has confirmed it. */
export async function save(page: Page): Promise<void> {
  await page.getByRole('form', { name: 'Params' }).getByRole('button', { name: 'Save', exact: true }).click();
  // Params of 3 MB take their time where journeys run beside each other.
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible({ timeout: 30_000 });
}

/** Move the focus by key until `there` says so; fails after `most` stops, which no page should need. */
export async function tabTo(
  page: Page,
  there: () => Promise<boolean>,
  key = 'Tab',
  most = 80,
): Promise<void> {
  for (let stop = 0; stop < most; stop += 1) {
    if (await there()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The focus did not get there in ${most} stops.`);
}

/** Move the focus by key to what a locator finds. */
export const tabToThe = (page: Page, target: Locator, key = 'Tab', most = 80): Promise<void> =>
  tabTo(
    page,
    async () =>
      (await target.count()) > 0 && (await target.first().evaluate((one) => one === document.activeElement)),
    key,
    most,
  );
