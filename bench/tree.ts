/**
 * `npm run bench -- tree`: the tree against the floor, a bare virtual list in React, and other trees. One built page in one Chromium, interleaved, medians of
 * five. Times of the whole way from data in memory to rows on the screen; of keys, what the main thread does for one and how long it takes to its picture. The peers are
 * installed in a folder aside, on first use.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { chromiumFlags, findChromium } from '../scripts/chromium.mjs';
import { holdArrowDown } from './support/held-key.ts';
import { installPeers } from './support/peers.ts';
import { median, quantile } from './support/table.ts';
import type { Bench } from './tree-page/page.tsx';

const TURNS = 5;
/** Repeats of a key that is held down. */
const PRESSES = 60;
const PEERS = ['react-arborist@3.16.0', '@headless-tree/core@1.7.0', '@headless-tree/react@1.7.0'];
const root = new URL('tree-page/', import.meta.url).pathname;

/** Imports of the peers lead to the folder that they are installed in; React stays the one of this repository. */
function peersAside() {
  const folder = installPeers({ name: 'tree-peers', packages: PEERS });
  const alias = PEERS.map((peer) => peer.replace(/@[\d.]+$/, '')).map((name) => ({
    find: name,
    replacement: join(folder, 'node_modules', name),
  }));
  return { alias, dedupe: ['react', 'react-dom'] };
}

async function measure(page: Page, who: readonly string[], run: (name: string) => Promise<number>) {
  const times = new Map(who.map((name) => [name, [] as number[]]));
  for (let turn = 0; turn < TURNS; turn++)
    for (const name of who) {
      times.get(name)?.push(await run(name));
      await page.waitForTimeout(30);
    }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}

/** ArrowDown held down: what the main thread does for a key, and how long one takes to its picture, the 95th in a hundred. */
async function walk(page: Page, who: readonly string[], open: (name: string) => Promise<number>) {
  const pictures = new Map(who.map((name) => [name, [] as number[]]));
  const held = await measure(page, who, async (name) => {
    await open(name);
    await page.evaluate(() => (globalThis as unknown as { bench: Bench }).bench.focus());
    const time = await holdArrowDown(page, PRESSES);
    const times = await page.evaluate(() => (globalThis as unknown as { bench: Bench }).bench.keyTimes());
    pictures.get(name)?.push(quantile(times, 0.95));
    return time;
  });
  return { held, painted: new Map([...pictures].map(([name, times]) => [name, median(times)])) };
}

function print(what: string, times: ReadonlyMap<string, number>): void {
  const floor = times.get('floor') ?? 1;
  const cells = [...times].map(
    ([name, time]) => `${name} ${time.toFixed(1)} ms (${(time / floor).toFixed(2)} ×)`,
  );
  process.stdout.write(`${what.padEnd(38)} ${cells.map((cell) => cell.padEnd(28)).join(' ')}\n`);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'viktor-explorer-bench-'));
  await build({
    configFile: false,
    root,
    plugins: [react()],
    resolve: peersAside(),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const types: Record<string, string> = {
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.html': 'text/html',
  };
  const server = createServer((request, answer) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    if (!/^\/[\w./-]+$/.test(path) || path.includes('..') || !existsSync(join(folder, path)))
      return void answer.writeHead(404).end();
    answer.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
    answer.end(readFileSync(join(folder, path)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const found = await findChromium(() => undefined);
  const browser = await chromium.launch({
    ...(found ? { executablePath: found.path } : {}),
    args: chromiumFlags,
  });
  try {
    const page = await browser.newPage({ viewport: { width: 900, height: 800 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const open = (name: string) =>
      page.evaluate((who) => (globalThis as unknown as { bench: Bench }).bench.open(who), name);
    const heap = async () => {
      const session = await page.context().newCDPSession(page);
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
    };
    for (const [count, nested] of [
      [10_000, false],
      [100_000, false],
      [1_000_000, true],
    ] as const) {
      await page.evaluate(
        ([size, deep]) => (globalThis as unknown as { bench: Bench }).bench.prepare(size, deep),
        [count, nested] as [number, boolean],
      );
      const trees = ['floor', 'ours', 'headless', 'arborist'];
      const who = count === 10_000 ? [...trees, 'mantine'] : trees;
      const times = await measure(page, who, open);
      print(`${count.toLocaleString()} ${nested ? 'known, closed' : 'siblings'}, opened`, times);
      if (nested) continue;
      const pair = ['floor', 'ours'];
      const { held, painted } = await walk(page, count === 10_000 ? trees : pair, open);
      print(`${count.toLocaleString()} siblings, ArrowDown held`, held);
      print(`${count.toLocaleString()} siblings, key to picture, p95`, painted);
      for (const name of pair) {
        await open(name);
        const { longest, late, blank } = await page.evaluate(() =>
          (globalThis as unknown as { bench: Bench }).bench.scroll(100),
        );
        process.stdout.write(
          `${count.toLocaleString()} siblings, 100 screens, ${name}: longest ${longest.toFixed(0)} ms, ${late} late, ${blank} blank\n`,
        );
      }
      const expand = await measure(page, pair, async (name) => {
        await open(name);
        return page.evaluate(() => (globalThis as unknown as { bench: Bench }).bench.expand());
      });
      print(`${count.toLocaleString()} siblings, 10,000 expanded`, expand);
      const nodes = await page.evaluate(() => (globalThis as unknown as { bench: Bench }).bench.nodes());
      process.stdout.write(
        `${count.toLocaleString()} siblings: ${nodes} elements, heap ${(await heap()).toFixed(0)} MB with data and tree\n`,
      );
    }
    for (const bare of [true, false]) {
      await page.reload();
      const before = await heap();
      await page.evaluate((as) => (globalThis as unknown as { bench: Bench }).bench.read(100_000, as), bare);
      const grown = (await heap()) - before;
      process.stdout.write(
        `100,000 entities of answers, ${bare ? 'as checked' : 'as kept'}: ${grown.toFixed(0)} MB\n`,
      );
    }
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
