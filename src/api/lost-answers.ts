import { ApiError } from './http.ts';
import { readAgain } from './retry.ts';

/** Whether a failed write may have been done all the same. A gateway knows; what an environment answers is taken for what it usually means. */
export function isUndecided(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.kind !== 'refused') return true;
  return error.gateway === null ? error.status === 408 || error.status >= 500 : error.inDoubt;
}

/** An answer that is no refusal, and not what was asked for either. */
export const isOdd = (error: unknown): boolean =>
  error instanceof ApiError && error.kind === 'unreadable' && error.status > 0;

/** What went wrong, as a sentence that others may follow: a server's own words may lack the full stop. */
export const messageOf = (error: unknown): string =>
  sentence(error instanceof Error ? error.message : String(error));

const sentence = (words: string): string => words.trim().replace(/[^.!?…”"]$/, '$&.');

/** Why a write has no answer that can be believed, as a sentence. Without the doubt: who asks has looked since. */
export function whyUndecided(error: unknown): string {
  if (!(error instanceof ApiError) || error.kind === 'unreachable') return 'the connection broke.';
  return error.kind === 'refused' ? sentence(error.reason) : 'the answer could not be read.';
}

/** What of a write was found when it was looked for: what it made, what there is in its place, or why that cannot be told, as sentences. */
export type Looked<T> = { done: T } | { instead: string } | { unsure: string };

/**
 * Looks for a write that failed with `error`, and never sends it again. Resolves to what it made where it was done; rejects with `error` where that decides, else with an
 * `ApiError` in words that are true: not done and what to do now, or not known and why. `did`: what was to be done, as `renamed`.
 */
export async function settleWrite<T>(
  error: unknown,
  did: string,
  look: () => Promise<Looked<T>>,
): Promise<T> {
  if (!isUndecided(error)) throw error;
  const looked = await lookAgain(did, look);
  if ('done' in looked) return looked.done;
  const why = whyUndecided(error);
  const message =
    'instead' in looked
      ? `Not ${did}: ${why} ${looked.instead}`
      : `It is not known whether this was ${did}: ${why} ${looked.unsure}`;
  throw new ApiError(message, { kind: 'unreachable', cause: error });
}

/** What a look for a write shows. Rejects with an `ApiError` that says so where that cannot be read. */
export async function lookAgain<T>(did: string, look: () => Promise<T>): Promise<T> {
  try {
    return await readAgain(look);
  } catch (cause) {
    const message = `It is not known whether this was ${did}, as what there is now could not be read: ${messageOf(cause)}`;
    throw new ApiError(message, { kind: 'unreachable', cause });
  }
}
