import type { LeafDifference } from './comparison.ts';
import { equalValues } from './equal.ts';

/** What happened to two columns at once: each holds what the other held, or one came with what the other held. */
export type PairRule = { how: 'exchanged' | 'renamed'; with: string };

/** What happened in one cell. */
export type CellChange = Pick<LeafDifference, 'kind' | 'left' | 'right'>;

/** Changed cells of a column, each with its row. */
export type ColumnCells = readonly { cell: CellChange; row: number }[];

/** Of fewer cells it may be chance. */
const LEAST_CELLS = 3;

/**
 * Columns that exchanged their values, and columns that have another name now, by the first of the two. Checked cell by cell, without exceptions; what could be said of more
 * than one column is not said.
 */
export function pairRules(cells: ReadonlyMap<string, ColumnCells>): Map<string, PairRule> {
  const rules = new Map<string, PairRule>();
  const taken = new Set<string>();
  for (const [column, own] of cells) {
    if (own.length < LEAST_CELLS || taken.has(column) || isOneValue(own)) continue;
    const kind = kindOf(own);
    const other = kind === 'changed' ? kind : kind === 'removed' ? 'added' : undefined;
    if (other === undefined) continue;
    const partners = [...cells.keys()].filter(
      (name) => name !== column && holdsInstead(own, cells.get(name) ?? [], other),
    );
    const [partner] = partners;
    if (partners.length !== 1 || partner === undefined || taken.has(partner)) continue;
    const rivals = [...cells.values()].filter((others) =>
      holdsInstead(cells.get(partner) ?? [], others, kind),
    );
    if (rivals.length !== 1) continue;
    taken.add(column).add(partner);
    rules.set(column, { how: kind === 'changed' ? 'exchanged' : 'renamed', with: partner });
  }
  return rules;
}

/** Cells that all held the same prove nothing: another column may well hold it too. */
function isOneValue([first, ...others]: ColumnCells): boolean {
  return others.every(({ cell }) => equalValues(cell.left, first?.cell.left));
}

/** What happened in all of the cells. */
function kindOf(cells: ColumnCells): LeafDifference['kind'] | undefined {
  const [first] = cells;
  return first && cells.every(({ cell }) => cell.kind === first.cell.kind) ? first.cell.kind : undefined;
}

/** Whether other cells, all of a kind, hold what these held, and these what those held. */
function holdsInstead(
  own: ColumnCells,
  others: ColumnCells,
  kind: LeafDifference['kind'] | undefined,
): boolean {
  return (
    others.length === own.length &&
    own.every(({ cell, row }, index) => {
      const other = others[index];
      return (
        other?.row === row &&
        other.cell.kind === kind &&
        equalValues(cell.left, other.cell.right) &&
        equalValues(cell.right, other.cell.left)
      );
    })
  );
}
