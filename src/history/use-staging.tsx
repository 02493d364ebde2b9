import { lazy, type ReactNode, Suspense } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { mayDo } from '../api/entities.ts';
import { storedParams } from '../api/stored-params.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import type { Plan } from '../revisions/plan.ts';
import { useAsked } from './use-asked.ts';

const StageDialog = lazy(() =>
  import('../revisions/stage-dialog.tsx').then(({ StageDialog: Component }) => ({
    Component,
    default: Component,
  })),
);

export interface Staging {
  /** Shows what a plan will do, and stages it when that is wanted. */
  stage: (plan: Plan) => void;
  /** Why nothing can be staged, as a sentence; null: it can. */
  reason: string | null;
  /** To be placed on the page. */
  dialog: ReactNode;
}

function reasonOf(entity: Entity | undefined): string | null {
  if (!entity) return 'The entity is still being read.';
  if (!storedParams(entity)) return 'You may not read the params of this entity.';
  return mayDo(entity, 'update') ? null : 'You may not save params of this entity.';
}

/** The way from a comparison into the editor of its entity. What was asked of another pair is not asked of this one. */
export function useStaging(
  workspaceId: number,
  entity: Entity | undefined,
  labels: FormLabels | undefined,
  pair: string,
): Staging {
  const [plan, stage] = useAsked<Plan>(pair);
  const stored = entity && storedParams(entity);
  const dialog =
    plan && entity && stored ? (
      <Suspense>
        <StageDialog
          plan={plan}
          workspaceId={workspaceId}
          entity={{ ...entity, properties: stored }}
          labels={labels}
          onClose={() => stage(undefined)}
        />
      </Suspense>
    ) : null;
  return { stage, reason: reasonOf(entity), dialog };
}
