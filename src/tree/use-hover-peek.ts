import { useCallback, useEffect, useRef, useState } from 'react';

const REST_MS = 700;
/** Time to get from the row into the peek. */
const LEAVE_MS = 250;
/** How many entities a stay on the page may read because the pointer rested somewhere. */
const CAP = 60;

/** An entity under what it is in: its row may move meanwhile. */
interface Rested {
  parent: number | null;
  id: number;
}

export interface HoverPeek {
  /** The entity to peek at. */
  rested: Rested | null;
  /** The pointer came to the row of an entity that may be peeked at. */
  rest(entity: Rested): void;
  /** It went to anything else: into the peek perhaps. */
  leave(): void;
  /** It is in the peek. */
  stay(): void;
  /** Something else is done: no peek until the pointer comes to another row. */
  end(): void;
}

/** A peek at the entity on whose row the pointer rests; it stays while the pointer is in it. */
export function useHoverPeek(): HoverPeek {
  const [rested, setRested] = useState<Rested | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const at = useRef<number | null>(null);
  const used = useRef(0);
  const later = useCallback((run: () => void, wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(run, wait);
  }, []);
  // React draws once more even for a state that turns out to be the same.
  const isOpen = useRef(false);
  const show = useCallback((next: Rested | null) => {
    if (!next && !isOpen.current) return;
    isOpen.current = next !== null;
    setRested(next);
  }, []);
  const close = useCallback(() => show(null), [show]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const rest = useCallback(
    (next: Rested) => {
      if (at.current === next.id) return;
      at.current = next.id;
      later(() => {
        if (used.current++ < CAP) show(next);
      }, REST_MS);
      close();
    },
    [later, close, show],
  );
  const leave = useCallback(() => {
    at.current = null;
    later(close, LEAVE_MS);
  }, [later, close]);
  const stay = useCallback(() => clearTimeout(timer.current), []);
  const end = useCallback(() => {
    clearTimeout(timer.current);
    close();
  }, [close]);
  return { rested, rest, leave, stay, end };
}
