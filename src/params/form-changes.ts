/**
 * What a new version of an app does to params and people seldom do, told apart from people's edits. A form shows fields and keeps their keys and kinds: whoever
 * types into it changes values. So keys that stand elsewhere or under another name with the value they had, values of another kind, and columns that come or
 * go in every row are changes of the form.
 */
import type { JsonValue } from '../../contract/json/value.ts';
import {
  type Comparison,
  type Counts,
  columnOf,
  countDifferences,
  countRows,
  type Difference,
  type RowDifference,
  type RowsDifference,
} from './comparison.ts';
import { cameAndWent, type Found, movedFields, movedGroups, retypedFields, scopesOf } from './form-fields.ts';
import { movedThroughGroups } from './form-groups.ts';
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

/** A comparison in two parts that together are the whole: what people did, and what a new version of the app did. */
export interface Apart {
  form: FormChange[];
  /** The differences of the form, and how many changes they are. */
  formDifferences: Difference[];
  formCount: number;
  /** The comparison's differences without those of the form, and their counts. */
  edits: Difference[];
  counts: Counts;
}

/**
 * Tells a comparison's changes of the form and people's edits apart. A field that came or went counts as the form's when it is empty, a column
 * of a table, or beside other changes of the form: a value typed into a field that was never stored is an edit. Of a table that both changed each
 * part has its own cells.
 * Law: `total(counts)` and `formCount` are together `total(comparison.counts)`.
 */
export function tellApart({ differences }: Pick<Comparison, 'differences'>): Apart {
  const scopes = scopesOf(differences);
  let found = movedGroups(differences);
  for (const scope of scopes) found.push(...movedFields(scope), ...retypedFields(scope));
  found = found.concat(movedThroughGroups(differences, cellsOf(found)));
  const taken = cellsOf(found);
  for (const scope of [...scopes].reverse()) found.push(...cameAndWent(scope, taken, found.length > 0));
  const form = found.map(({ change }) => change);
  const ofForm = cellsOf(found);
  const isOfForm = (difference: Difference) => ofForm.has(difference);
  const edits = editsIn(differences, isOfForm);
  return {
    form,
    formDifferences: form.length > 0 ? formIn(differences, isOfForm) : [],
    formCount: form.reduce((sum, { changes }) => sum + changes, 0),
    edits,
    counts: countDifferences(edits),
  };
}

function cellsOf(found: readonly Found[]): Set<Difference> {
  return new Set(found.flatMap(({ cells }) => cells));
}

type Test = (difference: Difference) => boolean;

/** Differences without the form's leaves and moves; of tables rows that came, went and moved are people's. */
export function editsIn(differences: readonly Difference[], isOfForm: Test): Difference[] {
  return pick(
    differences,
    (difference) => !isOfForm(difference),
    (row) => row,
  );
}

/** Of tables the rows that both sides have, in their order. */
function formIn(differences: readonly Difference[], isOfForm: Test): Difference[] {
  return pick(differences, isOfForm, ({ leftIndex, rightIndex, ...row }) =>
    leftIndex === null || rightIndex === null
      ? undefined
      : { ...row, leftIndex, rightIndex, moved: false, block: null },
  );
}

/** Differences cut down to some of their leaves, moves and rows; what is kept whole is the same object. */
function pick(
  differences: readonly Difference[],
  keeps: Test,
  rowOf: (row: RowDifference) => RowDifference | undefined,
): Difference[] {
  return differences.flatMap((difference): Difference[] => {
    if (difference.type !== 'rows') return keeps(difference) ? [difference] : [];
    const rows = difference.rows.flatMap((whole) => {
      const row = rowOf(whole);
      if (!row) return [];
      const cells = pick(row.cells, keeps, rowOf);
      if (isSame(cells, row.cells)) return [row];
      return [{ ...row, kind: cells.length > 0 ? row.kind : ('same' as const), cells }];
    });
    if (isSame(rows, difference.rows)) return [difference];
    return rows.every(({ kind, moved }) => kind === 'same' && !moved) ? [] : [withRows(difference, rows)];
  });
}

function isSame<T>(some: readonly T[], all: readonly T[]): boolean {
  return some.length === all.length && some.every((one, index) => one === all[index]);
}

function withRows(
  { wholeColumns: all, sorted, ...table }: RowsDifference,
  rows: RowDifference[],
): RowsDifference {
  const left = new Set(rows.flatMap(({ cells }) => cells.map((cell) => columnOf(cell, all))));
  const wholeColumns = all?.filter((column) => left.has(column));
  return {
    ...table,
    rows,
    ...(sorted && rows.some(({ moved }) => moved) ? { sorted } : {}),
    ...(wholeColumns?.length ? { wholeColumns } : {}),
    counts: countRows(rows, wholeColumns),
  };
}
