import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Entity } from '../../contract/entity.ts';
import { type Branches, entityAt, pageToLookIn, slotOf } from './branches.ts';
import { ancestorIds, cachedEntity, entityKeys, entityQueries } from './entities.ts';
import { rowEntity } from './entity-pages.ts';
import { useBranches, type WantedPage } from './use-branches.ts';

/** The ancestors by asking for parent after parent: only for a server that does not give `path`. */
const climb = (client: QueryClient, w: number, id: number) =>
  queryOptions({
    queryKey: [...entityKeys.parent(w, id), 'ancestors'],
    queryFn: async () => {
      const ids: number[] = [];
      let at: Entity | null = await client.fetchQuery(entityQueries.getEntityParent(w, id));
      while (at && !ids.includes(at.id)) {
        ids.unshift(at.id);
        at = await client.fetchQuery(entityQueries.getEntityParent(w, at.id));
      }
      return ids;
    },
  });

export interface Place {
  /** As some list or its own read holds it; undefined while nothing does. */
  entity: Entity | undefined;
  /** Ids from the root down, without the entity; undefined while not known. */
  ancestors: number[] | undefined;
  /** Null for a root, undefined while not known. */
  parent: number | null | undefined;
  /** Why nothing is known of it. */
  error: Error | null;
}

/** An entity and where it hangs, from what is cached. Its own read, which its page makes anyway, is asked for only when no list holds it. */
export function usePlace(w: number, id: number | undefined): Place {
  const client = useQueryClient();
  useBranches(w);
  const cached = id === undefined ? undefined : (cachedEntity(client, w, id) ?? rowEntity(client, w, id));
  const detail = useQuery({
    ...entityQueries.getEntity(w, id ?? 0),
    enabled: id !== undefined && cached === undefined,
    throwOnError: false,
  });
  const entity = id === undefined ? undefined : (cached ?? detail.data);
  const told = entity && pathOf(entity);
  const climbed = useQuery({
    ...climb(client, w, id ?? 0),
    enabled: entity !== undefined && told === undefined,
  });
  const ancestors = entity && (told ?? climbed.data);
  const error = entity ? null : detail.error;
  return { entity, ancestors, parent: ancestors && (ancestors.at(-1) ?? null), error };
}

function pathOf(entity: Entity): number[] | undefined {
  if (entity.parent_count === 0) return [];
  const ids = ancestorIds(entity);
  return ids && ids.length > 0 ? ids : entity.path?.includes(entity.id) ? [] : undefined;
}

/** The pages still to be read so that the cached branches hold an entity and all above it, every level at once. */
export function pagesToReveal(branches: Branches, ancestors: readonly number[], id: number): WantedPage[] {
  const wanted: WantedPage[] = [];
  let parent: number | null = null;
  for (const child of [...ancestors, id]) {
    const page = pageToLookIn(branches.get(parent), child);
    if (page !== undefined) wanted.push({ parent, page });
    parent = child;
  }
  return wanted;
}

/** The names above an entity, as far as they are loaded: a name is not worth a request. */
export function placeWords(entity: Entity, branches: Branches): string {
  const words: string[] = [];
  let parent: number | null = null;
  for (const id of ancestorIds(entity) ?? []) {
    const branch = branches.get(parent);
    const name = entityAt(branch, slotOf(branch, id) ?? -1)?.name;
    if (name !== undefined || words.at(-1) !== '…') words.push(name ?? '…');
    parent = id;
  }
  return words.join(' › ');
}
