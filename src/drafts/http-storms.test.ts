import { afterAll, beforeAll, expect, test } from 'vitest';
import { HttpStorms } from './testing/http-interleaving.ts';
import type { Report } from './testing/interleaving.ts';

/** `CHAOS=full` runs all of them; every run of the tests the first. */
const COUNT = process.env.CHAOS === 'full' ? 300 : 8;
const AT_ONCE = 8;

let storms: HttpStorms;
beforeAll(async () => {
  storms = await HttpStorms.open();
});
afterAll(() => storms.close());

async function run(count: number, parts?: Parameters<HttpStorms['interleave']>[1]): Promise<Report[]> {
  const reports: Report[] = [];
  let seed = 0;
  const worker = async () => {
    while (seed < count) reports.push(await storms.interleave(++seed, parts));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return reports;
}

test(`in ${COUNT} storms over HTTP nothing is lost without a word`, {
  timeout: COUNT * 120_000,
}, async () => {
  const reports = await run(COUNT);
  expect(reports.filter(({ problems }) => problems.length > 0)).toEqual([]);
  expect(reports.reduce((sum, { revisions }) => sum + revisions, 0)).toBeGreaterThan(COUNT * 3);
});

test('the storms over HTTP find out that watching is switched off', { timeout: 120_000 }, async () => {
  const reports = await run(8, { readBack: true, watch: false });
  expect(reports.some(({ problems }) => problems.length > 0)).toBe(true);
});
