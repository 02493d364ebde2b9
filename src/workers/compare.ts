import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { type AcrossRow, compareAcross } from '../params/across.ts';
import { compareParams } from '../params/compare.ts';
import type { CompareOptions, Comparison } from '../params/comparison.ts';
import { type Merge, mergeParams, type Side } from '../params/merge.ts';
import { fromWire } from '../params/wire.ts';
import type { CompareAnswer, CompareRequest } from './compare-answer.ts';
import { nextAnswer } from './next-answer.ts';

/** Below this many characters in all, comparing here takes less time than a worker needs to start. */
const IN_PLACE = 200_000;

export interface CompareInput extends CompareOptions {
  /** JSON text, or a value read from it (cheaper: it is not read again here). */
  left: string | { readonly value: JsonValue };
  right: string | { readonly value: JsonValue };
}

/**
 * Compares two params values without holding up the page: small ones at once, large ones in a worker of their own, which an abort ends.
 * Rejects with the signal's reason when aborted, with a `JsonSyntaxError` for text that is not JSON.
 */
export async function compareInWorker(
  { left, right, ...options }: CompareInput,
  signal?: AbortSignal,
): Promise<Comparison> {
  signal?.throwIfAborted();
  const texts = [textOf(left), textOf(right)] as const;
  const small = texts[0].length + texts[1].length < IN_PLACE;
  const readSides = () => [readSide(left), readSide(right)] as const;
  if (small || typeof Worker === 'undefined') return compareParams(...readSides(), options);
  const running = inWorker(
    { what: 'compare', left: texts[0], right: texts[1], options },
    'comparison',
    signal,
  );
  // Text is read here too, for the values to show, while the worker compares; what is no JSON is said by whoever finds it first.
  running.catch(() => {});
  const values = readSides();
  return fromWire(await running, ...values);
}

function textOf(input: CompareInput['left']): string {
  return typeof input === 'string' ? input : printJson(input.value);
}

function readSide(input: CompareInput['left']): JsonValue {
  return typeof input === 'string' ? readJson(input) : input.value;
}

/**
 * `mergeParams` without holding up the page: small params at once, large ones in a worker of their own, which an abort ends.
 * Rejects as {@link compareInWorker}.
 */
export async function mergeInWorker(
  base: JsonValue,
  mine: JsonValue,
  theirs: JsonValue,
  choices: Readonly<Record<string, Side>>,
  signal?: AbortSignal,
): Promise<Pick<Merge, 'merged' | 'clashes'>> {
  signal?.throwIfAborted();
  const texts = { base: printJson(base), mine: printJson(mine), theirs: printJson(theirs) };
  if (isSmall(Object.values(texts))) return mergeParams(base, mine, theirs, choices);
  const { merged, clashes } = await inWorker({ what: 'merge', ...texts, choices }, 'merge', signal);
  return {
    merged: readJson(merged),
    clashes: clashes.map((clash) => ({
      ...clash,
      base: valueIn(clash.base),
      mine: valueIn(clash.mine),
      theirs: valueIn(clash.theirs),
    })),
  };
}

/** The first `most` places that differ among several, and how many there are. */
export interface Across {
  count: number;
  rows: AcrossRow[];
}

/** `compareAcross` without holding up the page, as {@link mergeInWorker}. */
export async function compareAcrossInWorker(
  sides: readonly JsonValue[],
  sets: readonly string[],
  most: number,
  signal?: AbortSignal,
): Promise<Across> {
  signal?.throwIfAborted();
  const texts = sides.map((side) => printJson(side));
  if (isSmall(texts)) {
    const rows = compareAcross(sides, sets);
    return { count: rows.length, rows: rows.slice(0, most) };
  }
  const { count, rows } = await inWorker({ what: 'across', sides: texts, sets, most }, 'across', signal);
  return { count, rows: rows.map((row) => ({ ...row, values: row.values.map(valueIn) })) };
}

function isSmall(texts: readonly string[]): boolean {
  return typeof Worker === 'undefined' || texts.reduce((sum, { length }) => sum + length, 0) < IN_PLACE;
}

function valueIn(text: string | undefined): JsonValue | undefined {
  return text === undefined ? undefined : readJson(text);
}

type Answers = {
  [Answer in Exclude<CompareAnswer, { problem: string }> as keyof Answer]: Answer[keyof Answer];
};

/** How long a worker that has nothing to do is kept for the next comparison, which need not wait for one to start then; ms. */
const KEPT = 30_000;

/** One that has answered and was not given work since. */
let spare: Worker | undefined;
let ending: ReturnType<typeof setTimeout> | undefined;

function takeWorker(): Worker {
  const worker = spare ?? new Worker(new URL('./compare-worker.ts', import.meta.url), { type: 'module' });
  spare = undefined;
  clearTimeout(ending);
  return worker;
}

function keepWorker(worker: Worker): void {
  spare?.terminate();
  spare = worker;
  clearTimeout(ending);
  ending = setTimeout(endSpareWorker, KEPT);
}

/** Ends the worker that is kept for the next comparison, if there is one. */
export function endSpareWorker(): void {
  clearTimeout(ending);
  spare?.terminate();
  spare = undefined;
}

async function inWorker<Kind extends keyof Answers>(
  request: CompareRequest,
  kind: Kind,
  signal?: AbortSignal,
): Promise<Answers[Kind]> {
  const worker = takeWorker();
  const answer = nextAnswer<CompareAnswer>(worker, 'The comparison failed', signal);
  worker.postMessage(request);
  try {
    const answered = (await answer) as Answers;
    keepWorker(worker);
    return answered[kind];
  } catch (error) {
    // It may still be at work, or broken.
    worker.terminate();
    throw error;
  }
}
