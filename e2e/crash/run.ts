/**
 * The crash harness: `tsx e2e/crash/run.ts`, CRASH_ROUNDS rounds (20). Starts the built server, streams saves, kills it with SIGKILL 20–1500 ms later and
 * starts it again: every save that was answered must be there, each revision whole and exact, none too many. Every fifth round kills during the start that follows
 * (recovery). A folder takes ten rounds, the first start of each is killed too, and two folders are under way at a time. A seed (CRASH_SEED) repeats a run's kill times. Writes
 * CRASH_REPORT as JSON.
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
const say = (text: string) => process.stdout.write(`${text}\n`);

/** A data folder, and the numbers that say when its server is killed. */
class Folder {
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'viktor-explorer-crash-'));
  readonly #random: () => number;
  #workspaceId = 0;
  #saves: Saves[] = [];

  constructor(number: number) {
    this.#random = randomFrom(seed + number);
  }

  /** Saves that were answered in its life. */
  get acknowledged(): number {
    return this.#saves.reduce((sum, { acknowledged: count }) => sum + count, 0);
  }

  #start() {
    return startServer(this.#dataDir, { SEED: 'none' });
  }

  /** Starts a server on the folder and kills it after a while, wherever it then is. */
  async #killWhileStarting(atMost: number): Promise<void> {
    const stop = new AbortController();
    const starting = startServer(this.#dataDir, { SEED: 'none' }, 30_000, stop.signal);
    await sleep(150 + this.#random() * atMost);
    stop.abort();
    await starting.then(
      async (server) => server.kill(),
      () => {},
    );
  }

  async fill(): Promise<void> {
    await this.#killWhileStarting(1500);
    const server = await this.#start();
    this.#workspaceId = await importLines(this.#dataDir, sampleArchive({ children: 4, revisions: 1 }));
    this.#saves = await firstSaves(server.url, this.#workspaceId);
    await server.kill();
  }

  /** Kills the server while it takes saves; what was answered, when it was killed, and how long the next start took. Throws with what is not as it was answered. */
  async round(round: number): Promise<{ answered: number; delay: number; start: number }> {
    if (round % 5 === 4) await this.#killWhileStarting(1200);
    const server = await this.#start();
    const before = this.acknowledged;
    let answeredOne = () => {};
    const firstAnswer = new Promise<void>((resolve) => {
      answeredOne = resolve;
    });
    const streaming = streamSaves(server.url, this.#workspaceId, this.#saves, this.#random, answeredOne);
    // Every second round waits for saves to flow, so that a slow machine does not prove things about no saves at all.
    if (round % 2 === 1) await Promise.race([firstAnswer, sleep(5000)]);
    const delay = 20 + this.#random() * 1480;
    await sleep(delay);
    await server.kill();
    await streaming;
    const again = Date.now();
    const checker = await this.#start();
    const start = Date.now() - again;
    const problems = await checkSaves(checker.url, this.#workspaceId, this.#saves);
    await checker.kill();
    if (problems.length > 0) throw new Error(problems.slice(0, 5).join('\n'));
    return { answered: this.acknowledged - before, delay, start };
  }

  remove(): void {
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}

let failed = 0;
let acknowledged = 0;
let slowest = 0;

/** The rounds of one folder; after one that failed the next gets a folder of its own, and the failed one is left to be looked at. */
async function roundsOn(first: number): Promise<void> {
  let folder: Folder | null = null;
  for (let round = first; round < Math.min(first + roundsOfFolder, rounds); round += 1) {
    try {
      if (folder === null) {
        folder = new Folder(round);
        await folder.fill();
      }
      const { answered, delay, start } = await folder.round(round);
      acknowledged += answered;
      slowest = Math.max(slowest, start);
      say(
        `  round ${round + 1}: killed after ${Math.round(delay)} ms, ${answered} saves answered, all there`,
      );
    } catch (error) {
      failed += 1;
      say(
        `  round ${round + 1} FAILED (seed ${seed}): ${error instanceof Error ? error.message : String(error)}`,
      );
      folder = null;
    }
  }
  folder?.remove();
}

say(`Crash harness: ${rounds} rounds, seed ${seed}`);
const firsts = Array.from({ length: Math.ceil(rounds / roundsOfFolder) }, (_, at) => at * roundsOfFolder);
const inTurn = async () => {
  for (let first = firsts.shift(); first !== undefined; first = firsts.shift()) await roundsOn(first);
};
await Promise.all([inTurn(), inTurn()]);
if (rounds >= 2 && acknowledged < rounds / 2) {
  failed += 1;
  say(`  FAILED: only ${acknowledged} saves were answered in all, so this run proves nothing`);
}
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
