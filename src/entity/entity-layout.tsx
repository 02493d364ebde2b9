import { Button } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import { useQuery, useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Link, type LoaderFunction, Outlet, useNavigate, useParams, useRouteError } from 'react-router';
import { entityQueries } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { ApiError } from '../api/http.ts';
import { prefetchBeside } from '../api/query-client.ts';
import { usePlace } from '../api/use-place.ts';
import { userQueries } from '../api/users.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { paths } from '../paths.ts';
import { BadAddressError, entityIdOf, useEntityId, useWorkspaceId, workspaceIdOf } from '../route-ids.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { PageMain } from '../ui/page-main.tsx';
import { PageTitle } from '../ui/panes.tsx';
import { EntityHeader, HeaderBones } from './entity-header.tsx';
import styles from './entity-layout.module.css';
import { EntityTabs } from './entity-tabs.tsx';

export const loader =
  (client: QueryClient): LoaderFunction =>
  ({ params }) => {
    const workspaceId = workspaceIdOf(params);
    client.prefetchQuery(entityQueries.getEntity(workspaceId, entityIdOf(params)));
    prefetchBeside(client, userQueries.getWorkspaceUsers(workspaceId));
    prefetchBeside(client, entityTypeQueries.getEntityTypes(workspaceId));
    return null;
  };

/** Tells what stays on top below the head how high that is: it folds by its own width. */
function tellHeight(head: HTMLElement | null): (() => void) | undefined {
  if (!head) return undefined;
  const observer = new ResizeObserver(([entry]) => {
    const height = entry?.borderBoxSize[0]?.blockSize;
    if (height) head.parentElement?.style.setProperty('--vx-head', `${height}px`);
  });
  observer.observe(head);
  return () => observer.disconnect();
}

/** What all tabs of an entity share: its header, shown at once from the lists that name it, and the tabs. */
export function Component() {
  const workspaceId = useWorkspaceId();
  const entityId = useEntityId();
  const detail = useQuery(entityQueries.getEntity(workspaceId, entityId));
  const place = usePlace(workspaceId, entityId);
  const entity = detail.data ?? place.entity;
  const gone = detail.error instanceof ApiError && detail.error.status === 404;
  // With the entity at hand a later 404 says that it was deleted since: whoever types on a tab must not lose the page over it.
  if (detail.error && !detail.data && (gone || !entity)) throw detail.error;
  return (
    <PageMain className={styles.page} focusable>
      <div ref={tellHeight} className={styles.sticky}>
        {entity ? (
          <EntityHeader workspaceId={workspaceId} entity={entity} parent={place.parent} />
        ) : (
          <HeaderBones />
        )}
        <EntityTabs workspaceId={workspaceId} entityId={entityId} />
      </div>
      {detail.error && !detail.data ? (
        // All tabs read the entity: one of them beside this would say the same again.
        <div className={styles.body}>
          <PageTitle>{`${place.entity?.name ?? 'Entity'} · VIKTOR explorer`}</PageTitle>
          <Failure
            title="The entity could not be read; what is above is from the lists"
            error={detail.error}
            onRetry={() => detail.refetch()}
          />
        </div>
      ) : (
        <Suspense
          key={entityId}
          fallback={
            <div className={styles.body}>
              <BoneRows count={10} label="Loading the entity" />
            </div>
          }
        >
          <Outlet />
        </Suspense>
      )}
    </PageMain>
  );
}

/** Whether the workspace itself is what is not there. */
function useIsMissing(workspaceId: number): boolean {
  const { error } = useQuery({
    ...workspaceQueries.getWorkspace(workspaceId),
    enabled: Number.isFinite(workspaceId),
  });
  return error instanceof ApiError && error.status === 404;
}

/** An entity that is not there, or that could not be read; the tree stays beside it. */
export function ErrorBoundary() {
  const error = useRouteError();
  const { reset } = useQueryErrorResetBoundary();
  const navigate = useNavigate();
  const params = useParams();
  const missing = error instanceof ApiError && error.status === 404;
  const workspace = Number(params.workspaceId);
  const noWorkspace = useIsMissing(workspace) && missing;
  const bad = error instanceof BadAddressError;
  const title = noWorkspace
    ? `There is no workspace ${workspace} here`
    : missing
      ? `There is no entity ${params.entityId} here`
      : bad
        ? 'This address cannot be read'
        : 'The entity could not be read';
  return (
    <PageMain className={styles.body}>
      <PageTitle>{`${title} · VIKTOR explorer`}</PageTitle>
      <Notice
        tone={missing ? 'warn' : 'bad'}
        title={<h1 className={styles.missing}>{title}</h1>}
        action={
          <>
            {missing || bad ? null : (
              <Button
                variant="default"
                onClick={() => {
                  reset();
                  navigate('.', { replace: true });
                }}
              >
                Try again
              </Button>
            )}
            <Button
              variant="default"
              component={Link}
              to={noWorkspace ? paths.workspaces() : paths.workspace(workspace)}
            >
              {noWorkspace ? 'All workspaces' : 'To the workspace'}
            </Button>
          </>
        }
      >
        {noWorkspace
          ? 'It may have been deleted, or you may not see it.'
          : missing
            ? 'It may have been deleted, it may be in another workspace, or you may not see it.'
            : error instanceof Error
              ? error.message
              : String(error)}
      </Notice>
    </PageMain>
  );
}
