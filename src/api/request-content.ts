import { tellPieces } from './counted.ts';
import { ApiError, refusal } from './http.ts';
import { type NotedRequest, noteRequest } from './request-log.ts';

const LARGEST_CONTENT = 100_000_000;
const LARGEST_IN_MEMORY = 50_000_000;

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

/**
 * Read what a link of an answer leads to, up to 100 MB; named as the server names it, else `''`. Sent without the page's own header, by which the server tells the
 * page from everybody else: a link that an app made up reads nothing of the API. Throws {@link ApiError}, also for links to other hosts, from which the page
 * loads nothing.
 */
export async function requestContent(link: string, signal?: AbortSignal): Promise<File> {
  const file = await contentUpTo(LARGEST_CONTENT, ownPath(link), signal);
  if (file === null)
    throw new ApiError('This is larger than 100 MB: too large to show.', { kind: 'refused' });
  return file;
}

/** As {@link requestContent}, up to the 50 MB that a page may hold to hand them on; null where there is more, of which the rest is not read. */
export const requestToKeep = (link: string): Promise<File | null> =>
  contentUpTo(LARGEST_IN_MEMORY, ownPath(link));

/** Null where there is more than that: what is on its way is given up. */
async function contentUpTo(most: number, path: string, signal?: AbortSignal): Promise<File | null> {
  const noted = noteRequest('GET', path);
  const leave = new AbortController();
  const pass = () => leave.abort(signal?.reason);
  signal?.addEventListener('abort', pass, { once: true });
  let isTooLarge = false;
  const check = (bytes: number) => {
    isTooLarge ||= bytes > most;
    if (isTooLarge) leave.abort();
  };
  const receive = (bytes: number) => {
    noted.receive(bytes);
    check(bytes);
  };
  try {
    const response = await fetch(path, { signal: leave.signal, credentials: 'same-origin' });
    if (!response.ok) {
      noted.end({ status: response.status });
      throw refusal({ path: 'the request for this' }, response, await response.text());
    }
    check(Number(response.headers.get('Content-Length') ?? 0));
    leave.signal.throwIfAborted();
    void tellPieces(response, { receive });
    const blob = await response.blob();
    check(blob.size);
    leave.signal.throwIfAborted();
    noted.end({ status: response.status, size: blob.size });
    return new File([blob], fileName(response.headers.get('Content-Disposition')), { type: blob.type });
  } catch (cause) {
    if (!isTooLarge || signal?.aborted) throw failureOf(cause, noted, signal);
    noted.end({ status: 0, aborted: true });
    return null;
  } finally {
    signal?.removeEventListener('abort', pass);
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
  return (
    /filename=(?:"([^"]*)"|([^;"\s]+))/i
      .exec(disposition ?? '')
      ?.slice(1)
      .find(Boolean) ?? ''
  );
}
