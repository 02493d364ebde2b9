import type { User } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import type { Workspace } from '../../contract/workspace.ts';
import { mayDo } from '../api/entities.ts';
import { refusesSaving } from '../api/entity-types.ts';
import { personName } from '../api/users.ts';

/** Why the params of an entity cannot be edited by this person, as a sentence; `undefined` when they can. */
export function closedReason(
  entity: Entity,
  type: EntityType | undefined,
  workspace: Workspace | undefined,
  me: User,
  users: readonly User[] | undefined,
): string | undefined {
  if (entity.properties === undefined)
    return 'You may no longer read these params, so that they cannot be saved. What you typed is still here, and kept as a draft.';
  if (workspace?.app_version?.app_type === 'editor')
    return 'This app is of the editor type: it keeps nothing that is saved through the API. The params are shown as they are.';
  if (type?.views_only)
    return `“${type.name}” has views only: it has no form, and its params are not edited.`;
  if (refusesSaving(type)) return `Saving is switched off for “${type?.name}”.`;
  if (!mayDo(entity, 'update')) return 'You may read these params, not change them.';
  const holder = entity.locked_by;
  const holderId = typeof holder === 'object' && holder !== null ? holder.id : holder;
  if (entity.locked && holderId !== me.id)
    return `${personName(holder, users) ?? 'Somebody else'} has locked this entity. It can be edited when the lock is released.`;
  return undefined;
}
