/**
 * `npm run bench -- comparison [bytes …]`: from the click to the picture with the first changes, in a real Chromium, beside a text diff (@codemirror/merge) and
 * jsondiffpatch's HTML. The span is the same for all: the page is open, its code read, both sides at hand (texts for the peers, revisions that were read for this
 * page), no request is made; it ends when the picture is out. Then how long the page is blocked, how many nodes it has (this page with tree, header and list of
 * revisions, the peers nothing but the changes), and whether scrolling drops pictures; then how long a history of 1,000 revisions takes to be listed. Wants
 * `npm run build` first. Peers are installed in a folder aside, on first use.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from '@playwright/test';
import { startServer } from '../e2e/support/server.ts';
import { chromiumFlags, findChromium } from '../scripts/chromium.mjs';
import { importLines } from '../server/archive/door.ts';
import { comparisonArchive, historyArchive } from './support/comparison-inputs.ts';
import { buildPeers, type Peers, servePeers } from './support/peers.ts';
import { median, printTable } from './support/table.ts';

const ROUNDS = 5;
const PACKAGES = [
  '@codemirror/merge@6.12.3',
  '@codemirror/view@6.43.15',
  '@codemirror/state@6.7.6',
  'jsondiffpatch@0.7.7',
];

const PAGES: Record<string, string> = {
  codemirror: `
    import { MergeView } from '@codemirror/merge';
    import { EditorView } from '@codemirror/view';
    import { EditorState } from '@codemirror/state';
    const [a, b] = await (await fetch('input.json')).json().then((texts) => texts.map((text) => JSON.stringify(JSON.parse(text), null, 2)));
    const side = (doc) => ({ doc, extensions: [EditorView.editable.of(false), EditorState.readOnly.of(true)] });
    const parent = document.getElementById('root');
    document.querySelector('button').onclick = () =>
      new MergeView({ a: side(a), b: side(b), parent, collapseUnchanged: { margin: 3, minSize: 4 } });
    document.querySelector('button').hidden = false;`,
  jsondiffpatch: `
    import { create } from 'jsondiffpatch';
    import * as html from 'jsondiffpatch/formatters/html';
    import 'jsondiffpatch/formatters/styles/html.css';
    const [a, b] = await (await fetch('input.json')).json();
    const patcher = create({
      objectHash: (item, index) => item.name ?? (item.depth === undefined ? '$$index:' + index : String(item.depth)),
      textDiff: { minLength: Number.POSITIVE_INFINITY },
    });
    html.hideUnchanged();
    // Its formatter gives HTML as text; what it is made of is made here.
    document.querySelector('button').onclick = () => {
      const left = JSON.parse(a);
      document.getElementById('root').innerHTML = html.format(patcher.diff(left, JSON.parse(b)), left);
    };
    document.querySelector('button').hidden = false;`,
};

const PEERS: Peers = {
  name: 'diffs',
  packages: PACKAGES,
  pages: PAGES,
  body: '<button hidden>Compare</button><div id="root" style="height:800px;overflow:auto"></div>',
};

interface Contestant {
  name: string;
  /** Its page among the peers'; none for this explorer. */
  peer?: string;
  /** What is clicked. */
  target: (page: Page) => Locator;
  /** What shows the first change. */
  first: string;
}

const button = (page: Page) => page.getByRole('button');
const CHANGE = '[data-stop*="river_level"]';

/** The list has compared each revision with the one before it, to say what changed; any other pair is compared after the click, as the peers do it. */
const CONTESTANTS: Contestant[] = [
  {
    name: 'this page, a revision',
    target: (page) =>
      page.getByRole('list', { name: 'Revisions' }).getByRole('listitem').nth(1).getByRole('link').first(),
    first: CHANGE,
  },
  {
    name: 'this page, a pair not compared before',
    target: (page) => page.getByRole('radio', { name: 'Compare from revision 1', exact: true }),
    first: CHANGE,
  },
  { name: 'codemirror', peer: 'codemirror', target: button, first: '.cm-changedLine, .cm-insertedLine' },
  {
    name: 'jsondiffpatch',
    peer: 'jsondiffpatch',
    target: button,
    first: '.jsondiffpatch-modified, .jsondiffpatch-added',
  },
];

interface Measured {
  painted: number;
  longest: number;
  nodes: number;
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  // What runs these files names inner functions by a helper, which the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  return page;
}

