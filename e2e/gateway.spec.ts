import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectNoAxeViolations, test } from './support/journey.ts';
import { type RunningServer, startServer } from './support/server.ts';
import { openEntity, save } from './support/steps.ts';

const token = 'vktrpat_local_102';
let gateway: RunningServer;
let dataDir: string;
test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vx-e2e-gateway-'));
  gateway = await startServer(dataDir, { VIKTOR_ENVIRONMENT: process.env.E2E_EMBEDDED_URL ?? '' });
});
test.afterEach(async () => {
  await gateway.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Whatever this browser keeps of the page, and the page itself. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const done = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const items = database.transaction(store).objectStore(store);
        found.push(name, store, await done(items.getAllKeys()), await done(items.getAll()));
      }
      database.close();
    }
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(name, url);
    return JSON.stringify(found) + document.documentElement.outerHTML;
  });

test('signs in, works, and signs in again in place when the sign-in ends', async ({
  page,
  workspace,
  tolerate,
}) => {
  test.slow(); // a server of its own, and axe on three of its states
  tolerate('401', '400');
  const seen: string[] = [];
  page.on('response', async (response) => {
    const body = await response.text().catch(() => '');
    seen.push(`${response.url()} ${JSON.stringify(response.headers())} ${body}`);
  });
  await page.goto(`${gateway.url}${workspace.path}`);
  await expect(page.getByRole('heading', { name: 'Sign in to VIKTOR', level: 1 })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByLabel('Personal access token').fill('vktrpat_local_9999');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('does not accept this token');
  await page.getByLabel('Personal access token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await openEntity(page, 'Root', 'Part 1');
  await page.getByRole('link', { name: 'Params', exact: true }).click();
  const form = page.getByRole('form', { name: 'Params' });
  await form.getByLabel('span').fill('3.250');

  // The server forgets everybody, as after seven days, just before the save comes: any earlier, a look at what is new may ask for the token first.
  await page.route(`${gateway.url}/api/**`, async (route) => {
    if (route.request().method() === 'PUT')
      for (const file of readdirSync(join(dataDir, 'sessions'))) rmSync(join(dataDir, 'sessions', file));
    await route.continue();
  });
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(dialog).toBeVisible();
  await page.unrouteAll();
  await expectNoAxeViolations(page);
  await dialog.getByLabel('Personal access token').fill(token);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await form.getByLabel('span').fill('3.500');
  await save(page);

  expect(await kept(page)).not.toContain(token);
  expect(seen.join('\n')).not.toContain(token);
  // That it has a log to look into at all.
  expect(gateway.said()).toContain('Somebody signed in');
  expect(gateway.said()).not.toContain(token);
  const cookies = await page.context().cookies();
  expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([
    { httpOnly: true, sameSite: 'Strict' },
  ]);
});

test('changes and forgets the environment with one click each, and sends files as the one of its tab', async ({
  page,
  workspace,
}) => {
  test.slow(); // a server of its own, and seven pages
  await page.goto(`${gateway.url}/workspaces`);
  await page.getByLabel('Personal access token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('table', { name: 'Workspaces' })).toBeVisible();
  const host = new URL(process.env.E2E_EMBEDDED_URL ?? '').host;
  await page.getByRole('button', { name: `Environment ${host}` }).click();
  await expectNoAxeViolations(page);
  await page.getByRole('menuitem', { name: 'Another environment…' }).click();
  await page.getByLabel('Personal access token').fill('vktrpat_local_105');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: `Environment ${host}` }).click();
  await expect(page.getByRole('menuitemradio')).toHaveCount(2);
  const loaded = page.waitForEvent('load');
  await page.getByRole('menuitemradio').first().click();
  await loaded;
  await page.getByRole('button', { name: `Environment ${host}` }).click();
  await expect(page.getByRole('menuitemradio').first()).toBeChecked();

  // The other tab of this browser goes on as the second one.
  const chosen = await page.evaluate(() => sessionStorage.getItem('vx-account'));
  await page.evaluate(async () => {
    const headers = { 'X-VX': '1' };
    const { accounts } = await (await fetch('/session', { headers })).json();
    const body = JSON.stringify({ account: accounts[1].id });
    await fetch('/session/active', { method: 'PUT', headers, body });
  });
  await page.goto(gateway.url + workspace.path);
  await openEntity(page, 'Root');
  await page.getByRole('link', { name: 'Files', exact: true }).click();
  const sent = page.waitForRequest(/\/api\/transfers\//);
  const file = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') };
  await page.getByLabel('Files to add').setInputFiles(file);
  expect(await (await sent).headerValue('X-VX-Account')).toBe(chosen);
  await expect(page.getByText('note.txt was added.')).toBeVisible();

  await page.getByRole('button', { name: `Environment ${host}` }).click();
  await page.getByRole('menuitem', { name: `Forget ${host}` }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to VIKTOR' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Signed in' }).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: `Forget ${host}` }).click();
  await expect(page.getByRole('region', { name: 'Signed in' })).toHaveCount(0);
  await page.goto(`${gateway.url}/workspaces`);
  await expect(page.getByRole('heading', { name: 'Sign in to VIKTOR' })).toBeVisible();
});
