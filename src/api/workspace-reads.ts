import { type EntityType, EntityTypeList } from '../../contract/entity-type.ts';
import { type App, AppList, Workspace, WorkspaceList } from '../../contract/workspace.ts';
import { request } from './http.ts';
import { collectPages, requestPage } from './pages.ts';

export interface GetWorkspaces {
  /** Name of an app: only its workspaces. SDK: `app_name`. */
  app_name?: string | undefined;
  /** Both need an organization admin: others are refused by the server. */
  include_archived?: boolean | undefined;
  include_development?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

/** Every workspace the caller may see, in the server's order. SDK: `API.get_workspaces`, `WorkspaceList`. */
export async function getWorkspaces(options: GetWorkspaces = {}): Promise<Workspace[]> {
  const { app_name, include_archived, include_development } = options;
  const signal = options.signal ? { signal: options.signal } : {};
  const app = app_name === undefined ? undefined : await appIds(app_name, options.signal);
  if (app?.length === 0) return [];
  return collectPages((range) =>
    requestPage(
      {
        path: '/workspaces/',
        query: {
          app,
          include_archived: include_archived || null,
          include_development: include_development || null,
        },
        answer: WorkspaceList,
        ...signal,
      },
      range,
    ),
  );
}

/** The API filters by id only. */
async function appIds(name: string, signal: AbortSignal | undefined): Promise<number[]> {
  const apps = await getApps(signal);
  return apps.filter((app) => app.name === name || app.readable_name === name).map(({ id }) => id);
}

/** The apps of the organization. */
function getApps(signal?: AbortSignal): Promise<App[]> {
  return collectPages((range) =>
    requestPage({ path: '/apps/', answer: AppList, ...(signal ? { signal } : {}) }, range),
  );
}

/** SDK: `API.get_workspace`, `Workspace`. */
export function getWorkspace(w: number, signal?: AbortSignal): Promise<Workspace> {
  return request({ path: `/workspaces/${w}/`, answer: Workspace, ...(signal ? { signal } : {}) });
}

/** All types of a workspace, in the app's order. SDK: `API.get_entity_types`, `Workspace.get_entity_types`, `EntityTypeList`. */
export function getEntityTypes(w: number, signal?: AbortSignal): Promise<EntityType[]> {
  return collectPages((range) =>
    requestPage(
      {
        path: `/workspaces/${w}/entity_types/`,
        answer: EntityTypeList,
        ...(signal ? { signal } : {}),
      },
      range,
    ),
  );
}
