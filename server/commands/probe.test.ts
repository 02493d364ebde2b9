import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { smallWorld } from '../embedded/small-world.ts';
import { openTestEnvironment, type TestEnvironment } from '../embedded/testing.ts';
import { type Listening, listening, listenOn } from '../gateway/testing.ts';
import { quirky } from '../testing/quirks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const token = 'vktrpat_local_101';
let environment: TestEnvironment;
let viktor: Listening;
let viktorApp: ReturnType<typeof createApp>;
const written: string[] = [];
beforeAll(async () => {
  environment = await openTestEnvironment({ records: smallWorld() });
  viktorApp = createApp({ embedded: environment.embedded });
  viktor = await listenOn({
    fetch: (request, ...rest) => {
      if (request.method !== 'GET') written.push(request.method);
      return viktorApp.fetch(request, ...rest);
    },
  });
});
afterAll(async () => {
  await viktor.close();
  await environment.close();
});

function probe(
  args: string[],
  settings: Record<string, string>,
): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/commands/probe.ts', ...args], {
      cwd: root,
      env: { PATH: process.env.PATH ?? '', ...settings },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
    child.once('exit', (code) => resolve({ code, text }));
  });
}

test('the probe reports by reading only, and never the token', async () => {
  written.length = 0;
  const { code, text } = await probe([], { VIKTOR_ENVIRONMENT: viktor.url, VIKTOR_TOKEN: token });
  expect(code).toBe(0);
  expect(text).toContain('| 1. Order of revisions |');
  expect(text).toContain('| 12. path ends with the entity itself | yes |');
  // The one at the top has no params.
  expect(text).toContain('| 6. properties read as | object |');
  expect(text).toMatch(/\| 7\. clean_params changes the params \| (yes|no) \|/);
  expect(text).toContain('| 2. Is the current user at /users/me/? | 200');
  expect(text).not.toContain(token);
  expect(written).toEqual([]);
});

test('with --write it makes one entity, and takes it away again', async () => {
  written.length = 0;
  const { text } = await probe(['--write', '1'], { VIKTOR_ENVIRONMENT: viktor.url, VIKTOR_TOKEN: token });
  expect(text).toContain('| 5. A rename keeps the params | 200; yes |');
  expect(text).toContain('| 5. properties replace or merge | replace |');
  expect(text).toMatch(/\| 8\. Deleting \| 204.*afterwards 404/);
  expect(written).toEqual(['POST', 'PUT', 'PUT', 'PUT', 'PUT', 'DELETE']);
});

test('an environment that wants the name with every save is asked the rest with it', async () => {
  const demanding = quirky(['putDemandsName', 'putRefusesEmptyMessage'], async (request) =>
    viktorApp.fetch(request),
  );
  const door = await listenOn({ fetch: demanding });
  const { text } = await probe(['--write', '1'], { VIKTOR_ENVIRONMENT: door.url, VIKTOR_TOKEN: token });
  await door.close();
  expect(text).toContain('| 5. A save without the name | is refused |');
  expect(text).toContain('| 5. A rename keeps the params | 200; yes |');
  expect(text).toContain('| 5. properties replace or merge | replace |');
  expect(text).toContain('| 5. An empty message | 400, an object with message |');
});

test('where a save is refused, nothing is said about what it would have done', async () => {
  const closed = await listenOn({
    fetch: async (request: Request) =>
      request.method === 'PUT' ? Response.json({ detail: 'No.' }, { status: 403 }) : viktorApp.fetch(request),
  });
  const { text } = await probe(['--write', '1'], { VIKTOR_ENVIRONMENT: closed.url, VIKTOR_TOKEN: token });
  await closed.close();
  const unknown = 'not known: the save was answered with 403';
  expect(text).toContain(`| 5. A rename keeps the params | ${unknown} |`);
  expect(text).toContain(`| 5. properties replace or merge | ${unknown} |`);
});

test('without an environment or a token it says what to set', async () => {
  const { code, text } = await probe([], {});
  expect([code, text]).toEqual([
    1,
    'Set VIKTOR_ENVIRONMENT and VIKTOR_TOKEN: which environment to ask, and as whom.\n',
  ]);
});

test('where the first workspaces are empty, the next one with entities is asked about', async () => {
  const some = await listening(
    createServer((incoming, outgoing) => {
      const { pathname } = new URL(incoming.url ?? '', 'http://x');
      const lists: Record<string, object[]> = {
        '/api/workspaces/': [{ id: 1 }, { id: 2 }],
        '/api/workspaces/2/entities/': [{ id: 9 }],
      };
      outgoing.setHeader('Content-Type', 'application/json');
      outgoing.end(JSON.stringify(lists[pathname] ?? (pathname.endsWith('/9/') ? { id: 9, mark: 1 } : [])));
    }),
  );
  const { text } = await probe([], { VIKTOR_ENVIRONMENT: some.url, VIKTOR_TOKEN: token });
  await some.close();
  expect(text).toContain('| Members of an entity | id, mark |');
});

test('an environment that cannot be reached is told in a sentence, without a report', async () => {
  const gone = await listening(createServer());
  await gone.close();
  const { code, text } = await probe([], { VIKTOR_ENVIRONMENT: gone.url, VIKTOR_TOKEN: token });
  expect([code, text]).toEqual([1, `${new URL(gone.url).host} takes no connections right now.\n`]);
});

test('a server that packs unasked, has no time at first and breaks off is read all the same', async () => {
  let asked = 0;
  const odd = await listening(
    createServer((incoming, outgoing) => {
      asked += 1;
      if (asked === 1) return void outgoing.writeHead(429, { 'Retry-After': '1' }).end();
      if (incoming.url === '/api/workspaces/') {
        outgoing.write('[');
        return void setTimeout(() => outgoing.destroy(), 20);
      }
      outgoing.setHeader('Content-Encoding', 'gzip');
      outgoing.end(gzipSync('\ufeff{"echo":1}'));
    }),
  );
  const { code, text } = await probe([], { VIKTOR_ENVIRONMENT: odd.url, VIKTOR_TOKEN: token });
  await odd.close();
  expect(code).toBe(0);
  expect(text).toContain('| Does /verify/ accept the token? | 200, an object with echo |');
  expect(text).toContain('| 3. A list without limit | no whole answer: the connection broke each time |');
});
