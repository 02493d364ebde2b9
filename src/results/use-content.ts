import { useQuery } from '@tanstack/react-query';
import { contentQueries } from '../api/content.ts';

export type ContentState =
  | { state: 'pending' }
  | { state: 'failed'; error: unknown }
  | { state: 'ready'; blob: Blob };

/** What a link of a result leads to, asked for once. Links live for minutes: what was read stays for as long as it is shown. */
export function useContent(link: string): ContentState {
  const { data, error } = useQuery(contentQueries.getContent(link));
  if (data) return { state: 'ready', blob: data };
  return error ? { state: 'failed', error } : { state: 'pending' };
}
