import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { slotOf } from '../api/branches.ts';
import type { RowWindow } from '../ui/use-window.ts';
import { setDrawer } from './drawer.ts';
import { openBranches } from './open-branches.ts';
import type { ActiveRow } from './use-active-row.ts';
import { keptSelection, type Place, useKeptScroll, usePlaceBefore } from './use-kept-scroll.ts';
import type { Tree } from './use-tree.ts';

/** Row of the entity of the URL, -1 when it is not among the rows. */
export function useSelectedRow({ rows, selected, branches }: Tree): number {
  const { id, parent } = selected;
  return useMemo(
    () =>
      id === undefined || parent === undefined || slotOf(branches.get(parent), id) === undefined
        ? -1
        : rows.indexOf(parent, id),
    [rows, branches, id, parent],
  );
}

interface Revealed {
  tree: Tree;
  scroller: RefObject<HTMLElement | null>;
  view: RowWindow;
  active: ActiveRow;
  selectedRow: number;
  /** Before the entity is shown on a wish: what hides it, a filter perhaps, has to go. */
  onReveal: () => void;
}

/** Shows the entity of the URL when it becomes another one, and the tree as it was left when it is the same or is gone back to. Gives back how to show it and go to it. */
export function useRevealed({ tree, scroller, view, active, selectedRow, onReveal }: Revealed): () => void {
  const { workspaceId: w, selected } = tree;
  const { ancestors } = selected;
  const { focus } = active;
  const [keptId] = useState(() => keptSelection(w, selected.id));
  const filtered = tree.filtered !== null;
  const before = usePlaceBefore(selected.id, () => {
    // Who left before it was known where the entity is has not seen it yet.
    if (filtered || selectedRow < 0 || selected.id === undefined || !scroller.current) return undefined;
    const inSight = view.isInSight(selectedRow);
    return { id: selected.id, top: scroller.current.scrollTop, inSight, active: active.index };
  });
  const { reveal } = view;
  const { setIndex } = active;
  const show = useCallback(
    (row: number, place: Place | undefined) => {
      if (place && scroller.current) scroller.current.scrollTop = place.top;
      // The keyboard stays where it can be seen.
      if (place && !place.inSight) return setIndex(place.active);
      reveal(row, 'center');
      setIndex(row);
    },
    [scroller, reveal, setIndex],
  );
  const revealAgain = useRevealSelected(
    selected.id,
    selectedRow,
    show,
    keptId,
    filtered ? undefined : before,
  );
  useKeptScroll(w, scroller, { height: view.height, filtered, selected: selected.id }, revealAgain);
  return useCallback(() => {
    onReveal();
    setDrawer(true);
    openBranches(w, ancestors ?? []);
    revealAgain();
    focus();
  }, [onReveal, w, ancestors, revealAgain, focus]);
}

/**
 * When another entity is opened, bring its row into sight as soon as it is known where that is; once, so that scrolling stays free. Gives back how to do it
 * again. `seen` need not be shown at first: the tree comes back as it was, and so it does to what is gone back to, `before`.
 */
function useRevealSelected(
  id: number | undefined,
  row: number,
  show: (row: number, before: Place | undefined) => void,
  seen: number | undefined,
  before: Place | undefined,
): () => void {
  const shown = useRef(seen);
  const [turn, setTurn] = useState(0);
  const granted = useRef(turn);
  useEffect(() => {
    if (id === undefined) shown.current = undefined;
    if (id === undefined || row < 0 || shown.current === id) return;
    shown.current = id;
    show(row, granted.current === turn ? before : undefined);
    granted.current = turn;
  }, [id, row, show, turn, before]);
  return useCallback(() => {
    shown.current = undefined;
    setTurn((count) => count + 1);
  }, []);
}
