import { lazy, memo, type ReactNode, Suspense, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { User } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { Difference } from '../params/comparison.ts';
import type { Path } from '../params/path.ts';
import { paths } from '../paths.ts';
import { placeWords } from '../revisions/form-words.ts';
import { kindsOf } from '../revisions/kind-at.ts';
import { type History, HistoryProvider, useBlame } from '../revisions/use-blame.tsx';
import { BoneRows } from '../ui/bone.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { ChangeTable } from './change-table.tsx';
import styles from './changes.module.css';
import type { Hiding } from './hiding.ts';
import { Identical } from './identical.tsx';
import type { KeyColumns } from './key-columns.ts';
import { takeBackPlan, type Wanted } from './plan.ts';
import type { Rest } from './rest-offer.tsx';
import { SideActs } from './side-acts.tsx';
import { type GivenSides, isOfEntity, type Sides, sideName, type View } from './sides.ts';
import { SidesHeader } from './sides-header.tsx';
import { useAsked } from './use-asked.ts';
import { type ComparisonState, useComparison } from './use-comparison.ts';
import { useFormLabels } from './use-form-labels.ts';
import { type SideContent, useSide } from './use-side.ts';
import { useStaging } from './use-staging.tsx';

const CourseDialog = lazy(() =>
  import('../revisions/course-dialog.tsx').then(({ CourseDialog: Component }) => ({ default: Component })),
);

/** The comparison of two sides: which they are, what can be done with them, then what differs. The frame stays from pair to pair, and with it what has the focus in it. */
export const Changes = memo(function Changes({
  workspaceId,
  entityId,
  entity,
  users,
  sides,
  view,
  onView,
  hiding,
  onHiding,
  keyColumns,
  onKeyColumns,
  onSides,
  history,
}: {
  workspaceId: number;
  entityId: number;
  entity: Entity | undefined;
  users: readonly User[] | undefined;
  sides: Sides;
  view: View;
  onView: (view: View) => void;
  hiding: Hiding;
  onHiding: (hiding: Hiding) => void;
  keyColumns: KeyColumns;
  onKeyColumns: (columns: KeyColumns) => void;
  onSides: (sides: GivenSides) => void;
  history: Pick<History, 'revisions' | 'users' | 'hrefOf'> & {
    blamed: boolean;
    onBlame: (on: boolean) => void;
    /** Revisions that are not read yet; absent when all are here. */
    rest: Rest | undefined;
    onSeveral: (() => void) | undefined;
  };
}) {
  const pair = `${sideName(sides.from)} ${sideName(sides.to)}`;
  const scroller = useRef<HTMLElement>(null);
  const scrolled = useRef(false);
  // Another pair is read from its top; nothing is asked of the browser where nobody scrolled.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the pair that changed
  useLayoutEffect(() => {
    if (scrolled.current && scroller.current) scroller.current.scrollTop = 0;
    scrolled.current = false;
  }, [pair]);
  const [newest] = history.revisions;
  const from = useSide(sides.from, workspaceId, entityId, newest);
  const to = useSide(sides.to, workspaceId, entityId, newest);
  const form = useFormLabels(workspaceId, entity, from.state === 'ready' && to.state === 'ready');
  const compared = useComparison(from, to, form?.sets, keyColumns);
  const types = entity?.param_types;
  const labels = form?.labels;
  const kindAt = useMemo(() => kindsOf(types, labels), [types, labels]);
  const staging = useStaging(workspaceId, entity, labels, pair);
  const { stage, reason } = staging;
  const comparison = compared.state === 'ready' ? compared.comparison : undefined;
  const editable = sides.to.kind === 'revision' && !reason;
  const names = useMemo(() => ({ left: from.name, right: to.name }), [from.name, to.name]);
  const takeBack = useCallback(
    (wanted: Wanted, form: readonly Difference[]) => {
      if (comparison) stage(takeBackPlan(comparison, wanted, form, names));
    },
    [comparison, stage, names],
  );
  const [leftWorkspace, rightWorkspace] = [sides.from, sides.to].map((side) =>
    side.kind === 'entity' ? side.workspaceId : workspaceId,
  ) as [number, number];
  const workspaces = useMemo(
    () => ({ left: leftWorkspace, right: rightWorkspace }),
    [leftWorkspace, rightWorkspace],
  );
  const { revisions, blamed, rest } = history;
  const rightId = sides.to.kind === 'revision' ? sides.to.revision.id : undefined;
  const { blame, course, problem } = useBlame(revisions, rest ? undefined : rightId, blamed);
  const unread = rest?.error ? { error: rest.error, onRetry: rest.readAll } : undefined;
  const [followed, follow] = useAsked<Path>(pair);
  const known: History = useMemo(
    () => ({
      revisions,
      users: history.users,
      hrefOf: history.hrefOf,
      blame,
      course,
      hasCourse: rightId !== undefined,
      showCourse: (path) => {
        rest?.readAll();
        follow(path);
      },
    }),
    [revisions, history.users, history.hrefOf, blame, course, rightId, rest, follow],
  );
  return (
    <HistoryProvider value={known}>
      <section
        ref={scroller}
        className={styles.changes}
        aria-label="Changes"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        tabIndex={0}
        onScroll={() => {
          scrolled.current = true;
        }}
      >
        <SidesHeader
          sides={sides}
          names={names}
          users={users}
          formHrefOf={({ id }) => paths.params(workspaceId, entityId, id)}
          onSwap={() => onSides({ from: sides.to, to: sides.from })}
        />
        {[...sides.problems, ...missingOf(from), ...missingOf(to)].map((problem) => (
          <div key={problem} className={styles.notice}>
            <Notice tone="warn">{problem}</Notice>
          </div>
        ))}
        <SideActs
          workspaceId={workspaceId}
          entityId={entityId}
          sides={sides}
          contents={{ from, to }}
          staging={staging}
          onSides={onSides}
          onSeveral={history.onSeveral}
          blame={rightId === undefined ? undefined : { on: blamed, onChange: history.onBlame }}
        />
        {unread && blamed && rightId !== undefined ? (
          <div className={styles.notice}>
            <Failure title="Who set what is not known: the older revisions could not be read" {...unread} />
          </div>
        ) : null}
        <Body
          key={pair}
          compared={compared}
          sides={sides}
          table={(ready) => (
            <ChangeTable
              workspaceId={workspaceId}
              entityId={entityId}
              workspaces={workspaces}
              title={`${entity?.name ?? `Entity ${entityId}`}: ${names.left} to ${names.right}`}
              names={names}
              comparison={ready}
              ofOneEntity={isOfEntity(sides.from) && isOfEntity(sides.to)}
              kindAt={kindAt}
              labels={labels}
              view={view}
              onView={onView}
              hiding={hiding}
              onHiding={onHiding}
              keyColumns={keyColumns}
              onKeyColumns={onKeyColumns}
              scroller={scroller}
              onTakeBack={editable ? takeBack : undefined}
            />
          )}
        />
        {problem ? (
          <div className={styles.notice}>
            <Notice tone="warn">{problem}</Notice>
          </div>
        ) : null}
        {staging.dialog}
        {followed ? (
          <Suspense>
            <CourseDialog
              path={followed}
              words={placeWords(labels, followed, comparison?.right)}
              unread={unread}
              onClose={() => follow(undefined)}
            />
          </Suspense>
        ) : null}
      </section>
    </HistoryProvider>
  );
});

function missingOf(content: SideContent): readonly string[] {
  return content.state === 'ready' ? (content.missing ?? []) : [];
}

function Body({
  compared,
  sides,
  table,
}: {
  compared: ComparisonState;
  sides: Sides;
  table: (comparison: Extract<ComparisonState, { state: 'ready' }>['comparison']) => ReactNode;
}) {
  switch (compared.state) {
    case 'not given':
      return (
        <div className={styles.notice}>
          <Notice tone="plain" title="The params are not given">
            {compared.sentence}
          </Notice>
        </div>
      );
    case 'pending':
      return (
        <div className={styles.notice}>
          <BoneRows count={8} label="Comparing" />
        </div>
      );
    case 'failed':
      return (
        <div className={styles.notice}>
          <Failure
            title="The two sides could not be compared"
            error={compared.error}
            {...(compared.retry ? { onRetry: compared.retry } : {})}
          />
        </div>
      );
    case 'ready':
      return compared.comparison.differences.length === 0 ? (
        <Identical comparison={compared.comparison} sides={sides} />
      ) : (
        table(compared.comparison)
      );
  }
}
