import {
  type ColumnChange,
  columnOf,
  type Difference,
  type ListDifference,
  type RowDifference,
  type RowsDifference,
} from '../params/comparison.ts';
import { toPointer } from '../params/path.ts';

/** A place that next and previous change go to. */
export interface Stop {
  id: string;
  /** Index of the difference, or of the item on screen, that it stands in. */
  within: number;
  /** Which section of the comparison it is in; none in a list of single changes. */
  section?: string;
}

/** The id of a difference: unique in its comparison, since what was removed is told by its left path, and a table may have moved and changed. */
export function idOf(difference: Difference): string {
  if (difference.type === 'move') return `>${toPointer(difference.path)}`;
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
  // A column that came or went is one place, at its first cell.
  const columns = new Set<ColumnChange>();
  for (const row of difference.rows) {
    if (row.kind === 'added' || row.kind === 'removed') add(rowIdOf(difference, row));
    else if (row.block !== null && !blocks.has(row.block)) {
      blocks.add(row.block);
      add(rowIdOf(difference, row));
    }
    if (row.kind !== 'changed') continue;
    for (const cell of row.cells) {
      const column = columnOf(cell, difference.wholeColumns);
      if (column === undefined) visit(cell, add);
      else if (!columns.has(column)) {
        columns.add(column);
        visit(cell, add);
      }
    }
  }
}

/** Which stop is the first of the next section, or of the one before; round at the ends, like from change to change. */
export function nextSection(
  stops: readonly Stop[],
  at: number | undefined,
  step: 1 | -1,
): number | undefined {
  const starts = stops.flatMap((stop, index) =>
    stop.section !== stops[index - 1]?.section || index === 0 ? [index] : [],
  );
  if (starts.length === 0) return undefined;
  if (step === 1) return starts.find((start) => at === undefined || start > at) ?? starts[0];
  const own = starts.findLast((start) => at !== undefined && start <= at);
  return starts.findLast((start) => own !== undefined && start < own) ?? starts[starts.length - 1];
}
