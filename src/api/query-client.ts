import { type FetchQueryOptions, MutationCache, QueryClient, type QueryKey } from '@tanstack/react-query';
import { FRESH_MS } from './fresh.ts';
import { mayAskAgain, mayRetry, retryDelay } from './retry.ts';
import { applyStaleness, type Write } from './staleness.ts';

/** The browser's only copy of server state. A write makes stale what `staleness.ts` lists, and waits for what is on screen to be read again. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        gcTime: 30 * 60_000,
        retry: mayRetry,
        retryOnMount: mayAskAgain,
        retryDelay,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
    mutationCache: new MutationCache({
      onSuccess: (data, variables, _context, mutation) => {
        const write = mutation.options.meta?.write as Write | undefined;
        const since = mutation.state.submittedAt;
        return write ? applyStaleness({ client, since }, write, variables, data) : undefined;
      },
    }),
  });
  return client;
}

/**
 * Begins to read what a page shows beside its own data: names of people and types, what one may do. Who goes to a page asks anew for what it is about, which `prefetchQuery` does, and
 * not for this: where it failed it is left alone as long as parts on screen leave it alone.
 */
export function prefetchBeside<T, K extends QueryKey>(
  client: QueryClient,
  options: FetchQueryOptions<T, Error, T, K>,
): void {
  const known = client.getQueryCache().find({ queryKey: options.queryKey, exact: true });
  if (!known || mayAskAgain(known)) void client.prefetchQuery(options);
}
