import { useEffect, useState } from 'react';
import { sourceText } from '../../contract/json/memory.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { compareParams } from '../params/compare.ts';
import { type Comparison, type Counts, totalOf } from '../params/comparison.ts';
import { sizeOf, WORKER_SIZE } from '../revisions/size.ts';
import { apartOf, compareOnce, keepComparison, knownComparison, refined } from './compared.ts';
import { formChangeWords } from './form-changes.ts';
import { fieldCount } from './outline.ts';
import { quietWords } from './quiet-words.ts';
import { sentenceOf } from './sentence.ts';
import type { KnownForm } from './use-form-labels.ts';

interface Rename {
  from: string;
  to: string;
}

/** What a revision changed against the one before it. */
export type Summary =
  /** The server gave no params. */
  | { kind: 'unknown' }
  /** The comparison failed; opening the revision says why. */
  | { kind: 'failed' }
  | { kind: 'first'; fields: number }
  /** `quiet`: what is written otherwise all the same, in words. */
  | { kind: 'identical'; renamed: Rename | undefined; quiet: string }
  /** `counts` are those of people's edits; `form` is what a new version of the app did, in words, and how many changes that is. */
  | {
      kind: 'changed';
      counts: Counts;
      form: FormPart | undefined;
      sentence: string;
      renamed: Rename | undefined;
    };

interface FormPart {
  count: number;
  words: string;
}

/** By revision id; what is missing is not worked out yet. */
export type Summaries = ReadonlyMap<number, Summary>;

/** Revisions are immutable, so what one changed is worked out once for as long as its params are in memory. */
const known = new WeakMap<object, WeakMap<JsonObject, WeakMap<JsonObject, Summary>>>();

/** Stands for the form while it is not known. */
const NO_FORM = {};

/** What is known of a step, as the form has it or else by keys and values alone. */
function kept(before: JsonObject, after: JsonObject, form: KnownForm | undefined): Summary | undefined {
  return known
    .get(form ?? NO_FORM)
    ?.get(after)
    ?.get(before);
}

/** How long one chunk may keep the main thread, in milliseconds. */
const CHUNK = 6;

function renamed(before: EntityRevision, after: EntityRevision): Rename | undefined {
  if (!before.name || !after.name || before.name === after.name) return undefined;
  return { from: before.name, to: after.name };
}

/** What `after` changed against `before`, in the words of the form where it is known, and with its sets; `undefined` as `before` for the first revision. */
export function summarise(
  before: EntityRevision | undefined,
  after: EntityRevision,
  form?: KnownForm,
): Summary {
  if (!after.params || (before && !before.params)) return { kind: 'unknown' };
  if (!before?.params) return { kind: 'first', fields: fieldCount(after.params) };
  const name = renamed(before, after);
  const text = sourceText(after.params);
  if (text !== undefined && text === sourceText(before.params))
    return { kind: 'identical', renamed: name, quiet: '' };
  const told = kept(before.params, after.params, form);
  if (told) return told;
  const comparison =
    knownComparison(before.params, after.params) ??
    keepComparison(before.params, after.params, compareParams(before.params, after.params));
  return keep(before, after, comparison, form);
}

function keep(
  before: EntityRevision,
  after: EntityRevision,
  found: Comparison,
  form: KnownForm | undefined,
): Summary {
  const name = renamed(before, after);
  const comparison = form ? refined(found, form.sets) : found;
  const summary: Summary =
    totalOf(comparison.counts) === 0
      ? { kind: 'identical', renamed: name, quiet: quietWords(comparison.quiet) }
      : {
          kind: 'changed',
          ...told(comparison, form),
          renamed: name,
        };
  if (before.params && after.params) {
    const byAfter = known.get(form ?? NO_FORM) ?? new WeakMap<JsonObject, WeakMap<JsonObject, Summary>>();
    const byBefore = byAfter.get(after.params) ?? new WeakMap<JsonObject, Summary>();
    known.set(form ?? NO_FORM, byAfter.set(after.params, byBefore.set(before.params, summary)));
  }
  return summary;
}

