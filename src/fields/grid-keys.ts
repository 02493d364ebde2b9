import type { KeyboardEvent } from 'react';
import { hasMod } from '../ui/keys.ts';

/** A cell by the place of its row on screen. */
export interface Spot {
  place: number;
  column: number;
}

/** Where a key leads from a cell, maybe beyond the last; `undefined` for a key that leads nowhere. */
export function stepOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  { place, column }: Spot,
  { rows, columns }: { rows: number; columns: number },
): Spot | undefined {
  const far = hasMod(event);
  switch (event.key) {
    case 'ArrowUp':
      return { place: far ? 0 : place - 1, column };
    case 'ArrowDown':
      return { place: far ? rows - 1 : place + 1, column };
    case 'ArrowLeft':
      return { place, column: far ? 0 : column - 1 };
    case 'ArrowRight':
      return { place, column: far ? columns - 1 : column + 1 };
    case 'Home':
      return { place: far ? 0 : place, column: 0 };
    case 'End':
      return { place: far ? rows - 1 : place, column: columns - 1 };
    case 'PageUp':
      return { place: place - 10, column };
    case 'PageDown':
      return { place: place + 10, column };
    default:
      return undefined;
  }
}
