import type { Page } from '@playwright/test';
import { traps } from '../server/embedded/worlds/traps.ts';
import { expect, expectOnlyTolerated, hearComplaints, test } from './support/journey.ts';

/** What must never stand on a page, whatever the data: words of a program that forgot a case. */
const NEVER = /\[object Object\]|\bundefined\b|not rendered/;

/** One page for all traps: what is read is this explorer's own state in the browser, which they share as they do for a person. */
let page: Page;
let complaints: string[];
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ baseURL: process.env.E2E_URL });
  complaints = await hearComplaints(page.context());
});
test.afterAll(() => page.close());

for (const trap of traps) {
  test(`trap ${trap.trap} opens on every tab: ${trap.note} (${trap.workspace}/${trap.entity})`, async ({
    tolerate,
  }, testInfo) => {
    test.slow();
    complaints.length = 0;
    // A reference to a file that is gone is asked for and answered 404, which the browser writes to its console.
    tolerate('the server responded with a status of 404');
    // A vertex with latitude and longitude swapped makes an area over whose grid of points the app takes too long: its form is a 504 each time.
    const isTooLarge = trap.entity === 29012;
    if (isTooLarge) tolerate('the server responded with a status of 504');
    await page.goto(`/workspaces/${trap.workspace}/entities/${trap.entity}`);
    const tabs = page.getByRole('navigation', { name: 'Entity pages' });
    for (const tab of ['Overview', 'Params', 'Revisions', 'Files']) {
      await tabs.getByRole('link', { name: tab, exact: true }).click();
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0, { timeout: 30_000 });
      await expect(page.getByText('Something went wrong on this page')).toHaveCount(0);
      if (isTooLarge && tab === 'Params')
        await expect(page.getByText('The app did not answer in time.')).toBeVisible({ timeout: 30_000 });
      expect(await page.getByRole('main').innerText()).not.toMatch(NEVER);
    }
    expectOnlyTolerated(complaints, testInfo);
  });
}
