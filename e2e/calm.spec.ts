import type { Page } from '@playwright/test';
import { expect, test } from './support/journey.ts';

/** How much of the page may jump while its parts come, see `noteShifts`. */
const MOST_SHIFT = 0.003;
/** An answer from far away: each part of a page is drawn without the next. */
const FAR_MS = 300;

/**
 * From now on, what was moved on screen by what came later, and how much: the part of the page that it stood and stands on, times the part of the page's longer side that
 * it went. The browser's own measure takes the longest way for all that moved in one frame: a small button that makes way for a name would be counted as if all had.
 */
async function noteShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept = globalThis as unknown as { shifts: { value: number; what: string }[] };
    kept.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { sources } = entry as PerformanceEntry & {
          sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
        };
        for (const { node, previousRect: was, currentRect: is } of sources) {
          // What was or is out of sight has no place to have gone from or to.
          if (was.width * was.height === 0 || is.width * is.height === 0) continue;
          const wide = Math.max(was.right, is.right) - Math.min(was.left, is.left);
          const high = Math.max(was.bottom, is.bottom) - Math.min(was.top, is.top);
          const area = Math.min(wide * high, was.width * was.height + is.width * is.height);
          const way = Math.hypot(is.left - was.left, is.top - was.top);
          const page = innerWidth * innerHeight * Math.max(innerWidth, innerHeight);
          const what = node instanceof Element ? node.outerHTML.slice(0, 120) : node?.nodeName;
          kept.shifts.push({ value: (area * way) / page, what: what ?? 'gone since' });
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

for (const width of [1440, 1024, 390])
  test(`nothing jumps while a page comes, ${width} wide`, async ({ page, workspace }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.route('**/api/**', async (route) => {
      // What stands below a list must not be moved by it, however late it comes.
      const isList = new URL(route.request().url()).pathname.endsWith('/entities/');
      await new Promise((resolve) => setTimeout(resolve, isList ? 2 * FAR_MS : FAR_MS));
      await route.continue();
    });
    await noteShifts(page);
    await page.goto(`${workspace.path}/entities`);
    const link = page.getByRole('grid').getByRole('link', { name: 'Part 5' });
    await expect(link).toBeVisible();
    const entity = await link.getAttribute('href');
    const lists = ['/workspaces', workspace.path, `${workspace.path}/entities`];
    // Where the header folds. Not the params: the form that their values give makes way for the app's own.
    const tabs = width < 560 ? ['', '/revisions', '/jobs'].map((tab) => `${entity}${tab}`) : [];
    for (const address of [...lists, ...tabs]) {
      await page.goto(address);
      await page.waitForLoadState('networkidle');
      const shifts = await page.evaluate(
        () => (globalThis as unknown as { shifts: { value: number; what: string }[] }).shifts,
      );
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      expect(sum, `${address}: ${JSON.stringify(shifts)}`).toBeLessThan(MOST_SHIFT);
    }
  });

test('the field under the pointer stays there when the app’s form takes the place of the values', async ({
  page,
}) => {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  await page.route('**/parametrization/', async (route) => {
    await given;
    await route.continue();
  });
  await page.goto('/workspaces/12/entities/30014/params');
  // The app's own form begins with other fields.
  const cell = page.getByRole('gridcell').filter({ hasText: /^5.3/ }).first();
  await cell.hover();
  const top = async () => (await cell.boundingBox())?.y ?? 0;
  const before = await top();
  give();
  await expect(page.getByText('by the app’s form')).toBeVisible();
  expect(Math.abs((await top()) - before)).toBeLessThan(20);
});
