import {
  type Comparison,
  countRows,
  type Difference,
  type RowsDifference,
  totalOf,
} from '../params/comparison.ts';
import { type Apart, tellApart } from '../params/form-changes.ts';
import { idOf } from './stops.ts';

/** A comparison in two parts that together are the whole: what people did, and what a new version of the app did. */
export interface Parts extends Pick<Apart, 'edits' | 'counts'> {
  /** The differences of the form: of a table that people edited too, only the cells that are the form's. */
  form: Difference[];
  /** How many changes those are. */
  formCount: number;
}

/** Keeps the form's changes apart from people's edits. Law: `formCount` and the edits' counts are together those of the comparison. */
export function partsOf(comparison: Pick<Comparison, 'differences' | 'counts'>): Parts {
  const { edits, counts, form } = tellApart(comparison);
  return {
    edits,
    counts,
    form: form.length === 0 ? [] : without(comparison.differences, edits),
    formCount: totalOf(comparison.counts) - totalOf(counts),
  };
}

function without(all: readonly Difference[], edits: readonly Difference[]): Difference[] {
  const byId = new Map(edits.map((edit) => [idOf(edit), edit]));
  return all.flatMap((difference) => {
    const edit = byId.get(idOf(difference));
    if (!edit) return [difference];
    return edit !== difference && difference.type === 'rows' && edit.type === 'rows'
      ? [rowsWithout(difference, edit)]
      : [];
  });
}

/** The rows that both sides have, with the cells that are no edits; rows that came, went and moved are edits. */
function rowsWithout(
  { sorted: _, wholeColumns: all, ...table }: RowsDifference,
  edit: RowsDifference,
): RowsDifference {
  const rows = table.rows.flatMap((row, index) => {
    if (row.leftIndex === null || row.rightIndex === null) return [];
    const edited = edit.rows[index];
    const cells = edited === row ? [] : without(row.cells, edited?.cells ?? []);
    return [
      {
        ...row,
        kind: cells.length ? ('changed' as const) : ('same' as const),
        moved: false,
        block: null,
        cells,
      },
    ];
  });
  const left = new Set(
    rows.flatMap(({ cells }) => cells.map(({ path }) => String(path[table.path.length + 1]))),
  );
  const wholeColumns = all?.filter(({ column }) => left.has(column));
  return {
    ...table,
    rows,
    ...(wholeColumns?.length ? { wholeColumns } : {}),
    counts: countRows(rows, wholeColumns),
  };
}
