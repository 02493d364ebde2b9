import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocation, useNavigationType } from 'react-router';
import { tabStorage } from '../storage.ts';

interface Kept {
  top: number;
  /** The entity that was open then: with another one the tree shows that instead. */
  selected: number | null;
}

const storageKey = (w: number) => `vx-tree-scroll-${w}`;

function stored(w: number): Kept | null {
  const kept = tabStorage.getJson(storageKey(w)) as Kept | null | undefined;
  return kept && Number.isFinite(kept.top) ? kept : null;
}

/** The entity that was open when the tree was left, when it is open again: the tree then comes back as it was. */
export function keptSelection(w: number, selected: number | undefined): number | undefined {
  return stored(w)?.selected === (selected ?? null) ? selected : undefined;
}

/**
 * How far the tree was scrolled: kept over a reload, over leaving the workspace and coming back, and while a filter is on.
 */
export function useKeptScroll(
  w: number,
  scroller: RefObject<HTMLElement | null>,
  { height, filtered, selected }: { height: number; filtered: boolean; selected: number | undefined },
  revealSelected: () => void,
): void {
  const [before] = useState(() => stored(w));
  const same = before !== null && before.selected === (selected ?? null);
  const wanted = useRef(same ? before.top : undefined);
  const now = useRef<Kept>({ top: before?.top ?? 0, selected: selected ?? null });
  const unfiltered = useRef<Kept | null>(null);

  // Rows come in answers: the place is gone to as soon as the list is long enough, unless somebody scrolls first.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || wanted.current === undefined) return;
    const comeBack = () => {
      if (wanted.current === undefined || element.clientHeight === 0 || height <= wanted.current) return;
      element.scrollTop = wanted.current;
      if (element.scrollTop >= wanted.current - 1) wanted.current = undefined;
    };
    comeBack();
    // What stands below the tree may come later and make it shorter: until then the end is as near as it gets.
    const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(comeBack);
    observer?.observe(element);
    return () => observer?.disconnect();
  }, [height, scroller]);

  useLayoutEffect(() => {
    if (filtered) {
      unfiltered.current ??= { ...now.current, selected: selected ?? null };
      return;
    }
    const kept = unfiltered.current;
    unfiltered.current = null;
    if (!kept || !scroller.current) return;
    scroller.current.scrollTop = kept.top;
    if (kept.selected !== (selected ?? null)) revealSelected();
  }, [filtered, selected, scroller, revealSelected]);

  useEffect(() => {
    now.current.selected = selected ?? null;
  }, [selected]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const scroll = () => {
      if (unfiltered.current === null && wanted.current === undefined) now.current.top = element.scrollTop;
    };
    const takeOver = () => {
      wanted.current = undefined;
    };
    const keep = () => tabStorage.setJson(storageKey(w), unfiltered.current ?? now.current);
    element.addEventListener('scroll', scroll, { passive: true });
    element.addEventListener('wheel', takeOver, { passive: true });
    element.addEventListener('keydown', takeOver);
    element.addEventListener('pointerdown', takeOver);
    window.addEventListener('pagehide', keep);
    return () => {
      keep();
      element.removeEventListener('scroll', scroll);
      element.removeEventListener('wheel', takeOver);
      element.removeEventListener('keydown', takeOver);
      element.removeEventListener('pointerdown', takeOver);
      window.removeEventListener('pagehide', keep);
    };
  }, [w, scroller]);
}

/** How the tree was left at an entry of the history. */
export interface Place {
  /** The entity that was open. */
  id: number;
  top: number;
  /** The entity could be seen. */
  inSight: boolean;
  /** The row that the keyboard was at. */
  active: number;
}

/** By the key of the entry; of the whole tree only, as a filter has other rows. */
const places = new Map<string, Place>();

/** How the tree was when the page of an entity that is gone back to was left; undefined for one that is new. `look`: how it is now, undefined where that is of no use later. */
export function usePlaceBefore(id: number | undefined, look: () => Place | undefined): Place | undefined {
  const { key } = useLocation();
  const isBack = useNavigationType() === 'POP';
  const last = useRef(look);
  useEffect(() => {
    last.current = look;
  });
  useLayoutEffect(
    () => () => {
      const place = last.current();
      if (place) places.set(key, place);
      else places.delete(key);
    },
    [key],
  );
  const place = isBack ? places.get(key) : undefined;
  // Entries that the browser made by itself have one key.
  return place?.id === id ? place : undefined;
}
