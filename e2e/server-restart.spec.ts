import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importLines } from '../server/archive/door.ts';
import { sampleArchive } from '../server/archive/sample-archive.ts';
import { expect, test } from './support/journey.ts';
import { type RunningServer, startServer } from './support/server.ts';
import { openEntity } from './support/steps.ts';

test('a server killed under an edit and started again: nothing typed is lost, and the save is stored once', async ({
  page,
  tolerate,
}) => {
  tolerate('ERR_CONNECTION_REFUSED', 'Failed to load resource');
  const folder = mkdtempSync(join(tmpdir(), 'viktor-explorer-restart-'));
  let server: RunningServer = await startServer(folder, { SEED: 'none' }, 60_000);
  const port = new URL(server.url).port;
  try {
    const workspace = await importLines(
      folder,
      sampleArchive({ name: 'Restart', children: 2, revisions: 2 }),
    );
    await page.goto(`${server.url}/workspaces/${workspace}`);
    await openEntity(page, 'Root', 'Part 1');
    await page.getByRole('link', { name: 'Params', exact: true }).click();
    const form = page.getByRole('form', { name: 'Params' });
    await form.getByLabel('span').fill('4.20');

    server.process.kill('SIGKILL');
    await new Promise((resolve) => server.process.once('exit', resolve));
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 30_000 });
    await expect(form.getByLabel('span')).toHaveValue('4.20');
    await expect(page.getByRole('status').filter({ hasText: /^Saved/ })).toHaveCount(0);

    server = await startServer(folder, { SEED: 'none', PORT: port }, 60_000);
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible({ timeout: 20_000 });
    await page.getByRole('link', { name: 'Revisions', exact: true }).click();
    await expect(page.getByRole('list', { name: 'Revisions' }).getByRole('listitem')).toHaveCount(3);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
