import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { entityQueries } from '../api/entities.ts';
import type { EntityRow } from './column.ts';
import { type ParamPlace, paramPlaces } from './param-paths.ts';

/** Of so many types paths are offered when no type is chosen. */
const MOST_TYPES = 12;

/** The places in the params of a table's entities, told from the first entity of each type: one read a type, and none for what was read. */
export function useParamPlaces(
  w: number,
  rows: readonly EntityRow[],
  types: readonly number[],
): { places: readonly ParamPlace[]; busy: boolean; error: Error | null; retry: () => void } {
  const samples = useMemo(() => {
    const first = new Map<number, number>();
    for (const { entity } of rows)
      if ((types.length === 0 || types.includes(entity.entity_type)) && !first.has(entity.entity_type))
        first.set(entity.entity_type, entity.id);
    return [...first.values()].slice(0, MOST_TYPES);
  }, [rows, types]);
  const answers = useQueries({
    queries: samples.map((id) => entityQueries.getEntity(w, id)),
    combine: (results) => ({
      entities: results.map(({ data }) => data),
      busy: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error)?.error ?? null,
      retry: () => {
        for (const result of results) if (result.error) void result.refetch();
      },
    }),
  });
  const places = useMemo(() => {
    const all = new Map<string, ParamPlace>();
    for (const entity of answers.entities)
      for (const place of entity ? paramPlaces(entity) : [])
        if (!all.has(place.pointer)) all.set(place.pointer, place);
    return [...all.values()];
  }, [answers.entities]);
  return { places, busy: answers.busy, error: answers.error, retry: answers.retry };
}
