import { useEffect, useMemo, useState } from 'react';
import type { JsonObject } from '../../contract/json.ts';
import { compareParams } from '../params/compare.ts';
import type { Comparison } from '../params/comparison.ts';
import { compareInWorker } from '../workers/compare.ts';
import type { Side } from './sides.ts';
import { sizeOf, WORKER_SIZE } from './summaries.ts';

export type ComparisonState =
  | { state: 'not given' }
  | { state: 'pending' }
  | { state: 'failed'; error: unknown; retry?: () => void }
  | { state: 'ready'; comparison: Comparison };

const NOTHING: JsonObject = new Map();

/** The params of a side; before the first revision there were none. `undefined` when the server gave none. */
function paramsOf(side: Side): JsonObject | undefined {
  if (side.kind === 'nothing') return NOTHING;
  return side.revision.params ?? undefined;
}

/** The comparison of two sides: at once for small params, from a worker for large ones. Mounted anew for another pair of sides. */
export function useComparison(from: Side, to: Side): ComparisonState {
  const left = paramsOf(from);
  const right = paramsOf(to);
  const large = left !== undefined && right !== undefined && sizeOf(left, right) > WORKER_SIZE;
  const now = useMemo(
    () => (left && right && !large ? compareNow(left, right) : undefined),
    [left, right, large],
  );
  const later = useLater(large ? left : undefined, right);
  return now ?? (large ? later : { state: 'not given' });
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
