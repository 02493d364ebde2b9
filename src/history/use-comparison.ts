import { startTransition, useEffect, useMemo, useState } from 'react';
import type { JsonObject } from '../../contract/json/value.ts';
import { compareParams } from '../params/compare.ts';
import type { Comparison } from '../params/comparison.ts';
import { sizeOf, WORKER_SIZE } from '../revisions/size.ts';
import { compareInWorker } from '../workers/compare.ts';
import { compareOnce, keepComparison, knownComparison, refined } from './compared.ts';
import { type KeyColumns, NO_KEY_COLUMNS } from './key-columns.ts';
import type { SideContent } from './use-side.ts';

export type ComparisonState =
  | { state: 'not given'; sentence: string }
  | { state: 'pending' }
  | { state: 'failed'; error: unknown; retry?: () => void }
  | { state: 'ready'; comparison: Comparison };

/**
 * The comparison of two sides: at once for small params and what the list of revisions has compared, from a worker for large ones. The form may say which lists are
 * sets, and somebody which columns pair the rows of which tables. What is known of another pair of sides is never given.
 */
export function useComparison(
  from: SideContent,
  to: SideContent,
  sets: readonly string[] = NO_SETS,
  keyColumns: KeyColumns = NO_KEY_COLUMNS,
): ComparisonState {
  const left = from.state === 'ready' ? from.params : undefined;
  const right = to.state === 'ready' ? to.params : undefined;
  const large = left !== undefined && right !== undefined && sizeOf(left, right) > WORKER_SIZE;
  const now = useMemo(
    () =>
      left && right
        ? (keptOf(left, right) ??
          (large ? undefined : attempt(() => keepComparison(left, right, compareParams(left, right)))))
        : undefined,
    [left, right, large],
  );
  const later = useLater(large && !now ? left : undefined, right);
  const refined = useRefined(now ?? (large ? later : PENDING), sets, keyColumns);
  for (const side of [from, to]) if (side.state === 'failed' || side.state === 'not given') return side;
  return refined;
}

const NO_SETS: readonly string[] = [];
const PENDING: ComparisonState = { state: 'pending' };

/** Compares again as the form and the reader say; until a worker has done so for large params, the first comparison stands. */
function useRefined(
  found: ComparisonState,
  sets: readonly string[],
  keyColumns: KeyColumns,
): ComparisonState {
  const first = found.state === 'ready' ? found.comparison : undefined;
  const large =
    first !== undefined && sizeOf(first.left as JsonObject, first.right as JsonObject) > WORKER_SIZE;
  const now = useMemo(
    () => (first && !large ? attempt(() => refined(first, sets, keyColumns)) : undefined),
    [first, large, sets, keyColumns],
  );
  const [later, setLater] = useState<{ of: Comparison; by: KeyColumns; state: ComparisonState }>();
  const [attempts, setAttempts] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another run
  useEffect(() => {
    if (!first || !large || keyColumns === NO_KEY_COLUMNS) return;
    const controller = new AbortController();
    const sides = { left: { value: first.left }, right: { value: first.right } };
    const told = (state: ComparisonState) => setLater({ of: first, by: keyColumns, state });
    compareInWorker({ ...sides, keyColumns }, controller.signal).then(
      (comparison) => told({ state: 'ready', comparison }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const retry = () => {
          setLater(undefined);
          setAttempts((count) => count + 1);
        };
        told({ state: 'failed', error, retry });
      },
    );
    return () => controller.abort();
  }, [first, large, keyColumns, attempts]);
  return now ?? (later && later.of === first && later.by === keyColumns ? later.state : found);
}

function keptOf(left: JsonObject, right: JsonObject): ComparisonState | undefined {
  const comparison = knownComparison(left, right);
  return comparison && { state: 'ready', comparison };
}

function attempt(compare: () => Comparison): ComparisonState {
  try {
    return { state: 'ready', comparison: compare() };
  } catch (error) {
    return { state: 'failed', error };
  }
}

function useLater(left: JsonObject | undefined, right: JsonObject | undefined): ComparisonState {
  const [found, setFound] = useState<{ left: JsonObject; right: JsonObject; state: ComparisonState }>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another run
  useEffect(() => {
    if (!left || !right) return;
    const controller = new AbortController();
    // In parts that hold up no picture: the first view of a large comparison takes its time.
    const told = (state: ComparisonState) => startTransition(() => setFound({ left, right, state }));
    setFound({ left, right, state: PENDING });
    compareOnce(left, right, controller.signal).then(
      (comparison) => told({ state: 'ready', comparison }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        told({ state: 'failed', error, retry: () => setAttempt((count) => count + 1) });
      },
    );
    return () => controller.abort();
  }, [left, right, attempt]);
  return found && found.left === left && found.right === right ? found.state : PENDING;
}
