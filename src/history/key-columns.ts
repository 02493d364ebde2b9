import type { CompareOptions } from '../params/comparison.ts';
import { type Path, toPointer } from '../params/path.ts';
import { patternOf } from './hiding.ts';

/** By pattern of a table: the column somebody wants its rows paired by, `null` for none. */
export type KeyColumns = NonNullable<CompareOptions['keyColumns']>;

export const NO_KEY_COLUMNS: KeyColumns = {};

/** What the URL says as `pair`: `/layers/*\/name`, the column in every row, or `/layers/*` for no column. What names no rows says nothing. */
export function readKeyColumns(patterns: readonly string[]): KeyColumns {
  const found: [string, string | null][] = [];
  for (const pattern of patterns) {
    const [, table, column] = /^(\/.*?)\/\*(?:\/(?!\*$)([^/]*))?$/s.exec(pattern) ?? [];
    if (table !== undefined) found.push([table, column === undefined ? null : unescaped(column)]);
  }
  return found.length > 0 ? Object.fromEntries(found) : NO_KEY_COLUMNS;
}

export function writeKeyColumns(search: URLSearchParams, columns: KeyColumns): void {
  search.delete('pair');
  for (const [table, column] of Object.entries(columns)) search.append('pair', pairingPattern(table, column));
}

/** The rows of a table, or their column, as a pattern. */
export function pairingPattern(table: string, column: string | null): string {
  return `${table}/*${column === null ? '' : toPointer([column])}`;
}

/** What somebody chose for a table; `undefined` when nothing. */
export function chosenFor(columns: KeyColumns, path: Path): string | null | undefined {
  const table = patternOf(path);
  return Object.hasOwn(columns, table) ? columns[table] : undefined;
}

/** With another choice for a table; `undefined` takes it back. */
export function withChoice(
  columns: KeyColumns,
  table: string,
  column: string | null | undefined,
): KeyColumns {
  const { [table]: _, ...others } = columns;
  return column === undefined ? others : { ...others, [table]: column };
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
