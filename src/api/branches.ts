import type { Query, QueryClient } from '@tanstack/react-query';
import type { Page } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import { entityKeys, FIRST_PAGE, type PageOptions } from './entities.ts';
import { PAGE_SIZE } from './pages.ts';

/** What the cache holds of one page of a branch. */
export interface BranchPage {
  /** Absent until it was read once. */
  readonly entities: readonly Entity[] | undefined;
  readonly error: Error | null;
  readonly fetching: boolean;
  /** A write made it stale: it is read again when somebody looks at it. */
  readonly stale: boolean;
}

/** The children of one entity, or the roots for `parent` null, in the server's order, as far as they were read. */
export interface Branch {
  readonly parent: number | null;
  /** Length of the whole list; undefined until a page was read. */
  readonly count: number | undefined;
  /** What one page holds: what was asked for, or the server's own cap where it gives fewer. */
  readonly pageSize: number;
  /** By number of the page, from 0. Pages that were never asked for are absent. */
  readonly pages: ReadonlyMap<number, BranchPage>;
}
export type Branches = ReadonlyMap<number | null, Branch>;

/** What to ask for to read page `index` of a branch: the same options everywhere, so that no page is read twice. */
export function pageOptions(branch: Branch | undefined, index: number): PageOptions {
  if (index === 0) return FIRST_PAGE;
  const size = branch?.pageSize ?? PAGE_SIZE;
  return { offset: index * size, limit: size };
}

/** Every branch as the cache holds it now. Makes no request. Lists that are sorted or searched are not branches: their order or length is another. */
export function readBranches(client: QueryClient, w: number): Branches {
  const byParent = new Map<number | null, PageQuery[]>();
  for (const query of client.getQueryCache().findAll({ queryKey: entityKeys.branches(w) })) {
    const [parent, options] = query.queryKey.slice(4) as [number | 'roots', PageOptions | undefined];
    if (options === undefined || options.sort !== undefined || options.search !== undefined) continue;
    const key = parent === 'roots' ? null : parent;
    const found = { options, query: query as Query<Page<Entity>> };
    const list = byParent.get(key);
    if (list) list.push(found);
    else byParent.set(key, [found]);
  }
  return new Map([...byParent].map(([parent, queries]) => [parent, branchOf(parent, queries)]));
}

interface PageQuery {
  options: PageOptions;
  query: Query<Page<Entity>>;
}

function branchOf(parent: number | null, queries: PageQuery[]): Branch {
  const pageSize = sizeOfPages(queries);
  let count: number | undefined;
  let newest = -1;
  let furthest: { index: number; end: number; more: boolean } | undefined;
  let isTold = true;
  const pages = new Map<number, BranchPage>();
  for (const { options, query } of queries) {
    const { data, dataUpdatedAt, error, fetchStatus, isInvalidated } = query.state;
    if (data && dataUpdatedAt > newest) [count, newest] = [data.count, dataUpdatedAt];
    const more = data?.rest === 'more';
    if (more) isTold = false;
    const index = options.offset / pageSize;
    if (!Number.isInteger(index)) continue;
    if (data && data.results.length > 0 && index > (furthest?.index ?? -1))
      furthest = { index, end: options.offset + data.results.length, more };
    pages.set(index, {
      entities: data?.results,
      error,
      fetching: fetchStatus === 'fetching',
      stale: isInvalidated,
    });
  }
  // Where the length is not told: as far as was read, and one more while nothing shows that it ends there.
  if (!isTold && furthest)
    count = furthest.end + (furthest.more && !pages.get(furthest.index + 1)?.entities ? 1 : 0);
  return { parent, count, pageSize, pages };
}

function sizeOfPages(queries: PageQuery[]): number {
  const first = queries.find(({ options }) => options.offset === 0);
  const data = first?.query.state.data;
  if (first && data) {
    const given = data.results.length;
    return given > 0 && given < first.options.limit && given < data.count ? given : first.options.limit;
  }
  return queries.find(({ options }) => options.offset > 0)?.options.limit ?? PAGE_SIZE;
}

/** Whether the ids of a page ascend, which is how lists are ordered when no other order is asked for; looked at once per answer. */
const ascends = new WeakMap<readonly Entity[], boolean>();
export function isAscending(entities: readonly Entity[]): boolean {
  let known = ascends.get(entities);
  if (known === undefined) {
    known = entities.every(({ id }, place) => place === 0 || (entities[place - 1]?.id ?? id) < id);
    ascends.set(entities, known);
  }
  return known;
}

