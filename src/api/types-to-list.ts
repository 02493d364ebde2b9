import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EntityType } from '../../contract/entity-type.ts';
import { type Branches, loadedOf } from './branches.ts';
import { entityTypeQueries } from './entity-types.ts';
import { useBranches } from './use-branches.ts';

export interface TypesToList {
  /** Undefined until the server's list of types is read. */
  ids: readonly number[] | undefined;
  /** What may be missing in a list of all entities, as a sentence; `''` where nothing is known to be. */
  doubt: string;
}

/** The types whose lists make up all entities: those that the server lists, and others of which the tree shows entities. */
export function useTypesToList(w: number, wanted = true): TypesToList {
  const { data: types, errorUpdateCount } = useQuery({
    ...entityTypeQueries.getEntityTypes(w),
    enabled: wanted,
  });
  const branches = useBranches(w);
  // Looked for once for each state of the tree: it may hold 100,000 entities, and a table is drawn with every page that comes.
  const unlisted = useMemo(() => unlistedIn(branches, types ?? []), [branches, types]);
  return useMemo(() => {
    if (types === undefined && errorUpdateCount === 0) return { ids: undefined, doubt: '' };
    const ids = [...(types ?? []).map(({ id }) => id), ...unlisted];
    return { ids, doubt: types === undefined ? ONLY_SEEN : unlisted.length > 0 ? lacking(unlisted) : '' };
  }, [types, errorUpdateCount, unlisted]);
}

const ONLY_SEEN = 'Only entities of types that the tree shows are listed.';

function unlistedIn(branches: Branches, types: readonly EntityType[]): number[] {
  const seen = new Set([...branches.values()].flatMap(loadedOf).map((entity) => entity.entity_type));
  for (const { id } of types) seen.delete(id);
  return [...seen].sort((a, b) => a - b);
}

const lacking = (ids: readonly number[]): string =>
  `The server’s list of entity types lacks ${ids.length === 1 ? 'type' : 'types'} ${ids.join(', ')}, of which the tree shows entities: these are listed all the same. Those of other types that it lacks are missing.`;
