import type { QueryClient } from '@tanstack/react-query';
import type { Page } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import { entityKeys, entityQueries, FIRST_PAGE } from '../api/entities.ts';
import { type EntitySource, type EntityWithValues, entityPage, withValues } from '../api/entity-pages.ts';
import { PAGE_SIZE } from '../api/pages.ts';

/** Requests under way at a time: VIKTOR is slow, and others use it too. */
const AT_ONCE = 3;
/** While everything is read, how often that is told, in milliseconds. */
const TELL_EVERY = 150;

/** Which rows a table is made of, and in which order the server gives them. */
export interface RowsWanted {
  sources: readonly EntitySource[];
  search: string;
  /** As `name` or `updated_at:desc`; the server's own order for ''. */
  sort: string;
  /** Places in the params that come along. */
  pointers: readonly string[];
}

/** What is known of the rows now. */
export interface RowsState {
  /** Length of all lists together; of those before the first that did not answer yet while `counting`. */
  count: number;
  counting: boolean;
  /** Rows read. */
  read: number;
  /** Whether everything is being read, asked for by {@link RowStore.readAll}. */
  readingAll: boolean;
  complete: boolean;
  error: Error | null;
  /** Requests that the rows not read yet take, as far as it is known. */
  pagesLeft: number;
  /** Goes up whenever rows came. */
  version: number;
}

interface Segment {
  source: EntitySource;
  count: number | undefined;
  /** Rows of a page: what is asked for, or what the first answer held where the server gives fewer, or all at once. */
  size: number;
  pages: Map<number, readonly EntityWithValues[]>;
  failed: Set<number>;
}

interface Place {
  segment: Segment;
  page: number;
}

const START: RowsState = {
  count: 0,
  counting: true,
  read: 0,
  readingAll: false,
  complete: false,
  error: null,
  pagesLeft: 0,
  version: 0,
};

