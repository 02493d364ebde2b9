import type { FormLabels } from '../fields/form-labels.ts';
import { columnEditWords, tellingLabel } from '../params/column-words.ts';
import type { RowDifference, RowsDifference } from '../params/comparison.ts';
import { orderWords } from '../params/list-edits.ts';
import { columnEdits } from '../params/table-edits.ts';
import { labelOfForm } from '../revisions/form-words.ts';
import { rowIdOf } from './stops.ts';

/** One line of a compared table: a row, or a run of rows that are alike and folded. */
export type TableLine =
  | { type: 'row'; id: string; row: RowDifference }
  | { type: 'fold'; id: string; rows: RowDifference[] };

/** Runs of unchanged rows up to this long are shown: a fold would take as much room. */
const SHOWN_RUN = 2;

function isQuiet(row: RowDifference): boolean {
  return row.kind === 'same' && !row.moved;
}

/** The rows of a table in order, runs of unchanged ones folded unless `open` holds the fold's id. */
export function tableLines(difference: RowsDifference, open: ReadonlySet<string>): TableLine[] {
  const lines: TableLine[] = [];
  const asRow = (row: RowDifference): TableLine => ({ type: 'row', id: rowIdOf(difference, row), row });
  let run: RowDifference[] = [];
  const close = () => {
    const first = run[0];
    if (!first) return;
    const id = `fold ${rowIdOf(difference, first)}`;
    if (run.length <= SHOWN_RUN || open.has(id)) lines.push(...run.map(asRow));
    else lines.push({ type: 'fold', id, rows: run });
    run = [];
  };
  for (const row of difference.rows) {
    if (isQuiet(row)) run.push(row);
    else {
      close();
      lines.push(asRow(row));
    }
  }
  close();
  return lines;
}

/** The columns in the order they are shown: the one that names the rows first. */
export function orderColumns(difference: RowsDifference): { key: string | undefined; columns: string[] } {
  const { pairing, columns, keyCandidates } = difference;
  const key =
    pairing.by === 'key' ? pairing.column : keyCandidates.find((column) => columns.includes(column));
  return { key, columns: key === undefined ? columns : [key, ...columns.filter((column) => column !== key)] };
}

/** How many rows differ in each column, rows that came or went aside. */
export function changesByColumn(difference: RowsDifference): Map<string, number> {
  const counts = new Map<string, number>();
  const depth = difference.path.length + 1;
  for (const row of difference.rows) {
    if (row.cells.length === 0) continue;
    const columns = new Set(row.cells.map((cell) => String(cell.path[depth])));
    for (const column of columns) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  return counts;
}

/** Columns beyond this many fold away when nothing in them differs. */
const MOST_COLUMNS = 8;

/** The columns to show at first: all of a narrow table; of a wide one the naming column and those where something differs. */
export function columnsAtFirst(difference: RowsDifference): string[] {
  const { key, columns } = orderColumns(difference);
  if (columns.length <= MOST_COLUMNS) return columns;
  const changed = changesByColumn(difference);
  const kept = columns.filter((column) => column === key || changed.has(column));
  return kept.length > 1 ? kept : columns.slice(0, MOST_COLUMNS);
}

/** Columns beside each other on paper, the naming one aside. */
const PRINTED = 4;

/** The columns in parts that fit on paper below each other, each with the naming column. */
export function columnParts(columns: readonly string[], key: string | undefined): string[][] {
  const named = key !== undefined && columns.includes(key) ? [key] : [];
  const others = columns.filter((column) => column !== key);
  const count = Math.max(1, Math.ceil(others.length / PRINTED));
  return Array.from({ length: count }, (_, part) => [
    ...named,
    ...others.slice(part * PRINTED, (part + 1) * PRINTED),
  ]);
}

/** How the rows were put in order, and the rules behind changed columns: `value + 1 in all 2000 rows`, columns as the form calls them. */
export function editSentences(difference: RowsDifference, labels: FormLabels | undefined): string[] {
  const labelOf = labels && labelOfForm(labels);
  const called = (column: string) =>
    tellingLabel([...difference.path, 0, column], difference, labelOf) ?? column;
  const order = orderWords(difference, labelOf);
  return [
    ...(order === undefined ? [] : [order]),
    ...columnEdits(difference).map((edit) => columnEditWords(edit, difference, called)),
  ];
}

/** What the form calls a column; `undefined` where it does not tell. */
export function columnLabel(
  list: Pick<RowsDifference, 'path'>,
  column: string,
  labels: FormLabels | undefined,
): string | undefined {
  return labels && labelOfForm(labels)([...list.path, 0, column]);
}
