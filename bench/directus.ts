/**
 * `npm run bench -- directus [items] [turns]`: the whole app beside Directus 12, each with its own server on this machine and as many items in one list: what the list loads, and how
 * long it takes to find an item by typing, to open it and to come back. Directus is installed in a folder aside on first use, with a Node that it runs on; it needs a PostgreSQL
 * on the machine, a compiler for one of its packages, and some minutes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { longTasks, noteLongTasks } from '../e2e/support/long-tasks.ts';
import { startServer } from '../e2e/support/server.ts';
import { wideArchive } from '../e2e/support/wide-archive.ts';
import { chromiumFlags, findChromium } from '../scripts/chromium.mjs';
import { importLines } from '../server/archive/door.ts';
import { type Directus, startDirectus } from './support/directus-server.ts';
import { median, printTable } from './support/table.ts';

const items = Number(process.argv[2] ?? 20_000);
const turns = Number(process.argv[3] ?? 5);
/** The one that is looked for. */
const wanted = `Part ${items - 1}`;

/** An app with a list of the items. */
interface App {
  name: string;
  list: string;
  isApi: (path: string) => boolean;
  signIn: (context: BrowserContext) => Promise<unknown>;
  /** Cells of the list that hold names. */
  cells: string;
  /** Makes the field to search by ready for keys. */
  toSearch: (page: Page) => Promise<void>;
  /** What shows the name of an item that is open. */
  opened: string;
}

/** What is measured, and at most what part of the peer's ours is to be. */
const FIGURES = [
  ['JavaScript, kB', 0.1],
  ['requests', null],
  ['API calls', 0.1],
  ['blocked, ms', 0.1],
  ['first paint, ms', 0.25],
  ['typing to answer, ms', 0.2],
  ['open an item, ms', 0.2],
  ['and back, ms', 0.2],
] as const;

/** One visit with nothing in the browser's cache. In the order of the figures. */
async function visit(browser: Browser, app: App): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    await app.signIn(context);
    const page = await context.newPage();
    await noteLongTasks(page);
    const counted = await counter(page, app);
    await page.goto(app.list);
    await named(page, app.cells, 'Part 1');
    await page.waitForLoadState('networkidle');
    // What a page does with its last answers counts too, and nothing tells of its end: as long a wait for both.
    await page.waitForTimeout(1000);
    const blocked = (await longTasks(page)).reduce((sum, duration) => sum + duration - 50, 0);
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    const loaded = [counted.script / 1000, counted.requests, counted.calls, blocked, paint];
    await app.toSearch(page);
    const found = await timed(async () => {
      await page.keyboard.type(wanted);
      await named(page, app.cells, wanted, true);
    });
    const opened = await timed(async () => {
      await page.locator(app.cells, { hasText: wanted }).first().click();
      await named(page, app.opened, wanted);
    });
    const back = await timed(async () => {
      await page.goBack();
      // One of the two keeps what was looked for, the other lists all again.
      await page.waitForFunction(
        (cells) => document.querySelector(cells)?.textContent?.trim().startsWith('Part '),
        app.cells,
        { timeout: 60_000 },
      );
    });
    return [...loaded, found, opened, back];
  } finally {
    await context.close();
  }
}

/** Counts what a page loads. Scripts by what goes over the line, compressed as each server does. */
async function counter(page: Page, app: App) {
  const counted = { script: 0, requests: 0, calls: 0 };
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const scripts = new Set<string>();
  session.on('Network.requestWillBeSent', ({ request }) => {
    const { protocol, pathname } = new URL(request.url);
    if (!protocol.startsWith('http')) return;
    counted.requests += 1;
    if (app.isApi(pathname)) counted.calls += 1;
  });
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.mimeType.includes('javascript')) scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) counted.script += encodedDataLength;
  });
  return counted;
}