/** The rows of a table as far as they were read: pages come for what is seen, or all of them when asked, a few requests at a time. */
export class RowStore {
  readonly #client: QueryClient;
  readonly #w: number;
  readonly #wanted: RowsWanted;
  readonly #segments: Segment[];
  readonly #listeners = new Set<() => void>();
  readonly #running = new Map<string, Place>();
  #seen: Place[] = [];
  #state: RowsState = START;
  #closed = false;
  #waiting: (() => void)[] = [];
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient, w: number, wanted: RowsWanted) {
    this.#client = client;
    this.#w = w;
    this.#wanted = wanted;
    this.#segments = wanted.sources.map((source) => ({
      source,
      count: undefined,
      size: PAGE_SIZE,
      pages: new Map(),
      failed: new Set(),
    }));
    if (wanted.sources.length === 0) this.#state = { ...START, counting: false, complete: true };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): RowsState => this.#state;

  /** Begin, or go on after {@link close}: reads the first page of every list. */
  open(): void {
    this.#closed = false;
    this.#pump();
  }

  /** End what is under way; what was read stays. */
  close(): void {
    this.#closed = true;
    this.stop();
  }

  /** The row at a position of all lists one after the other; `undefined` where it was not read yet. */
  rowAt(index: number): EntityWithValues | undefined {
    const place = this.#placeOf(index);
    return place?.segment.pages.get(place.page)?.[place.slot];
  }

  /** Every row that was read, with its position. */
  *rows(): Generator<[number, EntityWithValues]> {
    let start = 0;
    for (const segment of this.#segments) {
      if (segment.count === undefined) return;
      for (const [page, rows] of [...segment.pages].sort(([a], [b]) => a - b))
        for (const [slot, row] of rows.entries()) yield [start + page * segment.size + slot, row];
      start += segment.count;
    }
  }

  /** About so many of the rows that were read, from all pages of all lists alike. */
  sample(most: number): EntityWithValues[] {
    const pages = this.#segments.flatMap((segment) => [...segment.pages.values()]);
    const each = Math.max(1, Math.ceil(most / Math.max(1, pages.length)));
    return pages.flatMap((rows) => rows.slice(0, each));
  }

  /** Positions `from` to `to` are looked at: their pages come first, and those looked at before no longer. */
  look(from: number, to: number): void {
    const seen: Place[] = [];
    for (let index = from; index <= to; ) {
      const place = this.#placeOf(index);
      if (!place) break;
      seen.push(place);
      index += place.left;
    }
    this.#seen = seen;
    if (!this.#state.readingAll) this.#leaveBehind();
    this.#pump();
  }

  /** Read everything. Resolves when all is read, or when it was stopped or failed: {@link snapshot} tells which. */
  readAll(): Promise<void> {
    this.retry();
    if (this.#state.complete) return Promise.resolve();
    this.#set({ readingAll: true });
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#pump();
    });
  }

  /** No further pages but those looked at; requests under way are cancelled. */
  stop(): void {
    for (const place of this.#running.values()) this.#cancel(place);
    this.#running.clear();
    this.#set({ readingAll: false });
    this.#settle();
    this.#pump();
  }

  /** Ask again for what failed. */
  retry(): void {
    for (const segment of this.#segments) segment.failed.clear();
    if (this.#state.error) this.#set({ error: null });
    this.#pump();
  }

  /** Where a position is; `left`: how many positions from it on are on the same page. */
  #placeOf(index: number): (Place & { slot: number; left: number }) | undefined {
    let start = 0;
    for (const segment of this.#segments) {
      if (segment.count === undefined) return undefined;
      if (index < start + segment.count) {
        const at = index - start;
        const slot = at % segment.size;
        // A list may end before its page does, and the next one begins there.
        const left = Math.min(segment.size - slot, segment.count - at);
        return { segment, page: Math.floor(at / segment.size), slot, left };
      }
      start += segment.count;
    }
    return undefined;
  }

  #query({ source, size }: Segment, page: number) {
    return rowsQuery(this.#w, this.#wanted, source, page, size);
  }

  /** Pages that were scrolled past; the first of a list is needed wherever one looks. */
  #leaveBehind(): void {
    for (const [key, place] of this.#running) {
      const wanted = this.#seen.some(({ segment, page }) => segment === place.segment && page === place.page);
      if (wanted || place.page === 0) continue;
      this.#running.delete(key);
      this.#cancel(place);
    }
  }

  #cancel({ segment, page }: Place): void {
    void this.#client.cancelQueries({ queryKey: this.#query(segment, page).queryKey, exact: true });
  }

  #missing({ segment, page }: Place): boolean {
    return (
      !segment.pages.has(page) && !segment.failed.has(page) && !this.#running.has(this.#key(segment, page))
    );
  }

  #key(segment: Segment, page: number): string {
    return `${this.#segments.indexOf(segment)}:${page}`;
  }

  /** What to read next: what is looked at, then the lists not begun, then whatever is missing when all is wanted. */
  #next(): Place | undefined {
    const seen = this.#seen.find((place) => this.#missing(place));
    if (seen) return seen;
    for (const segment of this.#segments)
      if (segment.count === undefined && this.#missing({ segment, page: 0 })) return { segment, page: 0 };
    if (!this.#state.readingAll) return undefined;
    for (const segment of this.#segments) {
      const pages = pagesOf(segment);
      for (let page = 0; page < pages; page++) if (this.#missing({ segment, page })) return { segment, page };
    }
    return undefined;
  }

  #pump(): void {
    while (!this.#closed && this.#running.size < AT_ONCE) {
      const next = this.#next();
      if (!next) break;
      void this.#read(next);
    }
    if (this.#running.size === 0 && this.#state.readingAll) {
      this.#set({ readingAll: false });
      this.#settle();
    }
  }

  async #read(place: Place): Promise<void> {
    const { segment, page } = place;
    const key = this.#key(segment, page);
    this.#running.set(key, place);
    try {
      const answer =
        (await this.#fromTree(place)) ?? (await this.#client.fetchQuery(this.#query(segment, page)));
      if (this.#running.get(key) !== place) return;
      this.#running.delete(key);
      // A server that does not tell the length tells at each page how long the list is at least.
      segment.count = answer.rest === 'more' ? Math.max(answer.count, segment.count ?? 0) : answer.count;
      if (page === 0) segment.size = sizeOf(answer);
      segment.pages.set(page, answer.results);
      this.#told({});
    } catch (error) {
      if (this.#running.get(key) !== place) return;
      this.#running.delete(key);
      segment.failed.add(page);
      this.#told({ error: error instanceof Error ? error : new Error(String(error)) });
    }
    this.#pump();
  }

  /** A page of children that the tree has read already, where it holds what is wanted. */
  async #fromTree({ segment: { source, size }, page }: Place): Promise<Page<EntityWithValues> | undefined> {
    const { search, sort, pointers } = this.#wanted;
    if ('type' in source || source.types || search || sort || pointers.length > 0) return undefined;
    const options = entityQueries.getEntityChildren(
      this.#w,
      source.parent,
      page === 0 ? FIRST_PAGE : { offset: page * size, limit: size },
    );
    const cached = this.#client.getQueryState<Page<Entity>>(options.queryKey);
    if (!cached?.data || cached.isInvalidated) return undefined;
    const { count, results } = cached.data;
    if (page > 0 && results.length < Math.min(size, count - page * size)) return undefined;
    return { count, results: results.map((entity) => withValues(entity)) };
  }

  #told(change: Partial<RowsState>): void {
    let count = 0;
    let read = 0;
    let counting = false;
    let pagesLeft = 0;
    for (const segment of this.#segments) {
      if (segment.count === undefined) counting = true;
      if (!counting) count += segment.count ?? 0;
      for (const rows of segment.pages.values()) read += rows.length;
      pagesLeft += Math.max(0, pagesOf(segment) - segment.pages.size);
    }
    this.#set({
      ...change,
      count,
      read,
      counting,
      pagesLeft,
      complete: pagesLeft === 0,
      version: this.#state.version + 1,
    });
  }

  #set(change: Partial<RowsState>): void {
    const { readingAll } = this.#state;
    this.#state = { ...this.#state, ...change };
    // While hundreds of pages come in, the table is not drawn anew for each.
    if (!readingAll || !this.#state.readingAll) this.#tell();
    else this.#later ??= setTimeout(() => this.#tell(), TELL_EVERY);
  }

  #tell(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    for (const listener of this.#listeners) listener();
  }

  #settle(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

