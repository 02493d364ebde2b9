/**
 * What a new version of an app does to params and people seldom do, told apart from people's edits. A form shows fields and keeps their keys and kinds: whoever
 * types into it changes values. So keys that stand elsewhere or under another name with the value they had, values of another kind, and columns that come or
 * go in every row are changes of the form.
 */
import type { JsonValue } from '../../contract/json.ts';
import {
  type Comparison,
  type Counts,
  columnOf,
  countDifferences,
  countRows,
  type Difference,
  type RowsDifference,
} from './comparison.ts';
import { cameAndWent, type Found, movedFields, movedGroups, retypedFields, scopesOf } from './form-fields.ts';
import type { Path } from './path.ts';

export interface FormChange {
  /** `filled`: a field that came with a value; `left out`: one that went with its value. */
  kind: 'moved' | 'renamed' | 'retyped' | 'filled' | 'left out';
  /** The field as it is now; of a table the column, without rows. For what was left out where it stood. */
  path: Path;
  /** The field as it was; for what was filled in where it stands. */
  leftPath: Path;
  /** In the first row. Of another kind than before when retyped, and possibly when moved or renamed. */
  left: JsonValue | undefined;
  right: JsonValue | undefined;
  /** In how many rows; 1 outside of tables. */
  rows: number;
  /** How many of the comparison's counted changes it accounts for. */
  changes: number;
}

export interface Apart {
  form: FormChange[];
  /** What people did: the comparison's differences without those of the form, and their counts. */
  edits: Difference[];
  counts: Counts;
}

/**
 * Tells a comparison's changes of the form and people's edits apart. A field that came or went counts as the form's when it is empty, a column
 * of a table, or beside other changes of the form: a value typed into a field that was never stored is an edit.
 * Law: `total(counts)` and the `changes` of `form` are together `total(comparison.counts)`.
 */
export function tellApart({ differences }: Pick<Comparison, 'differences'>): Apart {
  const scopes = scopesOf(differences);
  const found = movedGroups(differences);
  for (const scope of scopes) found.push(...movedFields(scope), ...retypedFields(scope));
  const taken = cellsOf(found);
  for (const scope of [...scopes].reverse()) found.push(...cameAndWent(scope, taken, found.length > 0));
  if (found.length === 0) return { form: [], edits: [...differences], counts: countDifferences(differences) };
  const edits = without(differences, cellsOf(found));
  return { form: found.map(({ change }) => change), edits, counts: countDifferences(edits) };
}

function cellsOf(found: readonly Found[]): Set<Difference> {
  return new Set(found.flatMap(({ cells }) => cells));
}

function without(differences: readonly Difference[], taken: ReadonlySet<Difference>): Difference[] {
  const kept: Difference[] = [];
  for (const difference of differences) {
    if (taken.has(difference)) continue;
    const rest = difference.type === 'rows' ? rowsWithout(difference, taken) : difference;
    if (rest) kept.push(rest);
  }
  return kept;
}

function rowsWithout(table: RowsDifference, taken: ReadonlySet<Difference>): RowsDifference | undefined {
  const { wholeColumns: all, ...rest } = table;
  const rows = table.rows.map((row) => {
    const cells = without(row.cells, taken);
    if (cells.length === row.cells.length && cells.every((cell, index) => cell === row.cells[index]))
      return row;
    return { ...row, kind: cells.length ? row.kind : ('same' as const), cells };
  });
  if (rows.every((row, index) => row === table.rows[index])) return table;
  if (rows.every(({ kind, moved }) => kind === 'same' && !moved)) return undefined;
  const left = new Set(rows.flatMap(({ cells }) => cells.map((cell) => columnOf(cell, all))));
  const wholeColumns = all?.filter((column) => left.has(column));
  return {
    ...rest,
    rows,
    ...(wholeColumns?.length ? { wholeColumns } : {}),
    counts: countRows(rows, wholeColumns),
  };
}
