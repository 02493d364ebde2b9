import { isNumber, isObject, type JsonValue } from '../../contract/json/value.ts';
import { type CellChange, type PairRule, pairRules } from './column-pairs.ts';
import { type Candidate, type ColumnRule, candidates } from './column-rules.ts';
import type { Difference, ListDifference, RowsDifference } from './comparison.ts';
import { decimalOf } from './decimal.ts';
import { equalValues } from './equal.ts';
import { type Cell, cellOf, isRounded } from './number-edits.ts';
import type { Path } from './path.ts';
import { isEmpty } from './value-edits.ts';

/** A row that both sides have and to which the rule does not lead. */
export interface ColumnException {
  /** Its place on the right side, from 0. */
  row: number;
  /** What happened in it instead; missing where the cell stayed as it was. */
  cell?: CellChange;
}

/** One rule that explains what happened to a column of a table, checked cell by cell. */
export type ColumnEdit = ColumnRule & {
  column: string;
  /** Rows in which the rule made a change. */
  rows: number;
  /** Rows that both sides have. */
  of: number;
  /** Whether the rule gives the right value in all of those, also where that changes nothing (0 × 2) or is hidden. */
  all: boolean;
  /**
   * Every cell that is seen to have changed otherwise; cells that stayed as they were as well, unless there are too many to name, or others that the rule
   * does not lead to: what is hidden, and rows that had a column before it was added or never had the one that was removed.
   */
  except: readonly ColumnException[];
  /** Rows to which the rule does not lead either, and that are not named. */
  others: number;
};

/** A rule needs this many cells to be one. */
const LEAST_ROWS = 3;
/** Of more exceptions, or more than one in so many cells that follow, there is no rule. */
const MOST_EXCEPTIONS = 5;
const FOLLOWERS_EACH = 3;

/**
 * The rules behind a table's changed cells: a column shifted by one amount, multiplied by one factor, rounded, set to one value, added or removed; its
 * texts renumbered, or one part of them replaced; two columns that exchanged their values, or of which one is the other with a new name.
 * Each is replayed: a cell counts only when the rule gives its new value exactly (a factor: rounded to the decimals that are stored). A few cells may have
 * changed otherwise; they are told with the rule.
 */
export function columnEdits(difference: RowsDifference): ColumnEdit[] {
  const cells = cellsByColumn(difference);
  const kept = keptRows(difference);
  const edits: ColumnEdit[] = [];
  const pairs = pairRules(cells);
  const partners = new Set(Array.from(pairs.values(), (pair) => pair.with));
  for (const column of difference.columns) {
    const changed = cells.get(column) ?? [];
    const pair = pairs.get(column);
    if (pair) edits.push(pairEdit(column, changed, pair, kept));
    if (pair || partners.has(column)) continue;
    const countsOnce = difference.wholeColumns?.some((whole) => whole.column === column) ?? false;
    if (!countsOnce && (changed.length < 2 || changed.length < Math.min(LEAST_ROWS, kept.length))) continue;
    const found = explain(changed);
    if (found) edits.push(editOf(column, changed, found, (row) => cellIn(row, column), kept));
  }
  return edits;
}

/** The rule behind the changed values of a list, checked in the same way. */
export function itemsEdit(difference: ListDifference): ColumnEdit | undefined {
  const changed = difference.rows.flatMap(({ rightIndex, cells: [cell] }) =>
    cell?.type === 'leaf' && rightIndex !== null ? [cellOf(cell, rightIndex)] : [],
  );
  const found = changed.length < LEAST_ROWS ? undefined : explain(changed);
  return found && editOf('', changed, found, (item) => item, keptRows(difference));
}

function keptRows({ rows, left, right }: RowsDifference | ListDifference): KeptRow[] {
  return rows.flatMap(({ leftIndex, rightIndex }) =>
    leftIndex === null || rightIndex === null
      ? []
      : [{ row: rightIndex, before: left[leftIndex], after: right[rightIndex] }],
  );
}

/** Whether the cell at a path is of a column that exchanged its values with another one. The tables are looked through when it is first asked. */
export function exchangesIn(differences: readonly Difference[]): (cell: Path) => boolean {
  let found: Set<string> | undefined;
  return (cell) => {
    found ??= new Set(exchangedColumns(differences));
    return found.has(columnName(cell.slice(0, -2), cell.at(-1)));
  };
}

function* exchangedColumns(differences: readonly Difference[]): Generator<string> {
  for (const difference of differences) {
    if (difference.type !== 'rows') continue;
    for (const [column, { how, with: other }] of pairRules(cellsByColumn(difference)))
      if (how === 'exchanged') for (const name of [column, other]) yield columnName(difference.path, name);
    for (const { cells } of difference.rows) yield* exchangedColumns(cells);
  }
}

function columnName(table: Path, column: Path[number] | undefined): string {
  return JSON.stringify([table, column]);
}

