/** Fields that moved, were renamed, retyped, filled or left out between two params values: what `tellApart` is made of. */
import { isObject, type JsonValue } from '../../contract/json/value.ts';
import { columnOf, type Difference, type LeafDifference, type RowsDifference } from './comparison.ts';
import { equalValues } from './equal.ts';
import type { FormChange } from './form-changes.ts';
import { isConverted, isEmpty, kindOfValue } from './kinds.ts';
import type { Path } from './path.ts';

export interface Found {
  change: FormChange;
  cells: readonly Difference[];
}

/** The leaves of one table, by row, or those outside of tables, as if in one row. */
export interface Scope {
  table: RowsDifference | null;
  /** Rows that both sides have, with differences or without. */
  count: number;
  rows: LeafDifference[][];
}

export function scopesOf(differences: readonly Difference[]): Scope[] {
  const scopes: Scope[] = [];
  const visit = (table: RowsDifference | null, rows: readonly (readonly Difference[])[]): void => {
    const scope: Scope = { table, count: rows.length, rows: [] };
    scopes.push(scope);
    for (const cells of rows) {
      scope.rows.push(cells.filter((cell) => cell.type === 'leaf'));
      for (const cell of cells) if (cell.type === 'rows') visit(cell, keptRows(cell));
    }
  };
  visit(null, [differences]);
  return scopes;
}

function keptRows({ rows }: RowsDifference): (readonly Difference[])[] {
  return rows
    .filter(({ leftIndex, rightIndex }) => leftIndex !== null && rightIndex !== null)
    .map(({ cells }) => cells);
}

/** A field, whatever the row. */
function fieldOf(path: Path): string[] {
  return path.filter((key) => typeof key === 'string');
}

function nameOf(path: Path): string {
  return JSON.stringify(fieldOf(path));
}

export function movedGroups(differences: readonly Difference[]): Found[] {
  return differences
    .filter((difference) => difference.type === 'move')
    .map((move) => ({
      change: {
        kind: kindOfMove(move.leftPath, move.path),
        path: move.path,
        leftPath: move.leftPath,
        left: move.left,
        right: move.right,
        rows: 1,
        changes: 1,
      },
      cells: [move],
    }));
}

function kindOfMove(from: Path, to: Path): 'moved' | 'renamed' {
  return from.at(-1) !== to.at(-1) && sameParent(from, to) ? 'renamed' : 'moved';
}

function sameParent(from: Path, to: Path): boolean {
  return nameOf(from.slice(0, -1)) === nameOf(to.slice(0, -1));
}

/** The cells of one field that came or went, by row. */
interface Column {
  place: Path;
  cells: Map<number, LeafDifference>;
}

function columnsOf({ rows }: Scope, kind: 'added' | 'removed'): Column[] {
  const columns = new Map<string, Column>();
  for (const [row, cells] of rows.entries())
    for (const cell of cells) {
      if (cell.kind !== kind) continue;
      // In terms of the right side: the group it stood in may have another name there.
      const place = fieldOf(cell.path);
      const name = JSON.stringify(place);
      const column = columns.get(name) ?? { place, cells: new Map() };
      columns.set(name, column);
      column.cells.set(row, cell);
    }
  return [...columns.values()];
}

/** What came or went. */
function storedIn({ kind, left, right }: LeafDifference): JsonValue | undefined {
  return kind === 'removed' ? left : right;
}

/** Pairs of fields beyond which nobody could tell which is which. */
const MOST_PAIRS = 10_000;

/** Fields that vanished here and stand there, in every row, with the values they had. */
export function movedFields(scope: Scope): Found[] {
  const [gone, come] = [columnsOf(scope, 'removed'), columnsOf(scope, 'added')];
  if (gone.length * come.length > MOST_PAIRS) return [];
  const found: Found[] = [];
  const taken = new Set<Column>();
  // A field that kept its key is found first, so that a renamed one is not taken for it.
  for (const likely of [sameKey, sameParent]) {
    const twins = (column: Column, others: readonly Column[]): Column[] =>
      others.filter(
        (other) => !taken.has(other) && likely(column.place, other.place) && isSameField(column, other),
      );
    for (const from of gone) {
      const [to, rival] = taken.has(from) ? [] : twins(from, come);
      // Of several that hold the same nobody could tell.
      if (!to || rival || twins(to, gone).length > 1) continue;
      taken.add(from).add(to);
      found.push(movedField(from, to, scope));
    }
  }
  return found;
}

/** The cells of columns that were only renamed: by the cell that came the one that went and held the same. */
export function renamedCells(table: RowsDifference): ReadonlyMap<Difference, Difference> {
  const renamed = new Map<Difference, Difference>();
  const [, scope] = (table.wholeColumns?.length ?? 0) < 2 ? [] : scopesOf([table]);
  if (scope === undefined) return renamed;
  for (const { cells } of movedFields(scope)) {
    const [gone, come] = [cells.slice(0, cells.length / 2), cells.slice(cells.length / 2)];
    for (const [row, cell] of come.entries()) {
      const twin = gone[row] as LeafDifference;
      const whole = [cell, twin].every((one) => columnOf(one, table.wholeColumns));
      if (whole && equalValues(twin.left, (cell as LeafDifference).right)) renamed.set(cell, twin);
    }
  }
  return renamed;
}

