import { resolve } from 'node:path';
import {
  type AllowList,
  type Environment,
  EnvironmentError,
  everyViktor,
  isLoopback,
  NotListedError,
  readAllowedHost,
  readEnvironment,
} from './gateway/environment.ts';

/** A setting that can't be used: the sentence is for the person who starts the server. */
export class SettingsError extends Error {}

export interface Settings {
  host: string;
  /** 0: a free one. */
  port: number;
  /** Absolute. */
  dataDir: string;
  databaseUrl: string | null;
  seed: 'sample' | 'none';
  /** Null: made at start. */
  sessionSecret: string | null;
  /** Host names answered, lower case, without port. */
  allowedHosts: ReadonlySet<string>;
  /** Null: the embedded environment is served. */
  gateway: GatewaySettings | null;
}

export interface GatewaySettings {
  environment: Environment;
  /** One person's token; null: each person signs in. */
  token: string | null;
  /** What may be signed in to. */
  allowed: AllowList;
}

const loopback = ['127.0.0.1', 'localhost', '[::1]'];
const shortestSecret = 32;

/** Reads every environment variable of the server, and refuses what it can't use. An empty one counts as not given. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const read = (name: string): string | null => environment[name]?.trim() || null;
  const host = readHost(read('HOST') ?? '127.0.0.1');
  return {
    host,
    port: readPort(read('PORT') ?? '4700'),
    dataDir: resolve(read('DATA_DIR') ?? '.data'),
    databaseUrl: readDatabaseUrl(read('DATABASE_URL')),
    seed: readSeed(read('SEED') ?? 'sample'),
    sessionSecret: readSecret(read('SESSION_SECRET')),
    allowedHosts: readHosts(read('ALLOWED_HOSTS'), host),
    gateway: readGateway(read, host),
  };
}

function readGateway(read: (name: string) => string | null, host: string): GatewaySettings | null {
  const [name, token] = [read('VIKTOR_ENVIRONMENT'), read('VIKTOR_TOKEN')];
  if (name === null) {
    if (token === null) return null;
    throw new SettingsError(
      'VIKTOR_TOKEN is set without VIKTOR_ENVIRONMENT: say which environment it is for.',
    );
  }
  const list = read('ALLOWED_ENVIRONMENTS');
  const hosts = readEnvironments(list);
  let environment: Environment;
  try {
    environment = readEnvironment(name, { hosts, loopback: list === null });
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    const others = error instanceof NotListedError ? ' Others are allowed by ALLOWED_ENVIRONMENTS.' : '';
    throw new SettingsError(`VIKTOR_ENVIRONMENT: ${error.message}${others}`);
  }
  // Who signs in from elsewhere must not reach what listens on this machine only.
  const loopback = list === null && isLoopback(host);
  const named = list === null && environment.loopback && !loopback ? [environment.host] : [];
  return { environment, token: readToken(token, host), allowed: { hosts: [...hosts, ...named], loopback } };
}

function readToken(token: string | null, host: string): string | null {
  if (token === null) return null;
  if (!isLoopback(host)) {
    throw new SettingsError(
      `VIKTOR_TOKEN is for one person, so HOST must be this machine alone (127.0.0.1) and not "${host}": everybody who reaches the server would act with that token.`,
    );
  }
  // Not repeated in the sentence.
  if (/^[\x21-\x7e]{8,2048}$/.test(token)) return token;
  throw new SettingsError(
    'VIKTOR_TOKEN is not a personal access token: give it whole, without spaces inside.',
  );
}

function readEnvironments(text: string | null): string[] {
  if (text === null) return [everyViktor];
  return text.split(',').flatMap((part) => {
    if (part.trim() === '') return [];
    const host = readAllowedHost(part);
    if (host !== null) return [host];
    throw new SettingsError(
      `ALLOWED_ENVIRONMENTS has "${part.trim()}": give hosts such as viktor.example.com or *.viktor.ai, with commas between.`,
    );
  });
}

function readHost(text: string): string {
  if (/^[\w.:%-]+$/.test(text)) return text;
  throw new SettingsError(`HOST is "${text}", which is not a host name or an address such as 127.0.0.1.`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new SettingsError(`PORT is "${text}", which is not a port number from 0 (a free one) to 65535.`);
}

function readDatabaseUrl(text: string | null): string | null {
  if (text === null) return null;
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  if (protocol === 'postgres:' || protocol === 'postgresql:') return text;
  // Not repeated in the sentence: it may hold a password.
  throw new SettingsError(
    'DATABASE_URL is not a PostgreSQL address such as postgres://user:password@host:5432/name.',
  );
}

function readSeed(text: string): 'sample' | 'none' {
  if (text === 'sample' || text === 'none') return text;
  throw new SettingsError(`SEED is "${text}": it must be "sample" or "none".`);
}

function readSecret(text: string | null): string | null {
  if (text === null || text.length >= shortestSecret) return text;
  throw new SettingsError(
    `SESSION_SECRET has ${text.length} characters: it must have at least ${shortestSecret}.`,
  );
}

function readHosts(text: string | null, host: string): ReadonlySet<string> {
  if (text === null) return new Set([...loopback, bracketed(host.toLowerCase())]);
  const names = text
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  for (const name of names) {
    if (!/^(\[[0-9a-f:.]+\]|[\w.-]+)$/.test(name)) {
      throw new SettingsError(
        `ALLOWED_HOSTS has "${name}", which is not a host name: give names without port, with commas between.`,
      );
    }
  }
  return new Set(names);
}

/** An address as it stands in a URL or a Host header. */
export function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