/** The changed cells of each column of a table, in the order of the rows. */
function cellsByColumn(difference: RowsDifference): Map<string, Cell[]> {
  const cells = new Map<string, Cell[]>();
  for (const row of difference.rows) {
    if (row.kind !== 'changed' || row.rightIndex === null) continue;
    for (const cell of row.cells) {
      const column = cell.path[cell.path.length - 1];
      if (cell.type !== 'leaf' || typeof column !== 'string') continue;
      if (cell.path.length !== difference.path.length + 2) continue;
      const one = cellOf(cell, row.rightIndex);
      const known = cells.get(column);
      if (known) known.push(one);
      else cells.set(column, [one]);
    }
  }
  return cells;
}

/** A row that both sides have. */
interface KeptRow {
  row: number;
  before: JsonValue | undefined;
  after: JsonValue | undefined;
}

type Found = Pick<Candidate, 'rule' | 'gives'> & { except: Cell[] };

/** The first rule without an exception, else the one with the fewest. */
function explain(cells: readonly Cell[]): Found | undefined {
  const most = Math.min(
    MOST_EXCEPTIONS,
    Math.floor(cells.length / (FOLLOWERS_EACH + 1)),
    Math.max(0, cells.length - LEAST_ROWS),
  );
  let best: Found | undefined;
  for (const { rule, gives, isShown } of candidates(cells)) {
    const limit = best ? best.except.length - 1 : most;
    const except: Cell[] = [];
    for (const cell of cells) if (!gives(cell) && except.push(cell) > limit) break;
    if (except.length > limit || isShown?.(cells.filter((cell) => !except.includes(cell))) === false)
      continue;
    best = { rule, gives, except };
    if (except.length === 0) return best;
  }
  return best;
}

function editOf(
  column: string,
  cells: readonly Cell[],
  { rule, gives, except }: Found,
  valueIn: (row: JsonValue | undefined) => JsonValue | undefined,
  kept: readonly KeptRow[],
): ColumnEdit {
  const shown = new Set(cells.map(({ row }) => row));
  const still: number[] = [];
  let others = 0;
  for (const { row, before, after } of kept) {
    if (shown.has(row)) continue;
    const [left, right] = [valueIn(before), valueIn(after)];
    const isSame = equalValues(left, right);
    if (isSame ? stays(rule, right) : gives(hiddenCell(left, right, row))) continue;
    if (isSame && !isThereAlready(rule, right)) still.push(row);
    else others++;
  }
  const rows = cells.length - except.length;
  // With some of them named it would look as if the rule led to all others.
  const named = others === 0 && still.length <= MOST_EXCEPTIONS && still.length < rows ? still : [];
  const exceptions: ColumnException[] = [
    ...named.map((row) => ({ row })),
    ...except.map(({ row, cell }) => ({ row, cell })),
  ];
  exceptions.sort((a, b) => a.row - b.row);
  const unnamed = still.length - named.length + others;
  const all = exceptions.length + unnamed === 0;
  return { ...rule, column, rows, of: kept.length, all, except: exceptions, others: unnamed };
}

function hiddenCell(left: JsonValue | undefined, right: JsonValue | undefined, row: number): Cell {
  const kind = left === undefined ? 'added' : right === undefined ? 'removed' : 'changed';
  return cellOf(
    { kind, ...(left === undefined ? {} : { left }), ...(right === undefined ? {} : { right }) },
    row,
  );
}

function pairEdit(
  column: string,
  cells: readonly Cell[],
  rule: PairRule,
  kept: readonly KeptRow[],
): ColumnEdit {
  // Where both hold the same an exchange changes nothing; a name changes nothing where there is neither.
  const follow = kept.filter(
    ({ before, after }) =>
      equalValues(cellIn(before, column), cellIn(after, rule.with)) &&
      equalValues(cellIn(before, rule.with), cellIn(after, column)) &&
      (rule.how === 'exchanged' || cellIn(after, column) === undefined),
  );
  const [of, others] = [kept.length, kept.length - follow.length];
  return { ...rule, column, rows: cells.length, of, all: others === 0, except: [], others };
}

function cellIn(row: JsonValue | undefined, column: string): JsonValue | undefined {
  return isObject(row) ? row.get(column) : undefined;
}

const PRODUCTS: ReadonlySet<ColumnRule['how']> = new Set(['factor', 'divisor', 'to radians', 'to degrees']);

/** Whether a rule leaves a value as it is. */
function stays(rule: ColumnRule, value: JsonValue | undefined): boolean {
  if (rule.how === 'set') return equalValues(value, rule.to);
  if (rule.how === 'recoded')
    return value !== undefined && !rule.pairs.some(([from]) => equalValues(value, from));
  const number = isNumber(value) ? decimalOf(value) : undefined;
  if (rule.how === 'rounded') return number !== undefined && isRounded(number, number, rule.decimals);
  return PRODUCTS.has(rule.how) && number?.units === 0n;
}

/** Whether a column that came or was filled was there before, or one that went was not. */
function isThereAlready({ how }: ColumnRule, value: JsonValue | undefined): boolean {
  if (how === 'filled') return !isEmpty(value);
  return value === undefined ? how === 'removed' : how === 'added';
}
