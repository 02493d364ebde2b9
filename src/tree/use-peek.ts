import { useState } from 'react';
import type { Rows } from './row.ts';
import { type HoverPeek, useHoverPeek } from './use-hover-peek.ts';

export interface TreePeek {
  /** What is peeked at: the row of the keys, the row on which the pointer rests, or nothing. */
  at: 'active' | number | null;
  /** There is one to end, though it may be hidden. */
  on: boolean;
  hover: HoverPeek;
  /** The key was pressed. */
  toggle(): void;
  end(): void;
}

/** The peek at the row of the keys, which goes along with them, or at the entity on which the pointer rests; none while something else is open. */
export function usePeek(rows: Rows, hidden: boolean): TreePeek {
  const [pressed, setPressed] = useState(false);
  const hover = useHoverPeek();
  const hovered = hover.rested ? rows.indexOf(hover.rested.parent, hover.rested.id) : -1;
  return {
    at: hidden ? null : pressed ? 'active' : hovered < 0 ? null : hovered,
    on: pressed || hover.rested !== null,
    hover,
    toggle: () => setPressed((on) => !on),
    end() {
      setPressed(false);
      hover.end();
    },
  };
}

/** Where the peek stands, in pixels of the window: beside its row, and never below the edge. */
export function peekTop(scroller: HTMLElement | null, index: number): number {
  const row = scroller?.querySelector(`[data-row="${index}"]`)?.getBoundingClientRect();
  return Math.max(8, Math.min(row?.top ?? 60, window.innerHeight - 330));
}
