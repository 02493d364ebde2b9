import {
  isArray,
  isContainer,
  isNumber,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';
import {
  countRows,
  type Difference,
  findWholeColumns,
  type ListDifference,
  type RowDifference,
  type RowsDifference,
} from './comparison.ts';
import { equalValues, isPoint } from './equal.ts';
import { pairItems, pairMembers } from './items.ts';
import { pairRows } from './pairing.ts';
import { moves, type Partners } from './partners.ts';
import { matchesPattern } from './path.ts';
import { sortedBy, sortedItems } from './sorted.ts';
import { leafChanged, pathsOf, type Trail, type Walk } from './walk.ts';

type Content = 'rows' | ListDifference['content'] | 'empty';

/** A point written as a list: two or three numbers. */
export function isNumberPair(value: JsonValue): value is JsonArray {
  return isArray(value) && (value.length === 2 || value.length === 3) && value.every(isNumber);
}

/** What a list holds, as far as pairing its items goes. */
export function contentOf(list: JsonArray): Content {
  if (list.length === 0) return 'empty';
  if (list.every(isPoint) || list.every(isNumberPair)) return 'points';
  if (list.every(isObject)) return 'rows';
  return list.some(isContainer) ? 'mixed' : 'scalars';
}

/** Compares two lists that are not written the same. */
export function compareLists(
  walk: Walk,
  left: JsonArray,
  right: JsonArray,
  trail: Trail | null,
  out: Difference[],
): void {
  const [a, b] = [contentOf(left), contentOf(right)];
  if (walk.sets.length && a !== 'rows' && b !== 'rows' && isSet(walk, trail)) {
    compareSets(walk, left, right, trail, out);
    return;
  }
  const content = a === 'empty' ? b : b === 'empty' || a === b ? a : 'mixed';
  if (content === 'rows')
    compareRows(walk, left as readonly JsonObject[], right as readonly JsonObject[], trail, out);
  else if (content !== 'empty') compareItems(walk, left, right, content, trail, out);
}

function overrideFor(walk: Walk, trail: Trail | null): string | null | undefined {
  for (const [pattern, column] of Object.entries(walk.keyColumns))
    if (matchesPattern(pattern, pathsOf(trail).path, 'alone')) return column;
  return undefined;
}

function isSet(walk: Walk, trail: Trail | null): boolean {
  return walk.sets.some((pattern) => matchesPattern(pattern, pathsOf(trail).path, 'alone'));
}

/** Compares two lists in which order means nothing: items came or went, none changed or moved. */
function compareSets(
  walk: Walk,
  left: JsonArray,
  right: JsonArray,
  trail: Trail | null,
  out: Difference[],
): void {
  const partners = pairMembers(left, right, walk.interning);
  const notes = walk.notes.length;
  const rows = rowsOf(left.length, partners, 'free', (from, to) => {
    const cells: Difference[] = [];
    walk.values(left[from] as JsonValue, right[to] as JsonValue, below(trail, from, to), cells);
    return cells;
  });
  if (rows.every(unchanged)) {
    if (inPlace(partners)) return;
    // One note for the list says it all, and holds whatever else was only written differently in it.
    walk.notes.length = notes;
    walk.notes.push({ note: 'order', ...pathsOf(trail), left, right });
    return;
  }
  const counts = countRows(rows);
  const paths = pathsOf(trail);
  out.push({ type: 'list', kind: 'changed', ...paths, content: 'scalars', rows, left, right, counts });
}

function compareRows(
  walk: Walk,
  left: readonly JsonObject[],
  right: readonly JsonObject[],
  trail: Trail | null,
  out: Difference[],
): void {
  const paired = pairRows(left, right, walk.interning, overrideFor(walk, trail));
  if (paired === null) {
    out.push(leafChanged(left, right, trail));
    return;
  }
  const { partners, identical, pairing, columns, keyCandidates } = paired;
  const sorted = sortedBy(left, right, columns, partners);
  const order = sorted || isReversed(partners) ? 'one move' : 'blocks';
  const rows = rowsOf(left.length, partners, order, (from, to) => {
    if (identical[to]) return NO_CELLS;
    const cells: Difference[] = [];
    walk.objects(left[from] as JsonObject, right[to] as JsonObject, below(trail, from, to), cells);
    return cells;
  });
  if (rows.every(unchanged)) return;
  const wholeColumns = findWholeColumns(rows);
  const counts = countRows(rows, wholeColumns);
  const difference: RowsDifference = {
    type: 'rows',
    kind: 'changed',
    ...pathsOf(trail),
    columns,
    pairing,
    keyCandidates,
    rows,
    left,
    right,
    counts,
  };
  if (sorted) difference.sorted = sorted;
  if (wholeColumns) difference.wholeColumns = wholeColumns;
  out.push(difference);
}

/** Items that turned round: a line drawn in the other direction. Of two nobody could tell. */
function isReversed(partners: Partners): boolean {
  let count = 0;
  let last = Number.POSITIVE_INFINITY;
  for (const partner of partners) {
    if (partner < 0) continue;
    if (partner >= last) return false;
    last = partner;
    count++;
  }
  return count > 2;
}

function inPlace(partners: Partners): boolean {
  return partners.every((partner, row) => partner === row);
}

export function unchanged(row: RowDifference): boolean {
  return row.kind === 'same' && !row.moved;
}

function below(trail: Trail | null, left: number, right: number): Trail {
  return { up: trail, left, right, depth: (trail?.depth ?? 0) + 1 };
}

/** Shared by the rows of large tables that have none. */
const NO_CELLS: Difference[] = [];

function rowOnly(
  kind: 'added' | 'removed',
  leftIndex: number | null,
  rightIndex: number | null,
): RowDifference {
  return { kind, moved: false, block: null, leftIndex, rightIndex, cells: NO_CELLS };
}

/**
 * All rows in the right's order, removed ones after the row they stood below; `compare` gives what differs in a pair. Rows in another
 * order moved in blocks, all at once, or, where order means nothing, not at all.
 */
function rowsOf(
  leftCount: number,
  partners: Partners,
  order: 'blocks' | 'one move' | 'free',
  compare: (from: number, to: number) => Difference[],
): RowDifference[] {
  const blocks = order === 'free' ? undefined : moves(partners).blocks;
  const taken = new Uint8Array(leftCount);
  for (const partner of partners) if (partner >= 0) taken[partner] = 1;
  const rows: RowDifference[] = [];
  let gone = 0;
  const leave = (until: number): void => {
    for (; gone < until; gone++) {
      if (taken[gone]) continue;
      rows.push(rowOnly('removed', gone, null));
    }
  };
  for (let row = 0; row < partners.length; row++) {
    const partner = partners[row] as number;
    if (partner < 0) {
      rows.push(rowOnly('added', null, row));
      continue;
    }
    const block = blocks ? (blocks[row] as number) : -1;
    const moved = block >= 0;
    if (!moved) leave(partner);
    const cells = compare(partner, row);
    const kind = cells.length ? 'changed' : 'same';
    rows.push({
      kind,
      moved,
      block: moved ? (order === 'one move' ? 0 : block) : null,
      leftIndex: partner,
      rightIndex: row,
      cells,
    });
  }
  leave(leftCount);
  return rows;
}

function compareItems(
  walk: Walk,
  left: JsonArray,
  right: JsonArray,
  content: ListDifference['content'],
  trail: Trail | null,
  out: Difference[],
): void {
  if (content === 'points' && equalButForClosing(left, right)) {
    walk.notes.push({ note: 'closure', ...pathsOf(trail), left, right });
    return;
  }
  const partners = pairItems(left, right, content, walk.interning);
  if (partners === null) {
    out.push(leafChanged(left, right, trail));
    return;
  }
  const isTurned = isReversed(partners);
  const sorted = isTurned ? undefined : sortedItems(left, right, partners);
  const rows = rowsOf(left.length, partners, isTurned || sorted ? 'one move' : 'blocks', (from, to) => {
    const [a, b] = [left[from] as JsonValue, right[to] as JsonValue];
    const cells: Difference[] = [];
    const place = below(trail, from, to);
    if (content === 'points' && isArray(a) && isArray(b) && !equalValues(a, b))
      cells.push(leafChanged(a, b, place));
    else walk.values(a, b, place, cells);
    return cells;
  });
  if (rows.every(unchanged)) return;
  const counts = countRows(rows);
  const paths = pathsOf(trail);
  const difference: ListDifference = {
    type: 'list',
    kind: 'changed',
    ...paths,
    content,
    rows,
    left,
    right,
    counts,
  };
  if (sorted) difference.sorted = sorted;
  out.push(difference);
}

/** Whether one side is the other with its first point repeated at the end: the same ring. */
function equalButForClosing(left: JsonArray, right: JsonArray): boolean {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return (
    short.length >= 3 &&
    long.length === short.length + 1 &&
    equalValues(long[0], long[long.length - 1]) &&
    short.every((point, index) => equalValues(point, long[index]))
  );
}
