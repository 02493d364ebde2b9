import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { entityTypeQueries } from './entity-types.ts';
import { refusal } from './rights.ts';
import { userQueries } from './users.ts';
import { workspaceQueries } from './workspaces.ts';

/** Says why an action on an entity is refused, from what is known already; null: it may be tried. */
export function useReasons(
  workspaceId: number,
): (entity: Entity, action: 'rename' | 'create' | 'delete') => string | null {
  const { data: me } = useQuery(userQueries.getCurrentUser());
  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const { data: workspace } = useQuery(workspaceQueries.getWorkspace(workspaceId));
  // Only a name in a sentence: read by the pages that show people, never for this alone.
  const { data: users } = useQuery({ ...userQueries.getWorkspaceUsers(workspaceId), enabled: false });
  const appType = workspace?.app_version?.app_type;
  return useCallback(
    (entity, action) => refusal(entity, action, { me, users, types, appType }),
    [me, users, types, appType],
  );
}
