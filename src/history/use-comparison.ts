import { useEffect, useMemo, useState } from 'react';
import type { JsonObject } from '../../contract/json.ts';
import { compareParams } from '../params/compare.ts';
import type { Comparison, Difference } from '../params/comparison.ts';
import { matchesPattern } from '../params/path.ts';
import { sizeOf, WORKER_SIZE } from '../revisions/size.ts';
import { compareOnce, keepComparison, knownComparison } from './compared.ts';
import type { SideContent } from './use-side.ts';

export type ComparisonState =
  | { state: 'not given'; sentence: string }
  | { state: 'pending' }
  | { state: 'failed'; error: unknown; retry?: () => void }
  | { state: 'ready'; comparison: Comparison };

/** The lists of those that are sets by the form in which something moved: only they would be told otherwise. */
function movedSets(comparison: Comparison, sets: readonly string[]): readonly string[] {
  const moved = new Set<string>();
  const visit = (differences: readonly Difference[]): void => {
    for (const difference of differences) {
      if (difference.type === 'rows') for (const row of difference.rows) visit(row.cells);
      else if (difference.type === 'list' && difference.counts.moved > 0)
        for (const pattern of sets) if (matchesPattern(pattern, difference.path)) moved.add(pattern);
    }
  };
  visit(comparison.whole);
  return [...moved];
}

/** The comparison of two sides, of which the form may say which lists are sets: at once for small params and what the list of revisions has compared, from a worker for large ones. Mounted anew for another pair of sides. */
export function useComparison(
  from: SideContent,
  to: SideContent,
  sets: readonly string[] = NO_SETS,
): ComparisonState {
  const left = from.state === 'ready' ? from.params : undefined;
  const right = to.state === 'ready' ? to.params : undefined;
  const large = left !== undefined && right !== undefined && sizeOf(left, right) > WORKER_SIZE;
  const now = useMemo(
    () =>
      left && right ? (keptOf(left, right) ?? (large ? undefined : compareNow(left, right))) : undefined,
    [left, right, large],
  );
  const later = useLater(large && !now ? left : undefined, right);
  const withSets = useWithSets(now ?? (large ? later : PENDING), sets);
  for (const side of [from, to]) if (side.state === 'failed' || side.state === 'not given') return side;
  return withSets;
}

const NO_SETS: readonly string[] = [];
const PENDING: ComparisonState = { state: 'pending' };

/** Compares again where lists that are sets were taken for lists; until then, and for what is large, the first comparison stands. */
function useWithSets(found: ComparisonState, sets: readonly string[]): ComparisonState {
  return useMemo(() => {
    if (found.state !== 'ready' || sets.length === 0) return found;
    const { left, right } = found.comparison;
    const moved = movedSets(found.comparison, sets);
    if (moved.length === 0 || sizeOf(left as JsonObject, right as JsonObject) > WORKER_SIZE) return found;
    return compareNow(left as JsonObject, right as JsonObject, moved);
  }, [found, sets]);
}

function keptOf(left: JsonObject, right: JsonObject): ComparisonState | undefined {
  const comparison = knownComparison(left, right);
  return comparison && { state: 'ready', comparison };
}

function compareNow(left: JsonObject, right: JsonObject, sets: readonly string[] = []): ComparisonState {
  try {
    const comparison = compareParams(left, right, { sets });
    return {
      state: 'ready',
      comparison: sets.length > 0 ? comparison : keepComparison(left, right, comparison),
    };
  } catch (error) {
    return { state: 'failed', error };
  }
}

function useLater(left: JsonObject | undefined, right: JsonObject | undefined): ComparisonState {
  const [state, setState] = useState<ComparisonState>({ state: 'pending' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another run
  useEffect(() => {
    if (!left || !right) return;
    const controller = new AbortController();
    setState({ state: 'pending' });
    compareOnce(left, right, controller.signal).then(
      (comparison) => setState({ state: 'ready', comparison }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setState({ state: 'failed', error, retry: () => setAttempt((count) => count + 1) });
      },
    );
    return () => controller.abort();
  }, [left, right, attempt]);
  return state;
}
