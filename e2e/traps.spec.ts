import { traps } from '../server/embedded/worlds/traps.ts';
import { expect, test } from './support/journey.ts';

/** What must never stand on a page, whatever the data: words of a program that forgot a case. */
const NEVER = /\[object Object\]|\bundefined\b|not rendered/;

for (const trap of traps) {
  test(`trap ${trap.trap} opens on every tab: ${trap.note} (${trap.workspace}/${trap.entity})`, async ({
    page,
  }) => {
    const base = `/workspaces/${trap.workspace}/entities/${trap.entity}`;
    for (const tab of ['', '/params', '/revisions', '/files']) {
      await page.goto(base + tab);
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0, { timeout: 20_000 });
      await expect(page.getByText('Something went wrong on this page')).toHaveCount(0);
      expect(await page.getByRole('main').innerText()).not.toMatch(NEVER);
    }
  });
}
