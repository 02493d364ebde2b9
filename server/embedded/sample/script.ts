import type { Draft } from './history.ts';
import { amsterdam } from './time.ts';
import { copy, type Members, print, put, type Value } from './value.ts';

/** A revision of a history that is told step by step. */
export interface Told {
  /** Amsterdam's wall clock, `2024-03-04 10:02`. */
  when: string;
  by: number;
  message?: string;
  /** What was there before: path → value, `gone` where the key was missing. */
  before?: Record<string, Value | typeof gone>;
  /** Takes back what a table of paths cannot say. */
  undo?: (params: Members) => void;
  /** The name before, when this revision renamed it. */
  nameBefore?: string;
}

export const gone = Symbol('gone');

/** Drafts of a told history, oldest first. It is taken back from the end, so that its last revision is exactly the given params. */
export function toldHistory(name: string, last: Members, steps: readonly Told[]): Draft[] {
  const params = copy(last);
  let named = name;
  const drafts = [...steps].reverse().map((step): Draft => {
    const { when, by, message = '' } = step;
    const draft = { at: amsterdam(when), by, message, name: named, properties: print(params) };
    step.undo?.(params);
    for (const [path, value] of Object.entries(step.before ?? {})) {
      put(params, path, value === gone ? undefined : copy(value as Value));
    }
    named = step.nameBefore ?? named;
    return draft;
  });
  return drafts.reverse();
}
