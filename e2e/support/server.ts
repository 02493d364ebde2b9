import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Whom the journeys act as where they go through the gateway; nothing that reaches a page or a log may hold it. */
export const gatewayToken = 'vktrpat_local_101';

export interface RunningServer {
  /** Without a slash at the end. */
  url: string;
  process: ChildProcess;
  /** What it has printed and logged: the last million characters. */
  said(): string;
  /** SIGTERM, and SIGKILL when it has not ended after 10 s. */
  stop(): Promise<void>;
  /** SIGKILL; resolves when it has ended. */
  kill(): Promise<void>;
}

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the built server on a free port and resolves when it answers; throws with its output when it ends before. */
export async function startServer(
  dataDir: string,
  environment: Record<string, string> = {},
  patience = 30_000,
  /** Kills the server while it starts. */
  abort?: AbortSignal,
): Promise<RunningServer> {
  const {
    DATABASE_URL: _url,
    VIKTOR_ENVIRONMENT: _environment,
    VIKTOR_TOKEN: _token,
    ...inherited
  } = process.env;
  const child = spawn(process.execPath, [main], {
    cwd: root,
    env: { ...inherited, HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-1_000_000);
  };
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  abort?.addEventListener('abort', () => child.kill('SIGKILL'));
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The server did not start within ${patience / 1000} s:\n${output}`));
    }, patience);
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      keep(chunk);
      printed = (printed + chunk.toString()).slice(-20_000);
      const found = /https?:\/\/127\.0\.0\.1:\d+/.exec(printed);
      if (found === null) return;
      clearTimeout(late);
      resolve(found[0]);
    });
    child.stderr?.on('data', keep);
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      reject(new Error(`The server ended (${signal ?? code}) before it was ready:\n${output}`));
    });
  });
  return {
    url,
    process: child,
    said: () => output,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const kill = setTimeout(() => child.kill('SIGKILL'), 10_000);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(kill);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
