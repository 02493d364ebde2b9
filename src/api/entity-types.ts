import { queryOptions } from '@tanstack/react-query';
import type { EntityType } from '../../contract/entity-type.ts';
import { getEntityTypes } from './workspace-reads.ts';

export const entityTypeQueries = {
  /** All types of a workspace, in the app's order. They change only with the app version. SDK: `Workspace.get_entity_types`. */
  getEntityTypes: (workspaceId: number) =>
    queryOptions({
      queryKey: ['workspaces', workspaceId, 'entity_types'],
      queryFn: ({ signal }) => getEntityTypes(workspaceId, signal),
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
