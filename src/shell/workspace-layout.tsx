import type { QueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { type LoaderFunction, Outlet } from 'react-router';
import { entityQueries } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { useWorkspaceId, workspaceIdOf } from '../route-ids.ts';
import { TreePane } from '../tree/tree-pane.tsx';
import { Pane } from '../ui/panes.tsx';
import { useReadAhead } from './read-ahead.ts';
import { useBeside } from './use-beside.ts';
import { useWorkspaceCommands } from './workspace-commands.ts';
import styles from './workspace-layout.module.css';

const BesidePane = lazy(async () => ({ default: (await import('./beside.tsx')).BesidePane }));

export const loader =
  (client: QueryClient): LoaderFunction =>
  ({ params }) => {
    const workspaceId = workspaceIdOf(params);
    client.prefetchQuery(workspaceQueries.getWorkspace(workspaceId));
    client.prefetchQuery(entityTypeQueries.getEntityTypes(workspaceId));
    client.prefetchQuery(entityQueries.getEntityChildren(workspaceId, null));
    return null;
  };

/** The tree beside whatever is open. */
export function Component() {
  const workspaceId = useWorkspaceId();
  const beside = useBeside();
  useWorkspaceCommands(workspaceId);
  useReadAhead();
  return (
    <div className={styles.columns} data-pane="first">
      <TreePane key={workspaceId} workspaceId={workspaceId} />
      <div className={styles.panes}>
        <div className={styles.page}>
          <Pane name="first">
            <Outlet />
          </Pane>
        </div>
        {beside === null ? null : (
          <Suspense fallback={null}>
            <BesidePane address={beside} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
