import { type QueryClient, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { type LoaderFunction, useNavigate, useSearchParams } from 'react-router';
import type { EntityRevision } from '../../contract/revision.ts';
import { entityQueries } from '../api/entities.ts';
import { revisionQueries } from '../api/revisions.ts';
import { userQueries } from '../api/users.ts';
import { paths } from '../paths.ts';
import { entityIdOf, useEntityId, useWorkspaceId, workspaceIdOf } from '../route-ids.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageTitle } from '../ui/panes.tsx';
import { Changes } from './changes.tsx';
import { type Hiding, readHiding, writeHiding } from './hiding.ts';
import { HistorySkeleton } from './history-skeleton.tsx';
import { readMany } from './many.ts';
import { RevisionList } from './revision-list.tsx';
import styles from './revisions-page.module.css';
import { type Session, sessionsOf } from './sessions.ts';
import { readSides, readView, rememberView, type Side, sideName, type View } from './sides.ts';
import { stepsOf, useSummaries } from './summaries.ts';
import { useFormLabels } from './use-form-labels.ts';
import { type Revisions, useRevisions } from './use-revisions.ts';

export const loader =
  (client: QueryClient): LoaderFunction =>
  ({ params }) => {
    const workspaceId = workspaceIdOf(params);
    client.prefetchQuery(revisionQueries.getNewestRevisions(workspaceId, entityIdOf(params)));
    client.prefetchQuery(userQueries.getWorkspaceUsers(workspaceId));
    return null;
  };

/** History: every revision of an entity beside the comparison of any two. The two sides and the view are in the URL. */
export function Component() {
  const workspaceId = useWorkspaceId();
  const entityId = useEntityId();
  return (
    <Suspense key={`${workspaceId}/${entityId}`} fallback={<HistorySkeleton />}>
      <History workspaceId={workspaceId} entityId={entityId} />
    </Suspense>
  );
}

/** What a link to another comparison does not take along. */
const OWN = new Set(['from', 'to', 'many', 'transpose']);

const Several = lazy(() =>
  import('./several.tsx').then(({ Several: Component }) => ({ default: Component })),
);
const SeveralDialog = lazy(() =>
  import('./several-dialog.tsx').then(({ SeveralDialog: Component }) => ({ default: Component })),
);

const NO_SESSIONS: readonly Session[] = [];

function idOf(side: Side): number | undefined {
  return side.kind === 'revision' ? side.revision.id : undefined;
}

function History({ workspaceId, entityId }: { workspaceId: number; entityId: number }) {
  const [search] = useSearchParams();
  const read = useRevisions(
    workspaceId,
    entityId,
    search,
    search.get('blame') === '1' || readMany(search).sides.some((side) => side.kind === 'revision'),
  );
  if (!read.revisions) return <HistorySkeleton />;
  return <ReadHistory workspaceId={workspaceId} entityId={entityId} revisions={read.revisions} read={read} />;
}

function ReadHistory({
  workspaceId,
  entityId,
  revisions,
  read,
}: {
  workspaceId: number;
  entityId: number;
  revisions: readonly EntityRevision[];
  read: Revisions;
}) {
  const { total, complete, readAll, reading, error } = read;
  const users = useQuery(userQueries.getWorkspaceUsers(workspaceId));
  const entity = useQuery(entityQueries.getEntity(workspaceId, entityId));
  // Of the last one that is read it is not known yet what was before it.
  const listed = useMemo(() => (complete ? revisions : revisions.slice(0, -1)), [revisions, complete]);
  const steps = useMemo(() => stepsOf(revisions).slice(0, listed.length), [revisions, listed]);
  const labels = useFormLabels(workspaceId, entity.data, false)?.labels;
  const summaries = useSummaries(steps, labels);
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const sides = useMemo(() => readSides(search, revisions, total), [search, revisions, total]);
  const view = readView(search);
  const hiding = useMemo(() => readHiding(search), [search]);

  const hrefBetween = useCallback(
    (before: EntityRevision | undefined, revision: EntityRevision) => {
      const query = new URLSearchParams(before ? { from: String(before.id) } : {});
      query.set('to', String(revision.id));
      // What is hidden and how it is shown stays from one revision to the next.
      for (const [name, value] of search) if (!OWN.has(name)) query.append(name, value);
      return `${paths.revisions(workspaceId, entityId)}?${query}`;
    },
    [search, workspaceId, entityId],
  );
  const hrefOf = useCallback(
    (revision: EntityRevision) => hrefBetween(revisions[revisions.indexOf(revision) + 1], revision),
    [revisions, hrefBetween],
  );
  const choose = useCallback(
    (next: {
      from?: string | undefined;
      to?: string | undefined;
      view?: View;
      blame?: string | undefined;
      sessions?: string | undefined;
      many?: string | undefined;
      transpose?: string | undefined;
    }) => {
      setSearch(
        (current) => {
          const query = new URLSearchParams(current);
          for (const [name, value] of Object.entries(next)) {
            if (value === undefined) query.delete(name);
            else query.set(name, value);
          }
          return query;
        },
        { preventScrollReset: true },
      );
    },
    [setSearch],
  );
  const hide = (next: Hiding) =>
    setSearch(
      (current) => {
        const query = new URLSearchParams(current);
        writeHiding(query, next);
        return query;
      },
      { preventScrollReset: true, replace: true },
    );
  const setSide = useCallback(
    (which: 'from' | 'to', revision: EntityRevision) =>
      choose({ from: sideName(sides.from), to: sideName(sides.to), [which]: String(revision.id) }),
    [choose, sides],
  );
  const chooser = useMemo(
    () => ({
      hrefOf,
      openForm: ({ id }: EntityRevision) => void navigate(paths.params(workspaceId, entityId, id)),
      hrefBetween,
      setSide,
    }),
    [hrefOf, hrefBetween, setSide, navigate, workspaceId, entityId],
  );
  const found = useMemo(() => sessionsOf(listed), [listed]);
  const folds = search.get('sessions') === '1';
  const choice = useMemo(() => ({ from: idOf(sides.from), to: idOf(sides.to) }), [sides]);
  const many = useMemo(() => readMany(search), [search]);
  const [choosing, setChoosing] = useState(false);
  const isKnown = entity.data !== undefined;
  const blamed = search.get('blame') === '1';
  const onBlame = useCallback((on: boolean) => choose({ blame: on ? '1' : undefined }), [choose]);
  const history = useMemo(
    () => ({
      revisions,
      users: users.data,
      hrefOf,
      blamed,
      onBlame,
      complete,
      readAll,
      onSeveral: isKnown ? () => setChoosing(true) : undefined,
    }),
    [revisions, users.data, hrefOf, blamed, onBlame, complete, readAll, isKnown],
  );
  const title = <PageTitle>{`${entity.data?.name ?? 'Entity'} · Revisions · VIKTOR explorer`}</PageTitle>;

  if (revisions.length === 0)
    return (
      <div className={styles.none}>
        {title}
        <Empty>The server gives no revisions of this entity. The first save makes one.</Empty>
      </div>
    );
  return (
    <div className={styles.page}>
      {title}
      <aside className={styles.revisions} aria-label="History">
        <div className={styles.count}>
          {total === 1 ? '1 revision' : `${total} revisions`}
          {found.length > 0 ? (
            <button
              type="button"
              className={styles.fold}
              aria-pressed={folds}
              title="What one person saved without a long pause as one line"
              onClick={() => choose({ sessions: folds ? undefined : '1' })}
            >
              Fold sessions
            </button>
          ) : null}
          <span className={styles.keys}>
            <kbd>j</kbd> <kbd>k</kbd> move · <kbd>f</kbd> from · <kbd>t</kbd> to
          </span>
        </div>
        <RevisionList
          revisions={listed}
          total={total}
          rest={complete ? undefined : { count: total - listed.length, readAll, reading, error }}
          users={users.isPending ? undefined : (users.data ?? [])}
          choice={choice}
          chooser={chooser}
          summaries={summaries}
          labels={labels}
          sessions={folds ? found : NO_SESSIONS}
        />
      </aside>
      {many.sides.length > 0 ? (
        <Suspense fallback={<BoneRows count={8} label="Reading what is compared" />}>
          <Several
            sides={many.sides}
            problems={many.problems}
            revisions={revisions}
            total={total}
            transposed={search.get('transpose') === '1'}
            onTranspose={() => choose({ transpose: search.get('transpose') === '1' ? undefined : '1' })}
            onClose={() => choose({ many: undefined, transpose: undefined })}
          />
        </Suspense>
      ) : (
        <Changes
          key={`${sideName(sides.from)} ${sideName(sides.to)}`}
          workspaceId={workspaceId}
          entityId={entityId}
          entity={entity.data}
          users={users.data}
          sides={sides}
          view={view}
          onView={(next) => {
            rememberView(next);
            choose({ view: next });
          }}
          hiding={hiding}
          onHiding={hide}
          history={history}
          onSides={(next) =>
            choose({
              from: sideName(sides.from),
              to: sideName(sides.to),
              ...('from' in next ? { from: next.from && sideName(next.from) } : {}),
              ...('to' in next ? { to: next.to && sideName(next.to) } : {}),
            })
          }
        />
      )}
      {choosing && entity.data ? (
        <Suspense>
          <SeveralDialog
            workspaceId={workspaceId}
            entity={entity.data}
            revisions={listed}
            total={total}
            onChoose={(names) => {
              setChoosing(false);
              choose({ many: names.join(',') });
            }}
            onClose={() => setChoosing(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
