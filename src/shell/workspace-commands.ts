import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { userQueries } from '../api/users.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { useCommands } from '../palette/commands.ts';
import { noteUse } from '../palette/usage.ts';
import { paths } from '../paths.ts';

/** What can be done on every page of a workspace; notes that it was opened. */
export function useWorkspaceCommands(workspaceId: number): void {
  const navigate = useNavigate();
  const me = useQuery({ ...userQueries.getCurrentUser(), enabled: false }).data?.id;
  const name = useQuery({ ...workspaceQueries.getWorkspace(workspaceId), enabled: false }).data?.name;
  useEffect(() => {
    // The list of workspaces and the palette put first what was opened before.
    if (me !== undefined && name !== undefined)
      noteUse(me, { key: `workspace:${workspaceId}`, title: name, to: paths.workspace(workspaceId) });
  }, [me, name, workspaceId]);
  useCommands([
    {
      id: 'workspace.table',
      title: 'Show the entities as a table',
      area: 'Workspace',
      run: () => navigate(paths.entities(workspaceId)),
    },
    {
      id: 'workspace.search-values',
      title: 'Search values in params',
      area: 'Workspace',
      run: () => navigate(paths.search(workspaceId)),
    },
  ]);
}
