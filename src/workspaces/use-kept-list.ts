import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { tabStorage } from '../storage.ts';
import { isFocusFree } from '../ui/page-main.tsx';

/** Keeps for its entry of the history how far a list is scrolled and which link in it has the focus: going back, and loading again, finds both. */
export function useKeptList(scroller: RefObject<HTMLElement | null>): void {
  const { key, search } = useLocation();
  // The first entry of a tab has the same key whatever it shows.
  const entry = `vx-workspaces-place ${key} ${search}`;
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const kept = tabStorage.getJson(entry) as { top?: unknown; href?: unknown } | null | undefined;
    if (typeof kept?.top === 'number') element.scrollTop = kept.top;
    if (typeof kept?.href === 'string') wanted.current = kept.href;
    const keep = () => {
      const focused = document.activeElement;
      const href = focused && element.contains(focused) ? focused.getAttribute('href') : null;
      const top = element.scrollTop;
      if (top > 0 || href !== null) tabStorage.setJson(entry, { top, href });
      else tabStorage.remove(entry);
    };
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [scroller, entry]);
  // A row further down is drawn once the list has scrolled to it.
  useEffect(() => {
    if (wanted.current === null) return;
    if (!isFocusFree()) wanted.current = null;
    const link = [...(scroller.current?.querySelectorAll<HTMLElement>('a') ?? [])].find(
      (one) => one.getAttribute('href') === wanted.current,
    );
    if (!link) return;
    wanted.current = null;
    link.focus({ preventScroll: true });
  });
}
