import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Hono } from 'hono';
import { securityHeaders } from './app.ts';
import { sendBody } from './streams.ts';

/** A sender of headers that takes longer is cut off; looked at every few seconds. */
const headersPatience = 15_000;
const lookEvery = 5000;
/** Uploads take their time; one that stops is given up by who reads it. */
const requestPatience = 3_600_000;
const mostConnections = 2000;

/** The app behind a port that is not opened yet. Request lines that try to be two things at once are answered 400 before anything reads them. */
export function createHttpServer(app: Hono): Server {
  const ask = async (request: Request, env: HttpBindings): Promise<Response> => {
    const response = await app.fetch(request, env);
    return sendBody(env.outgoing, response) ? RESPONSE_ALREADY_SENT : response;
  };
  const answer = getRequestListener((request, env) => ask(request, env as HttpBindings), {
    errorHandler: () => new Response(null, { status: 400, headers: securityHeaders }),
  });
  const server = createServer(
    {
      headersTimeout: headersPatience,
      requestTimeout: requestPatience,
      connectionsCheckingInterval: lookEvery,
      // Refused below, under the headers of every answer.
      requireHostHeader: false,
    },
    (incoming, outgoing) => {
      answering.set(incoming.socket, outgoing);
      if (isSound(incoming)) void answer(incoming, outgoing);
      else refuse(outgoing);
    },
  );
  server.on('checkExpectation', (_incoming, outgoing) => refuse(outgoing));
  server.on('clientError', refuseBroken);
  server.maxConnections = mostConnections;
  return server;
}

/** What is answered on a connection, or was last. */
const answering = new WeakMap<Duplex, ServerResponse>();

const brokenStatus: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Who was refused has this long to read why and to hang up. */
const lastWait = 1000;

/** What is no HTTP, too long or too slow never becomes a request: it is answered on its connection, unless an answer is half sent there. */
function refuseBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  const now = answering.get(socket);
  if (!socket.writable || error.code === 'ECONNRESET' || (now?.headersSent && !now.writableFinished)) {
    socket.destroy(error);
    return;
  }
  const headers = Object.entries({ ...securityHeaders, Connection: 'close', 'Content-Length': '0' });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${brokenStatus[error.code ?? ''] ?? '400 Bad Request'}\r\n${lines}\r\n`);
  setTimeout(() => socket.destroy(), lastWait).unref();
}

const soundTarget = /^\/(?![/\\])[\x21-\x22\x24-\x5b\x5d\x5e-\x7e]*$/;

/** One path, told in one way: no other host, no way up, no separator in disguise, and each header that matters once. */
function isSound({ url = '', rawHeaders, httpVersion }: IncomingMessage): boolean {
  if (!soundTarget.test(url)) return false;
  const path = url.split('?', 1)[0] as string;
  const below = /^\/(api|session|archive)(\/|$)/i.test(path);
  if (below && /\/\/|%2f|%5c|%2e|%00|\/\.\.?(\/|$)|;/i.test(path)) return false;
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    if (!single.has(name)) continue;
    if (seen.has(name)) return false;
    // Packed on its way besides: nobody here unpacks it, and it would be sent on as if it were not.
    if (name === 'transfer-encoding' && rawHeaders[index + 1]?.trim().toLowerCase() !== 'chunked')
      return false;
    seen.add(name);
  }
  if (httpVersion === '1.1' && !seen.has('host')) return false;
  return !(seen.has('content-length') && seen.has('transfer-encoding'));
}
const single = new Set([
  'host',
  'origin',
  'content-length',
  'transfer-encoding',
  'authorization',
  'x-vx',
  'x-vx-account',
  'sec-fetch-site',
  'sec-fetch-dest',
]);

function refuse(outgoing: ServerResponse): void {
  const body = JSON.stringify({ detail: 'This is not a request that can be understood in one way only.' });
  outgoing.writeHead(400, {
    ...securityHeaders,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  });
  outgoing.end(body);
}
