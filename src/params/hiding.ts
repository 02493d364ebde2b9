import { isArray, isNumber, isObject, type JsonValue, numberText } from '../../contract/json/value.ts';
import {
  type ColumnChange,
  type CompareOptions,
  columnOf,
  countDifferences,
  countRows,
  type Difference,
  type Hidden,
  type LeafDifference,
  type ListDifference,
  type RowDifference,
  type RowsDifference,
  type Tolerance,
  totalOf,
} from './comparison.ts';
import {
  absolute,
  compareDecimals,
  type Decimal,
  multiply,
  roundTo,
  subtract,
  toDecimal,
} from './decimal.ts';
import { equalScalars, isPoint } from './equal.ts';
import { matchesPattern, type Path } from './path.ts';

/**
 * Leaves out what the options hide and counts it. Hiding comes after comparing, so that the pairing of rows does not depend on it and
 * shown + hidden is always the whole.
 */
export function hideDifferences(
  whole: Difference[],
  { tolerance, ignore }: CompareOptions,
): { differences: Difference[]; hidden: Hidden } {
  const hidden: Hidden = { tolerance: 0, ignored: 0 };
  const within =
    tolerance && Object.values(tolerance).some((limit) => limit !== undefined) ? tolerance : undefined;
  if (!within && !ignore?.length) return { differences: whole, hidden };
  const rules: Rules = { tolerance: within, ignore: ignore ?? [], hidden };
  return { differences: filtered(whole, rules), hidden };
}

interface Rules {
  tolerance: Tolerance | undefined;
  ignore: readonly string[];
  hidden: Hidden;
}

function ignored({ ignore }: Rules, path: Path): boolean {
  return ignore.some((pattern) => matchesPattern(pattern, path));
}

function filtered(differences: readonly Difference[], rules: Rules): Difference[] {
  const kept: Difference[] = [];
  for (const difference of differences) {
    const onRight = ignored(rules, difference.path);
    const onLeft = ignored(rules, difference.leftPath);
    // Something that moved out of what is ignored is still news.
    if (difference.type === 'move' ? onRight && onLeft : onRight || onLeft)
      rules.hidden.ignored += totalOf(countDifferences([difference]));
    else if (difference.type === 'rows' || difference.type === 'list') {
      const list = filteredList(difference, rules);
      if (list) kept.push(list);
    } else if (difference.type === 'leaf' && tolerated(difference, rules)) rules.hidden.tolerance++;
    else kept.push(difference);
  }
  return kept;
}

function filteredList<T extends RowsDifference | ListDifference>(difference: T, rules: Rules): T | undefined {
  const rows: RowDifference[] = [];
  const columns = new Map<ColumnChange, boolean>();
  if (difference.type === 'rows')
    for (const column of difference.wholeColumns ?? []) columns.set(column, false);
  const blocks = new Set<number>();
  const shownBlocks = new Set<number>();
  for (const row of difference.rows) {
    const right = row.rightIndex === null ? undefined : [...difference.path, row.rightIndex];
    const left = row.leftIndex === null ? undefined : [...difference.leftPath, row.leftIndex];
    const hideRow = (right ? ignored(rules, right) : true) && (left ? ignored(rules, left) : true);
    if (hideRow && (row.kind === 'added' || row.kind === 'removed')) {
      rules.hidden.ignored++;
      continue;
    }
    const cells = row.cells.length ? filteredCells(row.cells, columns, rules) : row.cells;
    const kind = row.kind === 'changed' && cells.length === 0 ? 'same' : row.kind;
    if (row.block !== null) blocks.add(row.block);
    if (row.block !== null && !hideRow) shownBlocks.add(row.block);
    const moved = row.moved && !hideRow;
    rows.push(
      kind === row.kind && moved === row.moved && cells === row.cells
        ? row
        : { ...row, kind, moved, block: moved ? row.block : null, cells },
    );
  }
  rules.hidden.ignored += blocks.size - shownBlocks.size;
  const wholeColumns = [...columns].filter(([, shown]) => shown).map(([column]) => column);
  rules.hidden.ignored += columns.size - wholeColumns.length;
  if (rows.every((row) => row.kind === 'same' && !row.moved)) return undefined;
  const counts = countRows(rows, wholeColumns);
  return columns.size === 0 ? { ...difference, rows, counts } : { ...difference, rows, counts, wholeColumns };
}

/** Cells of a column that counts once are hidden without being counted; `columns` learns whether any is shown. */
function filteredCells(
  cells: readonly Difference[],
  columns: Map<ColumnChange, boolean>,
  rules: Rules,
): Difference[] {
  if (columns.size === 0) return filtered(cells, rules);
  const known = [...columns.keys()];
  return cells.flatMap((cell) => {
    const column = columnOf(cell, known);
    if (column === undefined) return filtered([cell], rules);
    if (ignored(rules, cell.path) || ignored(rules, cell.leftPath)) return [];
    columns.set(column, true);
    return [cell];
  });
}

function tolerated({ kind, left, right }: LeafDifference, { tolerance }: Rules): boolean {
  return kind === 'changed' && tolerance !== undefined && withinTolerance(left, right, tolerance);
}

/**
 * Whether two values differ only in numbers, and those by no more than the tolerance; also inside whole lists. An absolute limit and decimals say nothing of
 * degrees: points are the same only within the relative limit.
 */
function withinTolerance(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  tolerance: Tolerance,
): boolean {
  if (isPoint(left) && isPoint(right)) {
    const relative: Tolerance = tolerance.relative === undefined ? {} : { relative: tolerance.relative };
    return ['lat', 'lon'].every((key) => {
      const [a, b] = [left.get(key), right.get(key)];
      return withinTolerance(a, b, relative);
    });
  }
  if (isNumber(left) && isNumber(right))
    return equalScalars(left, right) || nearEnough(numberText(left), numberText(right), tolerance);
  if (isObject(left) && isObject(right)) {
    if (left.size !== right.size) return false;
    for (const [key, member] of left) if (!withinTolerance(member, right.get(key), tolerance)) return false;
    return true;
  }
  if (isArray(left) && isArray(right))
    return (
      left.length === right.length &&
      left.every((item, index) => withinTolerance(item, right[index], tolerance))
    );
  return equalScalars(left, right);
}

const ONE: Decimal = { units: 1n, places: 0 };

/** Exactly: 0.3 and 0.2 differ by 0.1, which in doubles they do not, and long numbers by their last digits. */
function nearEnough(a: string, b: string, tolerance: Tolerance): boolean {
  const [left, right] = [toDecimal(a), toDecimal(b)];
  if (!left || !right) return false;
  const apart = absolute(subtract(left, right));
  const isWithin = (limit: number | undefined, of: Decimal): boolean => {
    const part = limit === undefined ? undefined : toDecimal(String(limit));
    return part !== undefined && compareDecimals(apart, multiply(part, of)) <= 0;
  };
  const [one, other] = [absolute(left), absolute(right)];
  const larger = compareDecimals(one, other) < 0 ? other : one;
  if (isWithin(tolerance.absolute, ONE) || isWithin(tolerance.relative, larger)) return true;
  if (tolerance.decimals === undefined) return false;
  const decimals = Math.max(0, Math.trunc(tolerance.decimals));
  return compareDecimals(roundTo(left, decimals), roundTo(right, decimals)) === 0;
}
