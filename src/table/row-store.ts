import type { QueryClient } from '@tanstack/react-query';
import type { Page } from '../../contract/common.ts';
import type { EntityWithValues } from '../api/entity-pages.ts';
import { FRESH_MS } from '../api/fresh.ts';
import { slicer } from '../workers/slicer.ts';
import { followWrites } from './follow-writes.ts';
import { AT_ONCE, type RowsWanted, rowsOfTree, rowsQuery } from './rows-query.ts';
import { type Place, placeOf, Segment } from './segment.ts';

/** While everything is read, how often that is told, in milliseconds. */
const TELL_EVERY = 150;

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
  /** Whether a list never stood still while it was read: rows may be missing or twice there. */
  restless: boolean;
  error: Error | null;
  /** Requests that the rows not read yet take, as far as it is known. */
  pagesLeft: number;
  /** Goes up whenever rows came. */
  version: number;
}

const START: RowsState = {
  count: 0,
  counting: true,
  read: 0,
  readingAll: false,
  complete: false,
  restless: false,
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
  #unfollow: (() => void) | undefined;
  #waiting: (() => void)[] = [];
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient, w: number, wanted: RowsWanted) {
    this.#client = client;
    this.#w = w;
    this.#wanted = wanted;
    this.#segments = wanted.sources.map((source) => new Segment(source));
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
    this.#unfollow ??= followWrites(this.#client, this.#w, this.#wanted.pointers, this.#change);
    this.#pump();
  }

  /** End what is under way; what was read stays. */
  close(): void {
    this.#closed = true;
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.stop();
  }

  /** The row at a position of all lists one after the other; `undefined` where it was not read yet. */
  rowAt(index: number): EntityWithValues | undefined {
    const place = placeOf(this.#segments, index);
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
      const place = placeOf(this.#segments, index);
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

  /** Read everything anew. */
  readAgain(): Promise<void> {
    for (const segment of this.#segments) segment.readAgain();
    this.#told({});
    return this.readAll();
  }

  /** No further pages but those looked at; requests under way are cancelled. */
  stop(): void {
    this.#drop(() => true);
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

  #query({ source, size }: Segment, page: number) {
    return rowsQuery(this.#w, this.#wanted, source, page, size);
  }

  /** Pages that were scrolled past; the first of a list is needed wherever one looks. */
  #leaveBehind(): void {
    const isSeen = (place: Place) =>
      this.#seen.some(({ segment, page }) => segment === place.segment && page === place.page);
    this.#drop((place) => place.page > 0 && !isSeen(place));
  }

  /** Cancel requests under way. */
  #drop(isLeft: (place: Place) => boolean): void {
    for (const [key, place] of this.#running) {
      if (!isLeft(place)) continue;
      this.#running.delete(key);
      const { queryKey } = this.#query(place.segment, place.page);
      void this.#client.cancelQueries({ queryKey, exact: true });
    }
  }

  #missing({ segment, page }: Place): boolean {
    return segment.isMissing(page) && !this.#running.has(this.#key(segment, page));
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
      for (let page = 0; page < segment.length; page++)
        if (this.#missing({ segment, page })) return { segment, page };
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
      const answer = await this.#ask(place);
      if (this.#running.get(key) !== place) return;
      this.#running.delete(key);
      const isFirst = segment.count === undefined;
      // What is under way of a list that moved is of before or after that.
      if (segment.take(page, answer)) this.#drop((other) => other.segment === segment);
      if (isFirst) await this.#takeKnown(segment);
      this.#told({});
    } catch (error) {
      if (this.#running.get(key) !== place) return;
      this.#running.delete(key);
      segment.failed.add(page);
      this.#told({ error: error instanceof Error ? error : new Error(String(error)) });
    }
    this.#pump();
  }

  /** Takes what the cache holds of a list: who comes back to a table has what was read before, whatever it took. */
  async #takeKnown(segment: Segment): Promise<void> {
    const rest = slicer();
    for (let page = 1; page < segment.length && !this.#closed; page++) {
      const pause = rest();
      if (pause) await pause;
      if (!segment.isMissing(page) || this.#isOfBefore(segment, page)) continue;
      const known = this.#cached(segment, page);
      if (!known?.data || known.isInvalidated || Date.now() - known.dataUpdatedAt >= FRESH_MS) continue;
      segment.take(page, known.data);
    }
  }

  #cached(segment: Segment, page: number) {
    return this.#client.getQueryState<Page<EntityWithValues>>(this.#query(segment, page).queryKey);
  }

  /** Whether the cache holds a page as it was before its list became longer or shorter, which the first page tells that was read since. */
  #isOfBefore(segment: Segment, page: number): boolean {
    const [first, known] = [this.#cached(segment, 0), this.#cached(segment, page)];
    if (!first?.data || !known?.data || known.data.rest) return false;
    return known.dataUpdatedAt < first.dataUpdatedAt && known.data.count !== first.data.count;
  }

  #ask({ segment, page }: Place) {
    const query = this.#query(segment, page);
    if (segment.stale.has(page) || this.#isOfBefore(segment, page))
      return this.#client.fetchQuery({ ...query, staleTime: 0 });
    return rowsOfTree(this.#client, this.#w, this.#wanted, segment, page) ?? this.#client.fetchQuery(query);
  }

  readonly #change = (change: (segment: Segment) => boolean): void => {
    // All of them, not up to the first.
    if (this.#segments.filter(change).length === 0) return;
    this.#told({});
    this.#pump();
  };

  #told(change: Partial<RowsState>): void {
    let count = 0;
    let read = 0;
    let counting = false;
    let pagesLeft = 0;
    for (const segment of this.#segments) {
      if (segment.count === undefined) counting = true;
      if (!counting) count += segment.count ?? 0;
      for (const rows of segment.pages.values()) read += rows.length;
      pagesLeft += segment.left;
    }
    this.#set({
      ...change,
      count,
      read,
      counting,
      pagesLeft,
      complete: pagesLeft === 0,
      restless: this.#segments.some(({ restless }) => restless),
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
