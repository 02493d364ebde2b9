import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useBlocks } from './kept.ts';
import styles from './raw.module.css';

const ROW = 18;
/** Pixels; a browser draws nothing that is much taller. A longer text moves by more than a pixel for each of these. */
const TALLEST = 12_000_000;
const BLOCK = 200;
/** Rows that are drawn: more than a window is high. */
const DRAWN = 120;

/** Rows of text, read where one looks. `of` tells this text from any other. */
export function TextView({
  of,
  count,
  read,
  label,
}: {
  of: number;
  count: number;
  read: (from: number, to: number) => string[] | Promise<string[]>;
  label: string;
}) {
  const place = useRef<HTMLElement>(null);
  const { top, ...moving } = useTop(place, count);
  const first = Math.max(0, top - 20);
  const last = Math.min(count, first + DRAWN);
  const rowAt = useBlocks({ key: ['large', of, 'lines'], size: BLOCK, from: first, to: last, read });
  const lines = Array.from({ length: last - first }, (_, index) => rowAt(first + index) ?? '');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section ref={place} className={styles.view} tabIndex={0} aria-label={label} {...moving}>
      <div style={{ height: Math.min(count * ROW, TALLEST) }} />
      <pre className={styles.lines} style={{ top: shiftOf(place.current, first, top, count) }}>
        {lines.join('\n')}
      </pre>
    </section>
  );
}

/** Rows of text for each pixel that is scrolled, times the height of a row: 1 where the text is not too tall. */
function stretchOf(element: HTMLElement | null, count: number): number {
  const seen = element?.clientHeight ?? 0;
  return count * ROW > TALLEST ? (count * ROW - seen) / (TALLEST - seen) : 1;
}

/** Where the first row that is drawn stands. */
function shiftOf(element: HTMLElement | null, first: number, top: number, count: number): number {
  const stretch = stretchOf(element, count);
  return stretch === 1 ? first * ROW : (element?.scrollTop ?? 0) - (top - first) * ROW;
}

/** The first row in view. A text that is too tall is moved row by row with the wheel and the keys, as any other; its scroll bar takes larger steps. */
function useTop(place: React.RefObject<HTMLElement | null>, count: number) {
  const [top, setTop] = useState(0);
  const moved = useRef<number | null>(null);
  const move = (rows: number) => {
    const element = place.current;
    if (!element) return;
    const page = Math.floor(element.clientHeight / ROW);
    const next = Math.max(0, Math.min(count - page, top + rows));
    moved.current = Math.round((next * ROW) / stretchOf(element, count));
    element.scrollTop = moved.current;
    setTop(next);
  };
  const latest = useRef(move);
  latest.current = move;
  const isTall = count * ROW > TALLEST;
  useEffect(() => {
    const element = place.current;
    if (!element || !isTall) return;
    const turn = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      latest.current(Math.sign(event.deltaY) * Math.max(1, Math.round(Math.abs(event.deltaY) / ROW)));
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [place, isTall]);
  return {
    top,
    onScroll: () => {
      const element = place.current;
      if (!element || (moved.current !== null && Math.abs(element.scrollTop - moved.current) < 2)) return;
      moved.current = null;
      setTop(Math.floor((element.scrollTop * stretchOf(element, count)) / ROW));
    },
    onKeyDown: (event: KeyboardEvent) => {
      const page = Math.floor((place.current?.clientHeight ?? 0) / ROW) - 1;
      const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
      const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
      if (!isTall || step === undefined) return;
      event.preventDefault();
      move(step);
    },
  };
}
