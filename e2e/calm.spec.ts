import type { Page } from '@playwright/test';
import { expect, test } from './support/journey.ts';

/** How much of the page may jump while its parts come, by the browser's own measure. */
const MOST_SHIFT = 0.02;
/** An answer from far away: each part of a page is drawn without the next. */
const FAR_MS = 300;

/** From now on, how much of what is on screen was moved by what came later, and what it was. */
async function noteShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept = globalThis as unknown as { shifts: { value: number; what: string }[] };
    kept.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & {
          value: number;
          sources: { node: Element | null }[];
        };
        kept.shifts.push({ value, what: sources.map(({ node }) => node?.className ?? '').join(' ') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

for (const width of [1440, 1024, 390])
  test(`nothing jumps while a page comes, ${width} wide`, async ({ page, workspace }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.route('**/api/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, FAR_MS));
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
