import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from 'react';

const OVERSCAN = 6;

export interface RowWindow {
  /** First row to draw and the one after the last. */
  from: number;
  to: number;
  /** Whole rows that fit: what PageDown moves by. */
  fitting: number;
  rowHeight: number;
  /** Scroll just enough that a row can be seen; `center` puts a row that cannot be seen into the middle. */
  reveal(index: number, align?: 'nearest' | 'center'): void;
}

/** Which of `count` rows of one height can be seen in a scrolling element. All rows are alike, so nothing is measured per row. */
export function useWindow(scroller: RefObject<HTMLElement | null>, count: number): RowWindow {
  const rowHeight = useRowHeight();
  const [view, setView] = useState({ first: 0, fitting: 30 });
  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const first = Math.floor(element.scrollTop / rowHeight);
    // An element that is not laid out yet has no height: the window's own is the most it can get.
    const fitting = Math.max(1, Math.floor((element.clientHeight || window.innerHeight) / rowHeight));
    setView((before) => (before.first === first && before.fitting === fitting ? before : { first, fitting }));
  }, [scroller, rowHeight]);
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
  const reveal = useCallback(
    (index: number, align: 'nearest' | 'center' = 'nearest') => {
      const element = scroller.current;
      if (!element || element.clientHeight === 0) return;
      const top = index * rowHeight;
      const height = element.clientHeight;
      const seen = top >= element.scrollTop && top + rowHeight <= element.scrollTop + height;
      if (seen) return;
      if (align === 'center') element.scrollTop = top - height / 2 + rowHeight / 2;
      else element.scrollTop = top < element.scrollTop ? top : top + rowHeight - height;
      look();
    },
    [scroller, rowHeight, look],
  );
  const first = Math.min(view.first, Math.max(0, count - view.fitting));
  return {
    from: Math.max(0, first - OVERSCAN),
    to: Math.min(count, first + view.fitting + 2 + OVERSCAN),
    fitting: view.fitting,
    rowHeight,
    reveal,
  };
}

function subscribeDensity(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-density'] });
  return () => observer.disconnect();
}

/** Height of one row in pixels, as `tokens.css` has it for the chosen density. */
function useRowHeight(): number {
  return useSyncExternalStore(subscribeDensity, () =>
    document.documentElement.dataset.density === 'comfortable' ? 34 : 28,
  );
}