/** Place of an entity on its page, from 0; undefined when it is on another. Nothing is kept per entity: lists are long. */
export function placeOn(entities: readonly Entity[], id: number): number | undefined {
  if (!isAscending(entities)) {
    const place = entities.findIndex((entity) => entity.id === id);
    return place === -1 ? undefined : place;
  }
  let [low, high] = [0, entities.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = entities[middle]?.id ?? id;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** Position of an entity among its siblings, from 0; undefined while no page that was read holds it. */
export function slotOf(branch: Branch | undefined, id: number): number | undefined {
  if (!branch) return undefined;
  for (const [index, page] of branch.pages) {
    const place = page.entities && placeOn(page.entities, id);
    if (place !== undefined) return index * branch.pageSize + place;
  }
  return undefined;
}

/** The entity at a position from 0; undefined where nothing was read yet. */
export function entityAt(branch: Branch | undefined, slot: number): Entity | undefined {
  if (!branch || slot < 0) return undefined;
  const index = Math.floor(slot / branch.pageSize);
  return branch.pages.get(index)?.entities?.[slot - index * branch.pageSize];
}

/** The children of a parent that were read, page after page as these came. */
export const loadedOf = (branch: Branch | undefined): Entity[] =>
  [...(branch?.pages.values() ?? [])].flatMap(({ entities }) => entities ?? []);

/**
 * Which page to read to find an entity: while the ids of the pages read ascend, which is how lists are ordered when no other order is asked for, where it would be
 * if they were spread evenly, and by halves where that did not find it; else the first one missing. It stays the same while that page is under way. Undefined when the
 * entity is found, is not there, or the page could not be read.
 */
export function pageToLookIn(branch: Branch | undefined, id: number): number | undefined {
  if (branch?.count === undefined) return branch?.pages.get(0)?.error ? undefined : 0;
  if (slotOf(branch, id) !== undefined) return undefined;
  const last = Math.ceil(branch.count / branch.pageSize) - 1;
  const next = byOrder(branch, id, last) ?? firstMissing(branch, last);
  return next === undefined || branch.pages.get(next)?.error ? undefined : next;
}

/** So many pages are read where it should be, before those by halves. */
const GUESSES = 3;

function byOrder(branch: Branch, id: number, last: number): number | undefined {
  let [low, high] = [0, last];
  let before = Number.NEGATIVE_INFINITY;
  let read = 0;
  /** Pages before and after it, each with what it is nearest to there. */
  let below: { page: number; first: number; end: number } | undefined;
  let above: { page: number; id: number } | undefined;
  for (const [index, page] of [...branch.pages].sort(([a], [b]) => a - b)) {
    const first = page.entities?.[0];
    const end = page.entities?.at(-1);
    if (!first || !end) continue;
    if (first.id < before || end.id < first.id) return undefined;
    before = end.id;
    read += 1;
    if (end.id < id) {
      low = Math.max(low, index + 1);
      below = { page: index, first: first.id, end: end.id };
    } else if (first.id > id) {
      high = Math.min(high, index - 1);
      above ??= { page: index, id: first.id };
    }
  }
  if (low > high) return undefined;
  let middle = Math.floor((low + high) / 2);
  if (below && read <= GUESSES) {
    // How many ids a page takes: between the two, or as far as the one before it tells.
    const ids = above
      ? (above.id - below.end) / (above.page - below.page - 1)
      : ((below.end - below.first) * branch.pageSize) / Math.max(1, branch.pageSize - 1);
    const ahead = Math.ceil((id - below.end) / Math.max(1, ids));
    middle = Math.min(high, Math.max(low, below.page + ahead));
  }
  return branch.pages.get(middle)?.entities ? undefined : middle;
}

function firstMissing(branch: Branch, last: number): number | undefined {
  for (let index = 0; index <= last; index++) if (!branch.pages.get(index)?.entities) return index;
  return undefined;
}

type Parents = { expandable: (entity: Entity) => boolean; ids: readonly number[] };
const parentsOfPage = new WeakMap<readonly Entity[], Parents>();

/** The ids on a page of those that may hold something, found once per answer: most entities are leaves, and lists are long. */
export function parentsOn(
  entities: readonly Entity[],
  expandable: (entity: Entity) => boolean,
): readonly number[] {
  let parents = parentsOfPage.get(entities);
  if (parents?.expandable !== expandable) {
    parents = { expandable, ids: entities.filter(expandable).map(({ id }) => id) };
    parentsOfPage.set(entities, parents);
  }
  return parents.ids;
}
