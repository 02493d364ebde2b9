import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import type { EntityType } from '../../contract/entity-type.ts';
import { getEntityType } from './entity-type-read.ts';
import { entityTypeQueries } from './entity-types.ts';

export interface SomeTypes {
  /** As the list orders them, then those that it lacks; none that the server does not tell. */
  types: readonly EntityType[];
  isPending: boolean;
  error: Error | null;
  retry: () => void;
}

/** Types by their ids: from the server's list, and one that it lacks is asked for by itself. */
export function useTypesById(w: number, ids: readonly number[]): SomeTypes {
  const list = useQuery(entityTypeQueries.getEntityTypes(w));
  const listed = new Set(list.data?.map(({ id }) => id));
  const lacking = list.data ? [...new Set(ids)].filter((id) => !listed.has(id)) : [];
  const others = useQueries({ queries: lacking.map((id) => typeQuery(w, id)) });
  const failed = [list, ...others].filter(({ error }) => error !== null);
  return {
    types: [...(list.data ?? []), ...others.flatMap(({ data }) => data ?? [])].filter(({ id }) =>
      ids.includes(id),
    ),
    isPending: list.isPending || others.some(({ isPending }) => isPending),
    error: failed[0]?.error ?? null,
    retry: () => {
      for (const query of failed) void query.refetch();
    },
  };
}

/** SDK: `Workspace.get_entity_type`. */
const typeQuery = (w: number, id: number) =>
  queryOptions({
    queryKey: ['workspaces', w, 'entity_types', id],
    queryFn: ({ signal }) => getEntityType(w, id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
