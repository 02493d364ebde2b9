import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EntityType } from '../../contract/entity-type.ts';
import type { Branches } from './branches.ts';
import { entityTypeQueries } from './entity-types.ts';
import { useBranches } from './use-branches.ts';

export interface TypesToList {
  /** Undefined until the server's list of types is read. */
  ids: readonly number[] | undefined;
  /** Those of them that the server does not list. */
  unlisted: readonly number[];
  /** Undefined where the server gave no list. */
  types: readonly EntityType[] | undefined;
}

/** The types whose lists make up all entities: those that the server lists, and others of which the tree shows entities. */
export function useTypesToList(w: number, wanted = true): TypesToList {
  const { data: types, errorUpdateCount } = useQuery({
    ...entityTypeQueries.getEntityTypes(w),
    enabled: wanted,
  });
  const branches = useBranches(w);
  // Looked for once for each state of the tree: it may hold 100,000 entities, and a table is drawn with every page that comes. Not while nobody asks: the tree's own search is always there.
  const unlisted = useMemo(
    () => (wanted ? unlistedIn(branches, types ?? []) : []),
    [wanted, branches, types],
  );
  return useMemo(() => {
    const listed = types?.map(({ id }) => id) ?? (errorUpdateCount > 0 ? [] : undefined);
    const ids = listed && [...listed, ...unlisted];
    return { ids, unlisted, types };
  }, [types, errorUpdateCount, unlisted]);
}

function unlistedIn(branches: Branches, types: readonly EntityType[]): number[] {
  const seen = new Set<number>();
  // In place: a list of all of them would take longer than all else that a page of the tree brings with it.
  for (const { pages } of branches.values())
    for (const { entities = [] } of pages.values())
      for (const { entity_type } of entities) seen.add(entity_type);
  for (const { id } of types) seen.delete(id);
  return [...seen].sort((a, b) => a - b);
}
