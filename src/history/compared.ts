import type { JsonObject } from '../../contract/json/value.ts';
import { compareParams } from '../params/compare.ts';
import type { Comparison, Difference } from '../params/comparison.ts';
import { type Apart, tellApart } from '../params/form-changes.ts';
import { matchesPattern } from '../params/path.ts';
import { sizeOf, WORKER_SIZE } from '../revisions/size.ts';
import { compareInWorker } from '../workers/compare.ts';
import { type KeyColumns, NO_KEY_COLUMNS } from './key-columns.ts';

interface Running {
  promise: Promise<Comparison>;
  controller: AbortController;
  /** How many wait for it. */
  waiting: number;
}

/** By the right side, then by the left: params are immutable, and what is known of them goes with them. */
class Pairs<Kept> {
  readonly #kept = new WeakMap<JsonObject, WeakMap<JsonObject, Kept>>();

  get(left: JsonObject, right: JsonObject): Kept | undefined {
    return this.#kept.get(right)?.get(left);
  }
  set(left: JsonObject, right: JsonObject, kept: Kept): void {
    const byLeft = this.#kept.get(right) ?? new WeakMap<JsonObject, Kept>();
    this.#kept.set(right, byLeft.set(left, kept));
  }
  delete(left: JsonObject, right: JsonObject): void {
    this.#kept.get(right)?.delete(left);
  }
}

const known = new Pairs<Comparison>();
const running = new Pairs<Running>();

/** The comparison of two params, without options, where the list of revisions or the page has made it before. */
export function knownComparison(left: JsonObject, right: JsonObject): Comparison | undefined {
  return known.get(left, right);
}

/** Keeps a comparison without options for as long as both its sides are in memory. Returns it. */
export function keepComparison(left: JsonObject, right: JsonObject, comparison: Comparison): Comparison {
  known.set(left, right, comparison);
  return comparison;
}

const apart = new WeakMap<Comparison, Apart>();

/** All of it as edits: of two entities no version of a form lies between. */
export function asEdits({ differences, counts }: Comparison): Apart {
  return { form: [], formDifferences: [], formCount: 0, edits: [...differences], counts };
}

/** `tellApart` of a comparison, made once. */
export function apartOf(comparison: Comparison): Apart {
  const found = apart.get(comparison) ?? tellApart(comparison);
  apart.set(comparison, found);
  return found;
}

/** Compares in a worker once, whoever asks; an abort ends it when nobody else waits for it. Rejects as `compareInWorker`. */
export async function compareOnce(
  left: JsonObject,
  right: JsonObject,
  signal: AbortSignal,
): Promise<Comparison> {
  signal.throwIfAborted();
  const found = known.get(left, right);
  if (found) return found;
  const run = running.get(left, right) ?? start(left, right);
  run.waiting++;
  return new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal.reason);
      run.waiting--;
      if (run.waiting > 0) return;
      running.delete(left, right);
      run.controller.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    run.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

function start(left: JsonObject, right: JsonObject): Running {
  const controller = new AbortController();
  const sides = { left: { value: left }, right: { value: right } };
  const promise = compareInWorker(sides, controller.signal)
    .then((comparison) => keepComparison(left, right, comparison))
    .finally(() => {
      if (running.get(left, right) === run) running.delete(left, right);
    });
  const run = { promise, controller, waiting: 0 };
  running.set(left, right, run);
  return run;
}

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

/** A comparison of small params made anew where the form says what is a set, or the reader by what rows are paired; of large ones as it was found. */
export function refined(
  comparison: Comparison,
  sets: readonly string[],
  keyColumns: KeyColumns = NO_KEY_COLUMNS,
): Comparison {
  const { left, right } = comparison;
  if (sizeOf(left as JsonObject, right as JsonObject) > WORKER_SIZE) return comparison;
  const paired = keyColumns === NO_KEY_COLUMNS ? comparison : compareParams(left, right, { keyColumns });
  // Other rows beside each other have other lists moved in them.
  const moved = movedSets(paired, sets);
  return moved.length === 0 ? paired : compareParams(left, right, { keyColumns, sets: moved });
}
