/** Builds what is missing or older than its sources; two starts at once build only once. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFresh, partFolder, root } from './stamp.mjs';

const lockFile = join(root, 'dist', '.build-lock');

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Waits for another build on this machine; a lock whose holder is dead is taken over. */
async function takeLock() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : 0);
    // An empty file is a lock in the making: its writer gets a moment before it counts as dead.
    if (holder > 0 && !isAlive(holder)) rmSync(lockFile, { force: true });
    else await sleep(200);
  }
}

function run(args, stdio = 'inherit') {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio });
    const stop = (signal) => child.kill(signal);
    process.once('SIGINT', stop).once('SIGTERM', stop);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      if (signal === 'SIGINT' || signal === 'SIGTERM') process.exit(130);
      resolve(code ?? 1);
    });
  });
}

/**
 * Makes dist whole. While the page is being built, a new embedded database is made too (`prepareDatabase`): together they
 * are most of a first start, and neither needs the other.
 */
export async function ensureBuilt({ prepareDatabase = false } = {}) {
  if (isFresh('client') && isFresh('server')) return;
  await takeLock();
  try {
    const build = async (part) => {
      if (isFresh(part)) return;
      process.stdout.write(`Building the ${part === 'client' ? 'page' : 'server'}…\n`);
      if ((await run([join(root, 'scripts/build.mjs'), part])) !== 0)
        throw new Error(`Building dist/${part} failed.`);
    };
    const server = async () => {
      await build('server');
      const prepare = join(partFolder('server'), 'prepare.js');
      // Its failure is not told here: the server meets the same cause in a moment and tells it better.
      if (prepareDatabase && existsSync(prepare)) await run([prepare], 'ignore');
    };
    await Promise.all([isFresh('client') ? undefined : build('client'), server()]);
  } finally {
    rmSync(lockFile, { force: true });
  }
}
