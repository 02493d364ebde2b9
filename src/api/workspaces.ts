import { queryOptions } from '@tanstack/react-query';
import { getWorkspace, getWorkspaces } from './workspace-reads.ts';

/** Both need an organization admin: others are refused by the server. */
export interface WorkspaceListOptions {
  include_archived: boolean;
  include_development: boolean;
}

export const workspaceQueries = {
  /** Every workspace the caller may see, in the server's order. SDK: `API.get_workspaces`. */
  getWorkspaces: (options: WorkspaceListOptions) =>
    queryOptions({
      queryKey: ['workspaces', 'list', options],
      queryFn: ({ signal }) => getWorkspaces({ ...options, signal }),
    }),

  /** SDK: `API.get_workspace`. */
  getWorkspace: (workspaceId: number) =>
    queryOptions({
      queryKey: ['workspaces', workspaceId, 'detail'],
      queryFn: ({ signal }) => getWorkspace(workspaceId, signal),
    }),
};
