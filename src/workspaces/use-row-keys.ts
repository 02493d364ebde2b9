import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

/** The place that a key leads to from row `at` of `count`, where `page` rows are in view; undefined for other keys. */
function placeFor(key: string, at: number, count: number, page: number): number | undefined {
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count,
  }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to));
}

/**
 * Arrows, Page up and down, Home and End take the focus from the link of one row to that of another, also of one that is not drawn yet. Rows are found by
 * their `aria-rowindex`, which is 2 for the first.
 */
export function useRowKeys(
  scroller: RefObject<HTMLElement | null>,
  rows: Virtualizer<HTMLDivElement, Element>,
): (event: KeyboardEvent<HTMLElement>) => void {
  const wanted = useRef<number | null>(null);
  const reach = () => {
    const link = scroller.current?.querySelector<HTMLElement>(
      `[aria-rowindex="${(wanted.current ?? -2) + 2}"] a`,
    );
    if (!link) return;
    wanted.current = null;
    link.focus({ preventScroll: true });
  };
  // A row that was far away is drawn once the list has scrolled to it.
  useEffect(reach);
  return (event) => {
    const row = event.target instanceof Element ? event.target.closest('[aria-rowindex]') : null;
    if (!row || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = Number(row.getAttribute('aria-rowindex')) - 2;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / row.clientHeight) - 1);
    const to = placeFor(event.key, at, rows.options.count, page);
    if (to === undefined) return;
    event.preventDefault();
    wanted.current = to;
    rows.scrollToIndex(to);
    reach();
  };
}
