import { MutationCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './http.ts';
import { applyStaleness, type Write } from './staleness.ts';

const MINUTE = 60_000;

/** Reads are tried again when nothing was decided: no answer, time-outs, limits and server faults. Never on another 4xx. */
function mayRetry(failures: number, error: Error): boolean {
  if (!(error instanceof ApiError) || failures >= 3) return false;
  return error.kind === 'unreachable' || [408, 425, 429].includes(error.status) || error.status >= 500;
}

function retryDelay(failures: number, error: Error): number {
  if (error instanceof ApiError && error.retryAfterSeconds !== null) return error.retryAfterSeconds * 1000;
  return Math.min(8000, 500 * 2 ** failures) * (0.75 + Math.random() / 2);
}

/** The browser's only copy of server state. A write makes stale what `staleness.ts` lists, and waits for what is on screen to be read again. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5 * MINUTE,
        gcTime: 30 * MINUTE,
        retry: mayRetry,
        retryDelay,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
    mutationCache: new MutationCache({
      onSuccess: (data, variables, _context, mutation) => {
        const write = mutation.options.meta?.write as Write | undefined;
        return write ? applyStaleness(client, write, variables, data) : undefined;
      },
    }),
  });
  return client;
}
