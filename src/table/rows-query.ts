import type { QueryClient } from '@tanstack/react-query';
import type { Page } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import { entityKeys, entityQueries, FIRST_PAGE } from '../api/entities.ts';
import { type EntitySource, type EntityWithValues, entityPage, withValues } from '../api/entity-pages.ts';
import { PAGE_SIZE } from '../api/pages.ts';
import type { Segment } from './segment.ts';

/** Requests under way at a time: VIKTOR is slow, and others use it too. */
export const AT_ONCE = 3;

/** Which rows a table is made of, and in which order the server gives them. */
export interface RowsWanted {
  sources: readonly EntitySource[];
  search: string;
  /** As `name` or `updated_at:desc`; the server's own order for ''. */
  sort: string;
  /** Places in the params that come along. */
  pointers: readonly string[];
}

export function rowsQuery(
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

/** A page of children that the tree has read already, where it holds what is wanted. */
export function rowsOfTree(
  client: QueryClient,
  w: number,
  { search, sort, pointers }: RowsWanted,
  { source, size }: Segment,
  page: number,
): Page<EntityWithValues> | undefined {
  if ('type' in source || source.types || search || sort || pointers.length > 0) return undefined;
  const range = page === 0 ? FIRST_PAGE : { offset: page * size, limit: size };
  const options = entityQueries.getEntityChildren(w, source.parent, range);
  const cached = client.getQueryState<Page<Entity>>(options.queryKey);
  if (!cached?.data || cached.isInvalidated) return undefined;
  const { count, results } = cached.data;
  if (page > 0 && results.length < Math.min(size, count - page * size)) return undefined;
  return { count, results: results.map((entity) => withValues(entity)) };
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