function sameKey(from: Path, to: Path): boolean {
  return from.at(-1) === to.at(-1);
}

/** Whether two fields that came or went hold the same in the same rows, if in another kind. */
function isSameField(one: Column, other: Column): boolean {
  if (one.cells.size !== other.cells.size) return false;
  let told = false;
  for (const [row, cell] of one.cells) {
    const twin = other.cells.get(row);
    if (twin === undefined) return false;
    const [a, b] = [storedIn(cell), storedIn(twin)];
    if (isEmpty(a) && isEmpty(b)) continue;
    if (!equalValues(a, b) && !isConverted(a, b)) return false;
    told = true;
  }
  return told;
}

function movedField(from: Column, to: Column, scope: Scope): Found {
  const [left, right] = [firstOf(from), firstOf(to)];
  return foundIn(scope, [...from.cells.values(), ...to.cells.values()], {
    kind: kindOfMove(from.place, to.place),
    path: right.path,
    leftPath: left.leftPath,
    left: left.left,
    right: right.right,
    rows: from.cells.size,
  });
}

function firstOf({ cells }: Column): LeafDifference {
  return cells.values().next().value as LeafDifference;
}

function foundIn(scope: Scope, cells: LeafDifference[], change: Omit<FormChange, 'changes'>): Found {
  const { path, leftPath } = change;
  const places = { path: placeOf(scope, path), leftPath: placeOf(scope, leftPath) };
  return { change: { ...change, ...places, changes: changesOf(cells, scope) }, cells };
}

/** The place itself, of a table the column. */
function placeOf({ table }: Scope, path: Path): Path {
  return table ? fieldOf(path) : path;
}

/** A column that came or went in every row counts once. */
function changesOf(cells: readonly LeafDifference[], { table }: Scope): number {
  const columns = new Set(cells.map((cell) => columnOf(cell, table?.wholeColumns) ?? cell));
  return columns.size;
}

export function retypedFields(scope: Scope): Found[] {
  const fields = new Map<string, LeafDifference[]>();
  for (const cell of scope.rows.flat()) {
    const [before, now] = [kindOfValue(cell.left), kindOfValue(cell.right)];
    if (!before || !now || before === now) continue;
    const name = `${nameOf(cell.path)} ${before} ${now}`;
    const known = fields.get(name);
    if (known) known.push(cell);
    else fields.set(name, [cell]);
  }
  return [...fields.values()].map((cells) => {
    const { path, leftPath, left, right } = cells[0] as LeafDifference;
    return foundIn(scope, cells, { kind: 'retyped', path, leftPath, left, right, rows: cells.length });
  });
}

/** Fields that came or went, those `taken` left out. `beside`: other changes of the form were found. */
export function cameAndWent(scope: Scope, taken: ReadonlySet<Difference>, beside: boolean): Found[] {
  const found: Found[] = [];
  const columns = { added: columnsOf(scope, 'added'), removed: columnsOf(scope, 'removed') };
  for (const kind of ['added', 'removed'] as const) {
    const across = keysOfAll(columns[kind === 'added' ? 'removed' : 'added'], taken);
    for (const column of columns[kind]) {
      const cells = [...column.cells.values()];
      if (cells.some((cell) => taken.has(cell)) || isRebuilt(column, across)) continue;
      const values = cells.map(storedIn);
      const whole = scope.table !== null && cells.length === scope.count && cells.length > 1;
      const same = values.every((value) => equalValues(value, values[0]));
      const empty = kind === 'added' && isEmpty(values[0]);
      // A column that came with values of its own was filled by somebody.
      const isForm = whole ? beside || kind === 'removed' || same : scope.table === null && (beside || empty);
      if (!isForm) continue;
      const { path, leftPath, left, right } = cells[0] as LeafDifference;
      const places = kind === 'added' ? { path, leftPath: path } : { path: leftPath, leftPath };
      const change = { ...places, left, right, rows: cells.length } as const;
      found.push(foundIn(scope, cells, { kind: kind === 'added' ? 'filled' : 'left out', ...change }));
    }
  }
  return found;
}

/** A group that came where one with keys of it went (`across`) may be that one, with somebody's edits in it. */
function isRebuilt(column: Column, across: ReadonlySet<string>): boolean {
  return [...keysOf(storedIn(firstOf(column)))].some((key) => across.has(key));
}

function keysOfAll(columns: readonly Column[], taken: ReadonlySet<Difference>): Set<string> {
  const rest = columns.map(firstOf).filter((cell) => !taken.has(cell));
  return new Set(rest.flatMap((cell) => [...keysOf(storedIn(cell))]));
}

/** Also those one level down: a section may have come inside of a page. */
function keysOf(value: JsonValue | undefined): Set<string> {
  if (!isObject(value)) return new Set();
  const below = [...value.values()].filter(isObject).flatMap((member) => [...member.keys()]);
  return new Set([...value.keys(), ...below]);
}
