import { createContext } from 'react';
import type { Difference } from '../params/comparison.ts';
import { fieldsBelow } from './outline.ts';
import { columnsAtFirst, tableLines } from './table-lines.ts';
import { isRows, wholeSide } from './whole.ts';

/** Cells and fields that all tables and groups of a comparison have on paper together: a browser lays out no millions. */
const PRINTED_CELLS = 20_000;

/** How many of them each may have. */
export const PaperContext = createContext(PRINTED_CELLS);

/** So many that small tables are printed whole, and the large ones share what room is left. */
export function roomForEach(differences: readonly Difference[]): number {
  const sizes = differences.flatMap(sizesOf).sort((a, b) => a - b);
  let left = PRINTED_CELLS;
  for (const [index, size] of sizes.entries()) {
    const share = Math.floor(left / (sizes.length - index));
    if (size > share) return Math.max(1, share);
    left -= size;
  }
  return PRINTED_CELLS;
}

function sizesOf(difference: Difference): number[] {
  if (difference.type === 'rows') {
    const size = tableLines(difference, new Set()).length * columnsAtFirst(difference).length;
    return [size, ...difference.rows.flatMap(({ cells }) => cells.flatMap(sizesOf))];
  }
  if (difference.type !== 'leaf') return [];
  const side = wholeSide(difference.left, difference.right);
  if (side === undefined) return [];
  const fields = fieldsBelow(difference.path, difference[side]);
  const tables = fields.flatMap(({ value }) => (isRows(value) ? [value.length * (value[0]?.size ?? 1)] : []));
  return [fields.length - tables.length, ...tables];
}
