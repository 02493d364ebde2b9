import type { TypesToList } from './types-to-list.ts';

/** What may be missing in a list of all entities, as a sentence; `''` where nothing is known to be. */
export function typesInDoubt({ ids, unlisted, types }: TypesToList): string {
  if (ids === undefined) return '';
  if (types === undefined) return 'Only entities of types that the tree shows are listed.';
  if (unlisted.length > 0) return lacking(unlisted);
  const inside = new Set(types.flatMap((type) => type.child_entity_type_ids ?? []));
  const named = [...inside].filter((id) => !ids.includes(id));
  return named.length > 0
    ? `The server’s list of entity types lacks ${typesOf(named)}, which may be inside others: entities of ${named.length === 1 ? 'it' : 'these'} are listed only where the tree shows one.`
    : '';
}

const typesOf = (ids: readonly number[]): string =>
  `${ids.length === 1 ? 'type' : 'types'} ${ids.join(', ')}`;

const lacking = (ids: readonly number[]): string =>
  `The server’s list of entity types lacks ${typesOf(ids)}, of which the tree shows entities: these are listed all the same. Those of other types that it lacks are missing.`;