/** Resolves in the frame in which a name stands in such an element, or in a field; `alone`: and in no other. */
async function named(page: Page, selector: string, name: string, alone = false): Promise<void> {
  await page.waitForFunction(
    ([where, text, only]) => {
      const found = [...document.querySelectorAll<HTMLElement>(where)];
      return (
        found.some(
          (element) =>
            (element instanceof HTMLInputElement ? element.value : (element.textContent ?? '')).trim() ===
            text,
        ) &&
        (!only || found.length === 1)
      );
    },
    [selector, name, alone] as [string, string, boolean],
    { timeout: 60_000 },
  );
}

async function timed(act: () => Promise<void>): Promise<number> {
  const since = performance.now();
  await act();
  return performance.now() - since;
}

function directusApp({ url, admin }: Directus): App {
  return {
    name: 'Directus',
    list: `${url}/admin/content/parts`,
    isApi: (path) => !path.startsWith('/admin'),
    signIn: async (context) => {
      await context.request.post(`${url}/auth/login`, { data: { ...admin, mode: 'session' } });
      // It keeps what was looked for last as the list of its user.
      const kept = await context.request.get(`${url}/presets?fields=id&limit=-1`);
      const presets = ((await kept.json()) as { data: { id: number }[] }).data.map(({ id }) => id);
      if (presets.length > 0) await context.request.delete(`${url}/presets`, { data: presets });
      // Dialogs about a licence, which stand before the list at each first visit.
      const names = [
        'license-banner-dismissed',
        'license-onboarding-dismissed',
        'license-login-modal-dismissed',
      ];
      await context.addCookies(names.map((name) => ({ name, value: 'true', url })));
    },
    cells: 'table tbody tr td:nth-child(2)',
    toSearch: (page) => page.locator('.search-input').click(),
    opened: 'input',
  };
}

async function ourApp(dataDir: string, url: string): Promise<App> {
  const workspace = await importLines(dataDir, wideArchive('Parts', items));
  const answer = await fetch(`${url}/api/workspaces/${workspace}/entity_types/?limit=50`, {
    headers: { Authorization: 'Bearer vktrpat_local_101' },
  });
  const { results } = (await answer.json()) as { results: { id: number; name: string }[] };
  const type = results.find(({ name }) => name === 'Part')?.id;
  return {
    name: 'ours',
    list: `${url}/workspaces/${workspace}/entities?type=${type}`,
    isApi: (path) => path.startsWith('/api/'),
    signIn: async () => undefined,
    cells: '[role=gridcell] a',
    toSearch: (page) => page.getByRole('textbox', { name: 'Search names' }).click(),
    opened: 'h1',
  };
}

const dataDir = mkdtempSync(join(tmpdir(), 'viktor-explorer-bench-'));
const found = await findChromium(() => undefined);
const browser = await chromium.launch({
  ...(found ? { executablePath: found.path } : {}),
  args: chromiumFlags,
});
let directus: Directus | undefined;
const server = await startServer(dataDir, { SEED: 'none' }, 60_000);
try {
  directus = await startDirectus(items);
  const apps = [await ourApp(dataDir, server.url), directusApp(directus)];
  const visits = apps.map((): number[][] => []);
  for (let turn = 0; turn <= turns; turn += 1)
    for (const [at, app] of apps.entries()) {
      const figures = await visit(browser, app);
      process.stderr.write(`${app.name}: ${figures.map((figure) => figure.toFixed(0)).join(' ')}\n`);
      // The first visit warms the servers up.
      if (turn > 0) visits[at]?.push(figures);
    }
  const middle = (at: number, figure: number) =>
    median((visits[at] ?? []).map((figures) => figures[figure] ?? Number.NaN));
  printTable([
    [
      `${items.toLocaleString('en')} items, medians of ${turns}`,
      ...apps.map(({ name }) => name),
      'ratio',
      'goal',
    ],
    ...FIGURES.map(([what, goal], figure) => {
      const [ours, theirs] = [middle(0, figure), middle(1, figure)];
      const ratio = (ours / theirs).toFixed(2);
      return [what, ours.toFixed(0), theirs.toFixed(0), ratio, goal === null ? '' : `≤ ${goal}`];
    }),
  ]);
} finally {
  await browser.close();
  directus?.stop();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
