import { useNavigate } from 'react-router';
import { useCommands } from '../palette/commands.ts';
import { paths } from '../paths.ts';

/** What can be done on every page of a workspace. */
export function useWorkspaceCommands(workspaceId: number): void {
  const navigate = useNavigate();
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