/** People's edits in words, and the form's changes apart. */
function told(comparison: Comparison, form: KnownForm | undefined) {
  const { edits: differences, counts, form: changes, formCount: count } = apartOf(comparison);
  const [first, ...more] = changes;
  const labels = form?.labels;
  if (!first) return { counts, form: undefined, sentence: sentenceOf(comparison, labels) };
  const words = `${formChangeWords(first)}${more.length > 0 ? ` and ${more.length} more` : ''}`;
  const sentence = differences.length > 0 ? sentenceOf({ ...comparison, differences, counts }, labels) : '';
  return { counts, form: { count, words }, sentence };
}

/** Whether comparing these two would hold up the page. */
function isLarge(before: EntityRevision | undefined, after: EntityRevision): boolean {
  if (!before?.params || !after.params || sizeOf(before.params, after.params) < WORKER_SIZE) return false;
  return sourceText(before.params) !== sourceText(after.params);
}

async function summariseLater(
  before: EntityRevision,
  after: EntityRevision,
  signal: AbortSignal,
  form: KnownForm | undefined,
): Promise<Summary> {
  if (!before.params || !after.params) return { kind: 'unknown' };
  const told = kept(before.params, after.params, form);
  if (told) return told;
  try {
    return keep(before, after, await compareOnce(before.params, after.params, signal), form);
  } catch {
    return { kind: 'failed' };
  }
}

function attempt(work: () => Summary): Summary {
  try {
    return work();
  } catch {
    return { kind: 'failed' };
  }
}

/** Runs `work` again and again while the browser has nothing else to do, until it returns false. Returns what stops it. */
function whenIdle(work: () => boolean): () => void {
  let handle = 0;
  const idle = typeof requestIdleCallback === 'function';
  const next = (): void => {
    handle = idle ? requestIdleCallback(run, { timeout: 500 }) : window.setTimeout(run, 0);
  };
  const run = (): void => {
    if (work()) next();
  };
  next();
  return () => (idle ? cancelIdleCallback(handle) : window.clearTimeout(handle));
}

/** Two revisions to be told apart; `before` undefined for what the first one holds. */
export interface Step {
  before: EntityRevision | undefined;
  after: EntityRevision;
}

/** Each revision with the one before it; `revisions` are newest first. */
export function stepsOf(revisions: readonly EntityRevision[]): Step[] {
  return revisions.map((after, index) => ({ before: revisions[index + 1], after }));
}

/** What each step changed, by the id of the revision after it, worked out in their order in idle time in short chunks. Steps are kept as one list. */
export function useSummaries(steps: readonly Step[], form?: KnownForm): Summaries {
  const [summaries, setSummaries] = useState<Summaries>(new Map());
  useEffect(() => {
    let index = 0;
    const controller = new AbortController();
    const { signal } = controller;
    const large: [EntityRevision, EntityRevision][] = [];
    const add = (found: Summaries) => setSummaries((current) => new Map([...current, ...found]));
    const stop = whenIdle(() => {
      const start = performance.now();
      const found = new Map<number, Summary>();
      while (index < steps.length && performance.now() - start < CHUNK) {
        const { before, after: revision } = steps[index] as Step;
        if (before && isLarge(before, revision)) large.push([before, revision]);
        else
          found.set(
            revision.id,
            attempt(() => summarise(before, revision, form)),
          );
        index++;
      }
      add(found);
      if (index === steps.length) void compareLarge();
      return index < steps.length;
    });
    // One after the other: each has the worker's core to itself.
    const compareLarge = async () => {
      for (const [before, after] of large) {
        const summary = await summariseLater(before, after, signal, form);
        if (signal.aborted) return;
        add(new Map([[after.id, summary]]));
      }
    };
    return () => {
      stop();
      controller.abort();
    };
  }, [steps, form]);
  return summaries;
}
