import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Listening, listening, ownHeader } from './gateway/testing.ts';

/** Two processes of the server as an operator runs them: one secret, and one PostgreSQL table of sessions, or without one the same folder. */

interface Process {
  child: ChildProcess;
  url: string;
  /** What it has logged so far. */
  logged(): string;
}
let viktor: Listening;
let folder: string;
let processes: [Process, Process];
/** Calls that the stand-in for VIKTOR has not answered yet. */
const waiting: ServerResponse[] = [];

async function start(name: string): Promise<Process> {
  const databaseUrl = process.env.TEST_DATABASE_URL;
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: join(folder, databaseUrl ? name : 'shared'),
      SESSION_SECRET: 'one secret for both of the processes',
      VIKTOR_ENVIRONMENT: viktor.url,
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [printed, logged] = ['', ''];
  child.stderr.on('data', (chunk) => {
    logged += String(chunk);
  });
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    const url = /ready at (http:\S+)/.exec(printed)?.[1];
    if (url !== undefined) return { child, url, logged: () => logged };
  }
  throw new Error(`The server ended before it was ready: ${printed}${logged}`);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vx-main-'));
  viktor = await listening(
    createServer((incoming, outgoing) => {
      outgoing.setHeader('Content-Type', 'application/json');
      if (incoming.url === '/api/workspaces/') waiting.push(outgoing);
      else if (incoming.url === '/api/apps/') outgoing.destroy();
      else outgoing.end('{"id":7,"first_name":"Ada"}');
    }),
  );
  processes = await Promise.all([start('first'), start('second')]);
}, 60_000);
afterAll(async () => {
  for (const { child } of processes) child.kill('SIGKILL');
  await viktor.close();
  rmSync(folder, { recursive: true, force: true });
});

async function signIn({ url }: Process): Promise<string> {
  const body = JSON.stringify({ environment: viktor.url, token: 'vktrpat_local_7' });
  const answer = await fetch(`${url}/session/accounts`, { method: 'POST', headers: ownHeader, body });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
const send = ({ url }: Process, cookie: string, path: string, method = 'GET'): Promise<Response> =>
  fetch(url + path, { method, headers: { ...ownHeader, Cookie: cookie } });

test('signing in at one process holds at the other, and forgetting at the other ends it at the first', async () => {
  const [first, second] = processes;
  const cookie = await signIn(first);
  expect(await (await send(second, cookie, '/api/users/me/')).json()).toMatchObject({ id: 7 });
  expect((await send(first, cookie, '/api/users/me/')).status).toBe(200);
  expect((await send(second, cookie, '/session', 'DELETE')).ok).toBe(true);
  for (const one of processes) expect((await send(one, cookie, '/api/users/me/')).status).toBe(401);
});

test('the log tells of sign-ins and of calls without an answer, and never a token, a cookie or a body', async () => {
  const [first] = processes;
  const cookie = await signIn(first);
  expect((await send(first, cookie, '/api/apps/')).status).toBe(502);
  await vi.waitFor(() => expect(first.logged()).toContain('No good answer from an environment'));
  expect(first.logged()).toContain('Somebody signed in');
  for (const secret of ['vktrpat', cookie.split('=')[1] as string, 'Ada'])
    expect(first.logged()).not.toContain(secret);
});

test('told to end, also twice, a process answers what it was asked and is gone then, or within 5 seconds, whatever VIKTOR does', async () => {
  const [first, second] = processes;
  const cookie = await signIn(first);
  const calls = [];
  for (const one of processes) {
    calls.push(send(one, cookie, '/api/workspaces/').then((answer) => answer.text()));
    await vi.waitFor(() => expect(waiting).toHaveLength(calls.length));
  }
  const [answered, never] = calls;
  const cut = expect(never).rejects.toThrow();
  const asked = Date.now();
  const ends = processes.map(async ({ child }) => {
    const [code] = await once(child, 'exit');
    return { code, after: Date.now() - asked };
  });
  for (const { child } of processes) child.kill('SIGTERM');
  await vi.waitFor(() => expect(fetch(first.url)).rejects.toThrow());
  for (const { child } of processes) child.kill('SIGTERM');
  waiting[0]?.end('["whole"]');
  expect(await answered).toBe('["whole"]');
  await cut;
  const [soon, late] = await Promise.all(ends);
  for (const end of [soon, late]) expect(end?.code).toBe(0);
  // The connection is kept by who asked, and has nothing more to answer.
  expect(soon?.after).toBeLessThan(3000);
  expect(late?.after).toBeLessThan(5000);
  await expect(fetch(second.url)).rejects.toThrow();
}, 20_000);
