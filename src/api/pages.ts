import type * as z from 'zod/mini';
import type { ListAnswer, Page } from '../../contract/common.ts';
import { ApiError, type ApiRequest, request } from './http.ts';
import { readAgain } from './retry.ts';
import { seen } from './seen.ts';

/** What is asked for at a time; a server may give fewer, and then its own number is the page size. */
export const PAGE_SIZE = 200;

export type PageRange = { limit: number; offset: number };

/** One page of a list. `rest` tells whether more follows where `count` does not: a count that is less than what came is no count. */
export async function requestPage<T>(
  call: Omit<ApiRequest<z.ZodMiniType<ListAnswer<T>>>, 'method' | 'body'>,
  range: PageRange,
): Promise<Page<T>> {
  const known = [...seen.smallerPages].flatMap(([refused, given]) => (refused <= range.limit ? given : []));
  let limit = Math.min(range.limit, ...known);
  for (;;) {
    const asked = { ...range, limit };
    try {
      const answer = await request({ ...call, query: { ...call.query, ...asked } });
      if (limit < range.limit) seen.smallerPages.set(range.limit, limit);
      return believed(answer, asked, call.path);
    } catch (error) {
      const smaller = smallerPage(error, limit);
      if (smaller === undefined) throw error;
      limit = smaller;
    }
  }
}

/** How much to ask for where a server refuses so much: as much as it says, else what other clients ask for. */
function smallerPage(error: unknown, limit: number): number | undefined {
  if (!(error instanceof ApiError) || error.status !== 400 || !error.fields.limit) return undefined;
  const said = (error.fields.limit.join().match(/\d+/g) ?? []).map(Number).sort((a, b) => b - a);
  return [...said, 100, 25].find((one) => one > 0 && one < limit);
}

/** What came is believed before a number: a list that holds more than it says is read on until nothing comes. */
function believed<T>({ next, ...page }: ListAnswer<T>, { limit, offset }: PageRange, path: string): Page<T> {
  const { count, results, rest } = page;
  const given = results.length;
  if (rest !== undefined) return page;
  // More than was asked for, and all there is: no pages are made here.
  if (given > limit && count <= given && !next) return { count: given, results, rest: 'whole' };
  const isLess = count < offset + given || (count === offset + given && next === true);
  if (given > 0 && isLess) seen.miscounted.add(path);
  if (!seen.miscounted.has(path)) return page;
  return { count: offset + given, results, rest: given > 0 ? 'more' : 'end' };
}

/** Read a whole list page by page: on by what came back, done at `count`, at an empty page, or where a server gives the same page again. */
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

/** The part of a list that was asked for, whether or not the server kept to the range, with the length of the list; with `rest` `more` where that is only the least it can be. */
export function pageOfRange<T>(page: Page<T>, { limit, offset }: PageRange): Page<T> {
  const { results, rest } = page;
  if (rest === undefined) return page;
  if (rest === 'whole') return { count: results.length, results: results.slice(offset, offset + limit) };
  if (rest === 'more') return { count: offset + results.length + 1, results, rest };
  return { count: offset + results.length, results };
}
