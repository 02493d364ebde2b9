import { useEffect, useRef } from 'react';

/** Calls `tell` with a text that differs from the one known, once nobody has typed for a while. */
export function usePause(
  text: string,
  known: string,
  tell: (text: string) => void,
  milliseconds: number,
): void {
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  useEffect(() => {
    if (text === known) return;
    const timer = setTimeout(() => latest.current(text), milliseconds);
    return () => clearTimeout(timer);
  }, [text, known, milliseconds]);
}
