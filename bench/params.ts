/**
 * `npm run bench -- params [bytes …]`: comparing params against peers; `npm run bench -- params blame`: only who set what. Same texts, same run, interleaved, medians. Each contestant has a thread of its own, as the page gives
 * the engine one: two texts in, what was found out, and nobody's garbage in another's heap. First the answers, then the times, then the memory.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson } from '../contract/json/reading.ts';
import type { JsonValue } from '../contract/json/value.ts';
import { BlameChain } from '../src/params/blame-chain.ts';
import { answerCases } from './support/params-answers.ts';
import { type Answer, type Contestant, contestants } from './support/params-contestants.ts';
import { makeHistory, makePair } from './support/params-inputs.ts';
import { median, printTable } from './support/table.ts';
import { startThread } from './support/thread.ts';

/** Bytes beyond which a peer is not run: jsondiffpatch holds a number for each pair of rows of a table. */
const MOST: Partial<Record<Contestant, number>> = { jsondiffpatch: 2_000_000 };

function answers(): void {
  const names = ['this engine', 'microdiff', 'jsondiffpatch'] as const;
  const rows = answerCases().map(({ what, made, left, right }) => [
    what,
    String(made),
    ...names.map((name) => String(contestants[name](left, right).changes)),
  ]);
  printTable([['Changes found in a table of 1,000 rows', 'made', ...names], ...rows]);
  process.stdout.write('\n');
}

async function speed(bytes: number): Promise<string[][]> {
  const { left, right, planted } = makePair(bytes);
  const names = (Object.keys(contestants) as Contestant[]).filter(
    (name) => bytes <= (MOST[name] ?? Number.POSITIVE_INFINITY),
  );
  const threads = new Map(
    names.map((name) => [name, startThread(new URL('./support/params-worker.ts', import.meta.url), name)]),
  );
  const rounds = bytes > 5e6 ? 5 : bytes > 5e5 ? 21 : 41;
  // So many that all of them run as the compiler leaves them in the end.
  const warmUp = bytes > 5e6 ? 2 : 10;
  const times = new Map(names.map((name) => [name, [] as number[]]));
  const found = new Map<Contestant, number>();
  for (let round = -warmUp; round < rounds; round++)
    for (const [name, thread] of threads) {
      const start = performance.now();
      thread.postMessage([left, right]);
      const [{ changes }] = (await once(thread, 'message')) as [Answer];
      if (round >= 0) times.get(name)?.push(performance.now() - start);
      found.set(name, changes);
    }
  await Promise.all([...threads.values()].map((thread) => thread.terminate()));
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

/** Who set what, as the page's worker learns it: each revision comes as a text and is read like the one before. */
function blame(): void {
  const texts = makeHistory(501);
  const [whole, more]: [number[], number[]] = [[], []];
  for (let round = -1; round < 5; round++) {
    const chain = new BlameChain<number>();
    let newest: JsonValue | undefined;
    const learn = (from: number, to: number): number => {
      const start = performance.now();
      for (let id = from; id < to; id++) {
        newest = readJson(texts[id] as string, newest === undefined ? {} : { like: newest });
        chain.add({ id, params: newest });
      }
      chain.at(to - 1);
      return performance.now() - start;
    };
    const [first, last] = [learn(0, 500), learn(500, 501)];
    if (round < 0) continue;
    whole.push(first);
    more.push(last);
  }
  printTable([
    ['Who set what: 2,000 values, texts in', 'ms', 'goal'],
    ['500 revisions', median(whole).toFixed(0), '1000'],
    ['one revision more', median(more).toFixed(1), '20'],
  ]);
}

function runOnce(what: string, folder: string): void {
  if (what === 'compare')
    contestants['this engine'](
      readFileSync(join(folder, 'left.json'), 'utf8'),
      readFileSync(join(folder, 'right.json'), 'utf8'),
    );
  process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
}

const [first, ...others] = process.argv.slice(2);
if (first === '--once') runOnce(others[0] ?? '', others[1] ?? '');
else if (first === 'blame') blame();
else {
  const sizes = (first ? [first, ...others] : ['1e4', '1e5', '1e6', '1e7']).map(Number);
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n\n`,
  );
  answers();
  const rows: string[][] = [];
  for (const size of sizes) rows.push(...(await speed(size)));
  printTable([
    ['Two texts in, read, compare, result out', 'ms', 'this engine ÷ it', 'changes found'],
    ...rows,
  ]);
  memory(Math.max(...sizes));
  process.stdout.write('\n');
  blame();
}