function rowsQuery(
  w: number,
  { search, sort, pointers }: RowsWanted,
  source: EntitySource,
  page: number,
  size: number,
) {
  return entityPage(w, source, {
    offset: page * size,
    limit: page === 0 ? PAGE_SIZE : size,
    pointers,
    ...(search ? { search } : {}),
    ...(sort ? { sort } : {}),
  });
}

/**
 * Begins to read what the first {@link RowStore} of a workspace will ask for. Later ones may have all their rows already; and lists of children may be in the tree, so that
 * they are left to the store.
 */
export function prefetchRows(client: QueryClient, w: number, wanted: RowsWanted): void {
  if (client.getQueryCache().findAll({ queryKey: entityKeys.rows(w) }).length > 0) return;
  for (const source of wanted.sources.slice(0, AT_ONCE))
    if ('type' in source) void client.prefetchQuery(rowsQuery(w, wanted, source, 0, PAGE_SIZE));
}

/** How many pages a list has; one while it did not answer yet. */
function pagesOf({ count, size }: Segment): number {
  return count === undefined ? 1 : Math.ceil(count / size);
}

function sizeOf({ count, results }: Page<unknown>): number {
  const given = results.length;
  return given > PAGE_SIZE || (given > 0 && given < Math.min(PAGE_SIZE, count)) ? given : PAGE_SIZE;
}
