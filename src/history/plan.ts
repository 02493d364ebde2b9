import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import {
  type Change,
  type Comparison,
  columnOf,
  type Difference,
  type ListDifference,
  type RowDifference,
  type RowsDifference,
} from '../params/comparison.ts';
import { editsIn } from '../params/form-changes.ts';
import { startsWith } from '../params/path.ts';
import { type Part, takeBack } from '../params/take-back.ts';
import { placeWords } from '../revisions/form-words.ts';
import type { Plan } from '../revisions/plan.ts';
import { idOf } from './stops.ts';

/** What one revision changed, taken back; what later ones changed stays. */
export function undoPlan(name: string, params: JsonObject, before: JsonObject): Plan {
  return { title: `Undo ${name}`, reason: `Undid ${name}.`, from: params, to: before };
}

/** What somebody asks to have back as it is on the left. */
export type Wanted =
  | { what: 'differences'; differences: readonly Difference[]; label: string }
  /** `move`: not what differs in it, but its place, and that of the rows that moved with it. */
  | { what: 'row' | 'move'; list: RowsDifference | ListDifference; row: RowDifference; label: string };

interface ComparedSides {
  left: JsonValue;
  right: JsonValue;
  /** The form's words, when they are known. */
  labels?: FormLabels | undefined;
}

function labelOf(
  { kind, path, leftPath }: Pick<Difference, 'kind' | 'path' | 'leftPath'>,
  { left, right, labels }: ComparedSides,
): string {
  return kind === 'removed' ? placeWords(labels, leftPath, left) : placeWords(labels, path, right);
}

/** What taking a difference back means: all of it. */
export function wantedOf(difference: Difference, sides: ComparedSides): Wanted {
  const label = labelOf(difference, sides);
  return { what: 'differences', differences: [difference], label };
}

/** What taking one counted change back means: of a row the row or its move, of a column its cells in every row. */
export function wantedOfChange(change: Change, sides: ComparedSides): Wanted | undefined {
  const { kind, unit, path, leftPath, within } = change;
  const label = labelOf(change, sides);
  if (!within || (unit !== 'row' && unit !== 'item' && unit !== 'column')) return undefined;
  if (unit === 'column') {
    const column = { column: String(path.at(-1)), kind: kind as 'added' | 'removed' };
    const cells = within.rows.flatMap((row) => row.cells.filter((cell) => columnOf(cell, [column])));
    return { what: 'differences', differences: cells, label };
  }
  const row = within.rows.find(({ leftIndex, rightIndex }) =>
    rightIndex === null
      ? leftIndex === leftPath.at(-1) && kind === 'removed'
      : rightIndex === path.at(-1) && kind !== 'removed',
  );
  return row && { what: kind === 'moved' ? 'move' : 'row', list: within, row, label };
}

/**
 * One leaf, cell, row, table or section as the left side has it. What hiding leaves out of a table is taken back with the table.
 * `form`: the differences that stand apart as the form's. They are taken back by themselves, and stay when an edit of their table is taken back.
 */
export function takeBackPlan(
  { whole, right }: Comparison,
  wanted: Wanted,
  form: readonly Difference[],
  names: { left: string; right: string },
): Plan {
  const apart = new Set(cellsOf(form).map(idOf));
  const isOfForm = (difference: Difference) => apart.has(idOf(difference));
  const asked = cellsOf(wanted.what === 'differences' ? wanted.differences : wanted.row.cells);
  const part =
    wanted.what !== 'move' && asked.length > 0 && asked.every(isOfForm)
      ? { differences: asked }
      : wholePart(indexed(editsIn(whole, isOfForm)), wanted);
  const what = wanted.label || 'everything';
  return {
    title: `Take ${what} from ${names.left}`,
    reason: `Took ${what} from ${names.left}.`,
    from: right as JsonObject,
    to: takeBack(right, withMoved(part, whole)) as JsonObject,
  };
}

/** A group that came is not taken back without what moved into it: that goes back to where it stood, or it would be lost. */
function withMoved(part: Part, whole: readonly Difference[]): Part {
  if (!('differences' in part)) return part;
  const { differences } = part;
  const moved = whole.filter(
    (move) =>
      move.type === 'move' &&
      !differences.includes(move) &&
      differences.some(({ kind, path }) => kind === 'added' && startsWith(move.path, path)),
  );
  return moved.length > 0 ? { differences: [...differences, ...moved] } : part;
}

/** Leaves, moves and lists, those of tables one by one: without the rows that only one side has. */
function cellsOf(differences: readonly Difference[]): Difference[] {
  return differences.flatMap((difference) =>
    difference.type === 'rows' ? cellsOf(difference.rows.flatMap(({ cells }) => cells)) : [difference],
  );
}

function wholePart(known: ReadonlyMap<string, Difference>, wanted: Wanted): Part {
  if (wanted.what !== 'differences') return wholeRow(known.get(idOf(wanted.list)), wanted);
  return { differences: wanted.differences.map((difference) => known.get(idOf(difference)) ?? difference) };
}

function wholeRow(
  found: Difference | undefined,
  { what, list, row }: Exclude<Wanted, { what: 'differences' }>,
): Part {
  const whole = found?.type === 'rows' || found?.type === 'list' ? found : list;
  const same = whole.rows.find(
    ({ leftIndex, rightIndex }) => leftIndex === row.leftIndex && rightIndex === row.rightIndex,
  );
  const own = same ?? row;
  if (what === 'row' && row.kind !== 'same') return { list: whole, rows: [own] };
  // Rows that moved together moved as one.
  const together = whole.rows.filter(({ block }) => block !== null && block === own.block);
  return { list: whole, rows: [], moved: together };
}

function indexed(differences: readonly Difference[], into = new Map<string, Difference>()) {
  for (const difference of differences) {
    into.set(idOf(difference), difference);
    if (difference.type === 'rows' || difference.type === 'list')
      for (const row of difference.rows) indexed(row.cells, into);
  }
  return into;
}
