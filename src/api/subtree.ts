import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import { pageOptions, readBranches } from './branches.ts';
import { entityKeys, entityQueries } from './entities.ts';
import { getEntityChildren } from './entity-reads.ts';
import { collectPages, PAGE_SIZE } from './pages.ts';
import { knownChildCount } from './rights.ts';

/** How many pages counting may read: a subtree beyond that is told as "at least". */
const MOST_PAGES = 60;

export interface SubtreeSize {
  /** Entities below, the entity itself not counted. */
  below: number;
  /** Whether that is all; false: there are at least so many. */
  exact: boolean;
}

/** Whether all that may be inside an entity is of types that cannot hold anything: then the length of its list says all. */
function holdsOnlyLeaves(entity: Entity, types: readonly EntityType[]): boolean {
  const typeOf = (id: number) => types.find((type) => type.id === id);
  const inside = typeOf(entity.entity_type)?.child_entity_type_ids;
  return inside?.every((id) => typeOf(id)?.child_entity_type_ids?.length === 0) ?? false;
}

function mayHold(entity: Entity, types: readonly EntityType[]): boolean {
  const count = knownChildCount(entity);
  if (count !== undefined) return count > 0;
  return types.find((type) => type.id === entity.entity_type)?.child_entity_type_ids?.length !== 0;
}

/** How much is below an entity as far as that is known without asking. */
export function knownSubtreeSize(entity: Entity, types: readonly EntityType[]): SubtreeSize {
  if (!mayHold(entity, types)) return { below: 0, exact: true };
  const count = knownChildCount(entity);
  return { below: count ?? 0, exact: count !== undefined && holdsOnlyLeaves(entity, types) };
}

/** An entity and all below it, what is inside before what holds it. `parent` is that of the entity itself. */
export async function fromBelow(
  w: number,
  id: number,
  parent: number | null,
): Promise<{ id: number; parent: number | null }[]> {
  const inside = await collectPages((range) => getEntityChildren(w, id, range), PAGE_SIZE);
  const below: { id: number; parent: number | null }[] = [];
  for (const child of inside) below.push(...(await fromBelow(w, child.id, id)));
  return [...below, { id, parent }];
}

/** How many entities are below one, from the lists that are cached and by reading those that are not. `onProgress` hears of every step. */
export const subtreeSize = (
  client: QueryClient,
  w: number,
  entity: Entity,
  types: readonly EntityType[],
  onProgress: (size: SubtreeSize) => void,
) =>
  queryOptions({
    // One that has changed is counted anew.
    queryKey: [...entityKeys.all(w), 'subtree', entity.id, entity.updated_at, entity.child_count],
    staleTime: 0,
    gcTime: 0,
    queryFn: async ({ signal }): Promise<SubtreeSize> => {
      let below = 0;
      let pagesRead = 0;
      const waiting: Entity[] = [entity];
      for (let at = waiting.pop(); at; at = waiting.pop()) {
        const known = knownSubtreeSize(at, types);
        if (known.exact) {
          below += known.below;
          continue;
        }
        for (let index = 0; ; index++) {
          signal.throwIfAborted();
          const options = entityQueries.getEntityChildren(
            w,
            at.id,
            pageOptions(readBranches(client, w).get(at.id), index),
          );
          const cached = client.getQueryState(options.queryKey);
          const fresh = cached?.data !== undefined && !cached.isInvalidated;
          if (!fresh && ++pagesRead > MOST_PAGES) return { below, exact: false };
          const page = await client.fetchQuery(options);
          if (index === 0) below += page.count;
          onProgress({ below, exact: false });
          if (holdsOnlyLeaves(at, types)) break;
          waiting.push(...page.results.filter((child) => mayHold(child, types)));
          const size = readBranches(client, w).get(at.id)?.pageSize ?? page.results.length;
          if (page.results.length === 0 || (index + 1) * size >= page.count) break;
        }
      }
      return { below, exact: true };
    },
  });
