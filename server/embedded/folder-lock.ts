import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** The folder is in use, or can't be: a sentence for the person who starts the server. */
export class FolderLockError extends Error {}

/** Held until `release`, or until the process ends in any way. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Lets one process at a time use the database folder: two on one PGlite folder destroy each other's commits.
 *
 * On Linux the lock is an abstract socket named after the folder's real path, which the kernel releases when its holder dies, however it
 * dies. It is never stolen by time. A file beside it only names the holder. Elsewhere that file is the lock, and counts while its process lives.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = join(folder, 'server.pid');
  return process.platform === 'linux' ? lockBySocket(folder, file) : lockByFile(folder, file);
}

async function lockBySocket(folder: string, file: string): Promise<FolderLock> {
  const name = createHash('sha256').update(folder).digest('hex');
  const server = createServer((socket) => socket.destroy());
  server.unref();
  try {
    await listen(server, `\0viktor-explorer-${name}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw inUse(folder, readHolder(file));
    throw error;
  }
  writeFileSync(file, holder());
  return {
    async release() {
      rmSync(file, { force: true });
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path }, () => resolve());
  });
}

async function lockByFile(folder: string, file: string): Promise<FolderLock> {
  for (;;) {
    try {
      writeFileSync(file, holder(), { flag: 'wx' });
      return { release: async () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const other = readHolder(file);
    if (other !== null && (other.host !== hostname() || isAlive(other.pid))) throw inUse(folder, other);
    rmSync(file, { force: true });
  }
}

interface Holder {
  pid: number;
  host: string;
  since: string;
}

function holder(): string {
  return JSON.stringify({
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
  } satisfies Holder);
}

function readHolder(file: string): Holder | null {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' ? { pid, host: String(host), since: String(since) } : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function inUse(folder: string, other: Holder | null): FolderLockError {
  const who =
    other === null ? 'another process' : `process ${other.pid} on ${other.host} (since ${other.since})`;
  return new FolderLockError(
    `The folder ${folder} is in use by ${who}: stop that one first, or choose another DATA_DIR.`,
  );
}
