/** Rows that left one table for another, in words: a table that was divided, or two that were put together. */
import { isArray } from '../../contract/json/value.ts';
import type { Change } from './comparison.ts';
import { type Path, toPointer } from './path.ts';

/** From which table to which a row went that stands in another one now. */
export function wayOf({ kind, unit, path, leftPath, elsewhere }: Change): string | undefined {
  const other = unit === 'row' ? elsewhere?.[0]?.table : undefined;
  if (!other) return undefined;
  const tables = kind === 'removed' ? [leftPath.slice(0, -1), other] : [other, path.slice(0, -1)];
  return tables.map(toPointer).join(' ');
}

/** The ways of rows that the clause of a table that came or went tells. */
export function toldWithTables(changes: readonly Change[]): Set<string> {
  return new Set(
    changes.flatMap(({ kind, unit, path, leftPath, elsewhere = [] }) =>
      unit === 'row'
        ? []
        : elsewhere.map(({ table }) =>
            (kind === 'removed' ? [leftPath, table] : [table, path]).map(toPointer).join(' '),
          ),
    ),
  );
}

/** All rows that went one way in one clause. */
export function wayClause(
  { kind, path, leftPath, elsewhere }: Change,
  rows: number,
  nameOf: (table: Path, other: Path) => string,
): string {
  const other = elsewhere?.[0]?.table ?? [];
  const [from, to] = kind === 'removed' ? [leftPath.slice(0, -1), other] : [other, path.slice(0, -1)];
  return `${rows} row${rows === 1 ? '' : 's'} moved from ${nameOf(from, to)} to ${nameOf(to, from)}`;
}

/** `4 of them from loads`: where rows of a table that came stood, or those of one that went stand; the same of a single row. Empty when nowhere. */
export function rowsElsewhere(
  { kind, elsewhere = [], from, to }: Pick<Change, 'kind' | 'elsewhere' | 'from' | 'to'>,
  nameOf: (table: Path) => string,
): string {
  const counts = new Map<string, { table: Path; rows: number }>();
  for (const { table } of elsewhere) {
    const known = counts.get(toPointer(table));
    counts.set(toPointer(table), { table, rows: (known?.rows ?? 0) + 1 });
  }
  const whole = kind === 'removed' ? from : to;
  const all = isArray(whole) ? whole.length : 1;
  const word = kind === 'removed' ? 'now in' : 'from';
  return [...counts.values()]
    .map(({ table, rows }) => `${rows === all ? '' : `${rows} of them `}${word} ${nameOf(table)}`)
    .join(', ');
}
