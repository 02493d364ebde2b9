import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** How long a request goes on with nobody waiting for it, ms: between two pages that want the same there is a moment without either. */
const GRACE = 500;

/**
 * Runs the work of a query with a signal that aborts once nobody has waited for the query for {@link GRACE}, or when it is dropped from the cache. Unlike the
 * signal the query itself is given, which aborts the moment one page goes although the next one is about to ask for the same.
 */
export async function whileWanted<T>(
  client: QueryClient,
  queryKey: QueryKey,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const cache = client.getQueryCache();
  const query = cache.find({ queryKey, exact: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = cache.subscribe((event) => {
    if (event.query !== query) return;
    if (event.type === 'observerAdded') clearTimeout(timer);
    else if (event.type === 'observerRemoved' && query?.getObserversCount() === 0)
      timer = setTimeout(() => controller.abort(), GRACE);
    else if (event.type === 'removed') controller.abort();
  });
  try {
    return await work(controller.signal);
  } finally {
    stop();
    clearTimeout(timer);
  }
}
