import { resolve } from 'node:path';

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
}

const loopback = ['127.0.0.1', 'localhost', '[::1]'];
const shortestSecret = 32;

/** Reads every environment variable of the server, and refuses what it can't use. An empty one counts as not given. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const read = (name: string): string | null => environment[name]?.trim() || null;
  for (const name of ['VIKTOR_ENVIRONMENT', 'VIKTOR_TOKEN']) {
    if (read(name) !== null) {
      throw new SettingsError(
        `${name} is set, but this version can't connect to a VIKTOR environment yet: unset it to use the embedded environment.`,
      );
    }
  }
  const host = readHost(read('HOST') ?? '127.0.0.1');
  return {
    host,
    port: readPort(read('PORT') ?? '4700'),
    dataDir: resolve(read('DATA_DIR') ?? '.data'),
    databaseUrl: readDatabaseUrl(read('DATABASE_URL')),
    seed: readSeed(read('SEED') ?? 'sample'),
    sessionSecret: readSecret(read('SESSION_SECRET')),
    allowedHosts: readHosts(read('ALLOWED_HOSTS'), host),
  };
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
