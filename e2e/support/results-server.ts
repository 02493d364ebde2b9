import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  request as send,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an app gives that only an attacker, or a test, would write: by name of the method. `links` are contents behind `/api/downloads/<name>/`. */
export interface GivenResults {
  results: Record<string, unknown>;
  links?: Record<string, Buffer | string>;
  /** View type of a method in the list of methods; its own name without it. */
  viewTypes?: Record<string, string>;
}

export interface ResultsServer {
  url: string;
  /** Requests that reached it, as `GET /path`. */
  requests: string[];
  /** The answers to those that were passed on, as `403 GET /path`. */
  answers: string[];
  close(): Promise<void>;
}

/** The server at `target`, whose apps all offer the given methods and answer them with the given results. Everything else is passed on. */
export async function startResultsServer(target: string, given: GivenResults): Promise<ResultsServer> {
  const jobs: string[] = [];
  const requests: string[] = [];
  const answers: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const path = new URL(incoming.url ?? '/', target).pathname;
    requests.push(`${incoming.method} ${path}`);
    const job = /^\/api\/jobs\/(\d+)\/$/.exec(path)?.[1];
    const link = /^\/api\/downloads\/([\w.-]+)\/$/.exec(path)?.[1];
    if (incoming.method === 'POST' && /\/entities\/\d+\/jobs\/$/.test(path)) {
      void bodyOf(incoming).then((body) => {
        jobs.push(String(JSON.parse(body).method_name));
        answer(outgoing, 201, { uid: String(jobs.length), url: `/api/jobs/${jobs.length}/` });
      });
    } else if (job !== undefined) {
      const result = given.results[jobs[Number(job) - 1] ?? ''];
      answer(outgoing, 200, { uid: job, kind: 'result', status: 'success', error: { message: '' }, result });
    } else if (link !== undefined && given.links?.[link] !== undefined) {
      outgoing.writeHead(200, {
        'Content-Type': 'application/octet-stream',
        'X-Content-Type-Options': 'nosniff',
      });
      outgoing.end(given.links[link]);
    } else {
      outgoing.once('finish', () => answers.push(`${outgoing.statusCode} ${incoming.method} ${path}`));
      pass(incoming, outgoing, target, /\/entity_types\/$/.test(path) ? given : null);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, answers, close: () => closed(server) };
}

function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: string,
  given: GivenResults | null,
): void {
  const headers = { ...incoming.headers, ...(given ? { 'accept-encoding': 'identity' } : {}) };
  const passed = send(new URL(incoming.url ?? '/', target), { method: incoming.method, headers }, (reply) => {
    if (given === null) {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
      return;
    }
    void bodyOf(reply).then((body) =>
      answer(outgoing, reply.statusCode ?? 502, withMethods(JSON.parse(body), given)),
    );
  });
  passed.on('error', () => outgoing.destroy());
  incoming.pipe(passed);
}

function withMethods(list: { results?: object[] }, { results, viewTypes = {} }: GivenResults): object {
  const views = Object.keys(results).map((method) => ({
    ...{ label: method, controller_method: method, view_type: viewTypes[method] ?? method, description: '' },
  }));
  return { ...list, results: (list.results ?? []).map((type) => ({ ...type, views })) };
}

function answer(outgoing: ServerResponse, status: number, body: unknown): void {
  outgoing.writeHead(status, { 'Content-Type': 'application/json' });
  outgoing.end(JSON.stringify(body));
}

async function bodyOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
