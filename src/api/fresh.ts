/** How long what was read counts as it is on the server, in ms. */
export const FRESH_MS = 5 * 60_000;

interface Read {
  state: { dataUpdatedAt: number };
  getObserversCount(): number;
}

/** When what a write changed in the cache had been read: it is patched until it is read again. */
const patchedAt = new WeakMap<Read, number>();
const isPatched = (read: Read) => patchedAt.get(read) === read.state.dataUpdatedAt;

export function markPatched(read: Read): void {
  patchedAt.set(read, read.state.dataUpdatedAt);
}

/**
 * How long a list holds. What a write put in stands, but only the server knows its order and who else came and went: such a list is read again when it next comes on screen
 * or the window gets the focus, and not because one more part of the page shows it.
 */
export const untilNextVisit = {
  staleTime: (read: Read) => (isPatched(read) && read.getObserversCount() <= 1 ? 0 : FRESH_MS),
  refetchOnWindowFocus: (read: Read) => (isPatched(read) ? ('always' as const) : true),
};
