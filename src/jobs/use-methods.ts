import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { askedParams, parametrizationQueries } from '../api/parametrization.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { readForm } from '../fields/form-spec.ts';
import { type Method, methodsOf } from './methods.ts';

export interface Methods {
  methods: Method[];
  /** More may come. */
  pending: boolean;
  /** Why not all are known. */
  error: Error | null;
  retry: () => void;
}

/** What can be run on an entity. Views come with its type; buttons are in the form, which is asked for once for the same params, also by the editor. */
export function useMethods(workspaceId: number, entity: Entity): Methods {
  const types = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const workspace = useQuery(workspaceQueries.getWorkspace(workspaceId));
  const params = entity.properties ?? null;
  const asked = useMemo(() => (params ? askedParams(params) : { text: '{}', key: '' }), [params]);
  const form = useQuery({
    ...parametrizationQueries.resolve(workspaceId, entity.id, asked, workspace.data?.visibility === 'PUBLIC'),
    enabled: params !== null && workspace.data !== undefined,
  });
  const type = types.data?.find(({ id }) => id === entity.entity_type);
  const methods = useMemo(
    () => methodsOf(type, form.data === undefined ? undefined : readForm(form.data)),
    [type, form.data],
  );
  return {
    methods,
    pending: types.isPending || workspace.isPending || form.isFetching,
    error: types.error ?? workspace.error ?? form.error,
    retry: () => {
      if (types.error) void types.refetch();
      else if (workspace.error) void workspace.refetch();
      else void form.refetch();
    },
  };
}