/** Clicks, and waits for the picture in which the selector is. */
async function click(page: Page, target: Locator, selector: string): Promise<Measured> {
  await target.waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate((first) => {
    const seen = { painted: 0, longest: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: 'longtask' });
    const pressed = ({ timeStamp }: Event) => {
      const look = () => {
        if (!document.querySelector(first)) return requestAnimationFrame(look);
        const channel = new MessageChannel();
        channel.port1.onmessage = () => (seen.painted = performance.now() - timeStamp);
        return channel.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    };
    addEventListener('click', pressed, { capture: true, once: true });
  }, selector);
  await target.click();
  await page.waitForFunction(() => (window as unknown as { seen: Measured }).seen.painted > 0, undefined, {
    timeout: 120_000,
  });
  // Long tasks are told a while after they end.
  await page.waitForTimeout(300);
  return page.evaluate(() => ({
    ...(window as unknown as { seen: Measured }).seen,
    nodes: document.body.querySelectorAll('*').length,
  }));
}

/** How many pictures in a hundred came later than two were due, while the wheel turns. */
async function scroll(page: Page): Promise<number> {
  await page.mouse.move(1000, 600);
  await page.evaluate(() => {
    const gaps: number[] = [];
    Object.assign(window, { gaps });
    let last = performance.now();
    const next = (now: number) => {
      gaps.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  for (let step = 0; step < 40; step++) {
    await page.mouse.wheel(0, 300);
    await page.waitForTimeout(16);
  }
  const gaps = await page.evaluate(() => (window as unknown as { gaps: number[] }).gaps);
  return (100 * gaps.filter((gap) => gap > 34).length) / gaps.length;
}

/** A server with one entity, and the address of its revisions. */
async function serve(lines: string[]): Promise<{ url: string; end: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-comparison-'));
  const server = await startServer(dataDir, { SEED: 'none' }, 60_000);
  const path = `/workspaces/${await importLines(dataDir, lines)}/entities`;
  const list = await fetch(`${server.url}/api${path}/`, { headers: { 'X-VX': '1' } });
  const [entity] = (await list.json()) as { id: number }[];
  const end = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: `${server.url}${path}/${entity?.id}/revisions`, end };
}

async function compareAt(browser: Browser, dist: string, bytes: number): Promise<string[][]> {
  const { lines, left, right } = comparisonArchive(bytes);
  const ours = await serve(lines);
  const theirs = await servePeers(dist, JSON.stringify([left, right]));
  const found = new Map<Contestant, Measured[]>();
  const dropped: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++)
      for (const contestant of CONTESTANTS) {
        const page = await newPage(browser);
        const { peer, target, first } = contestant;
        await page.goto(peer ? `${theirs.url}/${peer}.html` : ours.url);
        found.set(contestant, [...(found.get(contestant) ?? []), await click(page, target(page), first)]);
        if (contestant === CONTESTANTS[0]) dropped.push(await scroll(page));
        await page.close();
      }
  } finally {
    theirs.close();
    await ours.end();
  }
  const size = bytes >= 1e6 ? `${bytes / 1e6} MB` : `${bytes / 1e3} KB`;
  const of = (contestant: Contestant, key: keyof Measured) =>
    median((found.get(contestant) ?? []).map((one) => one[key]));
  const best = Math.min(...CONTESTANTS.filter(({ peer }) => peer).map((peer) => of(peer, 'painted')));
  return CONTESTANTS.map((contestant) => [
    `${size}, ${contestant.name}`,
    of(contestant, 'painted').toFixed(0),
    contestant.peer ? '' : (of(contestant, 'painted') / best).toFixed(2),
    of(contestant, 'longest').toFixed(0),
    of(contestant, 'nodes').toFixed(0),
    contestant === CONTESTANTS[0] ? `${median(dropped).toFixed(0)} %` : '',
  ]);
}

/** From opening the history, its page's code at hand, to the picture with the first of its revisions. */
async function listHistory(browser: Browser, revisions: number): Promise<string> {
  const { url, end } = await serve(historyArchive(revisions));
  try {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const page = await newPage(browser);
      await page.goto(url.replace('/revisions', '/params'));
      const link = page.getByRole('link', { name: 'Revisions', exact: true });
      times.push((await click(page, link, '[aria-label="Revisions"] li')).painted);
      await page.close();
    }
    return median(times).toFixed(0);
  } finally {
    await end();
  }
}

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1e4, 1e5, 1e6];
const chrome = await findChromium();
if (!chrome) throw new Error('No Chromium was found: set CHROMIUM_PATH.');
const browser = await chromium.launch({ executablePath: chrome.path, args: chromiumFlags });
try {
  const dist = await buildPeers(PEERS);
  const rows: string[][] = [];
  for (const bytes of sizes) rows.push(...(await compareAt(browser, dist, bytes)));
  printTable([
    ['Click to first changes, ms', 'median', '÷ best peer', 'longest task', 'nodes', 'late pictures'],
    ...rows,
  ]);
  process.stdout.write(
    `\nA history of 1,000 revisions listed after ${await listHistory(browser, 1000)} ms\n`,
  );
} finally {
  await browser.close();
}
