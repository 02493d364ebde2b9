import { GATEWAY_HEADER, STORED_HEADER } from '../../contract/gateway.ts';
import { log } from '../log.ts';
import { BodyError, UpstreamError } from './upstream.ts';

/** An answer of the gateway itself, in VIKTOR's shape. A header tells it from the environment's own, for the page. */
export function problem(
  status: number,
  detail: string,
  kind: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify({ detail }), {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      [GATEWAY_HEADER]: kind,
      ...headers,
    },
  });
}

/** For a page that left, so that nobody gets it. */
export const left = (): Response => problem(499, 'The page left before the answer came.', 'left');

/** Of a write that may have been done, though it failed. */
export const inDoubt = { [STORED_HEADER]: 'unknown' };

const tokenInBody =
  'This holds “*** token removed”, which stands where the environment repeated your access token: saving would put it in the place of what is stored. Nothing was sent. Write the stored text again, without your token.';

/** What to tell about a call that got no answer from `host`; the text holds nothing of the request. Null: not such a failure. */
export function failure(error: unknown, host: string, isRead: boolean): Response | null {
  if (error instanceof BodyError) {
    if (error.status === 409) return problem(409, tokenInBody, 'token-removed', { Connection: 'close' });
    return error.status === 413
      ? problem(413, 'This is larger than the server accepts.', 'too-large', { Connection: 'close' })
      : problem(408, 'The request stopped arriving, so it was given up.', 'stalled', { Connection: 'close' });
  }
  if (!(error instanceof UpstreamError)) return null;
  log.warn({ host, failure: error.failure, code: error.code }, 'No good answer from an environment');
  const doubt = isRead || !error.sent ? {} : inDoubt;
  return problem(error.failure === 'timeout' ? 504 : 502, failureSentence(error, host), error.failure, doubt);
}

/** Why `host` gave no good answer. */
export function failureSentence(error: UpstreamError, host: string): string {
  switch (error.failure) {
    case 'timeout':
      return `${host} did not answer in time.`;
    case 'broken':
      return brokenSentence(error.code, host);
    case 'redirect':
      return `${host} answered with a redirect, which is not followed.`;
    case 'refused':
      return `${host} leads to an address that is not of the internet, so nothing was sent.`;
    case 'unreachable':
      return unreachableSentence(error, host);
  }
}

function brokenSentence(code: string, host: string): string {
  if (code === 'EENCODING') return `${host} sent an answer that is packed in a way that cannot be read.`;
  if (code.startsWith('HPE_')) return `${host} sent an answer that is not well-formed.`;
  if (code === 'ETOOLONG') return `${host} sent an answer that is too long to pass on.`;
  return `The connection to ${host} broke before it answered.`;
}

/** What OpenSSL's and Node's words for a certificate that is not accepted mean to a person, and what may help. */
function certificateFault(code: string): string | null {
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has expired; whoever runs it has to renew it';
  if (code === 'CERT_NOT_YET_VALID')
    return 'its certificate is not valid yet; look at the clock of this server';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH')
    return 'its certificate is of another host; look at the address';
  if (/SELF_SIGNED|UNABLE_TO_|CERT_UNTRUSTED|INVALID_CA/.test(code))
    return 'its certificate is signed by nobody whom this server trusts; where that is your own organization, start the server with its certificate in NODE_EXTRA_CA_CERTS';
  return /^(ERR_TLS_)?CERT_|CRL/.test(code) ? 'its certificate is not accepted' : null;
}

function unreachableSentence({ code, sent }: UpstreamError, host: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `${host} was not found: there is no such environment, or this server has no network.`;
  }
  if (code === 'ECONNREFUSED') return `${host} takes no connections right now.`;
  const fault = certificateFault(code);
  if (fault !== null) return `${host} could not prove who it is (${code}), so nothing was sent: ${fault}.`;
  if (!sent && /^EPROTO$|_SSL_/.test(code))
    return `${host} does not speak https as this server does (${code}), so nothing was sent; look at the address and its port.`;
  return `${host} cannot be reached (${code}).`;
}
