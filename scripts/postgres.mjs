/** A PostgreSQL server for the tests: TEST_DATABASE_URL when given, else one from the system's binaries, on a folder and port of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.mjs';

function findBinaries() {
  const versions = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').sort().reverse()
    : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => `/usr/lib/postgresql/${version}/bin`),
  ];
  return (
    folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null
  );
}

/** PostgreSQL refuses to run as root. */
function otherUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // There is no such user; the next one, or none.
    }
  }
  return null;
}

/** Resolves to `{ url, stop }`, or to `{ missing }` with the reason. */
export async function startPostgres() {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: () => {} };
  const binaries = findBinaries();
  if (!binaries)
    return { missing: 'no PostgreSQL here (TEST_DATABASE_URL, or initdb and postgres on the PATH)' };
  const user = otherUser();
  if (user === null) return { missing: 'PostgreSQL does not run as root, and there is no other user' };
  const folder = mkdtempSync(join(tmpdir(), 'viktor-explorer-postgres-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder, stdio: 'ignore' };
  const stop = () => {
    server?.kill('SIGINT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  let server;
  try {
    execFileSync(
      join(binaries, 'initdb'),
      ['-D', data, '-U', 'tester', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C'],
      { ...options, timeout: 60_000 },
    );
    const port = await freePort();
    const settings = [
      'fsync=off',
      'full_page_writes=off',
      'max_connections=60',
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
    ];
    server = spawn(
      join(binaries, 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      options,
    );
    const url = `postgres://tester@127.0.0.1:${port}/postgres`;
    const { default: pg } = await import('pg');
    for (let attempt = 0; ; attempt += 1) {
      const client = new pg.Client({ connectionString: url });
      try {
        await client.connect();
        await client.end();
        return { url, stop };
      } catch (error) {
        if (attempt > 50) throw error;
        await sleep(200);
      }
    }
  } catch (error) {
    stop();
    return { missing: `PostgreSQL did not start: ${String(error.message).split('\n')[0]}` };
  }
}
