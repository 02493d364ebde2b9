import { expect, test } from 'vitest';
import { interleave, type Report } from './testing/interleaving.ts';

/** `CHAOS=full` runs all of them; every run of the tests the first. */
const COUNT = process.env.CHAOS === 'full' ? 10_000 : 1_000;

async function run(count: number, parts?: Parameters<typeof interleave>[1]): Promise<Report[]> {
  const reports: Report[] = [];
  for (let seed = 1; seed <= count; seed++) reports.push(await interleave(seed, parts));
  return reports;
}

test(`in ${COUNT} storms nothing that anybody typed is lost without a word`, {
  timeout: COUNT * 600,
}, async () => {
  const reports = await run(COUNT);
  const losing = reports.filter(({ problems }) => problems.length > 0);
  expect(losing).toEqual([]);
  expect(reports.reduce((sum, { recovered }) => sum + recovered, 0)).toBeGreaterThan(COUNT / 20);
  expect(reports.reduce((sum, { revisions }) => sum + revisions, 0)).toBeGreaterThan(COUNT * 5);
});

test.each([
  { readBack: false, watch: true },
  { readBack: true, watch: false },
])('the storms find out what is switched off: %o', async (parts) => {
  const reports = await run(150, parts);
  expect(reports.some(({ problems }) => problems.length > 0)).toBe(true);
});
