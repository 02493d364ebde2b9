import { useEffect, useMemo, useState } from 'react';
import type { JsonObject } from '../../contract/json.ts';
import { compareParams } from '../params/compare.ts';
import type { Comparison } from '../params/comparison.ts';
import { compareInWorker } from '../workers/compare.ts';
import { sizeOf, WORKER_SIZE } from './summaries.ts';
import type { SideContent } from './use-side.ts';

export type ComparisonState =
  | { state: 'not given'; sentence: string }
  | { state: 'pending' }
  | { state: 'failed'; error: unknown; retry?: () => void }
  | { state: 'ready'; comparison: Comparison };

/** The comparison of two sides: at once for small params, from a worker for large ones. Mounted anew for another pair of sides. */
export function useComparison(from: SideContent, to: SideContent): ComparisonState {
  const left = from.state === 'ready' ? from.params : undefined;
  const right = to.state === 'ready' ? to.params : undefined;
  const large = left !== undefined && right !== undefined && sizeOf(left, right) > WORKER_SIZE;
  const now = useMemo(
    () => (left && right && !large ? compareNow(left, right) : undefined),
    [left, right, large],
  );
  const later = useLater(large ? left : undefined, right);
  for (const side of [from, to]) if (side.state === 'failed' || side.state === 'not given') return side;
  return now ?? (large ? later : { state: 'pending' });
}
function compareNow(left: JsonObject, right: JsonObject): ComparisonState {
  try {
    return { state: 'ready', comparison: compareParams(left, right) };
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
    compareInWorker({ left: { value: left }, right: { value: right } }, controller.signal).then(
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
