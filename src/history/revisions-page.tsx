import { type QueryClient, useQuery } from '@tanstack/react-query';
import { lazy, type RefObject, Suspense, useCallback, useEffect, useMemo, useRef } from 'react';
import { type LoaderFunction, useLocation } from 'react-router';
import type { User } from '../../contract/common.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { entityQueries } from '../api/entities.ts';
import { prefetchBeside } from '../api/query-client.ts';
import { revisionQueries } from '../api/revisions.ts';
import { userQueries } from '../api/users.ts';
import { entityIdOf, useEntityId, useWorkspaceId, workspaceIdOf } from '../route-ids.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageTitle } from '../ui/panes.tsx';
import { Changes } from './changes.tsx';
import { hidingProblems, readHiding } from './hiding.ts';
import { HistorySkeleton } from './history-skeleton.tsx';
import { readKeyColumns } from './key-columns.ts';
import { readMany } from './many.ts';
import { RevisionList } from './revision-list.tsx';
import styles from './revisions-page.module.css';
import { type Session, sessionsOf } from './sessions.ts';
import { readSides, readView, type Side } from './sides.ts';
import { stepsOf, useSummaries } from './summaries.ts';
import { type Address, useAddress } from './use-address.ts';
import { useAsked } from './use-asked.ts';
import { useChoices } from './use-choices.ts';
import { useFormLabels } from './use-form-labels.ts';
import { type Revisions, useRevisions } from './use-revisions.ts';

export const loader =
  (client: QueryClient): LoaderFunction =>
  ({ params }) => {
    const workspaceId = workspaceIdOf(params);
    client.prefetchQuery(revisionQueries.getNewestRevisions(workspaceId, entityIdOf(params)));
    prefetchBeside(client, userQueries.getWorkspaceUsers(workspaceId));
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

const Several = lazy(() =>
  import('./several.tsx').then(({ Several: Component }) => ({ default: Component })),
);
const SeveralDialog = lazy(() =>
  import('./several-dialog.tsx').then(({ SeveralDialog: Component }) => ({ default: Component })),
);

const NO_SESSIONS: readonly Session[] = [];
/** Of several no two are chosen. */
const NO_CHOICE = { from: undefined, to: undefined };
const NO_USERS: readonly User[] = [];

function idOf(side: Side): number | undefined {
  return side.kind === 'revision' ? side.revision.id : undefined;
}

/** Another comparison takes away what the one before drew. Was the focus there, the keyboard goes on at the new one. */
function useFocusKept(page: RefObject<HTMLElement | null>, shown: string): void {
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    if (document.activeElement !== document.body) return;
    page.current?.querySelector<HTMLElement>('section')?.focus({ preventScroll: true });
  }, [page, shown]);
}

function History({ workspaceId, entityId }: { workspaceId: number; entityId: number }) {
  const address = useAddress();
  const { search } = address;
  const read = useRevisions(
    workspaceId,
    entityId,
    search,
    search.get('blame') === '1' || readMany(search).sides.some((side) => side.kind === 'revision'),
  );
  if (!read.revisions) return <HistorySkeleton />;
  return (
    <ReadHistory
      workspaceId={workspaceId}
      entityId={entityId}
      address={address}
      revisions={read.revisions}
      read={read}
    />
  );
}

