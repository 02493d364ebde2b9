import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { askedParams, parametrizationQueries } from '../api/parametrization.ts';
import { storedParams } from '../api/stored-params.ts';
import { useTypesById } from '../api/use-types-by-id.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { readForm } from '../fields/read-form.ts';
import { type Method, methodsOf } from './methods.ts';

export interface Methods {
  methods: Method[];
  /** More may come. */
  pending: boolean;
  /** Why not all are known. */
  error: Error | null;
  retry: () => void;
  /** What jobs of a public workspace are asked for with; `undefined` elsewhere, and until it is there. */
  session: string | undefined;
  /** Whether methods can be run: it is known what with. */
  ready: boolean;
}

/** What can be run on an entity. Views come with its type; buttons are in the form, which is asked for once for the same params, also by the editor. */
export function useMethods(workspaceId: number, entity: Entity): Methods {
  const types = useTypesById(workspaceId, [entity.entity_type]);
  const workspace = useQuery(workspaceQueries.getWorkspace(workspaceId));
  const params = storedParams(entity) ?? null;
  const asked = useMemo(() => (params ? askedParams(params) : { text: '{}', key: '' }), [params]);
  const isPublic = workspace.data?.visibility === 'PUBLIC';
  const session = useQuery({
    ...parametrizationQueries.session(workspaceId, entity.id),
    enabled: isPublic && params !== null,
  });
  const form = useQuery({
    ...parametrizationQueries.resolve(workspaceId, entity.id, asked, isPublic),
    enabled: params !== null && workspace.data !== undefined,
  });
  const [type] = types.types;
  const methods = useMemo(
    () => methodsOf(type, form.data === undefined ? undefined : readForm(form.data)),
    [type, form.data],
  );
  return {
    methods,
    pending: types.isPending || workspace.isPending || session.isFetching || form.isFetching,
    session: session.data,
    ready: !workspace.isPending && !(isPublic && session.isPending),
    error: types.error ?? workspace.error ?? session.error ?? form.error,
    retry: () => {
      if (types.error) types.retry();
      else if (workspace.error) void workspace.refetch();
      else if (session.error) void session.refetch();
      else void form.refetch();
    },
  };
}
