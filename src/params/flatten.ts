import {
  type Change,
  type ColumnChange,
  type Comparison,
  columnOf,
  type Difference,
  type ListDifference,
  type RowDifference,
  type RowsDifference,
} from './comparison.ts';

/**
 * Every counted change of a comparison once, in its order: for list views and for going from one to the next. Its length is the sum
 * of `comparison.counts`. A moved row comes before the edits inside it.
 */
export function flatten(comparison: Pick<Comparison, 'differences'>): Change[] {
  const changes: Change[] = [];
  for (const difference of comparison.differences) addChanges(difference, null, changes);
  return changes;
}

function addChanges(difference: Difference, within: Change['within'], changes: Change[]): void {
  const { path, leftPath, kind } = difference;
  if (difference.type === 'rows' || difference.type === 'list') {
    const sizes = new Map<number, number>();
    for (const { block } of difference.rows)
      if (block !== null) sizes.set(block, (sizes.get(block) ?? 0) + 1);
    const seen = new Set<number>();
    const columns = new Set<ColumnChange>();
    for (const row of difference.rows) addRow(difference, row, { sizes, seen, columns }, changes);
  } else if (difference.type === 'move') {
    const { left, right } = difference;
    changes.push({ kind: 'moved', unit: 'subtree', path, leftPath, from: left, to: right, size: 1, within });
  } else {
    const { left, right, elsewhere } = difference;
    const change: Change = { kind, unit: 'leaf', path, leftPath, from: left, to: right, size: 1, within };
    changes.push(elsewhere ? { ...change, elsewhere: [...elsewhere.values()] } : change);
  }
}

/** What of a list needs telling once. */
interface Told {
  sizes: ReadonlyMap<number, number>;
  seen: Set<number>;
  columns: Set<ColumnChange>;
}

function addRow(
  list: RowsDifference | ListDifference,
  row: RowDifference,
  { sizes, seen, columns }: Told,
  changes: Change[],
): void {
  const { leftIndex, rightIndex, block } = row;
  const unit = list.type === 'rows' ? 'row' : 'item';
  const index = rightIndex ?? leftIndex ?? 0;
  const place = {
    path: [...list.path, index],
    leftPath: [...list.leftPath, leftIndex ?? index],
    from: leftIndex === null ? undefined : list.left[leftIndex],
    to: rightIndex === null ? undefined : list.right[rightIndex],
    within: list,
  } as const;
  if (row.kind === 'added' || row.kind === 'removed')
    changes.push({
      kind: row.kind,
      unit,
      ...place,
      size: 1,
      ...(row.elsewhere ? { elsewhere: [row.elsewhere] } : {}),
    });
  if (block !== null && !seen.has(block)) {
    seen.add(block);
    changes.push({ kind: 'moved', unit, ...place, size: sizes.get(block) ?? 1 });
  }
  const wholeColumns = list.type === 'rows' ? list.wholeColumns : undefined;
  for (const cell of row.cells) {
    const column = columnOf(cell, wholeColumns);
    if (column === undefined) addChanges(cell, list, changes);
    else if (!columns.has(column)) {
      columns.add(column);
      addChanges(cell, list, changes);
      const told = changes[changes.length - 1] as Change;
      const kept = list.rows.filter(({ cells }) => cells.some((other) => columnOf(other, [column])));
      changes[changes.length - 1] = { ...told, unit: 'column', size: kept.length };
    }
  }
}
