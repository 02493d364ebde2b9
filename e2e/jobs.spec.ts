import type { Page } from '@playwright/test';
import { expect, expectNoAxeViolations, test } from './support/journey.ts';

/** A segment of the sample levee, whose app has a method that takes 3 s and tells how far it is. */
const SEGMENT = '/workspaces/11/entities/20019';

async function openMethod(page: Page, method: string): Promise<void> {
  await page.goto(`${SEGMENT}/jobs?method=${method}`);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
}

function heard(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  return asked;
}

test('a view runs with progress, survives a reload, and is not computed twice', async ({ page }) => {
  const asked = heard(page);
  await openMethod(page, 'piping_data');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Piping' }).or(page.getByRole('main'));
  await expect(panel.getByRole('progressbar', { name: 'Progress' }).first()).toBeVisible();
  await page.reload();
  const data = page.getByRole('table', { name: /^Data of/ });
  await expect(data).toBeVisible({ timeout: 20_000 });
  expect(asked.filter((line) => line.startsWith('POST') && line.endsWith('/jobs/'))).toHaveLength(1);
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: /Raw JSON/ }).press('r');
  await expect(page.getByText('"display_value"').first()).toBeVisible();
});

test('a running job is cancelled from the drawer of another page', async ({ page }) => {
  await openMethod(page, 'piping_data');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await page.getByRole('button', { name: 'Jobs: 1 running' }).click();
  const drawer = page.getByRole('dialog', { name: 'Jobs' });
  await drawer.getByRole('button', { name: /^Cancel / }).click();
  await expect(drawer.getByText('Cancelled')).toBeVisible();
  await expectNoAxeViolations(page);
});

test('params that a button sets are shown as changes, staged, and saved by nobody', async ({ page }) => {
  const asked = heard(page);
  await page.goto(`${SEGMENT}/jobs?method=make_exit_points`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('table', { name: 'What would change' })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Stage as draft' }).click();
  await page.getByRole('link', { name: 'Review in the params' }).click();
  await expect(page.getByText(/^Set by “/).first()).toBeVisible();
  expect(asked.filter((line) => line.startsWith('PUT'))).toEqual([]);
});

test('a sweep runs a method over values of a param, and two of its results are compared', async ({
  page,
}) => {
  await openMethod(page, 'piping_data');
  await page.getByRole('button', { name: 'Sweep' }).click();
  const form = page.getByRole('form', { name: 'Sweep' });
  await form.getByRole('combobox', { name: 'Param', exact: true }).selectOption({ index: 1 });
  await form.getByRole('textbox', { name: 'Values' }).fill('1, 2');
  await form.getByRole('button', { name: 'Run sweep' }).click();
  await expect(page.getByText('2 of 2 runs ended')).toBeVisible({ timeout: 30_000 });
  // Another value is drawn into the same plot, which does not go and come.
  const drawing = page.getByRole('img', { name: /over/ }).locator('.main-svg').first();
  await expect(drawing).toBeAttached({ timeout: 30_000 }); // the library comes first
  const plot = await drawing.elementHandle();
  await page.getByRole('combobox', { name: 'Drawn value' }).selectOption({ index: 1 });
  await expect(page.getByRole('img', { name: /over/ }).locator('.ytitle')).toHaveText(/Heave/);
  expect(await plot?.evaluate((drawn) => drawn.isConnected)).toBe(true);
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByText(/values differ|values are the same/)).toBeVisible();
});

test('a method runs in a public workspace, and one that the app does not have is no other one', async ({
  page,
}) => {
  await page.goto('/workspaces/14/entities/50001/jobs?method=no_such_method');
  await expect(page.getByText('The app offers no method “no_such_method” for this entity.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeHidden();
  await page
    .getByRole('navigation', { name: 'Methods' })
    .getByRole('button', { name: 'Sizes', exact: true })
    .click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('table', { name: /^Data of/ })).toBeVisible({ timeout: 20_000 });
});

test('the requests made are listed, and copied without a token', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(SEGMENT);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Jobs', exact: true }).click();
  await page.getByRole('button', { name: 'Requests made' }).click();
  const row = page.getByRole('table', { name: 'Requests' }).getByRole('row', { name: /users\/me/ });
  await expect(row).toContainText('200');
  await row.getByRole('button', { name: 'Copy as curl, without the token' }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toMatch(
    /^curl 'http:\/\/127\.0\.0\.1:\d+\/api\/users\/me\/' -H "Authorization: Bearer \$VIKTOR_TOKEN"$/,
  );
});
