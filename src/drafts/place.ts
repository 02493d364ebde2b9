import type { User } from '../../contract/common.ts';
import { environmentKey } from '../api/session.ts';

/** Whose draft of what: drafts of one person on one environment are not another's. */
export interface Place {
  environment: string;
  userId: number;
  workspaceId: number;
  entityId: number;
}

/** Where this person's drafts of an entity are kept, on the environment that this page talks to. */
export function placeOf(me: Pick<User, 'id'>, workspaceId: number, entityId: number): Place {
  return { environment: environmentName(), userId: me.id, workspaceId, entityId };
}

/** What tells the environments apart that one browser has drafts of. */
export function environmentName(): string {
  const behind = environmentKey();
  return behind === '' ? window.location.origin : `${window.location.origin} ${behind}`;
}

export function placeKey({ environment, userId, workspaceId, entityId }: Place): string {
  return [environment, userId, workspaceId, entityId].join(' ');
}
