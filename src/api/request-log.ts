/** One request that the page made, as the list of requests shows it. */
export interface LoggedRequest {
  id: number;
  method: string;
  /** Below the origin, with its query. */
  url: string;
  /** Of the body that was sent; `null` without one, a long one is cut. */
  body: string | null;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Until the whole answer was read; `null` while it is under way. */
  milliseconds: number | null;
  /** 0 when no answer came, `null` while it is under way. */
  status: number | null;
  /** Bytes of the answer's text. */
  size: number | null;
  /** Bytes of a long answer that are here while it is under way. */
  received: number;
  /** Whether the browser had the answer already; `null` when it does not tell. */
  cached: boolean | null;
  /** The page did not want the answer any more. */
  aborted: boolean;
}

const KEPT = 500;
const BODY_KEPT = 32_768;
let log: readonly LoggedRequest[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Requests of this page since it was loaded, newest first; at most 500. */
export const requestLog = {
  read: (): readonly LoggedRequest[] => log,
  clear(): void {
    replace(log.filter(({ status }) => status === null));
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function replace(next: readonly LoggedRequest[]): void {
  log = next;
  for (const listener of listeners) listener();
}

/** What becomes of a request that was noted. */
export interface NotedRequest {
  /** Bytes of its answer that are here. */
  receive(bytes: number): void;
  /** Called once. */
  end(end: { status: number; size?: number; aborted?: boolean }): void;
}

/** Note that a request starts. Headers are never noted: one of them may be a secret. */
export function noteRequest(method: string, url: string, body: string | null = null): NotedRequest {
  lastId += 1;
  const id = lastId;
  const start = performance.now();
  const made: LoggedRequest = {
    id,
    method,
    url,
    body: body !== null && body.length > BODY_KEPT ? `${cutOff(body)}…` : body,
    startedAt: Date.now(),
    milliseconds: null,
    status: null,
    size: null,
    received: 0,
    cached: null,
    aborted: false,
  };
  replace([made, ...log].slice(0, KEPT));
  const change = (to: Partial<LoggedRequest>) =>
    replace(log.map((entry) => (entry.id === id ? { ...entry, ...to } : entry)));
  return {
    receive: (bytes) => change({ received: bytes }),
    end: ({ status, size = null, aborted = false }) =>
      change({
        ...{ milliseconds: performance.now() - start, status, size, aborted },
        cached: status > 0 ? cameFromCache(url, start) : null,
      }),
  };
}

/** Its beginning as a text of its own: a slice would keep all of it in memory. */
function cutOff(body: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(body.slice(0, BODY_KEPT)));
}

function cameFromCache(url: string, start: number): boolean | null {
  if (typeof location === 'undefined' || !performance.getEntriesByName) return null;
  const timings = performance.getEntriesByName(new URL(url, location.origin).href, 'resource');
  const timing = timings.find((entry) => entry.startTime >= start - 1);
  return timing && 'transferSize' in timing ? timing.transferSize === 0 : null;
}
