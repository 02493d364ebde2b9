import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { pageOptions } from '../api/branches.ts';
import { entityQueries } from '../api/entities.ts';
import { PAGE_SIZE } from '../api/pages.ts';
import { knownChildCount } from '../api/rights.ts';
import { useBranches } from '../api/use-branches.ts';

export const SORTS = ['name', '-name', 'updated_at', '-updated_at'] as const;
export type Sort = (typeof SORTS)[number];

export interface ChildrenPage {
  entities: readonly Entity[] | undefined;
  count: number | undefined;
  pageSize: number;
  error: Error | null;
  fetching: boolean;
  /** Whether the order was asked of the server. */
  sortedByServer: boolean;
  refetch: () => void;
}

/**
 * One page of the children of an entity. In the server's order these are the tree's own pages. Sorted, a list that is loaded whole is
 * sorted here; a longer one is asked of the server.
 */
export function useChildren(w: number, entity: Entity, page: number, sort: Sort | null): ChildrenPage {
  const { id } = entity;
  const branch = useBranches(w).get(id);
  const none = branch?.count === undefined && knownChildCount(entity) === 0;
  const whole = branch?.count !== undefined && (branch.pages.get(0)?.entities?.length ?? -1) >= branch.count;
  const ask = sort !== null && branch?.count !== undefined && !whole;
  const plain = useQuery({
    ...entityQueries.getEntityChildren(w, id, pageOptions(branch, ask ? 0 : page)),
    enabled: !ask && !none,
  });
  const pageSize = branch?.pageSize ?? PAGE_SIZE;
  const sorted = useQuery({
    ...entityQueries.getEntityChildren(w, id, {
      offset: page * pageSize,
      limit: pageSize,
      // Also while it is not asked: without an order it would count as a page of the tree, an empty one.
      sort: serverSort(sort ?? 'name'),
    }),
    enabled: ask,
  });
  const query = ask ? sorted : plain;
  const entities = useMemo(
    () => (sort && !ask && query.data ? sortHere(query.data.results, sort) : query.data?.results),
    [query.data, sort, ask],
  );
  return {
    entities,
    count: none ? 0 : (query.data?.count ?? branch?.count),
    pageSize,
    error: query.error,
    fetching: query.isFetching,
    sortedByServer: ask,
    refetch: () => query.refetch(),
  };
}

export function serverSort(sort: Sort): string {
  return sort.startsWith('-') ? `${sort.slice(1)}:desc` : sort;
}

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function sortHere(entities: readonly Entity[], sort: Sort): Entity[] {
  const sign = sort.startsWith('-') ? -1 : 1;
  const byName = sort.endsWith('name');
  return [...entities].sort(
    (a, b) =>
      sign *
      (byName ? names.compare(a.name, b.name) : (a.updated_at ?? '').localeCompare(b.updated_at ?? '')),
  );
}
