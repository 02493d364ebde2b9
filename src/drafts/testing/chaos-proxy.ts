import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the proxy does to one request. */
type Deed =
  | 'pass'
  | 'reset before'
  | 'reset before, forward later'
  | 'reset after the commit'
  | 'cut the answer short'
  | '502 after the commit'
  | 'forward twice'
  | 'sent twice'
  | '429'
  | '503'
  | '502 before';

const FOR_ALL: readonly [Deed, number][] = [
  ['reset before', 0.03],
  ['reset after the commit', 0.04],
  ['cut the answer short', 0.02],
  ['429', 0.015],
  ['503', 0.015],
  ['502 before', 0.01],
];
const FOR_WRITES: readonly [Deed, number][] = [
  ...FOR_ALL,
  ['502 after the commit', 0.03],
  ['reset before, forward later', 0.04],
  ['forward twice', 0.03],
  ['sent twice', 0.03],
];

export interface ChaosProxy {
  url: string;
  /** How often each deed was done. */
  deeds: Map<Deed, number>;
  /** How many requests, and repetitions of them, are still on their way. */
  readonly underWay: number;
  /** How many of those wait in the storm's own time, and for how many of these somebody waits. */
  readonly asleep: { all: number; awaited: number };
  /** Delivers the first write once more: an older state, over whatever stands there. */
  repeatFirstWrite(): Promise<void>;
  close(): Promise<void>;
}

interface Forwarded {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Headers of an answer that hold only between two ends of one connection. */
const NOT_PASSED_ON = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'transfer-encoding',
]);

/**
 * A proxy that spoils connections by a seeded plan: the same seed, the same deeds in order of arrival. `at` tells the time of the storm, which ends at `calmFrom`; `sleep` waits in
 * it. With `keepsLastWrite` the server behind it loses its check of revisions, as VIKTOR has none.
 */
export async function startChaosProxy(options: {
  upstream: string;
  random: () => number;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  calmFrom: number;
  keepsLastWrite: boolean;
  /** What a 429 or 503 asks to wait; a second by the clock without it. */
  retryAfterSeconds?: number;
  /** Which requests are spoiled; all without it. */
  spoils?: (method: string, url: string) => boolean;
}): Promise<ChaosProxy> {
  const { upstream, random, now, calmFrom } = options;
  const deeds = new Map<Deed, number>();
  const outage = random() * calmFrom;
  const isDown = () => now() > outage && now() < Math.min(calmFrom, outage + 3000);

  const asleep = { all: 0, awaited: 0 };
  const sleep = async (ms: number, awaited: 0 | 1 = 0): Promise<void> => {
    asleep.all++;
    asleep.awaited += awaited;
    await options.sleep(ms);
    asleep.all--;
    asleep.awaited -= awaited;
  };
  let firstWrite: (() => Promise<Forwarded>) | undefined;
  const choose = (isWrite: boolean): Deed => {
    let chance = random();
    if (now() >= calmFrom) return 'pass';
    for (const [deed, odds] of isWrite ? FOR_WRITES : FOR_ALL) {
      if (chance < odds) return deed;
      chance -= odds;
    }
    return 'pass';
  };
  const forward = async (request: IncomingMessage, body: Buffer): Promise<Forwarded> => {
    const headers: Record<string, string> = {};
    for (const name of ['accept', 'authorization', 'content-type', 'x-vx', 'if-match']) {
      const value = request.headers[name];
      if (typeof value === 'string' && !(name === 'if-match' && options.keepsLastWrite))
        headers[name] = value;
    }
    const { method = 'GET' } = request;
    if (method === 'PUT') firstWrite ??= () => forward(request, body);
    const answer = await fetch(upstream + request.url, {
      method,
      headers,
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    return {
      status: answer.status,
      headers: Object.fromEntries([...answer.headers].filter(([name]) => !NOT_PASSED_ON.has(name))),
      body: Buffer.from(await answer.arrayBuffer()),
    };
  };
  const answer = (response: ServerResponse, { status, headers, body }: Forwarded, cut = false): void => {
    response.writeHead(status, { ...headers, 'content-length': body.length });
    if (!cut) response.end(body);
    else response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  };
  const refuse = (response: ServerResponse, status: number): void => {
    response.writeHead(status, {
      'content-type': 'text/html',
      'retry-after': String(options.retryAfterSeconds ?? 1),
    });
    response.end(`<html><body><h1>${status}</h1></body></html>`);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const { method = 'GET', url = '' } = request;
    const isSpoiled = options.spoils?.(method, url) ?? true;
    const deed = !isSpoiled ? 'pass' : isDown() ? 'reset before' : choose(method === 'PUT');
    deeds.set(deed, (deeds.get(deed) ?? 0) + 1);
    if (isSpoiled) await sleep(random() * 300, 1);
    if (deed === 'reset before' || deed === 'reset before, forward later') {
      response.destroy();
      if (deed === 'reset before') return;
      await sleep(2000 + random() * 8000);
      await forward(request, body);
      return;
    }
    if (deed === '429' || deed === '503') return refuse(response, Number(deed));
    if (deed === '502 before') return refuse(response, 502);
    // As browsers do by themselves when a kept connection breaks under a request: they hear of the second only.
    if (deed === 'sent twice') await forward(request, body);
    const forwarded = await forward(request, body);
    if (deed === 'reset after the commit') response.destroy();
    else if (deed === '502 after the commit') refuse(response, 502);
    else answer(response, forwarded, deed === 'cut the answer short');
    if (deed !== 'forward twice') return;
    await sleep(random() * 10_000);
    await forward(request, body);
  };
  let underWay = 0;
  const server = createServer((request, response) => {
    underWay++;
    serve(request, response)
      .catch(() => response.destroy())
      .finally(() => {
        underWay--;
      });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deeds,
    get underWay() {
      return underWay;
    },
    asleep,
    repeatFirstWrite: async () => {
      await firstWrite?.();
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
