import type { Difference, ListDifference, RowDifference, RowsDifference } from '../params/comparison.ts';
import { toPointer } from '../params/path.ts';

/** A place that next and previous change go to. */
export interface Stop {
  id: string;
  /** Index of the difference, or of the item on screen, that it stands in. */
  within: number;
}

/** The id of a difference: unique in its comparison, since what was removed is told by its left path. */
export function idOf(difference: Difference): string {
  return difference.kind === 'removed' ? `-${toPointer(difference.leftPath)}` : toPointer(difference.path);
}

export function rowIdOf(list: RowsDifference | ListDifference, row: RowDifference): string {
  const side = row.rightIndex === null ? `-${row.leftIndex}` : `${row.rightIndex}`;
  return `${toPointer(list.path)}#${side}`;
}

/**
 * Every change in reading order: a leaf, a row that came or went, a changed cell, a moved block once. A list that is drawn
 * or shown as one (points, chosen values) is one stop, whatever its count.
 */
export function stopsOf(differences: readonly Difference[]): Stop[] {
  const stops: Stop[] = [];
  for (const [index, difference] of differences.entries())
    visit(difference, (id) => stops.push({ id, within: index }));
  return stops;
}

function visit(difference: Difference, add: (id: string) => void): void {
  if (difference.type !== 'rows') {
    add(idOf(difference));
    return;
  }
  const blocks = new Set<number>();
  for (const row of difference.rows) {
    if (row.kind === 'added' || row.kind === 'removed') add(rowIdOf(difference, row));
    else if (row.block !== null && !blocks.has(row.block)) {
      blocks.add(row.block);
      add(rowIdOf(difference, row));
    }
    if (row.kind === 'changed') for (const cell of row.cells) visit(cell, add);
  }
}
