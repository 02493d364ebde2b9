import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Entity } from '../../../contract/entity.ts';
import { printJson } from '../../../contract/json/printing.ts';
import type { JsonObject } from '../../../contract/json/value.ts';
import { EntityRevisionList } from '../../../contract/revision.ts';
import { smallRights, smallWorld } from '../../../server/embedded/small-world.ts';
import { openTestEnvironment, type TestEnvironment } from '../../../server/embedded/testing.ts';
import { request } from '../../api/http.ts';
import type { SaverPorts } from '../save-types.ts';
import { type ChaosProxy, startChaosProxy } from './chaos-proxy.ts';
import { lostWithoutAWord, type Report } from './interleaving.ts';
import { editBlindly, Person, START, type World } from './people.ts';
import { randomOf, VirtualTime } from './virtual-time.ts';

const STORM_MS = 30_000;
const WHOLE = { properties: true, clean_params: false, param_types: false, summary_types: false };
const WRITERS = [101, 102, 103];
const FOREIGN = 104;

/** One storm: its proxy, and how many requests have been sent into it and not been answered. */
interface Storm {
  proxy: ChaosProxy;
  unanswered: number;
}

/** The embedded environment behind a port, and a `fetch` that leads each entity's requests through the proxy of its storm. */
export class HttpStorms {
  private readonly storms = new Map<number, Storm>();
  private readonly realFetch = globalThis.fetch;
  private readonly environment: TestEnvironment;
  private readonly server: Server;
  private readonly upstream: string;

  private constructor(environment: TestEnvironment, server: Server) {
    this.environment = environment;
    this.server = server;
    this.upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    globalThis.fetch = (input, init) => {
      const path = String(input);
      if (!path.startsWith('/api/')) return this.realFetch(input, init);
      const headers = new Headers(init?.headers);
      // Who has a token is not the page's own user.
      headers.delete('X-VX');
      const storm = this.storms.get(Number(/entities\/(\d+)\//.exec(path)?.[1]));
      return storm
        ? this.send(storm, path, { ...init, headers, keepalive: false })
        : Promise.reject(new Error(`No storm goes on around ${path}.`));
    };
  }

  private async send(storm: Storm, path: string, init: RequestInit): Promise<Response> {
    storm.unanswered++;
    try {
      const answer = await this.realFetch(storm.proxy.url + path, init);
      // Read to its end here: until then it is under way.
      const body = await answer.arrayBuffer();
      return new Response(body.byteLength > 0 ? body : null, answer);
    } finally {
      storm.unanswered--;
    }
  }

  static async open(): Promise<HttpStorms> {
    const environment = await openTestEnvironment({ records: smallWorld(), permissions: smallRights });
    const server = createServer((asked, response) => {
      const parts: Buffer[] = [];
      asked.on('data', (part: Buffer) => parts.push(part));
      asked.on('end', async () => {
        const { authorization, 'if-match': onto } = asked.headers;
        const answer = await environment.fetch((asked.url ?? '').replace(/^\/api/, ''), {
          method: asked.method ?? 'GET',
          as: Number(/(\d+)$/.exec(authorization ?? '')?.[1]),
          ...(parts.length > 0 ? { body: Buffer.concat(parts).toString() } : {}),
          headers: typeof onto === 'string' ? { 'If-Match': onto } : {},
        });
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(await answer.text());
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return new HttpStorms(environment, server);
  }

  async close(): Promise<void> {
    globalThis.fetch = this.realFetch;
    this.server.closeAllConnections();
    this.server.close();
    await this.environment.close();
  }

  /** As `interleave`, over real connections to the embedded environment; the storm's time stands still while these are at work, so that no load hurries it. */
  async interleave(seed: number, parts: World['parts'] = { readBack: true, watch: true }): Promise<Report> {
    const random = randomOf(seed);
    const time = new VirtualTime();
    const entity = await this.makeEntity();
    const proxy = await startChaosProxy({
      upstream: this.upstream,
      random: randomOf(seed + 1_000_000),
      now: () => time.now,
      sleep: (ms) => time.sleep(ms),
      calmFrom: STORM_MS,
      keepsLastWrite: random() < 0.7,
      retryAfterSeconds: 0,
    });
    const storm: Storm = { proxy, unanswered: 0 };
    this.storms.set(entity, storm);
    const world: World = {
      time,
      random,
      reach: (user) => portsOf(entity, user),
      parts,
      typed: [],
      told: new Set(),
      calmFrom: STORM_MS,
      problems: [],
    };
    const people = WRITERS.slice(0, 2 + Math.floor(random() * 2)).map((id) => new Person(world, id));
    for (const person of people) person.start();
    // What it does not reach, it leaves.
    if (random() < 0.6) void editBlindly(world, FOREIGN).catch(() => undefined);
    await time.run({
      // Whatever is not waiting in the storm's time is at work in the machine's.
      isBusy: () => proxy.underWay > proxy.asleep.all || storm.unanswered > proxy.asleep.awaited,
      isOver: () => people.every(({ finished }) => finished),
    });
    const revisions = await this.revisionsOf(entity);
    await proxy.close();
    return {
      seed,
      problems: [...world.problems, ...lostWithoutAWord(world, people, revisions)],
      revisions: revisions.length,
      told: world.told.size,
      recovered: people.reduce((sum, { recovered }) => sum + recovered, 0),
    };
  }

  private async makeEntity(): Promise<number> {
    const answer = await this.environment.fetch('/workspaces/1/entities/1011/entities/', {
      as: 101,
      method: 'POST',
      body: `{"entity_type":30,"name":"In the storm","properties":${START}}`,
    });
    const [{ id }] = [JSON.parse(await answer.text())].flat();
    return id;
  }

  private async revisionsOf(entity: number): Promise<{ text: string; by: number }[]> {
    const answer = await this.environment.fetch(`/workspaces/1/entities/${entity}/revisions/`, { as: 101 });
    const found = JSON.parse(await answer.text()) as { properties: unknown; created_by: number }[];
    return found
      .map(({ properties, created_by: by }) => ({ text: JSON.stringify(properties), by }))
      .reverse();
  }
}

function portsOf(entity: number, user: number): Omit<SaverPorts, 'me'> {
  const path = `/workspaces/1/entities/${entity}/`;
  const headers = { Authorization: `Bearer vktrpat_local_${user}` };
  return {
    readHead: () => request({ path, query: WHOLE, answer: Entity, headers }),
    write: (params: JsonObject, message, onto) =>
      request({
        method: 'PUT',
        path,
        query: WHOLE,
        body: `{"properties":${printJson(params)}${message ? `,"message":${JSON.stringify(message)}` : ''}}`,
        headers: { ...headers, ...(onto.revision_id ? { 'If-Match': `"${onto.revision_id}"` } : {}) },
        answer: Entity,
      }),
    readNewest: async (limit) => {
      const query = { limit, offset: 0 };
      const list = await request({ path: `${path}revisions/`, query, answer: EntityRevisionList, headers });
      return list.results;
    },
  };
}
