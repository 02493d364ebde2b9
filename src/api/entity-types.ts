import { queryOptions } from '@tanstack/react-query';
import { type EntityType, EntityTypeList } from '../../contract/entity-type.ts';
import { request } from './http.ts';
import { collectPages } from './pages.ts';

export const entityTypeQueries = {
  /** All types of a workspace, in the app's order. They change only with the app version. SDK: `Workspace.get_entity_types`. */
  getEntityTypes: (workspaceId: number) =>
    queryOptions({
      queryKey: ['workspaces', workspaceId, 'entity_types'],
      queryFn: ({ signal }) =>
        collectPages((page) =>
          request({
            path: `/workspaces/${workspaceId}/entity_types/`,
            query: page,
            answer: EntityTypeList,
            signal,
          }),
        ),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};

/** Whether saving params is switched off for the type. The values of the platform's text are not on record; these are read as no. */
export function refusesSaving(type: EntityType | undefined): boolean {
  const allowed = type?.allow_saving;
  return (
    allowed === false ||
    (typeof allowed === 'string' && ['false', 'never', 'no'].includes(allowed.toLowerCase()))
  );
}
