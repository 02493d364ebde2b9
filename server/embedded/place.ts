import type { Context } from 'hono';
import type { Database } from './database.ts';
import type { Downloads } from './downloads.ts';
import { ApiError, forbidden, notFound } from './errors.ts';
import type { Jobs } from './jobs.ts';
import { pathId } from './query.ts';
import { type Caller, type Grant, grantsIn, type Rights, rightsAt } from './rights.ts';
import type { WorkspaceRow } from './schema.ts';

/** What every route needs; hono carries the caller of the request. */
export interface Embedded {
  database: Database;
  downloads: Downloads;
  jobs: Jobs;
}
export type ApiEnv = { Variables: { caller: Caller; requestId: string } };
export type ApiContext = Context<ApiEnv>;

/** A workspace that the caller may enter, with the caller's grants in it. */
export interface Place {
  database: Database;
  caller: Caller;
  grants: Grant[];
  workspace: WorkspaceRow;
}

export async function placeOf(c: ApiContext, { database }: Embedded): Promise<Place> {
  const id = pathId(c, 'workspace_id');
  const caller = c.get('caller');
  const grants = grantsIn(caller.grants, id);
  const workspace = await database.kysely
    .selectFrom('workspaces')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (workspace === undefined || grants.length === 0 || (workspace.is_archived && !caller.isAdmin)) {
    throw notFound(`Workspace ${id}`);
  }
  return { database, caller, grants, workspace };
}

/** The caller's rights at an entity's path; 404 where it may not be seen. */
export function requireRights({ grants }: Place, entity: { id: number; path: string }): Rights {
  const rights = rightsAt(grants, entity.path);
  if (rights === null) throw notFound(`Entity ${entity.id}`);
  return rights;
}

/** Parents and children exist in tree apps only. A workspace without a published app is not held to it. */
export function requireTree({ workspace }: Place): void {
  if (workspace.app_type === 'simple' || workspace.app_type === 'editor') {
    throw forbidden(
      `This workspace runs ${workspace.app_type === 'editor' ? 'an editor' : 'a simple'} app: only entities of a tree app have parents and children.`,
    );
  }
}

export function requireNotEditor({ workspace }: Place, sentence: string): void {
  if (workspace.app_type === 'editor') throw forbidden(sentence);
}

export function methodNotAllowed(method: string, allowed: string[]): ApiError {
  return new ApiError(
    405,
    { detail: `Method "${method}" is not allowed here. Allowed: ${allowed.join(', ')}.` },
    { Allow: allowed.join(', ') },
  );
}
