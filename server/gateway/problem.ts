import { BodyError, UpstreamError } from './upstream.ts';

/** An answer of the gateway itself, in VIKTOR's shape. `X-VX-Gateway` tells it from the environment's own, for the page. */
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
      'X-VX-Gateway': kind,
      ...headers,
    },
  });
}

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
  const unknown = isRead ? '' : ' It is not known whether this was stored.';
  switch (error.failure) {
    case 'timeout':
      return problem(
        504,
        `${host} did not answer in time.${error.code === 'ECONNECT' ? '' : unknown}`,
        'timeout',
      );
    case 'broken':
      return problem(502, `The connection to ${host} broke before it answered.${unknown}`, 'broken');
    case 'refused':
      return problem(
        502,
        `${host} leads to an address that is not of the internet, so nothing was sent.`,
        'refused',
      );
    case 'unreachable':
      return problem(502, unreachableSentence(error.code, host), 'unreachable');
  }
}

function unreachableSentence(code: string, host: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `${host} was not found: there is no such environment, or this server has no network.`;
  }
  if (code === 'ECONNREFUSED') return `${host} takes no connections right now.`;
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME/.test(code)) {
    return `${host} could not prove who it is (${code}), so nothing was sent.`;
  }
  return `${host} cannot be reached (${code}).`;
}
