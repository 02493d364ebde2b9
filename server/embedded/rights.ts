import type { Database } from './database.ts';
import type { PermissionRow } from './schema.ts';

/**
 * Who may do what. Rows of `permissions` add up: the highest level and any right to write that apply to a place count. A user without any row
 * reads and writes everything: that is so for the people of an imported archive, which says nothing about rights.
 *
 * Levels, as VIKTOR's user groups name them: `navigate` is names and types, `basic` adds the summary, `all` adds params and history.
 */
export type Level = PermissionRow['level'];

export interface Grant {
  workspaceId: number | null;
  level: Level;
  canWrite: boolean;
  /** Path of the entity that this is limited to, with what is below it; its ancestors can be seen by name. */
  belowPath: string | null;
}

export interface Caller {
  id: number;
  isAdmin: boolean;
  /** JSON text of the wire's User. */
  wire: string;
  grants: Grant[];
}

const everything: Grant = { workspaceId: null, level: 'all', canWrite: true, belowPath: null };

/** The user with all rights, or null when there is none with this id. */
export async function findCaller({ kysely }: Database, userId: number): Promise<Caller | null> {
  const [user, permissions] = await Promise.all([
    kysely
      .selectFrom('users')
      .select(['id', 'is_env_admin', 'wire'])
      .where('id', '=', userId)
      .executeTakeFirst(),
    kysely
      .selectFrom('permissions')
      .leftJoin('entities', 'entities.id', 'permissions.below_entity_id')
      .select(['permissions.workspace_id', 'level', 'can_write', 'below_entity_id', 'entities.path'])
      .where('permissions.user_id', '=', userId)
      .execute(),
  ]);
  if (user === undefined) return null;
  const grants = permissions.map((row) => ({
    workspaceId: row.workspace_id,
    level: row.level,
    canWrite: row.can_write,
    // A place that was deleted leaves a grant for nothing, not one for everything.
    belowPath: row.below_entity_id === null ? null : (row.path ?? '/0/'),
  }));
  return {
    id: user.id,
    isAdmin: user.is_env_admin,
    wire: user.wire,
    grants: grants.length === 0 ? [everything] : grants,
  };
}

/** The grants that say something about a workspace; none: it does not exist for this caller. */
export function grantsIn(grants: Grant[], workspaceId: number): Grant[] {
  return grants.filter((grant) => grant.workspaceId === null || grant.workspaceId === workspaceId);
}

export interface Rights {
  level: Level;
  canWrite: boolean;
}

const rank: Record<Level, number> = { navigate: 1, basic: 2, all: 3 };

/** What these grants of a workspace allow at a path, or null when the place can't be seen. */
export function rightsAt(grants: Grant[], path: string): Rights | null {
  let found: Rights | null = null;
  for (const grant of grants) {
    const inside = grant.belowPath === null || path.startsWith(grant.belowPath);
    const above = grant.belowPath?.startsWith(path) ?? false;
    if (!inside && !above) continue;
    const level = inside ? grant.level : 'navigate';
    const canWrite = inside && grant.canWrite;
    if (found === null) found = { level, canWrite };
    else {
      found = {
        level: rank[level] > rank[found.level] ? level : found.level,
        canWrite: canWrite || found.canWrite,
      };
    }
  }
  return found;
}

/** Null when every entity of the workspace can be seen, else the paths that bound what can. */
export function visiblePaths(grants: Grant[]): string[] | null {
  const paths = grants.map((grant) => grant.belowPath);
  return paths.includes(null) ? null : (paths as string[]);
}

/** Ids on the way down to a path, the path's own last. */
export function idsOf(path: string): number[] {
  return path.split('/').filter(Boolean).map(Number);
}
