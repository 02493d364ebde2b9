import { Button } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useState } from 'react';
import { isRouteErrorResponse, Link, useLocation, useNavigate, useParams, useRouteError } from 'react-router';
import { ApiError } from '../api/http.ts';
import { isServerThere } from '../api/session.ts';
import { paths } from '../paths.ts';
import { BadAddressError } from '../route-ids.ts';
import { isMissingPart, missingPart } from '../ui/missing-part.ts';
import { Notice } from '../ui/notice.tsx';
import { PageMain } from '../ui/page-main.tsx';
import { PageTitle } from '../ui/panes.tsx';
import styles from './route-error.module.css';

/** What a page shows when it could not be read: what happened, and what can be done now. The rest of the frame stays. */
export function RouteError() {
  const error = useRouteError();
  const { reset } = useQueryErrorResetBoundary();
  const navigate = useNavigate();
  const location = useLocation();
  const retry = () => {
    reset();
    navigate(location, { replace: true });
  };
  const { workspaceId, entityId } = useParams();
  const { title, text, final } = explain(error, entityId === undefined ? workspaceId : undefined);
  const isMissing = isMissingPart(error);
  const [isAway, setAway] = useState(false);
  const reload = async () => {
    if (await isServerThere()) window.location.reload();
    else setAway(true);
  };
  return (
    <PageMain className={styles.page}>
      <PageTitle>{`${title} · VIKTOR explorer`}</PageTitle>
      <Notice
        tone={error instanceof ApiError && error.status === 404 ? 'warn' : 'bad'}
        title={<h1 className={styles.title}>{title}</h1>}
        action={
          <>
            {final ? null : (
              // A browser does not ask again for a part that was missing once.
              <Button variant="default" onClick={isMissing ? reload : retry}>
                {isMissing ? 'Reload' : 'Try again'}
              </Button>
            )}
            <Button variant="default" component={Link} to={paths.workspaces()}>
              All workspaces
            </Button>
          </>
        }
      >
        {isAway ? 'The server still cannot be reached. Try again when it is back.' : text}
        {error instanceof ApiError && !final && error.requestId ? (
          <div className={styles.request}>
            Request <code>{error.requestId}</code>
          </div>
        ) : null}
      </Notice>
    </PageMain>
  );
}

export function NotFound() {
  return (
    <PageMain className={styles.page}>
      <PageTitle>Not found · VIKTOR explorer</PageTitle>
      <Notice
        tone="warn"
        title={<h1 className={styles.title}>There is no such page</h1>}
        action={
          <Button variant="default" component={Link} to={paths.workspaces()}>
            All workspaces
          </Button>
        }
      >
        The address does not name a page of the explorer. It may be cut short.
      </Notice>
    </PageMain>
  );
}

/** `final`: trying again would give the same answer. */
function explain(
  error: unknown,
  workspaceId: string | undefined,
): { title: string; text: string; final: boolean } {
  if (error instanceof BadAddressError)
    return { title: 'This address cannot be read', text: error.message, final: true };
  if (error instanceof ApiError && error.status === 404)
    return {
      title: workspaceId === undefined ? 'Not found' : `There is no workspace ${workspaceId} here`,
      text: 'It may have been deleted, or you may not see it.',
      final: true,
    };
  if (error instanceof ApiError && error.gateway === 'redirect')
    return {
      title: 'The environment sends elsewhere',
      text: `${error.message} Its address may have changed, or something before it wants a sign-in of its own. Unsaved edits stay in this browser.`,
      final: false,
    };
  if (
    error instanceof ApiError &&
    (['unreachable', 'timeout', 'broken'].includes(error.gateway ?? '') ||
      [502, 503, 504].includes(error.status))
  )
    return {
      title: 'The environment does not answer',
      text: `${error.message} What you have open can be read on, and unsaved edits stay in this browser.`,
      final: false,
    };
  if (error instanceof ApiError) {
    const title =
      error.status === 401
        ? 'Not signed in'
        : error.status === 403
          ? 'No access'
          : error.kind === 'unreachable'
            ? 'No connection to the server'
            : 'The page could not be read';
    const kept = error.kind === 'unreachable' ? ' Unsaved edits stay in this browser.' : '';
    return { title, text: error.message + kept, final: false };
  }
  if (isRouteErrorResponse(error)) return { title: `${error.status}`, text: error.statusText, final: false };
  if (isMissingPart(error))
    return { title: 'A part of the explorer could not be loaded', text: missingPart, final: false };
  return {
    title: 'Something went wrong on this page',
    text: error instanceof Error ? error.message : String(error),
    final: false,
  };
}
