import type { Database } from './database.ts';
import { forbidden, unauthorized } from './errors.ts';
import type { ApiContext } from './place.ts';
import { type Caller, findCaller } from './rights.ts';

/** Whom the page acts as. */
export const localUserId = 101;

const tokenPattern = /^Bearer\s+vktrpat_local_(\d{1,15})$/i;

/**
 * Whom a request acts as: the sample user of its token, or the local user for a request of the page itself, which carries a header that no other
 * site's page can send without being asked first. Anything else is 401.
 */
export async function callerOf(c: ApiContext, database: Database): Promise<Caller> {
  const authorization = c.req.header('Authorization');
  if (authorization !== undefined) {
    const id = tokenPattern.exec(authorization.trim())?.[1];
    const caller = id === undefined ? null : await findCaller(database, Number(id));
    if (caller !== null) return caller;
    throw unauthorized(
      'This token is not accepted. Here tokens are vktrpat_local_<user id>, for the users of the embedded environment.',
    );
  }
  if (c.req.header('X-VX') !== '1') {
    throw unauthorized('Authentication credentials were not provided: send "Authorization: Bearer <token>".');
  }
  if (!isOwnPage(c)) throw forbidden('Requests from other sites are not answered.');
  const caller = await findCaller(database, localUserId);
  if (caller === null) throw unauthorized(`The local user (${localUserId}) is not in this environment.`);
  return caller;
}

function isOwnPage(c: ApiContext): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = c.req.header('Origin');
  if (origin === undefined) return true;
  const host = c.req.header('Host') ?? new URL(c.req.url).host;
  return URL.canParse(origin) && new URL(origin).host === host;
}
