/**
 * The crash harness: `tsx e2e/crash/run.ts`, CRASH_ROUNDS rounds (20). Starts the built server, streams saves, kills it with SIGKILL 20–1500 ms later and
 * starts it again: every save that was answered must be there, each revision whole and exact, none too many. Every fifth round kills during the start that follows
 * (recovery), every tenth during the first start of a new folder. A seed (CRASH_SEED) repeats a run's kill times. Writes CRASH_REPORT as JSON.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { importLines } from '../../server/archive/door.ts';
import { sampleArchive } from '../../server/archive/sample-archive.ts';
import { startServer } from '../support/server.ts';
import { checkSaves, firstSaves, type Saves, streamSaves } from './saves.ts';

const rounds = Number(process.env.CRASH_ROUNDS ?? 20);
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const roundsOfFolder = 10;

/** The same numbers for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const random = randomFrom(seed);
const say = (text: string) => process.stdout.write(`${text}\n`);

/** Starts a server on the folder and kills it after a while, wherever it then is. */
async function killWhileStarting(dataDir: string, atMost: number): Promise<void> {
  const stop = new AbortController();
  const starting = startServer(dataDir, { SEED: 'none' }, 30_000, stop.signal);
  await sleep(150 + random() * atMost);
  stop.abort();
  await starting.then(
    async (server) => server.kill(),
    () => {},
  );
}

interface Folder {
  dataDir: string;
  workspaceId: number;
  saves: Saves[];
}

async function newFolder(): Promise<Folder> {
  const dataDir = mkdtempSync(join(tmpdir(), 'viktor-explorer-crash-'));
  await killWhileStarting(dataDir, 1500);
  const server = await startServer(dataDir, { SEED: 'none' });
  const workspaceId = await importLines(dataDir, sampleArchive({ children: 4, revisions: 1 }));
  const saves = await firstSaves(server.url, workspaceId);
  await server.kill();
  return { dataDir, workspaceId, saves };
}

let folder: Folder | null = null;
let failed = 0;
let acknowledged = 0;
const starts: number[] = [];
say(`Crash harness: ${rounds} rounds, seed ${seed}`);
for (let round = 0; round < rounds; round += 1) {
  try {
    if (folder === null || round % roundsOfFolder === 0) {
      if (folder !== null) rmSync(folder.dataDir, { recursive: true, force: true });
      folder = await newFolder();
    }
    if (round % 5 === 4) await killWhileStarting(folder.dataDir, 1200);
    const server = await startServer(folder.dataDir, { SEED: 'none' });
    const before = folder.saves.reduce((sum, { acknowledged: count }) => sum + count, 0);
    let answeredOne = () => {};
    const firstAnswer = new Promise<void>((resolve) => {
      answeredOne = resolve;
    });
    const streaming = streamSaves(server.url, folder.workspaceId, folder.saves, random, answeredOne);
    // Every second round waits for saves to flow, so that a slow machine does not prove things about no saves at all.
    if (round % 2 === 1) await Promise.race([firstAnswer, sleep(5000)]);
    const delay = 20 + random() * 1480;
    await sleep(delay);
    await server.kill();
    await streaming;
    const again = Date.now();
    const checker = await startServer(folder.dataDir, { SEED: 'none' });
    starts.push(Date.now() - again);
    const problems = await checkSaves(checker.url, folder.workspaceId, folder.saves);
    await checker.kill();
    const answered = folder.saves.reduce((sum, { acknowledged: count }) => sum + count, 0) - before;
    acknowledged += answered;
    if (problems.length > 0) throw new Error(problems.slice(0, 5).join('\n'));
    say(`  round ${round + 1}: killed after ${Math.round(delay)} ms, ${answered} saves answered, all there`);
  } catch (error) {
    failed += 1;
    say(
      `  round ${round + 1} FAILED (seed ${seed}): ${error instanceof Error ? error.message : String(error)}`,
    );
    // The folder is of no use any more; the next round gets its own.
    folder = null;
  }
}
if (folder !== null) rmSync(folder.dataDir, { recursive: true, force: true });
if (rounds >= 2 && acknowledged < rounds / 2) {
  failed += 1;
  say(`  FAILED: only ${acknowledged} saves were answered in all, so this run proves nothing`);
}
const slowest = Math.max(0, ...starts);
say(
  `Crash harness: ${acknowledged} saves answered, ${failed} failed; slowest start after a kill ${slowest} ms`,
);
if (process.env.CRASH_REPORT) {
  writeFileSync(
    process.env.CRASH_REPORT,
    JSON.stringify({ passed: Math.max(0, rounds - failed), failed, acknowledged, slowest }),
  );
}
process.exitCode = failed > 0 ? 1 : 0;
