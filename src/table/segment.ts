import type { Page } from '../../contract/common.ts';
import type { EntitySource, EntityWithValues } from '../api/entity-pages.ts';
import { PAGE_SIZE } from '../api/pages.ts';
import { serverNow } from '../api/server-clock.ts';

/** So often a list is read again at most because it moved meanwhile. */
const TRIES = 3;

/** The rows of one list as far as they were read, page by page. */
export class Segment {
  readonly source: EntitySource;
  /** How long the list is; undefined until it answered. */
  count: number | undefined;
  /** Rows of a page: what is asked for, or what the first answer held where the server gives fewer, or all at once. */
  size = PAGE_SIZE;
  readonly pages = new Map<number, readonly EntityWithValues[]>();
  readonly failed = new Set<number>();
  /** Pages that stay until they were read again. */
  readonly stale = new Set<number>();
  /** Whether it never stood still: rows may be missing or twice there. */
  restless = false;
  #tries = 0;
  /** How long it was when its reading began, and when that was by the server's clock. */
  #begun = { count: 0, at: 0 };
  /** Those of its rows that were made since. */
  readonly #added = new Set<number>();
  /** Its rows when it last seemed to have lost some. */
  #doubted = '';

  constructor(source: EntitySource) {
    this.source = source;
  }

  /** How many pages there are; one while it did not answer yet. */
  get length(): number {
    return this.count === undefined ? 1 : Math.ceil(this.count / this.size);
  }

  get left(): number {
    return Math.max(0, this.length - (this.pages.size - this.stale.size));
  }

  isMissing(page: number): boolean {
    return (!this.pages.has(page) || this.stale.has(page)) && !this.failed.has(page);
  }

  /** Put a page in; true where that shows that the list moved while it was read: then all others are read again, or those that are too short where it grew at its end. */
  take(page: number, answer: Page<EntityWithValues>): boolean {
    const before = this.count ?? 0;
    // A server that does not tell the length tells at each page how long the list is at least.
    this.count = answer.rest === 'more' ? Math.max(answer.count, before) : answer.count;
    if (page === 0) this.size = sizeOf(answer);
    if (this.pages.size === 0) this.#begin();
    this.pages.set(page, answer.results);
    this.#noteAdded(answer.results);
    this.stale.delete(page);
    for (const other of this.pages.keys())
      if (other > 0 && other >= this.length) {
        this.pages.delete(other);
        this.stale.delete(other);
      }
    // What is deleted moves the others up, over the end of a page; what is new moves them down, so that one is there twice.
    const moved =
      (answer.rest === undefined && answer.count < before) ||
      (this.left === 0 && (this.#hasDoubles() || (answer.rest === undefined && this.#hasLost())));
    const again = (moved ? [...this.pages.keys()] : this.#short()).filter((other) => other !== page);
    if (!moved && again.length === 0) return false;
    if (this.#tries === TRIES) {
      this.restless = true;
      return false;
    }
    this.#tries += 1;
    if (moved) this.#begin();
    for (const other of again) this.stale.add(other);
    return true;
  }

  readAgain(): void {
    this.#tries = 0;
    this.restless = false;
    this.#begin();
    for (const page of this.pages.keys()) this.stale.add(page);
  }

  /** Put a row in the place of the one of the same entity; whether there is one. */
  replace(id: number, change: (row: EntityWithValues) => EntityWithValues): boolean {
    for (const [page, rows] of this.pages) {
      const at = rows.findIndex(({ entity }) => entity.id === id);
      if (at < 0) continue;
      this.pages.set(page, rows.with(at, change(rows[at] as EntityWithValues)));
      return true;
    }
    return false;
  }

  /** Take rows out; whether there were any. What follows moves up, over the pages that are there; from the first that is not they are read anew. */
  remove(isGone: (row: EntityWithValues) => boolean): boolean {
    const hit = [...this.pages].filter(([, rows]) => rows.some(isGone));
    if (hit.length === 0 || this.count === undefined) return false;
    const gone = hit.reduce((sum, [, rows]) => sum + rows.filter(isGone).length, 0);
    this.count -= gone;
    for (const [, rows] of hit)
      for (const row of rows) if (isGone(row) && !this.#added.delete(row.entity.id)) this.#begun.count -= 1;
    const first = Math.min(...hit.map(([page]) => page));
    const following: EntityWithValues[] = [];
    for (let page = first; this.pages.has(page); page++)
      for (const row of this.pages.get(page) ?? []) if (!isGone(row)) following.push(row);
    for (const page of this.pages.keys()) if (page >= first) this.pages.delete(page);
    for (let page = first, at = 0; at < following.length; page++, at += this.size) {
      const rows = following.slice(at, at + this.size);
      if (rows.length === this.size || page * this.size + rows.length >= this.count)
        this.pages.set(page, rows);
    }
    for (const page of this.stale) if (!this.pages.has(page)) this.stale.delete(page);
    return true;
  }

  /** Pages that hold fewer rows than there are by now. */
  #short(): number[] {
    const { size, count = 0 } = this;
    return [...this.pages]
      .filter(([page, rows]) => !this.stale.has(page) && rows.length < Math.min(size, count - page * size))
      .map(([page]) => page);
  }

  #begin(): void {
    this.#begun = { count: this.count ?? 0, at: serverNow() };
    this.#added.clear();
  }

  #noteAdded(rows: readonly EntityWithValues[]): void {
    for (const { entity } of rows)
      if (Date.parse(entity.created_at ?? '') > this.#begun.at) this.#added.add(entity.id);
  }

  /**
   * Whether it grew by less than what was made since its reading began: then as much went meanwhile, though it is no shorter. The clock of the server is known to the second only:
   * what was made just before may seem to be of since. Then what is read again is the same, and that is believed.
   */
  #hasLost(): boolean {
    if (this.#begun.count + this.#added.size <= (this.count ?? 0)) return false;
    const before = this.#doubted;
    this.#doubted = [...this.pages.values()].flatMap((rows) => rows.map(({ entity }) => entity.id)).join();
    return this.#doubted !== before;
  }

  #hasDoubles(): boolean {
    const ids = new Set<number>();
    let rows = 0;
    for (const page of this.pages.values()) {
      for (const { entity } of page) ids.add(entity.id);
      rows += page.length;
    }
    return ids.size < rows;
  }
}

function sizeOf({ count, results }: Page<unknown>): number {
  const given = results.length;
  return given > PAGE_SIZE || (given > 0 && given < Math.min(PAGE_SIZE, count)) ? given : PAGE_SIZE;
}

export interface Place {
  segment: Segment;
  page: number;
}

/** Where a position of all lists one after the other is; `left`: how many positions from it on are on the same page. Undefined behind a list that did not answer yet. */
export function placeOf(
  segments: readonly Segment[],
  index: number,
): (Place & { slot: number; left: number }) | undefined {
  let start = 0;
  for (const segment of segments) {
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
