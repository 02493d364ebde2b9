import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { isPublicAddress, publicLookup } from './addresses.ts';

/** Where a call goes. `inner`: the operator named the host or it is this machine, so its address may be private. */
export interface Target {
  origin: string;
  inner: boolean;
}

export interface Call {
  target: Target;
  method: string;
  /** Path and query as they go into the request line. */
  path: string;
  headers: OutgoingHttpHeaders;
  body: Buffer | Readable | null;
  signal: AbortSignal;
  /** How long nothing may happen, milliseconds. */
  patience: number;
}

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: IncomingMessage;
}

/** What went wrong between here and the environment. */
export type Failure = 'unreachable' | 'timeout' | 'broken' | 'redirect' | 'refused';

/** No answer, for a reason that may be told: `code` is the system's word, never a header or an address with a token. */
export class UpstreamError extends Error {
  readonly failure: Failure;
  readonly code: string;
  /** Something of the call may have gone out before it failed. */
  readonly sent: boolean;
  constructor(failure: Failure, code: string, sent = true) {
    super(`${failure} (${code})`);
    this.failure = failure;
    this.code = code;
    this.sent = sent;
  }
}

const atFault = {
  408: 'The body did not arrive in time.',
  409: 'The body holds what stands for a token.',
  413: 'The body is too long.',
} as const;

/** The body of the request is at fault, and its status says how. */
export class BodyError extends Error {
  readonly status: keyof typeof atFault;
  constructor(status: keyof typeof atFault) {
    super(atFault[status]);
    this.status = status;
  }
}

export interface Upstream {
  /** Resolves at the first byte of the answer. Rejects with {@link UpstreamError}, or with the reason of the signal. */
  send(call: Call): Promise<Answer>;
  close(): void;
}

const connectPatience = 10_000;
const idleSockets = 16;
/** Less than the servers' usual five seconds: a connection that they are about to close is not used for a write. */
const idleMilliseconds = 4000;

/** Keeps connections open to the environments. `lookup` is the system's, but for tests. */
export function createUpstream(lookup?: Parameters<typeof publicLookup>[0]): Upstream {
  const options = { keepAlive: true, maxFreeSockets: idleSockets, timeout: idleMilliseconds, noDelay: true };
  const open = () => ({ 'http:': new http.Agent(options), 'https:': new https.Agent(options) });
  // Kept apart: a connection is taken again by its name, without a look at where it leads.
  const agents = { inner: open(), public: open() };
  const checkedLookup = publicLookup(lookup);

  function begin({ target, method, path, headers, patience }: Call): http.ClientRequest {
    const { protocol, hostname, port } = new URL(target.origin);
    const host = hostname.replace(/^\[|\]$/g, '');
    if (!target.inner && isIP(host) !== 0 && !isPublicAddress(host)) {
      throw new UpstreamError('refused', 'EPRIVATEADDRESS', false);
    }
    const isSecure = protocol === 'https:';
    return (isSecure ? https : http).request({
      agent: agents[target.inner ? 'inner' : 'public'][isSecure ? 'https:' : 'http:'],
      protocol,
      host,
      port: port || (isSecure ? 443 : 80),
      method,
      path,
      headers,
      timeout: patience,
      ...(target.inner ? {} : { lookup: checkedLookup }),
      ...(isSecure && isIP(host) === 0 ? { servername: host } : {}),
    });
  }

  function attempt(call: Call): Promise<Answer> {
    return new Promise((resolve, reject) => {
      // A request that is ended before anybody listens to it throws its error at the whole server.
      if (call.signal.aborted) return reject(call.signal.reason);
      const request = begin(call);
      // Nothing goes out before there is a connection, over https one to who the host says it is.
      let ready = false;
      const connecting = setTimeout(
        () => fail(new UpstreamError('timeout', 'ECONNECT', false)),
        connectPatience,
      );
      const connected = (): void => {
        ready = true;
        clearTimeout(connecting);
      };
      const abort = (): void => fail(call.signal.reason);
      let answer: IncomingMessage | null = null;
      function fail(reason: unknown): void {
        clearTimeout(connecting);
        call.signal.removeEventListener('abort', abort);
        const known =
          reason instanceof UpstreamError || call.signal.aborted ? reason : errorOf(reason, ready);
        if (answer !== null) {
          // Destroying the request would throw away, as if it were the end, what has arrived. What is whole stays good, whatever follows it.
          if (!answer.complete || call.signal.aborted) answer.destroy(known as Error);
          return;
        }
        request.destroy();
        reject(Object.assign(known as Error, { reused: request.reusedSocket }));
      }
      call.signal.addEventListener('abort', abort);
      request.on('timeout', () => fail(new UpstreamError('timeout', 'ETIMEDOUT')));
      request.on('socket', (socket) => {
        if (request.reusedSocket && !socket.connecting) connected();
        else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', connected);
      });
      request.on('error', fail);
      // Also without an error, as after an answer that no request asks for.
      request.on('close', () => {
        if (answer === null) fail(new UpstreamError('broken', 'ECONNRESET'));
      });
      request.on('response', (body) => {
        answer = body;
        body.once('close', () => call.signal.removeEventListener('abort', abort));
        resolve({ status: body.statusCode ?? 502, headers: withPacking(body.headers), body });
      });
      if (call.body instanceof Readable) {
        pipeline(call.body, request, (error) => {
          if (error) fail(error);
        });
      } else request.end(call.body);
    });
  }

  return {
    async send(call) {
      try {
        return await attempt(call);
      } catch (error) {
        // The environment closed a kept connection just when it was used again: a read may be asked once more.
        const again = (error as { reused?: boolean }).reused === true && !call.signal.aborted;
        if (!again || call.method !== 'GET' || (error as UpstreamError).failure !== 'broken') throw error;
        return attempt(call);
      }
    },
    close() {
      for (const kind of Object.values(agents)) for (const agent of Object.values(kind)) agent.destroy();
    },
  };
}

/** One way to say how a body is packed, and nothing where it is not: servers write `GZIP`, `identity, gzip` and, of a text, `utf-8`. */
function withPacking(headers: Answer['headers']): Answer['headers'] {
  const { 'content-encoding': said, ...others } = headers;
  if (said === undefined) return headers;
  const names = said.toLowerCase().split(/[\s,]+/);
  const packing = names
    .filter((name) => !['', 'identity', 'none', 'utf-8', 'utf8'].includes(name))
    .join(', ');
  return packing === '' ? others : { ...others, 'content-encoding': packing };
}

function errorOf(reason: unknown, sent: boolean): unknown {
  if (reason instanceof BodyError) return reason;
  const code = (reason as NodeJS.ErrnoException | null)?.code ?? 'UNKNOWN';
  if (code === 'EPRIVATEADDRESS') return new UpstreamError('refused', code, false);
  const isBroken =
    ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code) || code.startsWith('HPE_');
  if (isBroken) return new UpstreamError('broken', code, sent);
  return new UpstreamError(code === 'ETIMEDOUT' ? 'timeout' : 'unreachable', code, sent);
}
