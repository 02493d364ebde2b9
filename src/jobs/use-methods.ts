import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { type Method, methodsOf } from './methods.ts';

export interface Methods {
  methods: Method[];
  /** More may come. */
  pending: boolean;
  /** Why not all are known. */
  error: Error | null;
  retry: () => void;
}

/** What can be run on an entity: the views of its type. */
export function useMethods(workspaceId: number, entity: Entity): Methods {
  const { data, error, isPending, refetch } = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const type = data?.find(({ id }) => id === entity.entity_type);
  const methods = useMemo(() => methodsOf(type, undefined), [type]);
  return { methods, pending: isPending, error, retry: () => void refetch() };
}
