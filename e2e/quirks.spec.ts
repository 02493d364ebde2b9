import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Page } from '@playwright/test';
import { type QuirkName, quirkNames, quirky } from '../server/testing/quirks.ts';
import { expect, test } from './support/journey.ts';
import { type RunningServer, startServer } from './support/server.ts';
import { historyItem, openEntity, treeItem } from './support/steps.ts';

/** All that go together; those that fail at random are tested below the page. */
const together: QuirkName[] = [
  ...[
    'pageCapOf25',
    'revisionNames',
    'noAuthorNorMessage',
    'ascendingRevisions',
    'entitiesListsAll',
    'parentIs404',
  ],
  ...[
    'putDemandsName',
    'putRefusesEmptyMessage',
    'noCurrentUser',
    'foreignNextUrls',
    'extraMembers',
    'idsAsStrings',
  ],
  ...['createdAs201Object', 'deletedAs200', 'deleteRefusesParents'],
] as QuirkName[];

/** Without params there is nothing to save. */
const blind: readonly QuirkName[] = ['paramsAbsent', 'paramsNull', 'paramsRefused'];
/** Each by itself takes as long as all other journeys: `E2E_QUIRKS=each` runs them too. */
const runs: [string, QuirkName[]][] = [
  ['every quirk at once', together],
  ...(process.env.E2E_QUIRKS === 'each' ? quirkNames : [])
    .filter((name) => !blind.includes(name))
    .map((name): [string, QuirkName[]] => [name, [name]]),
];

const url = (server: ReturnType<typeof createServer>): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Saves; once more where the look before the write got no answer, which is told and writes nothing. */
async function saveAgain(page: Page): Promise<void> {
  const button = page
    .getByRole('form', { name: 'Params' })
    .getByRole('button', { name: 'Save', exact: true });
  const saved = page.getByRole('status').filter({ hasText: 'Saved' });
  const failed = page.getByRole('alert').filter({ hasText: 'Not saved' });
  await button.click();
  await expect(saved.or(failed).first()).toBeVisible();
  if (await failed.isVisible()) await button.click();
  await expect(saved).toBeVisible();
}

/** The journeys' environment with quirks, on a port of its own. */
async function startQuirky(names: readonly QuirkName[]): Promise<ReturnType<typeof createServer>> {
  const answer = quirky(names, async (request) => {
    const { pathname, search } = new URL(request.url);
    const headers = new Headers({ Authorization: request.headers.get('Authorization') ?? '' });
    const body = request.method === 'GET' ? undefined : await request.text();
    const ask = () =>
      fetch(`${process.env.E2E_EMBEDDED_URL}${pathname}${search}`, { method: request.method, headers, body });
    // A kept connection may end just when it is used again.
    const answered = await ask().catch((error) => (body === undefined ? ask() : Promise.reject(error)));
    return new Response(answered.status === 204 ? null : await answered.text(), {
      status: answered.status,
      headers: { 'Content-Type': answered.headers.get('Content-Type') ?? 'application/json' },
    });
  });
  const server = createServer(getRequestListener(answer, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

let quirkyServer: ReturnType<typeof createServer>;
let gateway: RunningServer;
const dataDir = mkdtempSync(join(tmpdir(), 'vx-e2e-quirks-'));
async function open(names: readonly QuirkName[]): Promise<void> {
  quirkyServer = await startQuirky(names);
  gateway = await startServer(dataDir, {
    VIKTOR_ENVIRONMENT: url(quirkyServer),
    VIKTOR_TOKEN: 'vktrpat_local_101',
  });
}
test.afterEach(async ({ page }) => {
  await page.close(); // it would go on asking
  await gateway.stop();
  quirkyServer.close();
  quirkyServer.closeAllConnections();
  rmSync(dataDir, { recursive: true, force: true });
});

for (const [name, names] of runs) {
  test(`an environment with ${name} lets one find, save, rename and delete`, async ({
    page,
    workspace,
    tolerate,
  }) => {
    tolerate('404', '400', '412', ...(names === together ? [] : ['403', '429', '504', 'ERR_', '500', '502']));
    await open(names);
    await page.goto(`${gateway.url}${workspace.path}`);
    await openEntity(page, 'Root', 'Part 2');
    await expect(page.getByRole('tree', { name: 'Entities' }).getByRole('treeitem')).toHaveCount(6);
    await page.getByRole('link', { name: 'Params', exact: true }).click();
    const form = page.getByRole('form', { name: 'Params' });
    await form.getByLabel('span').fill('7.125');
    await saveAgain(page);
    await page.getByRole('link', { name: 'Revisions', exact: true }).click();
    await expect(page.getByRole('list', { name: 'Revisions' }).getByRole('listitem')).toHaveCount(
      // What lost the name is saved once more with it.
      names.includes('putClears') ? 5 : 4,
    );
    await historyItem(page, names.includes('putClears') ? 1 : 0).click();
    await expect(page.getByRole('region', { name: 'Changes' }).getByText('7.125').first()).toBeVisible();

    const item = treeItem(page, 'Part 2');
    await item.focus();
    await page.keyboard.press('F2');
    const field = page.getByRole('textbox', { name: 'Name' });
    await field.fill('Part two');
    await field.press('Enter');
    await expect(treeItem(page, 'Part two')).toBeVisible();
    await treeItem(page, 'Part two').focus();
    await page.keyboard.press('Delete');
    const question = page.getByRole('alertdialog');
    await question.getByRole('button', { name: /^Delete/ }).click();
    await expect(treeItem(page, 'Part two')).toHaveCount(0);
    await expect(page.getByRole('tree', { name: 'Entities' }).getByRole('treeitem')).toHaveCount(5);
  });
}

test('an environment that is down is told, with what still works', async ({ page, workspace, tolerate }) => {
  tolerate('502');
  await open(together);
  quirkyServer.close();
  quirkyServer.closeAllConnections();
  await page.goto(`${gateway.url}${workspace.path}`);
  await expect(page.getByRole('heading', { name: 'The environment does not answer' })).toBeVisible({
    timeout: 20_000,
  });
  await expect(page.getByRole('alert').first()).toContainText('takes no connections right now');
});
