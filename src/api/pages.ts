import type { Page } from '../../contract/common.ts';

/** What is asked for at a time; a server may give fewer, and then its own number is the page size. */
export const PAGE_SIZE = 200;

/** Read a whole list page by page: on by what came back, done at `count` or at an empty page. Source: NOTES on pagination. */
export async function collectPages<T>(
  readPage: (page: { limit: number; offset: number }) => Promise<Page<T>>,
  limit = 500,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const page = await readPage({ limit, offset: all.length });
    all.push(...page.results);
    if (page.results.length === 0 || all.length >= page.count) return all;
  }
}
