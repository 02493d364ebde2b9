import { fork } from 'node:child_process';
import { Agent, createServer, type RequestListener, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { listenGateway } from '../server/gateway/testing.ts';
import { median } from './support/table.ts';

/**
 * What the gateway adds to a call on one machine: answers of three sizes, one at a time, straight, through a bare pipe (the least that any proxy adds) and through
 * the gateway in turns. Each is a process of its own, as in use: in one process all would only wait for each other.
 */

/** The last one is only told: on loopback it is a matter of copying memory twice, and on any network the line is what takes the time. */
const sizes: readonly [name: string, bytes: number][] = [
  ['small answer, 1 kB', 1_000],
  ['one page of a list, 60 kB', 60_000],
  ['large params, 3 MB', 3_000_000],
];
const rounds = 300;
const warmUp = 100;
const most = { milliseconds: 2, share: 0.15 };

/** An environment that does nothing but answer. */
function answering(): RequestListener {
  const bodies = sizes.map(([, bytes]) => Buffer.from(JSON.stringify({ text: 'x'.repeat(bytes) })));
  return (incoming, outgoing) => {
    const body = bodies[Number(incoming.url?.split('/')[3]) - 1] as Buffer;
    outgoing.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
    outgoing.end(body);
  };
}

function piping(direct: string): RequestListener {
  const agent = new Agent({ keepAlive: true });
  return (incoming, outgoing) => {
    request(direct + incoming.url, { agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    }).end();
  };
}

/** What a child process is: tells its address, and ends with its parent. */
async function be(role: string, direct: string): Promise<void> {
  let close = async (): Promise<void> => {};
  process.on('disconnect', () => void close().then(() => process.exit()));
  if (role === 'gateway') {
    const gateway = await listenGateway(direct, { token: 'vktrpat_1_benchmark' });
    close = () => gateway.close();
    process.send?.(gateway.url);
    return;
  }
  const server = createServer(role === 'environment' ? answering() : piping(direct));
  server.listen(0, '127.0.0.1', () => {
    process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
}

const start = (role: string, direct = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [role, direct]);
    child.once('message', (url) => resolve(String(url)));
    child.once('exit', () => reject(new Error(`The ${role} did not start.`)));
  });

async function timed(url: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(url, { headers: { 'X-VX': '1' } });
  await answer.arrayBuffer();
  return performance.now() - started;
}

async function compare(): Promise<boolean> {
  const direct = await start('environment');
  const sides = [direct, await start('pipe', direct), await start('gateway', direct)];
  let isGood = true;
  console.log('answer                       straight  bare pipe    gateway      added   share');
  for (const [index, [name]] of sizes.entries()) {
    const times: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < rounds + warmUp; round++) {
      for (const [side, url] of sides.entries()) {
        const time = await timed(`${url}/api/workspaces/${index + 1}/`);
        if (round >= warmUp) times[side as 0 | 1 | 2].push(time);
      }
    }
    const [straight, piped, through] = [median(times[0]), median(times[1]), median(times[2])];
    const added = through - straight;
    if (index < sizes.length - 1) isGood &&= added <= most.milliseconds || added <= straight * most.share;
    const columns = [straight, piped, through, added].map((time) => `${time.toFixed(2)} ms`.padStart(10));
    console.log(
      `${name.padEnd(27)}${columns.join(' ')} ${`${((added / straight) * 100).toFixed(0)} %`.padStart(7)}`,
    );
  }
  console.log(
    isGood
      ? `Each but the last adds at most ${most.milliseconds} ms or ${most.share * 100} %.`
      : `More than ${most.milliseconds} ms and ${most.share * 100} % was added.`,
  );
  return isGood;
}

const [role, direct = ''] = process.argv.slice(2);
if (process.send && role !== undefined) await be(role, direct);
else process.exit((await compare()) ? 0 : 1);
