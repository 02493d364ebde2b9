/**
 * `npm run bench -- gateway [rounds]`: what the gateway adds to calls on one machine. The built server with the sample workspaces is asked as a browser asks, one
 * call at a time: straight, through a bare pipe (the least that any proxy adds) and through the built gateway, in turns. Each is a process of its own, as in use.
 * What they answer is compared byte for byte.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gatewayToken, startServer } from '../e2e/support/server.ts';
import { ensureBuilt } from '../scripts/ensure-built.mjs';
import { median, printTable } from './support/table.ts';

const usualRounds = 150;
/** A gateway serves for days: what its first calls take longer is not measured. */
const warmUp = 150;
const most = { milliseconds: 2, share: 0.15 };
/** The gateway takes 20 writes a second. */
const betweenWrites = 50;

const flags = 'clean_params=false&summary_types=false';
const light = `properties=false&param_types=false&${flags}`;
const whole = `properties=true&param_types=true&${flags}`;

interface Call {
  name: string;
  path: string;
  /** As a browser takes it; else as it is. */
  packed: boolean;
  /** What is read straight, to be saved as it is. */
  save?: true;
  /** Takes so long that a part of the rounds tells enough. */
  slow?: true;
}

const list = `/api/workspaces/12/entities/39005/entities/?${light}&limit=200`;
const small = `/api/workspaces/11/entities/29003/?${whole}`;
const large = `/api/workspaces/11/entities/29001/?${whole}`;
const heavy = `/api/workspaces/11/entities/29025/?${whole}`;
const calls: readonly Call[] = [
  { name: 'who is asking', path: '/api/users/me/', packed: true },
  { name: 'an entity', path: small, packed: true },
  { name: 'a save of it', path: small, packed: true, save: true },
  { name: 'an entity with its long form', path: large, packed: true },
  { name: 'the same, not packed', path: large, packed: false },
  { name: 'a page of a list', path: list, packed: true },
  { name: 'the same, not packed', path: list, packed: false },
  { name: 'an entity with 3 MB', path: heavy, packed: true, slow: true },
  { name: 'the same, not packed', path: heavy, packed: false, slow: true },
];

/** What a proxy that does nothing else is: tells its address, and ends with its parent. */
function pipe(direct: string): void {
  const upstream = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    // With the host of the sender, addresses in the answer would lead back to the pipe.
    const {
      method,
      headers: { host: _sender, ...headers },
    } = incoming;
    const call = request(direct + incoming.url, { agent: upstream, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(call);
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit());
}

const startPipe = (direct: string): Promise<{ url: string; stop(): void }> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [direct]);
    child.once('message', (port) =>
      resolve({ url: `http://127.0.0.1:${port}`, stop: () => child.disconnect() }),
    );
    child.once('exit', () => reject(new Error('The pipe did not start.')));
  });

interface Told {
  milliseconds: number;
  /** Status, type, packing and bytes; of a save without what is new each time. */
  answer: string;
  bytes: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function ask(side: string, { path, packed, save }: Call, body: string): Promise<Told> {
  const headers = {
    'X-VX': '1',
    'Accept-Encoding': packed ? 'gzip, deflate, br, zstd' : 'identity',
    ...(save ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) } : {}),
  };
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const call = request(side + path, { agent, method: save ? 'PUT' : 'GET', headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('error', reject);
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => {
        const milliseconds = performance.now() - started;
        const bytes = Buffer.concat(pieces);
        const { 'content-type': type, 'content-encoding': packing } = answer.headers;
        const text = bytes.toString('latin1');
        const told = save ? text.replaceAll(/"(\w*updated_at|revision_id)":("[^"]*"|\d+)/g, '"$1"') : text;
        if (answer.statusCode !== 200) reject(new Error(`${answer.statusCode} for ${path}: ${text}`));
        resolve({
          milliseconds,
          answer: [answer.statusCode, type, packing, told].join('\n'),
          bytes: bytes.length,
        });
      });
    });
    call.on('error', reject);
    call.end(save ? body : undefined);
  });
}

/** The body that stores what is stored already. */
async function savedAgain(direct: string, call: Call): Promise<string> {
  if (call.save === undefined) return '';
  const headers = { 'X-VX': '1' };
  const text = await (await fetch(direct + call.path, { headers })).text();
  const { properties } = JSON.parse(text) as { properties: unknown };
  return JSON.stringify({ properties });
}

interface Measured {
  name: string;
  bytes: number;
  /** Straight, through the pipe, through the gateway; milliseconds. */
  times: readonly [number, number, number];
  isSame: boolean;
}

async function measure(call: Call, sides: readonly string[], rounds: number): Promise<Measured> {
  const body = await savedAgain(sides[0] as string, call);
  const times = sides.map((): number[] => []);
  let isSame = true;
  let first: Told | undefined;
  const part = call.slow ? 0.2 : 1;
  for (let round = -warmUp * part; round < rounds * part; round++) {
    for (const [index, side] of sides.entries()) {
      const told = await ask(side, call, body);
      first ??= told;
      isSame &&= told.answer === first.answer;
      if (round >= 0) times[index]?.push(told.milliseconds);
      if (call.save) await sleep(betweenWrites);
    }
  }
  const [straight = 0, piped = 0, through = 0] = times.map((one) => median(one));
  return { name: call.name, bytes: first?.bytes ?? 0, times: [straight, piped, through], isSame };
}

function isWithin({ times: [straight, , through], isSame }: Measured): boolean {
  const added = through - straight;
  return isSame && (added <= most.milliseconds || added <= straight * most.share);
}

function row(measured: Measured): string[] {
  const { name, bytes, times, isSame } = measured;
  const [straight, , through] = times;
  return [
    name,
    (bytes / 1000).toFixed(1),
    ...[...times, through - straight].map((time) => time.toFixed(2)),
    `${(((through - straight) / straight) * 100).toFixed(0)} %`,
    isSame ? 'same' : 'DIFFERENT',
    isWithin(measured) ? 'yes' : 'NO',
  ];
}

async function compare(rounds: number): Promise<boolean> {
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'viktor-explorer-bench-'));
  const direct = await startServer(join(folder, 'environment'), { SEED: 'sample' }, 120_000);
  const piped = await startPipe(direct.url);
  const gateway = await startServer(join(folder, 'gateway'), {
    VIKTOR_ENVIRONMENT: direct.url,
    VIKTOR_TOKEN: gatewayToken,
  });
  try {
    const measured: Measured[] = [];
    for (const call of calls)
      measured.push(await measure(call, [direct.url, piped.url, gateway.url], rounds));
    const head = [
      'median, ms',
      'kB',
      'straight',
      'bare pipe',
      'gateway',
      'added',
      'share',
      'bytes',
      'in goal',
    ];
    printTable([head, ...measured.map(row)]);
    return measured.every(isWithin);
  } finally {
    agent.destroy();
    await gateway.stop();
    piped.stop();
    await direct.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const [argument] = process.argv.slice(2);
if (process.send && argument !== undefined) pipe(argument);
else {
  const isGood = await compare(Number(argument ?? usualRounds));
  process.stdout.write(
    `${isGood ? 'Each' : 'NOT each'} adds at most ${most.milliseconds} ms or ${most.share * 100} %, with the same bytes.\n`,
  );
  process.exit(isGood ? 0 : 1);
}
