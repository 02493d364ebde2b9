import type { Page } from '../../contract/common.ts';
import { readAgain } from './retry.ts';

/** What is asked for at a time; a server may give fewer, and then its own number is the page size. */
export const PAGE_SIZE = 200;

export type PageRange = { limit: number; offset: number };

/** Read a whole list page by page: on by what came back, done at `count`, at an empty page, or where a server gives the same page again. Source: NOTES on pagination. */
export async function collectPages<T>(
  readPage: (page: PageRange) => Promise<Page<T>>,
  limit = 500,
  /** The first page, where it was read already. */
  first?: Page<T>,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const range = { limit, offset: all.length };
    // The first page is tried again by who asks; a later one here, so that the others need not be read again.
    const { results, count, rest } = await (all.length > 0
      ? readAgain(() => readPage(range))
      : (first ?? readPage(range)));
    if (all.length > 0 && isSame(results[0], all[0])) return all;
    // One by one: a spread of a million arguments is too many.
    for (const item of results) all.push(item);
    if (results.length === 0 || rest === 'whole' || rest === 'end') return all;
    if (rest === undefined && all.length >= count) return all;
  }
}

function isSame(one: unknown, other: unknown): boolean {
  const [a, b] = [one, other] as [{ id?: unknown } | undefined, { id?: unknown } | undefined];
  return a?.id !== undefined && a.id === b?.id;
}

/** The part of a list that was asked for, with the length of the list as far as it is known, whether or not the server kept to the range. */
export function pageOfRange<T>(page: Page<T>, { limit, offset }: PageRange): Page<T> {
  const { results, rest } = page;
  if (rest === undefined) return page;
  if (rest === 'whole') return { count: results.length, results: results.slice(offset, offset + limit) };
  return { count: offset + results.length + (rest === 'more' ? 1 : 0), results };
}
