import { isIP } from 'node:net';

/** A VIKTOR environment that may be talked to. */
export interface Environment {
  /** What a URL begins with: `https://cloud.viktor.ai`, or `http://127.0.0.1:4701` on this machine. No slash at the end. */
  origin: string;
  /** Host with its port where that is not 443: what people read, and what sessions are kept under. */
  host: string;
  /** On this machine: for tests and for a second explorer. Its address is not checked for being public. */
  loopback: boolean;
  /** Named by the operator, so it may have a private address. */
  listed: boolean;
}

/** Which environments may be signed in to. `hosts` are `*.viktor.ai` patterns or hosts, with a port where it is not 443; lower case. */
export interface AllowList {
  hosts: readonly string[];
  loopback: boolean;
}
export const everyViktor = '*.viktor.ai';

/** An environment that cannot be used; the message is a sentence for the person who named it. */
export class EnvironmentError extends Error {}

/** It is one, and not on the list. */
export class NotListedError extends EnvironmentError {}

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const namePattern = new RegExp(`^${label}(?:\\.${label})?$`);
const hostPattern = new RegExp(`^${label}(?:\\.${label})+$`);
/** Read by hand and not by `URL`, which would mend what is meant to mislead: user names, `\`, `%2e`, decimal addresses, other alphabets. */
const urlPattern = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?(?:\/api)?\/?$/;
const barePattern = /^([a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?$/;
const longest = 253;

/**
 * Reads an environment in any of its spellings: name (`cloud`, `cloud.us1`), host (`cloud.viktor.ai`), or URL with or without `/api`.
 * Throws {@link EnvironmentError} for what is not one, or not on the list. Source: docs.viktor.ai, REST API.
 */
export function readEnvironment(text: string, allowed: AllowList): Environment {
  const spelled = text.trim().toLowerCase();
  // Shown back only when it looks harmless: somebody may have pasted a token into the wrong field.
  const shown = /^[a-z0-9.:/[\]-]{1,100}$/.test(spelled) ? `"${spelled}"` : 'This';
  const unreadable = new EnvironmentError(
    `${shown} is not an environment: give its name (cloud), its host (cloud.viktor.ai) or its address (https://cloud.viktor.ai).`,
  );
  if (spelled.length > longest) throw unreadable;
  const url = urlPattern.exec(spelled);
  const match = url ?? barePattern.exec(spelled)?.toSpliced(1, 0, '');
  if (match === undefined || match === null) throw unreadable;
  const [, protocol = '', host = '', port] = match;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) throw unreadable;
  if (isLoopback(host)) {
    const authority = port === undefined ? host : `${host}:${port}`;
    if (!allowed.loopback && !isListed(host, port, allowed)) throw notAllowed(authority, allowed);
    const scheme = protocol === 'https' ? 'https' : 'http';
    return { origin: `${scheme}://${authority}`, host: authority, loopback: true, listed: false };
  }
  if (protocol === 'http') {
    throw new EnvironmentError(
      `${shown} would send the token unencrypted: only https addresses are used, or http on this machine.`,
    );
  }
  const isName = url === null && port === undefined && namePattern.test(host);
  const full = isName && !isListed(host, port, allowed) ? `${host}.viktor.ai` : host;
  return hosted(full.endsWith('.viktor.ai.viktor.ai') ? host : full, port, allowed, unreadable);
}

function hosted(
  host: string,
  port: string | undefined,
  allowed: AllowList,
  unreadable: EnvironmentError,
): Environment {
  const own = allowed.hosts.includes(authorityOf(host, port));
  if (!own && !hostPattern.test(host)) throw isIP(host) === 0 ? unreadable : notAllowed(host, allowed);
  if (!isListed(host, port, allowed)) throw notAllowed(authorityOf(host, port), allowed);
  const authority = authorityOf(host, port);
  const listed = isListed(host, port, {
    ...allowed,
    hosts: allowed.hosts.filter((entry) => entry !== everyViktor),
  });
  return { origin: `https://${authority}`, host: authority, loopback: false, listed };
}

function authorityOf(host: string, port: string | undefined): string {
  return port === undefined || Number(port) === 443 ? host : `${host}:${Number(port)}`;
}

function isListed(host: string, port: string | undefined, { hosts }: AllowList): boolean {
  const authority = authorityOf(host, port);
  return hosts.some((entry) =>
    entry.startsWith('*.')
      ? authority.endsWith(entry.slice(1)) && authority.length > entry.length - 1
      : entry === authority,
  );
}

/** Names and addresses that can only be this machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

function notAllowed(host: string, { hosts, loopback }: AllowList): NotListedError {
  const list = [...hosts, ...(loopback ? ['this machine'] : [])].join(', ');
  return new NotListedError(`${host} is not among the environments this server may connect to: ${list}.`);
}

/** Checks one entry of an allow-list; returns it in lower case, or null when it is neither a host nor `*.` and a host. */
export function readAllowedHost(text: string): string | null {
  const entry = text.trim().toLowerCase();
  const [, wildcard = '', host = '', port] = /^(\*\.)?([a-z0-9.-]+)(?::(\d{1,5}))?$/.exec(entry) ?? [];
  if (!hostPattern.test(host) && (wildcard !== '' || !namePattern.test(host))) return null;
  return wildcard + authorityOf(host, port);
}
