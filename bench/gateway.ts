import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listenGateway } from '../server/gateway/testing.ts';
import { median } from './support/table.ts';

/**
 * What the gateway adds to a call on one machine: answers of three sizes, one at a time, straight, through a bare pipe (the least that any proxy in this process
 * adds) and through the gateway in turns.
 */

/** The last one is only told: on loopback it is a matter of copying memory twice, and on any network the line is what takes the time. */
const sizes: readonly [name: string, bytes: number][] = [
  ['small answer, 1 kB', 1_000],
  ['one page of a list, 60 kB', 60_000],
  ['large params, 3 MB', 3_000_000],
];
const rounds = 300;
const most = { milliseconds: 2, share: 0.15 };

async function timed(url: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(url, { headers: { 'X-VX': '1' } });
  await answer.arrayBuffer();
  return performance.now() - started;
}

const bodies = sizes.map(([, bytes]) => Buffer.from(JSON.stringify({ text: 'x'.repeat(bytes) })));
// As long as an environment takes at the very least: time on loopback alone would be a time of nothing.
const upstream = createServer((incoming, outgoing) => {
  const body = bodies[Number(incoming.url?.split('/')[3]) - 1] as Buffer;
  outgoing.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
  outgoing.end(body);
});
await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
const direct = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
const agent = new Agent({ keepAlive: true });
const bare = createServer((incoming, outgoing) => {
  request(direct + incoming.url, { agent }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  }).end();
});
await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
const barePipe = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;
const gateway = await listenGateway(direct, { token: 'vktrpat_1_benchmark' });

let isGood = true;
console.log('answer                       straight  bare pipe    gateway      added   share');
for (const [index, [name]] of sizes.entries()) {
  const path = `/api/workspaces/${index + 1}/`;
  const times: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds + 30; round++) {
    for (const [side, url] of [direct, barePipe, gateway.url].entries()) {
      const time = await timed(url + path);
      if (round >= 30) times[side as 0 | 1 | 2].push(time);
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
await gateway.close();
for (const server of [upstream, bare]) server.close();
upstream.closeAllConnections();
process.exit(isGood ? 0 : 1);
