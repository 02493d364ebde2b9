import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, startTransition, useCallback, useEffect, useMemo, useState } from 'react';
import { sourceText } from '../../contract/json/memory.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { revisionQueries } from '../api/revisions.ts';
import { userQueries } from '../api/users.ts';
import type { FieldBlame } from '../fields/blame-slot.tsx';
import { equalValues } from '../params/equal.ts';
import { type Path, readablePath } from '../params/path.ts';
import { paths } from '../paths.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { FieldMark, markOf } from './blame-mark.tsx';
import { type History, HistoryProvider, useBlame } from './use-blame.tsx';
import styles from './with-blame.module.css';

const CourseDialog = lazy(() =>
  import('./course-dialog.tsx').then(({ CourseDialog: Component }) => ({ default: Component })),
);

/** Reads every revision of an entity, works out who set what in the background, and says what keeps it from doing so. */
export function FoundBlame(props: {
  workspaceId: number;
  entityId: number;
  base: JsonObject;
  revisionId?: number;
  beside?: string;
  onFound: (blame: FieldBlame | undefined) => void;
}) {
  const { workspaceId, entityId, base, revisionId, onFound } = props;
  const { revisions, error, retry } = useWholeHistory(workspaceId, entityId);
  const { data: users } = useQuery(userQueries.getWorkspaceUsers(workspaceId));
  const shown = useMemo(
    () => revisions && (revisionId ?? revisionOf(revisions, base)?.id),
    [revisions, revisionId, base],
  );
  const { blame, course, problem } = useBlame(revisions ?? NONE, shown, true);
  const [followed, setFollowed] = useState<Path>();
  const hrefOf = useCallback(
    ({ id }: EntityRevision) => {
      const before = revisions?.[revisions.findIndex((revision) => revision.id === id) + 1];
      return paths.revisions(workspaceId, entityId, { from: before?.id, to: id });
    },
    [revisions, workspaceId, entityId],
  );
  const history: History = useMemo(
    () => ({
      revisions: revisions ?? NONE,
      users,
      hrefOf,
      blame,
      course,
      hasCourse: true,
      showCourse: setFollowed,
    }),
    [revisions, users, hrefOf, blame, course],
  );
  useEffect(() => {
    const fields: FieldBlame | undefined = blame && {
      mark: (path) => (markOf(history, path) ? <FieldMark history={history} path={path} /> : null),
      cellAt: (path) => markOf(history, path),
    };
    // Not at once: of 2,000 fields each gets its mark.
    startTransition(() => onFound(fields));
  }, [history, blame, onFound]);
  useEffect(() => () => onFound(undefined), [onFound]);

  if (error) return <Failure title="The revisions could not be read" error={error} onRetry={retry} />;
  if (problem) return <Notice tone="warn">{problem}</Notice>;
  if (revisions && shown === undefined)
    return (
      <Notice tone="plain" title="Who set what is not known">
        {revisions.length === 0
          ? 'The server gives no revisions of this entity.'
          : 'No revision that the server gives holds the params that are shown.'}
      </Notice>
    );
  return (
    <>
      <p className={styles.note} role="status">
        {blame
          ? `Beside ${props.beside ?? 'each value'} the revision that set what is saved; it leads to what that revision changed.`
          : 'Working out who set what…'}
      </p>
      {followed ? (
        <HistoryProvider value={history}>
          <Suspense>
            <CourseDialog
              path={followed}
              words={readablePath(followed, base)}
              onClose={() => setFollowed(undefined)}
            />
          </Suspense>
        </HistoryProvider>
      ) : null}
    </>
  );
}

const NONE: readonly EntityRevision[] = [];

/** All revisions, newest first: the newest are asked for first, as the history page has them by then or will want them. */
function useWholeHistory(workspaceId: number, entityId: number) {
  const newest = useQuery(revisionQueries.getNewestRevisions(workspaceId, entityId));
  const { revisions, total } = newest.data ?? {};
  const isWhole = revisions !== undefined && total !== undefined && revisions.length >= total;
  const all = useQuery({
    ...revisionQueries.getEntityRevisions(workspaceId, entityId),
    enabled: newest.data !== undefined && !isWhole,
  });
  const failed = [newest, all].find(({ error, data }) => error && data === undefined);
  return {
    revisions: isWhole ? revisions : all.data,
    error: failed?.error,
    retry: () => void failed?.refetch(),
  };
}

/** The newest revision with these params, which need not be the last: somebody may have saved since they were read. */
function revisionOf(revisions: readonly EntityRevision[], params: JsonObject): EntityRevision | undefined {
  const text = sourceText(params);
  const same = revisions.find(
    (revision) => text !== undefined && revision.params && sourceText(revision.params) === text,
  );
  return same ?? revisions.find((revision) => revision.params && equalValues(revision.params, params));
}