function ReadHistory({
  workspaceId,
  entityId,
  address,
  revisions,
  read,
}: {
  workspaceId: number;
  entityId: number;
  address: Address;
  revisions: readonly EntityRevision[];
  read: Revisions;
}) {
  const { total, complete, readAll, reading, error } = read;
  const { search } = address;
  const users = useQuery(userQueries.getWorkspaceUsers(workspaceId));
  const entity = useQuery(entityQueries.getEntity(workspaceId, entityId));
  // Of the last one that is read it is not known yet what was before it.
  const listed = useMemo(() => (complete ? revisions : revisions.slice(0, -1)), [revisions, complete]);
  const steps = useMemo(() => stepsOf(revisions).slice(0, listed.length), [revisions, listed]);
  const many = useMemo(() => readMany(search), [search]);
  // The comparison of two sides asks for the form; of several nobody else does.
  const form = useFormLabels(workspaceId, entity.data, many.sides.length > 0);
  const summaries = useSummaries(steps, form);
  const sides = useMemo(() => {
    const read = readSides(search, revisions, total);
    return { ...read, problems: [...read.problems, ...hidingProblems(search)] };
  }, [search, revisions, total]);
  const hiding = useMemo(() => readHiding(search), [search]);
  const pairs = JSON.stringify(search.getAll('pair'));
  const keyColumns = useMemo(() => readKeyColumns(JSON.parse(pairs)), [pairs]);

  const { chooser, choose, onHiding, onKeyColumns, onSides, onView } = useChoices(
    workspaceId,
    entityId,
    address,
    revisions,
    total,
  );
  const found = useMemo(() => sessionsOf(listed), [listed]);
  const folds = search.get('sessions') === '1';
  const isOfTwo = many.sides.length === 0;
  const choice = useMemo(
    () => (isOfTwo ? { from: idOf(sides.from), to: idOf(sides.to) } : NO_CHOICE),
    [sides, isOfTwo],
  );
  const [choosing = false, setChoosing] = useAsked<boolean>(useLocation().key);
  const isKnown = entity.data !== undefined;
  const blamed = search.get('blame') === '1';
  const onBlame = useCallback((on: boolean) => choose({ blame: on ? '1' : undefined }), [choose]);
  const { hrefOf } = chooser;
  const rest = useMemo(
    () => (complete ? undefined : { count: total - listed.length, readAll, reading, error }),
    [complete, total, listed, readAll, reading, error],
  );
  const history = useMemo(
    () => ({
      revisions,
      users: users.data,
      hrefOf,
      blamed,
      onBlame,
      rest,
      onSeveral: isKnown ? () => setChoosing(true) : undefined,
    }),
    [revisions, users.data, hrefOf, blamed, onBlame, rest, isKnown, setChoosing],
  );
  const page = useRef<HTMLDivElement>(null);
  const shown = ['from', 'to', 'many'].map((name) => search.get(name)).join(' ');
  useFocusKept(page, shown);
  const title = <PageTitle>{`${entity.data?.name ?? 'Entity'} · Revisions · VIKTOR explorer`}</PageTitle>;

  if (revisions.length === 0)
    return (
      <div className={styles.none}>
        {title}
        <Empty>The server gives no revisions of this entity. The first save makes one.</Empty>
      </div>
    );
  return (
    <div ref={page} className={styles.page}>
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
          rest={rest}
          users={users.isPending ? undefined : (users.data ?? NO_USERS)}
          choice={choice}
          chooser={chooser}
          summaries={summaries}
          form={form}
          sessions={folds ? found : NO_SESSIONS}
        />
      </aside>
      {many.sides.length > 0 ? (
        <Suspense fallback={<BoneRows count={8} label="Reading what is compared" />}>
          <Several
            workspaceId={workspaceId}
            sides={many.sides}
            problems={many.problems}
            revisions={revisions}
            total={total}
            rest={rest}
            types={entity.data?.param_types}
            form={form}
            transposed={search.get('transpose') === '1'}
            onTranspose={() => choose({ transpose: search.get('transpose') === '1' ? undefined : '1' })}
            onClose={() => choose({ many: undefined, transpose: undefined })}
          />
        </Suspense>
      ) : (
        <Changes
          workspaceId={workspaceId}
          entityId={entityId}
          entity={entity.data}
          users={users.data}
          sides={sides}
          view={readView(search)}
          onView={onView}
          hiding={hiding}
          onHiding={onHiding}
          keyColumns={keyColumns}
          onKeyColumns={onKeyColumns}
          history={history}
          onSides={onSides}
        />
      )}
      {choosing && entity.data ? (
        <Suspense>
          <SeveralDialog
            workspaceId={workspaceId}
            entity={entity.data}
            revisions={listed}
            total={total}
            rest={rest}
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
