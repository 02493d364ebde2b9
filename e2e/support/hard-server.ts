import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HardServer {
  url: string;
  /** Every request to the API so far, `GET /workspaces/1/`, in order. */
  asked: string[];
  close(): Promise<void>;
}

/** Stands in front of the running server as VIKTOR may be on a bad day: gives at most `cap` of a list, refuses every `failEvery`th read, and takes its time. */
export async function openHardServer({
  cap = 50,
  failEvery = 20,
  delay = 40,
}: {
  cap?: number;
  failEvery?: number;
  /** In ms. */
  delay?: number;
} = {}): Promise<HardServer> {
  const target = new URL(process.env.E2E_URL ?? '');
  const asked: string[] = [];
  let reads = 0;
  const forward = (from: IncomingMessage, to: ServerResponse, path: string) => {
    const onward = request(
      { host: target.hostname, port: target.port, path, method: from.method, headers: from.headers },
      (answer) => {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
      },
    );
    onward.on('error', () => to.destroy());
    from.pipe(onward);
  };
  const server = createServer((from, to) => {
    const url = new URL(from.url ?? '/', 'http://hard');
    if (!url.pathname.startsWith('/api/')) return forward(from, to, from.url ?? '/');
    asked.push(`${from.method} ${url.pathname.slice(4)}`);
    const limit = Number(url.searchParams.get('limit') ?? 0);
    if (limit > cap) url.searchParams.set('limit', String(cap));
    const fails = from.method === 'GET' && ++reads % failEvery === 0;
    setTimeout(() => {
      if (!fails) return forward(from, to, url.pathname + url.search);
      to.writeHead(503, { 'content-type': 'application/json' }).end('{"detail":"Too much at once."}');
    }, delay);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
