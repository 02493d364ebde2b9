import type { JsonValue } from '../../contract/json/value.ts';
import { equalValues } from './equal.ts';

/** One place on three sides; `undefined` where a side has nothing there. */
export interface Three {
  base: JsonValue | undefined;
  mine: JsonValue | undefined;
  theirs: JsonValue | undefined;
}

/** What `agreedOn` gives where sides disagree. */
export const OPEN = Symbol('open');

/** The value that both sides agree on, or that only one of them changed; `OPEN` when they disagree. */
export function agreedOn({ base, mine, theirs }: Three): JsonValue | undefined | typeof OPEN {
  if (equalValues(mine, theirs) || equalValues(theirs, base)) return mine;
  return equalValues(mine, base) ? theirs : OPEN;
}
