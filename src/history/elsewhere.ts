import type { FormLabels } from '../fields/form-labels.ts';
import type { Elsewhere, LeafDifference } from '../params/comparison.ts';
import { rowsElsewhere } from '../params/describe-elsewhere.ts';
import { type Path, readablePath } from '../params/path.ts';

/** What the form calls a table, or its path. */
export function tableName(table: Path, labels: FormLabels | undefined): string {
  return labels?.labelAt(table) ?? readablePath(table);
}

/** Where rows that came or went stand on the other side, `4 of them from loads`; `undefined` when nowhere. */
export function elsewhereWords(
  { kind, elsewhere, left, right }: LeafDifference,
  labels: FormLabels | undefined,
): string | undefined {
  if (!elsewhere) return undefined;
  const change = { kind, elsewhere: [...elsewhere.values()], from: left, to: right };
  return rowsElsewhere(change, (table) => tableName(table, labels));
}

/** The same of one row in its table, with the row's number there: `now in loads 7`. */
export function rowElsewhere(
  kind: 'added' | 'removed',
  { table, index }: Elsewhere,
  labels: FormLabels | undefined,
): string {
  return `${kind === 'removed' ? 'now in' : 'from'} ${tableName(table, labels)} ${index + 1}`;
}
