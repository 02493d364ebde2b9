import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { createApp } from '../app.ts';
import { createHttpServer } from '../listen.ts';
import { everyViktor, readEnvironment } from './environment.ts';
import { type GatewayEnvironment, type GatewayOptions, openGateway } from './open.ts';

export interface Listening {
  /** Without a slash at the end. */
  url: string;
  server: Server;
  close(): Promise<void>;
}

/** An app on a free port of this machine. */
export async function listenOn(app: Pick<Hono, 'fetch'>): Promise<Listening> {
  return listening(createHttpServer(app as Hono));
}

export function listening(server: Server): Promise<Listening> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        server,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

export interface TestGateway extends Listening {
  gateway: GatewayEnvironment;
  dataDir: string;
}

/** A gateway to an environment on this machine, on a port of its own, with a data folder that goes when it closes. */
export async function listenGateway(
  environmentUrl: string,
  options: Partial<GatewayOptions> = {},
): Promise<TestGateway> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vx-gateway-'));
  const allowed = { hosts: [everyViktor], loopback: true };
  const gateway = await openGateway({
    environment: readEnvironment(environmentUrl, allowed),
    token: null,
    allowed,
    dataDir,
    databaseUrl: null,
    secret: null,
    ...options,
  });
  const allowedHosts = new Set(['127.0.0.1', 'localhost']);
  const door = await listenOn(createApp({ gateway, allowedHosts }));
  return {
    ...door,
    gateway,
    dataDir,
    async close() {
      await door.close();
      await gateway.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A stand-in for an environment that answers as a test wants, with a gateway before it. */
export async function listenPair(
  listener: RequestListener,
  options: Partial<GatewayOptions> = {},
): Promise<{ upstream: Listening; gateway: TestGateway; close(): Promise<void> }> {
  const upstream = await listening(createServer(listener));
  const gateway = await listenGateway(upstream.url, options);
  async function close(): Promise<void> {
    await gateway.close();
    await upstream.close();
  }
  return { upstream, gateway, close };
}

/** What the page sends with each request. */
export const ownHeader = { 'X-VX': '1' };
