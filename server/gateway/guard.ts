import type { Context } from 'hono';

/**
 * Why a request is not one of the page itself, or null. The own header cannot be sent by another site's page without its being asked first, which nothing here
 * ever allows; Origin and Sec-Fetch, where a browser sends them, must agree. hono's csrf() lets JSON of another site through.
 */
export function strangerReason(c: Context): string | null {
  if (c.req.header('X-VX') !== '1')
    return 'Only the pages of this explorer are answered: the header X-VX is missing.';
  const site = c.req.header('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin') return 'Requests from other sites are not answered.';
  const kind = c.req.header('Sec-Fetch-Dest');
  if (kind !== undefined && kind !== 'empty') return 'Only requests of scripts are answered here.';
  if (!isOwnOrigin(c)) return 'Requests from other sites are not answered.';
  return null;
}

/** True without an Origin, which a browser leaves out for reads of its own site. */
function isOwnOrigin(c: Context): boolean {
  const origin = c.req.header('Origin');
  if (origin === undefined) return true;
  const host = c.req.header('Host') ?? new URL(c.req.url).host;
  return /^https?:\/\//.test(origin) && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

/** Whether the page came over https, perhaps through a proxy in front: a browser says so in the Origin of a POST. */
export function isSecurePage(c: Context): boolean {
  return (c.req.header('Origin') ?? c.req.url).startsWith('https://');
}
