import type { LoggedRequest } from '../api/request-log.ts';

/** A request as a command for a shell. The token is left to the shell's variable: the page does not know it. */
export function curlOf({ method, url, body }: LoggedRequest, origin: string): string {
  const parts = ['curl'];
  if (method !== 'GET') parts.push('-X', method);
  parts.push(quoted(origin + url), '-H', '"Authorization: Bearer $VIKTOR_TOKEN"');
  if (body !== null)
    parts.push('-H', quoted('Content-Type: application/json'), '--data-binary', quoted(body));
  return parts.join(' ');
}

/** In single quotes nothing has a meaning to the shell but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
