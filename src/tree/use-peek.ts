import { useState } from 'react';
import type { Rows } from './row.ts';
import { type HoverPeek, useHoverPeek } from './use-hover-peek.ts';

export interface TreePeek {
  /** Row that is peeked at, -1 for none. */
  index: number;
  /** There is one to end, though it may be hidden. */
  on: boolean;
  hover: HoverPeek;
  /** The key was pressed. */
  toggle(): void;
  end(): void;
}

/** The peek at the row of the keys, which goes along with them, or at the entity on which the pointer rests; none while something else is open. */
export function usePeek(rows: Rows, active: number, hidden: boolean): TreePeek {
  const [pressed, setPressed] = useState(false);
  const hover = useHoverPeek();
  const hovered = hover.rested ? rows.indexOf(hover.rested.parent, hover.rested.id) : -1;
  return {
    index: hidden ? -1 : pressed ? active : hovered,
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
