import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Request } from '@playwright/test';
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
const draftOf = (page: Page) => page.getByRole('region', { name: 'Draft' });

/** A browser with a profile of its own that may be killed and opened again; `open` shows the params of "Part 2". */
class Victim {
  readonly folder = mkdtempSync(join(tmpdir(), 'viktor-explorer-browser-'));
  readonly workspace: string;
  private context: BrowserContext | undefined;

  constructor(workspace: string) {
    this.workspace = workspace;
  }

  async open(): Promise<Page> {
    this.context = await openBrowser(this.folder);
    const page = this.context.pages()[0] ?? (await this.context.newPage());
    await page.goto(`${process.env.E2E_URL}${this.workspace}/entities`);
    const link = page.getByRole('grid').getByRole('link', { name: 'Part 2', exact: true });
    await page.goto(`${process.env.E2E_URL}${await link.getAttribute('href')}/params`);
    await expect(spanOf(page)).toBeVisible();
    return page;
  }

  async kill(): Promise<void> {
    if (this.context) await killBrowser(this.folder, this.context);
  }

  async end(): Promise<void> {
    await this.context?.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

test('a browser killed while one types: what was typed is offered, and lost is at most the last moment', async ({
  workspace,
}) => {
  test.setTimeout(60_000 + ROUNDS * 60_000);
  const browser = new Victim(workspace.path);
  try {
    let page = await browser.open();
    for (let round = 0; round < ROUNDS; round++) {
      const typed: { text: string; at: number }[] = [];
      for (let turn = 0; turn < 6; turn++) {
        const text = `${round + 1}.${turn}0`;
        await spanOf(page).fill(text);
        typed.push({ text, at: Date.now() });
        await page.waitForTimeout(100 + ((round * 7919 + turn * 104_729) % 700));
      }
      const end = Date.now();
      await browser.kill();

      page = await browser.open();
      await expect(spanOf(page), 'nothing is put in silently').toHaveValue('1.0');
      await draftOf(page).getByRole('button', { name: 'Resume draft' }).click();
      const safe = typed.findLastIndex(({ at }) => end - at >= JOURNALED_MS);
      const may = typed.slice(Math.max(safe, 0)).map(({ text }) => text);
      await expect.poll(() => spanOf(page).inputValue(), `round ${round + 1}`).not.toBe('1.0');
      expect(may, `round ${round + 1}`).toContain(await spanOf(page).inputValue());
    }
  } finally {
    await browser.end();
  }
});

interface History {
  revisions: number;
  /** As it is stored. */
  span: string;
}

async function historyOf(page: Page): Promise<History> {
  const entity = new URL(page.url()).pathname.replace(/\/params$/, '/');
  const ask = async (path: string) =>
    (await fetch(`${process.env.E2E_URL}/api${entity}${path}`, { headers: { 'X-VX': '1' } })).text();
  const [params, revisions] = [await ask(''), await ask('revisions/?limit=1')];
  return {
    revisions: Number(/"count": ?(\d+)/.exec(revisions)?.[1]),
    span: /"span": ?([^,}\s]+)/.exec(params)?.[1] ?? 'none',
  };
}

test('a browser killed while it saves: what was typed is saved once and told as saved, or offered', async ({
  workspace,
}) => {
  test.setTimeout(60_000 + ROUNDS * 60_000);
  const browser = new Victim(workspace.path);
  const ends = new Set<string>();
  try {
    let page = await browser.open();
    for (let round = 0; round < ROUNDS; round++) {
      const before = await historyOf(page);
      const text = `${round + 2}.50`;
      const ways = ['before it leaves', 'after its answer', 'at any moment'] as const;
      const way = ways[round % ways.length];
      await page.route(/\/entities\/\d+\/(\?|$)/, async (route) => {
        if (route.request().method() === 'PUT' && way === 'before it leaves') return;
        await route.continue();
      });
      await spanOf(page).fill(text);
      await page.waitForTimeout(JOURNALED_MS);
      const isWrite = (request: Request) => request.method() === 'PUT';
      const left = page.waitForRequest(isWrite);
      const answered = page.waitForResponse((answer) => isWrite(answer.request()));
      for (const promise of [left, answered]) promise.catch(() => undefined); // the page ends before
      await page.keyboard.press('ControlOrMeta+S');
      if (way === 'before it leaves') await left;
      else if (way === 'after its answer') await answered;
      else await page.waitForTimeout((round * 61) % 350);
      await browser.kill();

      page = await browser.open();
      const after = await historyOf(page);
      const isSaved = after.span === text;
      ends.add(isSaved ? 'saved' : 'offered');
      expect(after.revisions - before.revisions, `round ${round + 1}`).toBe(isSaved ? 1 : 0);
      await expect(spanOf(page)).toHaveValue(after.span);
      if (isSaved) {
        // What is kept is read a moment after the params.
        await page.waitForTimeout(1000);
        await expect(draftOf(page), `round ${round + 1}: nothing is left to save`).toHaveCount(0);
        continue;
      }
      await draftOf(page).getByRole('button', { name: 'Resume draft' }).click();
      await expect(spanOf(page), `round ${round + 1}`).toHaveValue(text);
      await page.keyboard.press('ControlOrMeta+S');
      await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
      expect(await historyOf(page)).toEqual({ revisions: before.revisions + 1, span: text });
    }
    expect([...ends].sort(), 'kills before and after the write arrived').toEqual(['offered', 'saved']);
  } finally {
    await browser.end();
  }
});
