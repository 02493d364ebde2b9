import { notifyManager, type Query, type QueryClient, type QueryKey } from '@tanstack/react-query';
import type { Page } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import { type Branch, isAscending, placeOn, readBranches, slotOf } from './branches.ts';
import { entityKeys, type PageOptions } from './entities.ts';
import { markPatched } from './fresh.ts';

/** What a write puts into the cached lists of children, so that they need not be read again at once. */

/** A lookup that goes stale, or those of a kind that do. */
export type Stale =
  | QueryKey
  | { queryKey: QueryKey; predicate: (query: Query) => boolean }
  /** Read again when it is asked for next. */
  | { queryKey: QueryKey; refetchType: 'none' };
type PageQuery = Query<Page<Entity>>;

const optionsOf = ({ queryKey }: { queryKey: QueryKey }) => queryKey[5] as PageOptions | undefined;
/** Whether a cached page of children is none of the branch: asked for in another order than the server's own, or by words of the name. */
const isApart = (query: { queryKey: QueryKey }) => {
  const { sort, search } = optionsOf(query) ?? {};
  return sort !== undefined || search !== undefined;
};
const pagesUnder = (client: QueryClient, queryKey: QueryKey) =>
  client.getQueryCache().findAll({ queryKey }) as unknown as PageQuery[];

/** Change what a page says; it stays as old and as stale as it is. Not `setData`, which would compare all that moved. */
function patch(query: PageQuery, change: Partial<Page<Entity>>): void {
  if (query.state.data) query.setState({ data: { ...query.state.data, ...change } });
}

/** Change an entity wherever a list holds it. */
export function patchEntity(
  client: QueryClient,
  w: number,
  id: number,
  change: (entity: Entity) => Entity,
): void {
  notifyManager.batch(() => {
    for (const query of pagesUnder(client, entityKeys.branches(w))) {
      const results = query.state.data?.results ?? [];
      const place = placeOn(results, id);
      if (place !== undefined)
        patch(query, { results: results.with(place, change(results[place] as Entity)) });
    }
  });
}

/** Whether what a lookup holds is of before a write: none of it is on its way or came while the write was. */
const isOfBefore = ({ state }: Query, since: number) =>
  state.fetchStatus === 'idle' && state.dataUpdatedAt <= since;

/** After a child came or went: the number of children, wherever the server tells it. What came while the write was under way may have counted it already, and is read again. */
export function patchChildCount(client: QueryClient, written: Written, change: 1 | -1): Stale[] {
  const { workspaceId: w, parent, since } = written;
  if (parent === null) return [];
  const stale: Stale[] = [];
  const count = (query: Query, entity: Entity | undefined, put: (entity: Entity) => unknown) => {
    if (typeof entity?.child_count !== 'number') return;
    if (!isOfBefore(query, since)) stale.push(query.queryKey);
    else query.setState({ data: put({ ...entity, child_count: Math.max(0, entity.child_count + change) }) });
  };
  notifyManager.batch(() => {
    const detail = client.getQueryCache().find({ queryKey: entityKeys.detail(w, parent) });
    if (detail) count(detail, detail.state.data as Entity | undefined, (entity) => entity);
    for (const query of pagesUnder(client, entityKeys.branches(w))) {
      const results = query.state.data?.results ?? [];
      const place = placeOn(results, parent);
      if (place !== undefined)
        count(query as Query, results[place], (entity) => ({
          ...query.state.data,
          results: results.with(place, entity),
        }));
    }
  });
  return stale;
}

/** What of a branch has to be read again at once: the lists of an order or length of their own, or all of it where it could not be patched. */
const apart = ({ workspaceId, parent }: Written): Stale[] => [
  { queryKey: entityKeys.children(workspaceId, parent), predicate: isApart },
];
const whole = ({ workspaceId, parent }: Written): Stale[] => [entityKeys.children(workspaceId, parent)];

/** Where a write was, and when it was asked for: on the clock of the cache, in ms. */
export interface Written {
  workspaceId: number;
  parent: number | null;
  since: number;
}

/**
 * The pages of a branch in the server's own order; undefined where one does not tell how long the list is, or where some answer is on its way or came while the
 * write was: nobody knows whether that is of before it or of after it.
 */
