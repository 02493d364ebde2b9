import type { Page } from '@playwright/test';
import { printJson } from '../contract/json/printing.ts';
import { readJson } from '../contract/json/reading.ts';
import type { JsonObject } from '../contract/json/value.ts';
import { type Trap, traps } from '../server/embedded/worlds/traps.ts';
import { getIn } from '../src/params/path.ts';
import { expect, expectOnlyTolerated, hearComplaints, test } from './support/journey.ts';
import { save } from './support/steps.ts';

/** What must never stand on a page, whatever the data: words of a program that forgot a case. */
const NEVER = /\[object Object\]|\bundefined\b|not rendered/;

/** Who may not edit, or whose app keeps nothing. */
const CLOSED = [29018, 29020, 40002, 40180, 50001];
/** Of types whose form has no field. */
const FIELDLESS = [39005, 39017, 59001];

/** The params as they are stored, spelling included. */
async function stored({ workspace, entity }: Trap): Promise<string> {
  const answer = await page.request.get(
    `/api/workspaces/${workspace}/entities/${entity}/?properties=true&clean_params=false`,
    // A connection that is kept may be closed by the server at that moment.
    { headers: { 'X-VX': '1' }, maxRetries: 3 },
  );
  return printJson(getIn(readJson(await answer.text()) as JsonObject, ['properties']) ?? null);
}

/** Where two texts differ: what stands there in each. */
function difference(before: string, after: string): [string, string] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [before.slice(start, before.length - end), after.slice(start, after.length - end)];
}

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

/** An entity with two traps is saved once. */
const entities = traps.filter((trap, at) => traps.findIndex(({ entity }) => entity === trap.entity) === at);
for (const trap of entities) {
  test(`trap ${trap.trap} stays as it is when a field beside it is edited and saved: ${trap.note} (${trap.workspace}/${trap.entity})`, async ({
    tolerate,
  }, testInfo) => {
    test.slow();
    complaints.length = 0;
    tolerate('the server responded with a status of 404', 'the server responded with a status of 504');
    const before = await stored(trap);
    await page.goto(`/workspaces/${trap.workspace}/entities/${trap.entity}/params`);
    const form = page.getByRole('form', { name: 'Params' });
    if (CLOSED.includes(trap.entity)) {
      await expect(page.getByText('Editing is closed')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
      await expect(form.locator('[data-pointer] input:enabled:not([readonly])')).toHaveCount(0);
      return;
    }
    if (FIELDLESS.includes(trap.entity)) return expect(form).toContainText('0 fields');
    await expect(form).toContainText(/by the app’s form|did not answer in time/, { timeout: 30_000 });
    const fields = form.locator('[data-pointer] input:is([type=text], :not([type])):enabled');
    await fields.first().fill('26.50');
    await save(page);
    const after = await stored(trap);
    const [gone, come] = difference(before, after);
    expect(after.includes('26.50'), 'what was typed is stored as typed').toBe(true);
    // A number or a name in place of another; in params that were empty, the sections above it come with it.
    expect(gone.length).toBeLessThan(30);
    expect(come.length).toBeLessThan(gone === '' ? 80 : 10);
    expectOnlyTolerated(complaints, testInfo);
  });
}
