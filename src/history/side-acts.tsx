import { lazy, Suspense } from 'react';
import { useLocation } from 'react-router';
import { type Command, useCommands } from '../palette/commands.ts';
import { type Plan, restorePlan, takeOverPlan } from '../revisions/plan.ts';
import buttons from '../ui/button.module.css';
import { undoPlan } from './plan.ts';
import styles from './side-acts.module.css';
import { type GivenSides, type Sides, sideName } from './sides.ts';
import { useAsked } from './use-asked.ts';
import type { SideContent } from './use-side.ts';
import type { Staging } from './use-staging.tsx';

const CompareDialog = lazy(() =>
  import('./compare-dialog.tsx').then(({ CompareDialog: Component }) => ({ default: Component })),
);

/** Plans for what stands on both sides: the older revisions, others' params, the step between two revisions. */
function plansFor({ from, to }: Sides, contents: { from: SideContent; to: SideContent }): Plan[] {
  const plans: Plan[] = [];
  for (const [side, content] of [
    [from, contents.from],
    [to, contents.to],
  ] as const) {
    // The same on both sides is one plan.
    if (content.state !== 'ready' || (side === to && sideName(to) === sideName(from))) continue;
    if (side.kind === 'revision' && !side.isHead) plans.push(restorePlan(content.name, content.params));
    if (side.kind === 'entity' || side.kind === 'file')
      plans.push(takeOverPlan(content.name, content.params));
  }
  const isStep = from.kind === 'revision' && to.kind === 'revision' && from.number === to.number - 1;
  if (isStep && !to.isHead && contents.from.state === 'ready' && contents.to.state === 'ready')
    plans.push(undoPlan(contents.to.name, contents.to.params, contents.from.params));
  return plans;
}

const NO_REVISION = 'The new side is not a revision of this entity.';

/** Keys that the comparison hears itself; `reason`: why nothing is taken back. */
const keysOf = (reason: string | null): Command[] =>
  (
    [
      ['n', 'Next change'],
      ['p', 'Previous change'],
      ['N', 'Next section'],
      ['P', 'Previous section'],
      ['b', 'Take back the change one stands at', reason],
    ] as const
  ).map(([keys, title, why]) => ({
    id: `history.${keys}`,
    title,
    area: 'Revisions',
    keys,
    local: true,
    reason: why,
  }));

/** What can be done with two sides: put one back, undo the step between them, compare with something else. */
export function SideActs({
  workspaceId,
  entityId,
  sides,
  contents,
  staging,
  onSides,
  blame,
  onSeveral,
}: {
  workspaceId: number;
  entityId: number;
  sides: Sides;
  contents: { from: SideContent; to: SideContent };
  staging: Staging;
  onSides: (sides: GivenSides) => void;
  /** Whether it is shown who set each value; absent where the right side has no history. */
  blame: { on: boolean; onChange: (on: boolean) => void } | undefined;
  /** Asks which ones to compare in one table; absent until the entity is known. */
  onSeveral: (() => void) | undefined;
}) {
  // The browser's Back leads away from it too.
  const [choosing = false, choose] = useAsked<boolean>(useLocation().key);
  const plans = plansFor(sides, contents);
  useCommands([
    ...keysOf(sides.to.kind === 'revision' ? staging.reason : NO_REVISION),
    ...plans.map((plan) => ({
      id: `history.${plan.title.split(' ', 1)[0]?.toLowerCase()}.${plan.title}`,
      title: `${plan.title}…`,
      area: 'Revisions',
      reason: staging.reason,
      run: () => staging.stage(plan),
    })),
    {
      id: 'history.compare',
      title: 'Compare with another entity, unsaved edits or a file…',
      area: 'Revisions',
      run: () => choose(true),
    },
    ...(onSeveral
      ? [
          {
            id: 'history.several',
            title: 'Compare several revisions or siblings…',
            area: 'Revisions',
            run: onSeveral,
          },
        ]
      : []),
  ]);
  return (
    <div className={styles.acts}>
      <button type="button" className={buttons.quiet} onClick={() => choose(true)}>
        Compare with…
      </button>
      {onSeveral ? (
        <button type="button" className={buttons.quiet} onClick={onSeveral}>
          Compare several…
        </button>
      ) : null}
      {blame ? (
        <button
          type="button"
          className={buttons.quiet}
          aria-pressed={blame.on}
          onClick={() => blame.onChange(!blame.on)}
        >
          Who set it
        </button>
      ) : null}
      {plans.map((plan) => (
        <button
          key={plan.title}
          type="button"
          className={buttons.quiet}
          disabled={staging.reason !== null}
          onClick={() => staging.stage(plan)}
        >
          {`${plan.title}…`}
        </button>
      ))}
      {plans.length > 0 && staging.reason ? <span className={styles.why}>{staging.reason}</span> : null}
      {choosing ? (
        <Suspense>
          <CompareDialog
            workspaceId={workspaceId}
            entityId={entityId}
            onSides={onSides}
            onClose={() => choose(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