function settledPages(client: QueryClient, { workspaceId, parent, since }: Written): PageQuery[] | undefined {
  const queryKey = entityKeys.children(workspaceId, parent);
  const pages = pagesUnder(client, queryKey).filter((query) => !isApart(query));
  const isSettled = pages.every(
    (page) => page.state.data?.rest === undefined && isOfBefore(page as Query, since),
  );
  return isSettled ? pages : undefined;
}

/** A branch as far as it holds: what is to be read again, because an earlier write could not be put in, tells nothing of where others stand. */
function branchThatHolds(client: QueryClient, { workspaceId, parent }: Written): Branch | undefined {
  const branch = readBranches(client, workspaceId).get(parent);
  return branch && { ...branch, pages: new Map([...branch.pages].filter(([, { stale }]) => !stale)) };
}

/** After params were saved, whose entity {@link patchEntity} has put in. */
export function patchSaved(client: QueryClient, written: Written): Stale[] {
  return settledPages(client, written) ? apart(written) : whole(written);
}

/** After a rename, which {@link patchEntity} has put in: it keeps its place until the branch is read again. */
export function patchRenamed(client: QueryClient, written: Written): Stale[] {
  settledPages(client, written)?.forEach(markPatched);
  return patchSaved(client, written);
}

/** After a delete: what follows moves up by one, over the pages that are there. */
export function patchDeleted(client: QueryClient, written: Written, id: number): Stale[] {
  const pages = settledPages(client, written);
  const branch = branchThatHolds(client, written);
  const slot = slotOf(branch, id);
  if (!pages || branch?.count === undefined || slot === undefined) return whole(written);
  const { pageSize } = branch;
  const count = branch.count - 1;
  const from = Math.floor(slot / pageSize);
  const moved = new Map<PageQuery, Entity[]>();
  const short: PageQuery[] = [];
  for (const page of pages) {
    const results = page.state.data?.results;
    const index = (optionsOf(page)?.offset ?? 0) / pageSize;
    if (!Number.isInteger(index)) return whole(written);
    if (!results || index < from) continue;
    const left = results.toSpliced(index === from ? slot % pageSize : 0, 1);
    const next = branch.pages.get(index + 1)?.entities?.[0];
    moved.set(page, next ? [...left, next] : left);
    if (next || index * pageSize + left.length >= count) continue;
    // The length of the first page tells how long all are.
    if (index === 0) return whole(written);
    short.push(page);
  }
  notifyManager.batch(() => {
    for (const page of pages) {
      const results = moved.get(page);
      patch(page, results ? { count, results } : { count });
      markPatched(page);
    }
  });
  return [...apart(written), ...short.map(({ queryKey }) => queryKey)];
}

/** After a creation: it is the last of its branch where lists come in the order of ids, and the answer tells what a list tells. */
export function patchCreated(client: QueryClient, written: Written, created: Entity): Stale[] {
  const pages = settledPages(client, written);
  const branch = branchThatHolds(client, written);
  if (!pages || branch?.count === undefined || !standsLast(branch, created)) return whole(written);
  const { count, pageSize } = branch;
  const end = count - (count % pageSize);
  const { properties: _params, param_types: _types, ...brief } = created;
  notifyManager.batch(() => {
    for (const page of pages) {
      const results = page.state.data?.results ?? [];
      const isEnd = optionsOf(page)?.offset === end;
      patch(page, { count: count + 1, results: isEnd ? [...results, brief] : results });
      markPatched(page);
    }
  });
  return apart(written);
}

/** Whether the pages that were read show an order of ids, in which a new one comes last, and whether it tells all that its siblings tell. */
function standsLast({ pages }: Branch, created: Entity): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (const [, { entities = [] }] of [...pages].sort(([a], [b]) => a - b)) {
    const [first, last] = [entities[0], entities.at(-1)];
    if (!first || !last) continue;
    if (!isAscending(entities) || first.id <= before) return false;
    if (Object.keys(first).some((member) => !(member in created))) return false;
    before = last.id;
  }
  return before < created.id;
}
