/** Seconds; who is told to wait longer is told so, and decides. */
export const LONGEST_WAIT = 30;
const MOST_REFUSALS = 20;
/** Seconds that one request is waited for in all, about. */
const LONGEST_IN_ALL = 120;

/**
 * How many seconds to wait with a request that a server had no time for (429), which did nothing, before it is sent again: never less than the server `asked` for.
 * Null: it asks for too much, or refused too often. `refusals` counts those before.
 */
export function secondsToWait(refusals: number, asked: number | null): number | null {
  if (asked !== null && asked > LONGEST_WAIT) return null;
  const seconds = Math.max(asked ?? Math.min(8, 2 ** refusals / 2), refusals / 10);
  return refusals >= MOST_REFUSALS || refusals * seconds > LONGEST_IN_ALL ? null : seconds;
}

/** Requests that wait now, each until when, in milliseconds since 1970. */
let waits: readonly { until: number }[] = [];
const listeners = new Set<() => void>();

function replace(next: typeof waits): void {
  waits = next;
  for (const listener of listeners) listener();
}

/** The requests that wait because the server asked to slow down, for who tells about it. */
export const slowDown = {
  read: (): readonly { until: number }[] => waits,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Waits, and lets it be seen in {@link slowDown}. Rejects with the reason of the signal. */
export function waitTheTime(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  const wait = { until: Date.now() + seconds * 1000 };
  replace([...waits, wait]);
  return new Promise<void>((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', leave);
      resolve();
    }, seconds * 1000);
    if (signal?.aborted) leave();
    else signal?.addEventListener('abort', leave, { once: true });
  }).finally(() => replace(waits.filter((one) => one !== wait)));
}
