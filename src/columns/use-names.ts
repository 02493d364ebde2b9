import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { entityTypeQueries } from '../api/entity-types.ts';
import { personName, userQueries } from '../api/users.ts';
import { type Names, typeNameOf } from './column.ts';

/** The names of a workspace's types and people, as far as they are known. */
export function useNames(w: number): Names {
  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(w));
  const { data: users } = useQuery(userQueries.getWorkspaceUsers(w));
  return useMemo(
    () => ({
      typeName: (entity) => typeNameOf(entity, types),
      personName: (reference) => personName(reference, users),
    }),
    [types, users],
  );
}
