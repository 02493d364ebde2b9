import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';

/** Rows beyond either edge. */
const OVERSCAN = 4;
/** The window moves by so many rows at once: a step of the keys then seldom makes rows. */
const STEP = 4;
/** Firefox draws nothing below some 17.8 million pixels: longer lists scroll in larger steps. */
const TALLEST = 15_000_000;

export interface RowWindow {
  /** First row to draw and the one after the last. */
  from: number;
  to: number;
  /** Whole rows that fit: what PageDown moves by. */
  fitting: number;
  /** Height of all rows in pixels, or the most that browsers can scroll. */
  height: number;
  /** Where a row is drawn, in pixels from the top of what scrolls. */
  topOf(index: number): number;
  /** Whether all of a row can be seen now. */
  isInSight(index: number): boolean;
  /** Scroll just enough that a row can be seen; `center` puts a row that cannot be seen into the middle. */
  reveal(index: number, align?: 'nearest' | 'center'): void;
}

/**
 * Which of `count` rows of one height can be seen in a scrolling element. All rows are alike, so nothing is measured per row. `covered`: how many pixels of the element a head and
 * a foot take, which stay in place over the rows; exactly, as an error grows with the steps in which a tall list scrolls.
 */
export function useWindow(scroller: RefObject<HTMLElement | null>, count: number, covered = 0): RowWindow {
  const rowHeight = useRowHeight();
  const [view, setView] = useState({ first: 0, fitting: 30, shift: 0 });
  // React draws once more even for a state that turns out to be the same.
  const latest = useRef(view);
  const whole = count * rowHeight;
  const height = Math.min(whole, TALLEST);
  // While all of it can be scrolled, rows that come or go below move none: nothing is to be measured for them.
  const scaled = whole > TALLEST ? whole : 0;
  const lost = scaled && covered;
  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    // An element that is not laid out yet has no height: the window's own is the most it can get.
    const shown = element.clientHeight || window.innerHeight;
    const top = Math.round(element.scrollTop * scaleOf(scaled, shown - lost));
    const first = Math.floor(top / rowHeight / STEP) * STEP;
    const fitting = Math.max(1, Math.floor(shown / rowHeight));
    const shift = scaled ? top - element.scrollTop : 0;
    const before = latest.current;
    if (before.first === first && before.fitting === fitting && before.shift === shift) return;
    latest.current = { first, fitting, shift };
    setView(latest.current);
  }, [scroller, rowHeight, scaled, lost]);
  useLayoutEffect(() => look(), [look]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    element.addEventListener('scroll', look, { passive: true });
    const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(look);
    observer?.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer?.disconnect();
    };
  }, [scroller, look]);
  const placeOf = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element || element.clientHeight === 0) return null;
      const shown = element.clientHeight - covered;
      const scale = scaleOf(scaled, shown);
      const top = index * rowHeight;
      const from = element.scrollTop * scale;
      return { element, shown, scale, top, from, inSight: top >= from && top + rowHeight <= from + shown };
    },
    [scroller, rowHeight, scaled, covered],
  );
  const isInSight = useCallback((index: number) => placeOf(index)?.inSight === true, [placeOf]);
  const reveal = useCallback(
    (index: number, align: 'nearest' | 'center' = 'nearest') => {
      const place = placeOf(index);
      if (!place || place.inSight) return;
      const { element, shown, scale, top, from } = place;
      const wanted =
        align === 'center' ? top - shown / 2 + rowHeight / 2 : top < from ? top : top + rowHeight - shown;
      element.scrollTop = wanted / scale;
      look();
    },
    [placeOf, rowHeight, look],
  );
  const { shift } = view;
  // A row that is away from what is seen would make longer what scrolls, if it stood where it belongs.
  const topOf = useCallback(
    (index: number) => Math.max(0, Math.min(height - rowHeight, index * rowHeight - shift)),
    [rowHeight, height, shift],
  );
  const first = Math.min(view.first, Math.max(0, count - view.fitting - STEP));
  return {
    from: Math.max(0, first - OVERSCAN),
    to: Math.min(count, first + STEP + view.fitting + 2 + OVERSCAN),
    fitting: view.fitting,
    height,
    topOf,
    isInSight,
    reveal,
  };
}

/** How many pixels of rows pass for one pixel of scrolling: 1 but for lists that are too tall to be drawn whole, of a height in pixels. */
function scaleOf(scaled: number, shown: number): number {
  return scaled ? (scaled - shown) / (TALLEST - shown) : 1;
}

function subscribeDensity(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-density'] });
  return () => observer.disconnect();
}

/** Height of one row in pixels, as `tokens.css` has it for the chosen density. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribeDensity, () =>
    document.documentElement.dataset.density === 'comfortable' ? 34 : 28,
  );
}
