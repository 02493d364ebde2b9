/**
 * `npm run bench -- tree`: the tree against the floor, a bare virtual list in React, and Mantine's tree. One built page in one Chromium, interleaved, medians of
 * seven. Times of the whole way from data in memory to rows on the screen.
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
import { median } from './support/table.ts';
import type { Bench } from './tree-page/page.tsx';

const TURNS = 7;
const root = new URL('tree-page/', import.meta.url).pathname;

async function measure(page: Page, who: readonly string[], run: (name: string) => Promise<number>) {
  const times = new Map(who.map((name) => [name, [] as number[]]));
  for (let turn = 0; turn < TURNS; turn++)
    for (const name of who) {
      times.get(name)?.push(await run(name));
      await page.waitForTimeout(30);
    }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}

function print(what: string, times: ReadonlyMap<string, number>): void {
  const floor = times.get('floor') ?? 1;
  const cells = [...times].map(
    ([name, time]) => `${name} ${time.toFixed(1)} ms (${(time / floor).toFixed(2)} ×)`,
  );
  process.stdout.write(`${what.padEnd(34)} ${cells.map((cell) => cell.padEnd(28)).join(' ')}\n`);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'viktor-explorer-bench-'));
  await build({
    configFile: false,
    root,
    plugins: [react()],
    logLevel: 'warn',
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
      const who = count === 10_000 ? ['floor', 'ours', 'mantine'] : ['floor', 'ours'];
      const times = await measure(page, who, open);
      print(`${count.toLocaleString()} ${nested ? 'known, closed' : 'siblings'}, opened`, times);
      if (nested) continue;
      const pair = ['floor', 'ours'];
      const keys = await measure(page, pair, async (name) => {
        await open(name);
        return page.evaluate(() => (globalThis as unknown as { bench: Bench }).bench.keys(40));
      });
      print(`${count.toLocaleString()} siblings, ArrowDown`, keys);
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
