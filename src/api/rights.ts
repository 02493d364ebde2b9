import type { PersonReference, User } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import { mayDo } from './entities.ts';
import { personName } from './users.ts';

interface Known {
  me: User | undefined;
  users: readonly User[] | undefined;
  types: readonly EntityType[] | undefined;
  appType: string | null | undefined;
}

function idOf(person: PersonReference | null | undefined): number | undefined {
  return typeof person === 'number' ? person : (person?.id ?? undefined);
}

/** Why an entity cannot be changed because of its lock, as a sentence; null when it is not locked, or by the caller. */
function lockReason(entity: Entity, { me, users }: Known): string | null {
  if (!entity.locked) return null;
  if (me && idOf(entity.locked_by) === me.id) return null;
  return `It is locked by ${personName(entity.locked_by, users) ?? 'somebody else'}.`;
}

/** Why an action is refused, as a sentence, as far as is known before asking the server; null when it may be tried. */
export function refusal(entity: Entity, action: 'rename' | 'create' | 'delete', known: Known): string | null {
  if (action === 'create') {
    if (known.appType === 'simple')
      return 'The app of this workspace keeps one flat list: nothing is inside something else.';
    const type = known.types?.find((candidate) => candidate.id === entity.entity_type);
    if (type && (type.child_entity_type_ids ?? []).length === 0)
      return `Nothing can be created inside an entity of type ${type.name}.`;
  }
  if (known.appType === 'editor')
    return 'The app of this workspace is a single editor: its entities are not managed here.';
  if (!mayDo(entity, action)) return `You do not have the right to ${WORDS[action]}.`;
  return action === 'create' ? null : lockReason(entity, known);
}

const WORDS = {
  rename: 'rename this entity',
  create: 'create entities here',
  delete: 'delete this entity',
} as const;

/** Whether an entity of a type may have children; true while the types are not known. */
export function canHaveChildren(
  typeId: number,
  types: readonly EntityType[] | undefined,
  appType: string | null | undefined,
): boolean {
  if (appType === 'simple' || appType === 'editor') return false;
  const type = types?.find((candidate) => candidate.id === typeId);
  return type === undefined || (type.child_entity_type_ids ?? []).length > 0;
}

/** How many children an entity has where the server says so along with it, which not every environment does. */
export function knownChildCount(entity: Entity): number | undefined {
  const count = entity.child_count;
  return typeof count === 'number' ? count : undefined;
}
