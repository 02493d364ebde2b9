import { queryOptions } from '@tanstack/react-query';
import { requestContent } from './request-content.ts';

export const contentQueries = {
  /** What a link of an answer leads to. Read once: the link lives for minutes. */
  getContent: (link: string) =>
    queryOptions({
      queryKey: ['content', link],
      queryFn: ({ signal }) => requestContent(link, signal),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      retry: false,
      structuralSharing: false,
    }),
};
