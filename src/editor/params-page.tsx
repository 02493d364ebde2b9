import { type QueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { type LoaderFunction, useSearchParams } from 'react-router';
import { entityQueries } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { prefetchBeside } from '../api/query-client.ts';
import { revisionQueries } from '../api/revisions.ts';
import { storedParams } from '../api/stored-params.ts';
import { userQueries } from '../api/users.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { placeOf } from '../drafts/place.ts';
import { entityIdOf, useEntityId, useWorkspaceId, workspaceIdOf } from '../route-ids.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageTitle } from '../ui/panes.tsx';
import { CopyDrafts } from './copy-drafts.tsx';
import styles from './editor.module.css';
import { Editor } from './editor.tsx';
import { editedParams } from './sessions.ts';

export const loader =
  (client: QueryClient): LoaderFunction =>
  ({ params, request }) => {
    const workspaceId = workspaceIdOf(params);
    client.prefetchQuery(entityQueries.getEntity(workspaceId, entityIdOf(params)));
    if (new URL(request.url).searchParams.has('revision'))
      client.prefetchQuery(revisionQueries.getNewestRevisions(workspaceId, entityIdOf(params)));
    prefetchBeside(client, entityTypeQueries.getEntityTypes(workspaceId));
    prefetchBeside(client, workspaceQueries.getWorkspace(workspaceId));
    prefetchBeside(client, userQueries.getCurrentUser());
    return null;
  };

const RevisionView = lazy(() =>
  import('./revision-view.tsx').then((module) => ({ default: module.RevisionView })),
);

export function Component() {
  const workspaceId = useWorkspaceId();
  const entityId = useEntityId();
  return (
    <Suspense
      key={`${workspaceId} ${entityId}`}
      fallback={
        <div className={styles.page}>
          <BoneRows count={12} label="Loading params" />
        </div>
      }
    >
      <ParamsPage workspaceId={workspaceId} entityId={entityId} />
    </Suspense>
  );
}

function ParamsPage({ workspaceId, entityId }: { workspaceId: number; entityId: number }) {
  const { data: entity } = useSuspenseQuery(entityQueries.getEntity(workspaceId, entityId));
  const { data: me } = useSuspenseQuery(userQueries.getCurrentUser());
  const [search] = useSearchParams();
  const revision = search.get('revision');
  const place = placeOf(me, workspaceId, entityId);
  // Who may read them no longer keeps what they typed.
  const stored = storedParams(entity);
  const params = stored ?? editedParams(place);
  return (
    <div className={styles.page}>
      <PageTitle>{`${entity.name} · ${revision === null ? 'Params' : 'Old params'} · VIKTOR explorer`}</PageTitle>
      {stored && revision !== null ? (
        <Suspense fallback={<BoneRows count={12} label="Loading the revision" />}>
          <RevisionView name={revision} entity={entity} me={me} workspaceId={workspaceId} />
        </Suspense>
      ) : params ? (
        <>
          {entity.properties === null ? (
            <Notice tone="plain" title="No params are stored yet">
              The server gives this entity no params at all, not even empty ones. What is saved here are its
              first.
            </Notice>
          ) : null}
          <Editor entity={entity} params={params} me={me} workspaceId={workspaceId} />
        </>
      ) : (
        <Notice tone="plain" title="The params are not yours to read">
          Your rights here cover names and facts of this entity, not its params.
          <CopyDrafts place={place} />
        </Notice>
      )}
    </div>
  );
}
