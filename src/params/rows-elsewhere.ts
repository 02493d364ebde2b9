import { isArray, isObject, type JsonObject, type JsonValue } from '../../contract/json/value.ts';
import type { Difference, Elsewhere, LeafDifference, RowDifference } from './comparison.ts';
import { countLeaves, equalValues, LEAST_LEAVES } from './equal.ts';
import type { Interning } from './interning.ts';
import { type Path, toPointer } from './path.ts';

/** A row that one side alone has in its table, or in a table that one side alone has. */
interface Lone {
  table: Path;
  index: number;
  value: JsonObject;
  /** The table's row, or the table that came or went as a whole. */
  holder: RowDifference | LeafDifference;
}

/**
 * Finds rows that left one table and stand equal in another: a table that was divided, or two that were put together. Both rows stay what they are, one removed and
 * one added, and are told of each other (`elsewhere`). A row that could be one of several is told of none.
 */
export function findElsewhere(differences: readonly Difference[], interning: Interning): void {
  const gone = byId(loneRows(differences, 'removed'), interning);
  if (gone.size === 0) return;
  const come = byId(loneRows(differences, 'added'), interning);
  for (const [id, rows] of gone) {
    const twins = come.get(id) ?? [];
    if (rows.length !== twins.length || !inOneTable(rows) || !inOneTable(twins)) continue;
    for (const [at, row] of rows.entries()) {
      const twin = twins[at] as Lone;
      if (toPointer(row.table) === toPointer(twin.table) || !equalValues(row.value, twin.value)) continue;
      tell(row, twin);
      tell(twin, row);
    }
  }
}

function loneRows(differences: readonly Difference[], kind: 'added' | 'removed'): Lone[] {
  const [side, at] =
    kind === 'removed' ? (['left', 'leftIndex'] as const) : (['right', 'rightIndex'] as const);
  return differences.flatMap((difference): Lone[] => {
    const table = kind === 'removed' ? difference.leftPath : difference.path;
    const lone = (index: number, value: JsonValue | undefined, holder: Lone['holder']): Lone[] =>
      isObject(value) && countLeaves(value) >= LEAST_LEAVES ? [{ table, index, value, holder }] : [];
    if (difference.type === 'rows') {
      if (difference.counts[kind] === 0) return [];
      // Of thousands of rows few came or went: the others get no list of their own.
      const rows = difference.rows.filter((row) => row.kind === kind);
      return rows.flatMap((row) => lone(row[at] as number, difference[side][row[at] as number], row));
    }
    const value = difference.type === 'leaf' && difference.kind === kind ? difference[side] : undefined;
    return isArray(value)
      ? value.flatMap((row, index) => lone(index, row, difference as LeafDifference))
      : [];
  });
}

function byId(rows: readonly Lone[], interning: Interning): Map<number, Lone[]> {
  const found = new Map<number, Lone[]>();
  for (const row of rows) {
    const id = interning.idOf(row.value);
    const same = found.get(id);
    if (same) same.push(row);
    else found.set(id, [row]);
  }
  return found;
}

function inOneTable(rows: readonly Lone[]): boolean {
  return rows.every(({ table }) => toPointer(table) === toPointer(rows[0]?.table ?? []));
}

function tell({ holder, index }: Lone, { table, index: at }: Lone): void {
  const place = { table, index: at };
  if ('rightIndex' in holder) holder.elsewhere = place;
  // One map for all rows of a table, not a copy for each.
  else holder.elsewhere = ((holder.elsewhere as Map<number, Elsewhere>) ?? new Map()).set(index, place);
}
