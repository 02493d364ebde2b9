import { EntityType } from '../../contract/entity-type.ts';
import { request } from './http.ts';

/** SDK: `API.get_entity_type`, `Workspace.get_entity_type`. */
export function getEntityType(w: number, id: number, signal?: AbortSignal): Promise<EntityType> {
  return request({
    path: `/workspaces/${w}/entity_types/${id}/`,
    answer: EntityType,
    ...(signal ? { signal } : {}),
  });
}
