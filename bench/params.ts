/**
 * `npm run bench -- params [bytes …]`: comparing params against peers. Same texts, same run, interleaved, medians; every contestant reads both
 * texts, compares and leaves a result that could be posted from a worker. First the answers, then the times, then the memory.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'jsondiffpatch';
import microdiff from 'microdiff';
import { readJson } from '../contract/json/reading.ts';
import { compareParams } from '../src/params/compare.ts';
import { totalOf } from '../src/params/comparison.ts';
import { toWire } from '../src/params/wire.ts';
import { answerCases } from './support/params-answers.ts';
import { makePair } from './support/params-inputs.ts';
import { median, printTable } from './support/table.ts';

type Contestant = (left: string, right: string) => number;

const patcher = create({
  objectHash: (item: object, index?: number) => {
    const { name, depth } = item as { name?: string; depth?: number };
    return name ?? (depth === undefined ? `$$index:${index}` : String(depth));
  },
  textDiff: { minLength: Number.POSITIVE_INFINITY, diffMatchPatch: undefined as never },
});

/** Changes in a delta of jsondiffpatch: each array is one. */
function countDelta(delta: unknown): number {
  if (Array.isArray(delta)) return 1;
  if (typeof delta !== 'object' || delta === null) return 0;
  return Object.entries(delta).reduce((sum, [key, inner]) => sum + (key === '_t' ? 0 : countDelta(inner)), 0);
}

const contestants: Record<string, Contestant> = {
  'this engine': (left, right) => {
    const first = readJson(left);
    const comparison = compareParams(first, readJson(right, { like: first }));
    structuredClone(toWire(comparison));
    return totalOf(comparison.counts);
  },
  microdiff: (left, right) => microdiff(JSON.parse(left), JSON.parse(right)).length,
  jsondiffpatch: (left, right) => countDelta(patcher.diff(JSON.parse(left), JSON.parse(right))),
  'JSON.parse of both': (left, right) => {
    JSON.parse(left);
    JSON.parse(right);
    return 0;
  },
};

/** Bytes beyond which a peer is not run: jsondiffpatch holds a number for each pair of rows of a table. */
const MOST: Record<string, number> = { jsondiffpatch: 2_000_000 };

function answers(): void {
  const names = ['this engine', 'microdiff', 'jsondiffpatch'];
  const rows = answerCases().map(({ what, made, left, right }) => [
    what,
    String(made),
    ...names.map((name) => String((contestants[name] as Contestant)(left, right))),
  ]);
  printTable([['Changes found in a table of 1,000 rows', 'made', ...names], ...rows]);
  process.stdout.write('\n');
}

function speed(bytes: number): string[][] {
  const { left, right, planted } = makePair(bytes);
  const names = Object.keys(contestants).filter((name) => bytes <= (MOST[name] ?? Number.POSITIVE_INFINITY));
  const rounds = bytes > 5e6 ? 5 : bytes > 5e5 ? 21 : 41;
  // So many that all of them run as the compiler leaves them in the end.
  const warmUp = bytes > 5e6 ? 2 : 10;
  const times = new Map(names.map((name) => [name, [] as number[]]));
  const found = new Map<string, number>();
  for (let round = -warmUp; round < rounds; round++)
    for (const name of names) {
      const start = performance.now();
      found.set(name, (contestants[name] as Contestant)(left, right));
      if (round >= 0) times.get(name)?.push(performance.now() - start);
    }
  const ours = median(times.get('this engine') ?? []);
  const size = bytes >= 1e6 ? `${bytes / 1e6} MB` : `${bytes / 1e3} KB`;
  return names.map((name) => {
    const time = median(times.get(name) ?? []);
    const changes = name.startsWith('JSON') ? '' : `${found.get(name)} of ${planted}`;
    return [`${size}, ${name}`, time.toFixed(1), (ours / time).toFixed(2), changes];
  });
}

/** The peak of a process of its own that does nothing but compare once. */
function memory(bytes: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-params-'));
  const { left, right } = makePair(bytes);
  writeFileSync(join(folder, 'left.json'), left);
  writeFileSync(join(folder, 'right.json'), right);
  const once = (what: string): number => {
    const args = [...process.execArgv, process.argv[1] as string, '--once', what, folder];
    return Number(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout);
  };
  const [empty, full] = [once('nothing'), once('compare')];
  printTable([
    ['Memory at its peak, MB', 'process', 'of it for the comparison'],
    [`${bytes / 1e6} MB texts`, full.toFixed(0), (full - empty).toFixed(0)],
  ]);
  rmSync(folder, { recursive: true });
}

function runOnce(what: string, folder: string): void {
  if (what === 'compare')
    contestants['this engine']?.(
      readFileSync(join(folder, 'left.json'), 'utf8'),
      readFileSync(join(folder, 'right.json'), 'utf8'),
    );
  process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
}

const [first, ...others] = process.argv.slice(2);
if (first === '--once') runOnce(others[0] ?? '', others[1] ?? '');
else {
  const sizes = (first ? [first, ...others] : ['1e4', '1e5', '1e6', '1e7']).map(Number);
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n\n`,
  );
  answers();
  printTable([
    ['Read, compare, result out', 'ms', 'this engine ÷ it', 'changes found'],
    ...sizes.flatMap(speed),
  ]);
  memory(Math.max(...sizes));
}
