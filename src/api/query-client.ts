import { MutationCache, QueryClient } from '@tanstack/react-query';
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
