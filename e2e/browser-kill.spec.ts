import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumFlags } from '../scripts/chromium.mjs';
import { expect, test } from './support/journey.ts';

/** A browser is killed in so many rounds; CHAOS=full makes them many. */
const ROUNDS = process.env.CHAOS === 'full' ? 20 : 3;
/** What was typed so long before, in ms, is in the journal: its own delay and a slow disk. */
const JOURNALED_MS = 1500;

/** A browser that keeps what pages store in a folder, as that of a person does. */
function openBrowser(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    args: chromiumFlags,
    viewport: { width: 1280, height: 800 },
  });
}

/** Ends all processes of the browser of a folder as a crash or a power cut does: none of them can say goodbye. */
async function killBrowser(folder: string, context: BrowserContext): Promise<void> {
  const closed = new Promise((resolve) => context.once('close', resolve));
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      if (readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(`--user-data-dir=${folder}`))
        process.kill(Number(id), 'SIGKILL');
    } catch (error) {
      // It ended by itself while it was looked at.
      if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  await closed;
}

const spanOf = (page: Page) => page.getByRole('form', { name: 'Params' }).getByLabel('span');

test('a browser killed while one types: what was typed is offered, and lost is at most the last moment', async ({
  workspace,
}) => {
  test.setTimeout(60_000 + ROUNDS * 60_000);
  const folder = mkdtempSync(join(tmpdir(), 'viktor-explorer-browser-'));
  let context = await openBrowser(folder);
  const open = async (): Promise<Page> => {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${process.env.E2E_URL}${workspace.path}/entities`);
    const link = page.getByRole('grid').getByRole('link', { name: 'Part 2', exact: true });
    await page.goto(`${process.env.E2E_URL}${await link.getAttribute('href')}/params`);
    await expect(spanOf(page)).toBeVisible();
    return page;
  };
  try {
    let page = await open();
    for (let round = 0; round < ROUNDS; round++) {
      const typed: { text: string; at: number }[] = [];
      for (let turn = 0; turn < 6; turn++) {
        const text = `${round + 1}.${turn}0`;
        await spanOf(page).fill(text);
        typed.push({ text, at: Date.now() });
        await page.waitForTimeout(100 + ((round * 7919 + turn * 104_729) % 700));
      }
      const end = Date.now();
      await killBrowser(folder, context);

      context = await openBrowser(folder);
      page = await open();
      await expect(spanOf(page), 'nothing is put in silently').toHaveValue('1.0');
      await page.getByRole('region', { name: 'Draft' }).getByRole('button', { name: 'Resume draft' }).click();
      const safe = typed.findLastIndex(({ at }) => end - at >= JOURNALED_MS);
      const may = typed.slice(Math.max(safe, 0)).map(({ text }) => text);
      await expect.poll(() => spanOf(page).inputValue(), `round ${round + 1}`).not.toBe('1.0');
      expect(may, `round ${round + 1}`).toContain(await spanOf(page).inputValue());
    }
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
});
