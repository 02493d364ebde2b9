import { useEffect, useMemo, useState } from 'react';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { compareParams } from '../params/compare.ts';
import type { Comparison } from '../params/comparison.ts';
import { type Clash, mergeParams, type Side } from '../params/merge.ts';
import { compareInWorker, mergeInWorker } from '../workers/compare.ts';
import type { Plan } from './plan.ts';
import { sizeOf, WORKER_SIZE } from './size.ts';

/** What a plan makes of the params as they are now. */
export interface PlanEffect {
  merged: JsonValue;
  clashes: readonly Clash[];
  comparison: Comparison;
}

type Choices = Readonly<Record<string, Side>>;

function effectNow(plan: Plan, now: JsonObject, choices: Choices): PlanEffect {
  const { merged, clashes } = plan.from
    ? mergeParams(plan.from, now, plan.to, choices)
    : { merged: plan.to, clashes: [] };
  return { merged, clashes, comparison: compareParams(now, merged) };
}

async function effectLater(
  plan: Plan,
  now: JsonObject,
  choices: Choices,
  signal: AbortSignal,
): Promise<PlanEffect> {
  const { merged, clashes } = plan.from
    ? await mergeInWorker(plan.from, now, plan.to, choices, signal)
    : { merged: plan.to, clashes: [] };
  const comparison = await compareInWorker({ left: { value: now }, right: { value: merged } }, signal);
  return { merged, clashes, comparison };
}

/**
 * The effect of a plan with the choices made so far: of small params at once, of large ones from a worker, which is ended when the dialog closes, another choice
 * is made or the params are read anew. Until the first has come `effect` is undefined; while a newer one is worked out it is the former, and `behind`.
 */
export function usePlanEffect(
  plan: Plan,
  now: JsonObject,
  choices: Choices,
): { effect: PlanEffect | undefined; behind: boolean; error: unknown } {
  const large = sizeOf(now, plan.to) > WORKER_SIZE;
  const small = useMemo(
    () => (large ? undefined : effectNow(plan, now, choices)),
    [large, plan, now, choices],
  );
  const asked = useMemo(() => ({ plan, now, choices }), [plan, now, choices]);
  const [later, setLater] = useState<{ asked: object; effect?: PlanEffect; error?: unknown }>();
  useEffect(() => {
    if (!large) return;
    const { plan, now, choices } = asked;
    const controller = new AbortController();
    effectLater(plan, now, choices, controller.signal).then(
      (effect) => setLater({ asked, effect }),
      (error: unknown) => controller.signal.aborted || setLater({ asked, error }),
    );
    return () => controller.abort();
  }, [large, asked]);
  if (small) return { effect: small, behind: false, error: undefined };
  const behind = later?.asked !== asked;
  return { effect: later?.effect, behind, error: behind ? undefined : later?.error };
}
