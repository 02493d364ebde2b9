import { FRESH_MS } from './fresh.ts';
import { ApiError } from './http.ts';
import { LONGEST_WAIT } from './slow-down.ts';

const MOST = 3;
/** Who waited a minute for nothing does not wait for three more. */
const MOST_TIMEOUTS = 1;

/** Reads are tried again when nothing was decided: no answer, time-outs, limits and server faults. Never on another 4xx. */
export function isPassing(error: unknown): error is ApiError {
  if (!(error instanceof ApiError)) return false;
  return error.kind === 'unreachable' || [408, 425, 429].includes(error.status) || error.status >= 500;
}

/** How long what may pass is left alone, ms. */
const PASSING_MS = 30_000;

/**
 * Whether one more part that comes on screen asks for what failed before: many look at the same, and “Try again” does not wait for this. What was given up
 * because nobody wanted it has not failed.
 */
export function mayAskAgain({ state }: { state: { error: Error | null; errorUpdatedAt: number } }): boolean {
  if (!(state.error instanceof ApiError)) return true;
  return Date.now() - state.errorUpdatedAt >= (isPassing(state.error) ? PASSING_MS : FRESH_MS);
}

/** Not after 429: with such a request it was waited already where it is sent, see `slow-down.ts`. */
export function mayRetry(failures: number, error: Error): boolean {
  if (!isPassing(error)) return false;
  const { status, retryAfterSeconds } = error;
  const most = status === 408 || status === 504 ? MOST_TIMEOUTS : MOST;
  return status !== 429 && failures < most && (retryAfterSeconds ?? 0) <= LONGEST_WAIT;
}

/** Milliseconds: what the server asks for, else longer each time. */
export function retryDelay(failures: number, error: Error): number {
  if (error instanceof ApiError && error.retryAfterSeconds !== null) return error.retryAfterSeconds * 1000;
  return Math.min(8000, 500 * 2 ** failures) * (0.75 + Math.random() / 2);
}

/** A read that is tried again by itself, for where no query does it. `onAgain` hears why before each wait. */
export async function readAgain<T>(read: () => Promise<T>, onAgain?: (error: unknown) => void): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await read();
    } catch (error) {
      if (!mayRetry(failures, error as Error)) throw error;
      onAgain?.(error);
      await new Promise((go) => setTimeout(go, retryDelay(failures, error as Error)));
    }
  }
}
