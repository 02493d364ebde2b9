import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { TREE_PARAMS } from '../paths.ts';
import { tabStorage } from '../storage.ts';
import { isFocusFree } from '../ui/page-main.tsx';

/** Where the keyboard is in a table: row -1 is the head. */
export interface Place {
  row: number;
  column: number;
}

interface Kept extends Place {
  /** How far it is scrolled, in pixels. */
  top: number;
  left: number;
  focused: boolean;
}

const name = (key: string): string => `vx-table-place ${key}`;

function read(key: string): Kept | null {
  const kept = tabStorage.getJson(name(key)) as Kept | null | undefined;
  const figures = kept && [kept.row, kept.column, kept.top, kept.left];
  return figures?.every((figure) => Number.isFinite(figure)) ? (kept as Kept) : null;
}

/**
 * Keeps where one was in a table for its entry of the history: going back to it, and loading it again, scrolls there and makes the same cell the active one, as soon as
 * `rows` are as many; while `more` may come it waits for them.
 */
export function useKeptPlace(
  scroller: RefObject<HTMLElement | null>,
  place: Place,
  setPlace: (place: Place) => void,
  { rows, more, height }: { rows: number; more: boolean; height: number },
): void {
  const location = useLocation();
  // The first entry of a tab has the same key whatever it shows. What the tree is filtered by comes into its address later.
  const search = new URLSearchParams(location.search);
  for (const param of TREE_PARAMS) search.delete(param);
  const key = `${location.key} ${location.pathname}?${search}`;
  const latest = useRef(place);
  const restored = useRef<string | null>(null);
  useEffect(() => {
    latest.current = place;
  });
  useLayoutEffect(() => {
    const keep = () => {
      const element = scroller.current;
      if (!element || restored.current !== key) return;
      const { scrollTop: top, scrollLeft: left } = element;
      tabStorage.setJson(name(key), {
        ...latest.current,
        top,
        left,
        focused: element.contains(document.activeElement),
      });
    };
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [scroller, key]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || rows === 0 || restored.current === key) return;
    const kept = read(key);
    if (kept && more && rows * height < kept.top + element.clientHeight) return;
    restored.current = key;
    if (!kept) return;
    setPlace({ row: Math.min(kept.row, rows - 1), column: kept.column });
    element.scrollTop = kept.top;
    element.scrollLeft = kept.left;
    if (kept.focused && isFocusFree()) element.focus({ preventScroll: true });
  }, [scroller, key, rows, more, height, setPlace]);
}
