import type { TypesToList } from './types-to-list.ts';

/** What may be missing in a list of all entities, as a sentence; `''` where nothing is known to be. */
export function typesInDoubt({ ids, unlisted, isListed }: TypesToList): string {
  if (ids === undefined) return '';
  if (!isListed) return 'Only entities of types that the tree shows are listed.';
  return unlisted.length > 0 ? lacking(unlisted) : '';
}

const lacking = (ids: readonly number[]): string =>
  `The server’s list of entity types lacks ${ids.length === 1 ? 'type' : 'types'} ${ids.join(', ')}, of which the tree shows entities: these are listed all the same. Those of other types that it lacks are missing.`;
