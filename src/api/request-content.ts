import { tellPieces } from './counted.ts';
import { ApiError, refusal } from './http.ts';
import { type NotedRequest, noteRequest } from './request-log.ts';

const LARGEST_CONTENT = 100_000_000;

/** Where a link of an answer leads, on this page's own server. Throws {@link ApiError} for any other. */
function ownPath(link: string): string {
  const url = new URL(link, location.origin);
  if (url.origin !== location.origin)
    throw new ApiError(`This is kept at ${url.host}, and the page loads nothing from other hosts.`, {
      kind: 'refused',
    });
  // An empty link would lead to this page itself.
  if (!url.pathname.startsWith('/api/'))
    throw new ApiError('The server names no place from where this can be read.', { kind: 'refused' });
  return url.pathname + url.search;
}

/** Whether there is something behind a link, of which nothing is read: a browser that is given it to keep says nothing on the page. Not asked of other hosts. Throws {@link ApiError}. */
export async function checkContent(link: string): Promise<void> {
  if (new URL(link, location.origin).origin !== location.origin) return;
  const path = ownPath(link);
  const noted = noteRequest('GET', path);
  const leave = new AbortController();
  try {
    const response = await fetch(path, { credentials: 'same-origin', signal: leave.signal });
    noted.end({ status: response.status });
    if (!response.ok) throw refusal({ path: 'the request for this' }, response, await response.text());
    leave.abort();
  } catch (cause) {
    throw failureOf(cause, noted);
  }
}

/**
 * Read what a link of an answer leads to, up to 100 MB; named as the server names it, else `''`. Sent without the page's own header, by which the server tells the
 * page from everybody else: a link that an app made up reads nothing of the API. Throws {@link ApiError}, also for links to other hosts, from which the page
 * loads nothing.
 */
export async function requestContent(link: string, signal?: AbortSignal): Promise<File> {
  const path = ownPath(link);
  const noted = noteRequest('GET', path);
  try {
    const sent = { signal: signal ?? null, credentials: 'same-origin' } as const;
    const response = await fetch(path, sent);
    const length = Number(response.headers.get('Content-Length') ?? 0);
    if (length > LARGEST_CONTENT) {
      await response.body?.cancel();
      noted.end({ status: response.status });
      throw new ApiError('This is larger than 100 MB: too large to show.', { kind: 'refused' });
    }
    void tellPieces(response, noted);
    const blob = await response.blob();
    noted.end({ status: response.status, size: blob.size });
    if (!response.ok) throw refusal({ path: 'the request for this' }, response, await blob.text());
    return new File([blob], fileName(response.headers.get('Content-Disposition')), { type: blob.type });
  } catch (cause) {
    throw failureOf(cause, noted, signal);
  }
}

function failureOf(cause: unknown, noted: NotedRequest, signal?: AbortSignal): unknown {
  if (cause instanceof ApiError) return cause;
  noted.end({ status: 0, aborted: signal?.aborted === true });
  if (signal?.aborted) return cause;
  return new ApiError('The server could not be reached. Check the connection, then try again.', {
    kind: 'unreachable',
    cause,
  });
}

function fileName(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  try {
    if (encoded) return decodeURIComponent(encoded);
  } catch {
    // Not encoded as it says: the plain name is as good.
  }
  return /filename="([^"]*)"/i.exec(disposition ?? '')?.[1] ?? '';
}
