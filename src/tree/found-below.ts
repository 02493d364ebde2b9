import type { Entity } from '../../contract/entity.ts';
import { type Branches, slotOf } from '../api/branches.ts';
import { ancestorIds, parentId } from '../api/entities.ts';

/** What no branch holds, by what it is in, in the order of the ids, as lists are. */
export type FoundBelow = ReadonlyMap<number | null, readonly Entity[]>;

/** Whether the server says where an entity is. */
export const isPlaced = (entity: Entity) => parentId(entity) !== undefined;

const NO_TYPE = -1;
/** Stands for an entity of which no more than its id is known. Nobody finds it: it has no name. */
const standIn = (id: number): Entity => ({ id, name: '', entity_type: NO_TYPE, actions: null });
export const isStandIn = (entity: Entity) => entity.entity_type === NO_TYPE;

/** Where in the tree stands what a search found, with what is above it and not loaded. */
export function foundBelow(found: readonly Entity[], branches: Branches): FoundBelow {
  const known = new Map(found.map((entity) => [entity.id, entity]));
  const below = new Map<number | null, Map<number, Entity>>();
  for (const entity of found.filter(isPlaced)) {
    let parent: number | null = null;
    for (const id of [...(ancestorIds(entity) ?? []), entity.id]) {
      const siblings: Map<number, Entity> = below.get(parent) ?? new Map<number, Entity>();
      below.set(parent, siblings);
      if (!siblings.has(id) && slotOf(branches.get(parent), id) === undefined)
        siblings.set(id, known.get(id) ?? standIn(id));
      parent = id;
    }
  }
  return new Map(
    [...below].map(([parent, siblings]) => [parent, [...siblings.values()].sort((a, b) => a.id - b.id)]),
  );
}
