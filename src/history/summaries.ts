import { useEffect, useState } from 'react';
import type { JsonObject } from '../../contract/json.ts';
import { sourceText } from '../../contract/json.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { compareParams } from '../params/compare.ts';
import { type Counts, totalOf } from '../params/comparison.ts';
import { fieldCount } from './outline.ts';
import { sentenceOf } from './sentence.ts';

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
  | { kind: 'identical'; renamed: Rename | undefined }
  | { kind: 'changed'; counts: Counts; sentence: string; renamed: Rename | undefined };

/** By revision id; what is missing is not worked out yet. */
export type Summaries = ReadonlyMap<number, Summary>;

/** Revisions are immutable, so what one changed is worked out once for as long as its params are in memory. */
const known = new WeakMap<JsonObject, WeakMap<JsonObject, Summary>>();

/** Params of both sides longer than this together are compared in a worker. */
export const WORKER_SIZE = 120_000;

/** How long one chunk may keep the main thread, in milliseconds. */
const CHUNK = 6;

function renamed(before: EntityRevision, after: EntityRevision): Rename | undefined {
  if (!before.name || !after.name || before.name === after.name) return undefined;
  return { from: before.name, to: after.name };
}

export function sizeOf(before: JsonObject, after: JsonObject): number {
  return (sourceText(before)?.length ?? 0) + (sourceText(after)?.length ?? 0);
}

/** What `after` changed against `before`; `undefined` as `before` for the first revision. */
export function summarise(before: EntityRevision | undefined, after: EntityRevision): Summary {
  if (!after.params || (before && !before.params)) return { kind: 'unknown' };
  if (!before?.params) return { kind: 'first', fields: fieldCount(after.params) };
  const name = renamed(before, after);
  const text = sourceText(after.params);
  if (text !== undefined && text === sourceText(before.params)) return { kind: 'identical', renamed: name };
  const kept = known.get(after.params)?.get(before.params);
  if (kept) return kept;
  const comparison = compareParams(before.params, after.params);
  const summary: Summary =
    totalOf(comparison.counts) === 0
      ? { kind: 'identical', renamed: name }
      : { kind: 'changed', counts: comparison.counts, sentence: sentenceOf(comparison), renamed: name };
  const byBefore = known.get(after.params) ?? new WeakMap<JsonObject, Summary>();
  byBefore.set(before.params, summary);
  known.set(after.params, byBefore);
  return summary;
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

/** What each revision changed, newest first, worked out in idle time in short chunks. `revisions` are newest first. */
export function useSummaries(revisions: readonly EntityRevision[]): Summaries {
  const [summaries, setSummaries] = useState<Summaries>(new Map());
  useEffect(() => {
    let index = 0;
    return whenIdle(() => {
      const start = performance.now();
      const found = new Map<number, Summary>();
      while (index < revisions.length && performance.now() - start < CHUNK) {
        const revision = revisions[index] as EntityRevision;
        found.set(
          revision.id,
          attempt(() => summarise(revisions[index + 1], revision)),
        );
        index++;
      }
      setSummaries((current) => new Map([...current, ...found]));
      return index < revisions.length;
    });
  }, [revisions]);
  return summaries;
}
