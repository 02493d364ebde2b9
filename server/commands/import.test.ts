import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDoor } from '../archive/door.ts';
import { listening } from '../gateway/testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'vx-import-'));
const server = await listening(
  createServer((incoming, outgoing) => {
    incoming.resume().on('end', () => {
      if (incoming.url === '/archive') outgoing.writeHead(204).end();
      else outgoing.write('{"stored":1}\n', () => setTimeout(() => outgoing.destroy(), 50));
    });
  }),
);
openDoor(folder, { url: server.url, secret: 'secret' });
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function run(file: string): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/commands/import.ts', file], {
    env: { PATH: process.env.PATH, DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code, said };
}

test('a folder, or a file that is not there, is said in one sentence while a server runs', async () => {
  expect(await run(folder)).toEqual({ code: 1, said: 'A folder was given in the place of a file.\n' });
  const none = join(folder, 'none.ndjson');
  expect(await run(none)).toEqual({ code: 1, said: `There is no file or folder ${none}.\n` });
});

test('a server that ends in the middle is said in one sentence', async () => {
  const archive = join(folder, 'archive.ndjson');
  writeFileSync(archive, '{}\n');
  expect(await run(archive)).toEqual({
    code: 1,
    said: 'The server broke off before it said that it was finished. It keeps nothing in part: see its list of workspaces, then try again.\n',
  });
});
