import { Button } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import { useQuery, useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Link, type LoaderFunction, Outlet, useNavigate, useParams, useRouteError } from 'react-router';
import { entityQueries } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { ApiError } from '../api/http.ts';
import { usePlace } from '../api/use-place.ts';
import { userQueries } from '../api/users.ts';
import { paths } from '../paths.ts';
import { BadAddressError, entityIdOf, useEntityId, useWorkspaceId, workspaceIdOf } from '../route-ids.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { EntityHeader, HeaderBones } from './entity-header.tsx';
import styles from './entity-layout.module.css';
import { EntityTabs } from './entity-tabs.tsx';

export const loader =
  (client: QueryClient): LoaderFunction =>
  ({ params }) => {
    const workspaceId = workspaceIdOf(params);
    client.prefetchQuery(entityQueries.getEntity(workspaceId, entityIdOf(params)));
    client.prefetchQuery(userQueries.getWorkspaceUsers(workspaceId));
    client.prefetchQuery(entityTypeQueries.getEntityTypes(workspaceId));
    return null;
  };

/** What all tabs of an entity share: its header, shown at once from the lists that name it, and the tabs. */
export function Component() {
  const workspaceId = useWorkspaceId();
  const entityId = useEntityId();
  const detail = useQuery(entityQueries.getEntity(workspaceId, entityId));
  const place = usePlace(workspaceId, entityId);
  const entity = detail.data ?? place.entity;
  const gone = detail.error instanceof ApiError && detail.error.status === 404;
  if (detail.error && (gone || !entity)) throw detail.error;
  return (
    <main id="main" className={styles.page} tabIndex={-1}>
      <div className={styles.sticky}>
        {entity ? (
          <EntityHeader workspaceId={workspaceId} entity={entity} parent={place.parent} />
        ) : (
          <HeaderBones />
        )}
        <EntityTabs workspaceId={workspaceId} entityId={entityId} />
      </div>
      {detail.error && !detail.data ? (
        <div className={styles.body}>
          <Failure
            title="Only what the lists say is shown: the entity itself could not be read"
            error={detail.error}
            onRetry={() => detail.refetch()}
          />
        </div>
      ) : null}
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
    </main>
  );
}

/** An entity that is not there, or that could not be read; the tree stays beside it. */
export function ErrorBoundary() {
  const error = useRouteError();
  const { reset } = useQueryErrorResetBoundary();
  const navigate = useNavigate();
  const params = useParams();
  const missing = error instanceof ApiError && error.status === 404;
  const bad = error instanceof BadAddressError;
  const title = missing
    ? `There is no entity ${params.entityId} here`
    : bad
      ? 'This address cannot be read'
      : 'The entity could not be read';
  const workspace = Number(params.workspaceId);
  return (
    <main id="main" className={styles.body}>
      <title>{`${title} · VIKTOR explorer`}</title>
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
            <Button variant="default" component={Link} to={paths.workspace(workspace)}>
              To the workspace
            </Button>
          </>
        }
      >
        {missing
          ? 'It may have been deleted, it may be in another workspace, or you may not see it.'
          : error instanceof Error
            ? error.message
            : String(error)}
      </Notice>
    </main>
  );
}
