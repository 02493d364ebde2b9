import { type FocusEvent, type MouseEvent, type PointerEvent, useRef } from 'react';
import { hasMod } from '../ui/keys.ts';
import { toggleMark } from './marks.ts';
import type { Hands } from './use-tree-acts.ts';

/** What the pointer does in the tree, as handlers of the element around its rows; a row that gets the focus in any way becomes the one of the keys. */
export function useTreePointer({ tree, active, peek, prefetch, acts }: Hands) {
  const { workspaceId: w, rows, selected } = tree;
  /** Where a range of marks begins. */
  const anchor = useRef<number | null>(null);
  const click = (event: MouseEvent) => {
    const index = rowAt(event);
    const row = rows.at(index);
    if (!row || event.target instanceof HTMLInputElement) return;
    const from = anchor.current ?? active.index;
    active.setIndex(index);
    acts.setMissed(null);
    peek.end();
    const target = event.target as Element;
    if (event.shiftKey && event.button === 0) return acts.markBetween(from, index);
    anchor.current = index;
    if (hasMod(event) && event.button === 0 && row.kind === 'entity') return toggleMark(w, row.entity);
    if (target.closest('[data-chevron]')) acts.toggle(row);
    else if (target.closest('[data-more]')) acts.openMenu(index, { x: event.clientX, y: event.clientY });
    else acts.enter(row, event.button === 1);
  };
  return {
    onClick: click,
    onAuxClick: (event: MouseEvent) => event.button === 1 && click(event),
    onDoubleClick(event: MouseEvent) {
      const row = rows.at(rowAt(event));
      const target = event.target as Element;
      if (row && !target.closest('[data-chevron],[data-more],input')) acts.toggle(row);
    },
    onContextMenu(event: MouseEvent) {
      const index = rowAt(event);
      if (!/^(entity|group)$/.test(rows.at(index)?.kind ?? '') || event.target instanceof HTMLInputElement)
        return;
      event.preventDefault();
      active.setIndex(index);
      acts.openMenu(index, event.clientX > 0 ? { x: event.clientX, y: event.clientY } : undefined);
    },
    onFocus(event: FocusEvent) {
      const index = rowAt(event);
      if (index >= 0 && index !== active.index) active.setIndex(index);
    },
    onPointerOver(event: PointerEvent) {
      if (event.pointerType !== 'mouse') return;
      const row = rows.at(rowAt(event));
      if (row?.kind === 'entity' && !row.open) prefetch.rest(row.entity);
      else prefetch.leave();
      if (row?.kind === 'entity' && row.entity.id !== selected.id && event.buttons === 0)
        peek.hover.rest({ parent: row.parent, id: row.entity.id });
      else peek.hover.leave();
    },
    onPointerLeave() {
      prefetch.leave();
      peek.hover.leave();
    },
    onScroll: peek.hover.end,
  };
}

function rowAt(event: { target: EventTarget }): number {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
  return element ? Number(element.dataset.row) : -1;
}
