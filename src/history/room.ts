import type { JsonValue } from '../../contract/json/value.ts';
import type { Difference } from '../params/comparison.ts';
import type { Item } from './items.ts';
import { linesAtFirst, wholeSide } from './whole.ts';

/** Heights that the style sheets give, in CSS pixels. */
const LINE = 29;
const TABLE_LINES = 30;

/**
 * About how much room an item takes, in CSS pixels: what is not drawn yet is taken to be so high, and only what fits the window is drawn at first. `isWhole`
 * tells whether a difference is one line whatever it holds.
 */
export function roomOf(item: Item, isWhole: (difference: Difference) => boolean): number {
  switch (item.type) {
    case 'section':
      return 40;
    case 'difference':
      return isWhole(item.difference) ? 2 * LINE : roomOfDifference(item.difference);
    default:
      return LINE;
  }
}

function roomOfDifference(difference: Difference): number {
  if (difference.type === 'list') return difference.content === 'points' ? 340 : 3 * LINE;
  if (difference.type === 'leaf') {
    const side = wholeSide(difference.left, difference.right);
    const lines = side ? linesAtFirst(difference[side] as JsonValue, difference.leaves) : 0;
    return LINE * (2 + lines);
  }
  if (difference.type !== 'rows') return 2 * LINE;
  const { added, removed, changed, moved } = difference.counts;
  // A fold between two that differ.
  const lines = 1 + 2 * (added + removed + changed + moved);
  return 4 * LINE + LINE * Math.min(lines, difference.rows.length, TABLE_LINES);
}

/** How many of the first items fill a height; at least one. */
export function fitting(rooms: readonly number[], height: number): number {
  let left = height;
  const index = rooms.findIndex((room) => {
    left -= room;
    return left <= 0;
  });
  return index < 0 ? rooms.length : index + 1;
}
