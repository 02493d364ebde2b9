import { type ReactNode, useMemo, useRef } from 'react';
import type { User } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { ChangeTable } from './change-table.tsx';
import styles from './changes.module.css';
import type { Hiding } from './hiding.ts';
import { Identical } from './identical.tsx';
import { kindsOf } from './kind-at.ts';
import type { Sides, View } from './sides.ts';
import { SidesHeader } from './sides-header.tsx';
import { type ComparisonState, useComparison } from './use-comparison.ts';

/** The comparison of two sides: which they are, then what differs. */
export function Changes({
  workspaceId,
  entityId,
  entity,
  users,
  sides,
  view,
  onView,
  hiding,
  onHiding,
  onSwap,
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
  onSwap: () => void;
}) {
  const scroller = useRef<HTMLElement>(null);
  const compared = useComparison(sides.from, sides.to);
  const types = entity?.param_types;
  const kindAt = useMemo(() => kindsOf(types), [types]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section ref={scroller} className={styles.changes} aria-label="Changes" tabIndex={0}>
      <SidesHeader sides={sides} users={users} onSwap={onSwap} />
      {sides.problems.map((problem) => (
        <div key={problem} className={styles.notice}>
          <Notice tone="warn">{problem}</Notice>
        </div>
      ))}
      <Body
        compared={compared}
        sides={sides}
        table={(comparison) => (
          <ChangeTable
            workspaceId={workspaceId}
            entityId={entityId}
            title={`${entity?.name ?? `Entity ${entityId}`}: ${titleOf(sides)}`}
            comparison={comparison}
            kindAt={kindAt}
            view={view}
            onView={onView}
            hiding={hiding}
            onHiding={onHiding}
            scroller={scroller}
          />
        )}
      />
    </section>
  );
}

function titleOf({ from, to }: Sides): string {
  const [old, now] = [from, to].map((side) =>
    side.kind === 'revision' ? `revision ${side.number}` : 'nothing',
  );
  return `${old} to ${now}`;
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
            You may not read the params of this entity, so its revisions cannot be compared. Ask somebody who
            manages the workspace for the right to read.
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
            title="The two revisions could not be compared"
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
