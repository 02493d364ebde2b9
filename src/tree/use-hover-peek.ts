import { useCallback, useEffect, useRef, useState } from 'react';

const REST_MS = 700;
/** Time to get from the row into the peek. */
const LEAVE_MS = 250;
/** How many entities a stay on the page may read because the pointer rested somewhere. */
const CAP = 60;

export interface HoverPeek {
  /** The row to peek at. */
  index: number | null;
  /** The pointer came to a row. */
  rest(index: number): void;
  /** It went away: into the peek perhaps. */
  leave(): void;
  /** It is in the peek. */
  stay(): void;
  /** Something else is done: no peek until the pointer comes to another row. */
  end(): void;
}

/** A peek at the row on which the pointer rests; it stays while the pointer is in it. */
export function useHoverPeek(): HoverPeek {
  const [index, setIndex] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const at = useRef<number | null>(null);
  const used = useRef(0);
  const later = useCallback((run: () => void, wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(run, wait);
  }, []);
  const close = useCallback(() => setIndex(null), []);
  useEffect(() => () => clearTimeout(timer.current), []);
  const rest = useCallback(
    (next: number) => {
      if (at.current === next) return;
      at.current = next;
      later(() => {
        if (used.current++ < CAP) setIndex(next);
      }, REST_MS);
      close();
    },
    [later, close],
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
  return { index, rest, leave, stay, end };
}
