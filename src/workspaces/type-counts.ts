import { useQueries } from '@tanstack/react-query';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import { entityQueries } from '../api/entities.ts';

/** The one that was changed last, and how many there are: one answer tells both. */
const NEWEST = { offset: 0, limit: 1, sort: 'updated_at:desc' };

export interface TypeCount {
  count: number;
  newest: Entity | undefined;
}

/** How many entities each type has, and which was changed last: one request a type, when `asked`; what was read before is shown without, and read again where it may be otherwise since. */
export function useTypeCounts(w: number, types: readonly EntityType[], asked: boolean) {
  return useQueries({
    queries: types.map(({ id }) => ({
      ...entityQueries.getEntitiesByType(w, id, NEWEST),
      enabled: ({ state }: { state: { data: unknown } }) => asked || state.data !== undefined,
    })),
    combine: (answers) => {
      const counts = new Map<number, TypeCount>();
      for (const [index, { data }] of answers.entries()) {
        const type = types[index];
        if (type && data) counts.set(type.id, { count: data.count, newest: data.results[0] });
      }
      return {
        counts,
        busy: answers.some(({ isFetching }) => isFetching),
        error: answers.find(({ error }) => error)?.error ?? null,
        /** Asks for what is not known, also what could not be read, or not be read again. */
        ask: () => {
          for (const answer of answers) if (!answer.data || answer.error) void answer.refetch();
        },
      };
    },
  });
}
