import type { JsonValue } from '../../contract/json/value.ts';
import { columnEditWords, tellingLabel } from './column-words.ts';
import type { Change, Comparison, ListDifference, RowsDifference } from './comparison.ts';
import { totalOf } from './comparison.ts';
import { rowsElsewhere, toldWithTables, wayClause, wayOf } from './describe-elsewhere.ts';
import { isLeaf } from './equal.ts';
import { flatten } from './flatten.ts';
import { type ListEdit, listEdit, listEditWords, orderWords } from './list-edits.ts';
import { isNumberPair } from './lists.ts';
import { type Path, readablePath, rowName, rowWords, toPointer } from './path.ts';
import { type Swap, swapAround, swapsOf } from './swapped.ts';
import { type ColumnEdit, columnEdits } from './table-edits.ts';
import { changeInWords, valueInWords } from './value-in-words.ts';

/** `short`: counts, for a list's row. `medium`: counts and the first changes, for a save's message. `long`: every change, a line each. */
export type DescriptionLength = 'short' | 'medium' | 'long';

export interface DescribeOptions {
  /** What a leaf or table is called, when the form is known; its key otherwise. */
  labelOf?: (path: Path) => string | undefined;
}

const MOST_CLAUSES = 3;

/** A comparison in words. Deterministic; every change is in exactly one clause, and every number is in the data or a count. */
export function describeComparison(
  comparison: Comparison,
  length: DescriptionLength,
  options: DescribeOptions = {},
): string {
  const { counts, hidden } = comparison;
  const hiddenCount = hidden.tolerance + hidden.ignored;
  const hiddenText = hiddenCount ? `${hiddenCount} hidden` : '';
  if (totalOf(counts) === 0) return hiddenText ? `No changes shown, ${hiddenText}` : 'No changes';
  const changes = flatten(comparison);
  const head = [...countsInWords(changes), hiddenText].filter(Boolean).join(', ');
  if (length === 'short') return head;
  const clauses = clausesOf(comparison, changes, options);
  if (length === 'long') return [head, ...clauses.map((clause) => `- ${clause}`)].join('\n');
  const more = clauses.length > MOST_CLAUSES ? ', …' : '';
  return `${head}: ${clauses.slice(0, MOST_CLAUSES).join(', ')}${more}`;
}

function countsInWords(changes: readonly Change[]): string[] {
  const words: string[] = [];
  const say = (kind: Change['kind'], units: readonly Change['unit'][], one: string, many: string): void => {
    const count = changes.filter((change) => change.kind === kind && units.includes(change.unit)).length;
    if (count) words.push(`${count} ${count === 1 ? one : many}`);
  };
  say('changed', ['leaf'], 'changed', 'changed');
  for (const kind of ['added', 'removed', 'moved'] as const) {
    say(kind, ['leaf', 'subtree'], kind, kind);
    say(kind, ['column'], `column ${kind}`, `columns ${kind}`);
    say(kind, ['row'], `row ${kind}`, `rows ${kind}`);
    say(kind, ['item'], `item ${kind}`, `items ${kind}`);
  }
  return words;
}

interface Naming extends DescribeOptions {
  /** Names that more than one thing has of those that are told. */
  shared: ReadonlySet<string>;
  /** Names with all that they are in, the same. */
  alike: ReadonlySet<string>;
}

const NO_NAMES: ReadonlySet<string> = new Set();

function namingOf(changes: readonly Change[], root: JsonValue, options: DescribeOptions): Naming {
  const paths = new Map(
    changes.map(({ within, path }) => [toPointer(within?.path ?? path), within?.path ?? path]),
  );
  const twice = (naming: Naming): Set<string> => {
    const [once, again] = [new Set<string>(), new Set<string>()];
    for (const path of paths.values()) {
      const name = nameOf(path, naming, root);
      if (once.has(name)) again.add(name);
      once.add(name);
    }
    return again;
  };
  const shared = twice({ ...options, shared: NO_NAMES, alike: NO_NAMES });
  const alike = shared.size > 0 ? twice({ ...options, shared, alike: NO_NAMES }) : NO_NAMES;
  return { ...options, shared, alike };
}

/** What a leaf or table is called; where others that are told are called the same, with all that it is in, and by its key where even those agree. */
function nameOf(path: Path, { labelOf, shared, alike }: Naming, root: JsonValue): string {
  const name = labelOf?.(path) || keyOf(path, root);
  if (!shared.has(name)) return name;
  const isItem = typeof path.at(-1) === 'number';
  const whole = isItem
    ? readablePath(path, root)
    : [readablePath(path.slice(0, -1), root), name].filter(Boolean).join(' › ');
  return alike.has(whole) ? readablePath(path, root) : whole;
}

function keyOf(path: Path, root: JsonValue): string {
  const last = path[path.length - 1];
  if (last === undefined) return 'everything';
  return typeof last === 'string'
    ? last || '“”'
    : readablePath(path.slice(-2), undefined) || readablePath(path, root);
}

function clausesOf(comparison: Comparison, changes: readonly Change[], given: DescribeOptions): string[] {
  const options = namingOf(changes, comparison.right, given);
  const clauses: string[] = [];
  const edits = new Map<RowsDifference, ColumnEdit[]>();
  const wholes = new Map<RowsDifference | ListDifference, ListEdit | undefined>();
  const said = new Set<string>();
  const told = toldWithTables(changes);
  const swaps = swapsOf(comparison, changes);
  const items = new Map<string, { at: number; count: number }>();
  for (const change of changes) {
    const { within } = change;
    const swap = swapAround(swaps, change.path);
    if (swap) {
      const once = `swap ${toPointer(swap.paths[0])}`;
      if (!said.has(once)) clauses.push(swapClause(swap, options));
      said.add(once);
      continue;
    }
    if (within && !wholes.has(within)) wholes.set(within, listEdit(within));
    const whole = within && wholes.get(within);
    if (whole && tells(whole, change)) {
      const once = `whole ${toPointer(within.path)}`;
      if (!said.has(once)) clauses.push(listEditWords(whole, nameOf(within.path, options, comparison.right)));
      said.add(once);
      continue;
    }
    const column = change.path[change.path.length - 1];
    if (within?.type === 'rows' && isCell(change) && change.path.length === within.path.length + 2) {
      let known = edits.get(within);
      if (!known) {
        known = columnEdits(within);
        edits.set(within, known);
      }
      const edit = known.find((rule) => rule.column === column || ('with' in rule && rule.with === column));
      if (edit) {
        const once = `${JSON.stringify(within.path)} ${edit.column}`;
        if (!said.has(once)) {
          const row = change.path.slice(0, -1);
          const called = (name: string) => tellingLabel([...row, name], within, options.labelOf) ?? name;
          clauses.push(columnEditWords(edit, within, called, nameOf(within.path, options, comparison.right)));
        }
        said.add(once);
        continue;
      }
    }
    if (within && change.unit === 'item' && change.kind !== 'moved') {
      const list = nameOf(within.path, options, comparison.right);
      const one = itemsClause(change, 1, list);
      const { at, count } = items.get(one) ?? { at: clauses.length, count: 0 };
      items.set(one, { at, count: count + 1 });
      clauses[at] = itemsClause(change, count + 1, list);
      continue;
    }
    const way = wayOf(change);
    if (way === undefined) clauses.push(changeClause(change, comparison, options));
    else if (!said.has(way)) {
      said.add(way);
      const rows = changes.filter((other) => other.kind === change.kind && wayOf(other) === way);
      if (!told.has(way)) clauses.push(wayClause(change, rows.length, tableNames(options)));
    }
  }
  return clauses;
}

/** Names a table beside another one: by its whole path where both are called the same. */
function tableNames({ labelOf }: DescribeOptions): (table: Path, other: Path) => string {
  const nameOf = (path: Path): string => labelOf?.(path) ?? readablePath(path.slice(-1));
  return (table, other) => (nameOf(table) === nameOf(other) ? readablePath(table) : nameOf(table));
}

function swapClause({ paths: [one, other] }: Swap, options: DescribeOptions): string {
  const names = tableNames(options);
  return `${names(one, other)} and ${names(other, one)} changed places`;
}

/** Whether what happened to the whole list is all there is to a change in it. */
function tells({ how }: ListEdit, { kind, unit, within }: Change): boolean {
  if (how !== 'reversed') return kind === 'changed';
  return kind === 'moved' && unit !== 'subtree' && !within?.sorted;
}

/** Items of the same words that came or went. Lists and groups are called by their numbers as well, as their content tells too little. */
function itemsClause({ kind, path, leftPath, from, to }: Change, count: number, list: string): string {
  const value = kind === 'removed' ? from : to;
  const isOne = isLeaf(value) || (value !== undefined && isNumberPair(value));
  const number = Number((kind === 'removed' ? leftPath : path).at(-1)) + 1;
  const words = isOne ? valueInWords(value) : `${number} (${valueInWords(value)})`;
  return `${count === 1 ? 'item' : `${count} items`} ${words} ${kind} ${kind === 'added' ? 'to' : 'from'} ${list}`;
}

function isCell({ unit }: Change): boolean {
  return unit === 'leaf' || unit === 'column';
}

function changeClause(change: Change, comparison: Comparison, options: Naming): string {
  const { kind, unit, path, leftPath, from, to, within, size } = change;
  // What was removed has its place in the right value's too.
  const root = comparison.right;
  if (within && (unit === 'row' || unit === 'item')) {
    const table = nameOf(within.path, options, comparison.right);
    const place = Number((kind === 'removed' ? leftPath : path).at(-1)) + 1;
    const value = kind === 'removed' ? from : to;
    if (kind !== 'moved') {
      const rows = kind === 'removed' ? within.left : within.right;
      return `row ${rowWords(rows, place - 1)} ${kind} ${kind === 'added' ? 'to' : 'from'} ${table}`;
    }
    const called = unit === 'row' ? rowName(value) : valueInWords(value);
    if (within.sorted) return `${table} ${orderWords(within, options.labelOf)}`;
    const what = size > 1 ? `${size} ${unit}s` : called === undefined ? unit : `${unit} ${called}`;
    const before = Number(leftPath.at(-1)) + 1;
    // What stood above went, and what stood below is above now.
    if (before === place) return `${what} moved past others in ${table}, to ${place} as before`;
    return `${what} moved from ${before} to ${place} in ${table}`;
  }
  const name = within ? cellName(path, within, root, options) : nameOf(path, options, root);
  if (unit === 'subtree') return `${readablePath(leftPath)} moved to ${readablePath(path)}`;
  if (kind === 'added') return `${name} added (${withElsewhere(change, to, path, options)})`;
  if (kind === 'removed') return `${name} removed (was ${withElsewhere(change, from, leftPath, options)})`;
  return `${name} ${changeInWords(from, to)}`;
}

/** A value that came or went, and where the other side has rows of it. */
function withElsewhere(
  change: Change,
  value: JsonValue | undefined,
  place: Path,
  options: DescribeOptions,
): string {
  const tables = tableNames(options);
  const elsewhere = rowsElsewhere(change, (table) => tables(table, place));
  return elsewhere ? `${valueInWords(value)}, ${elsewhere}` : valueInWords(value);
}

/** `layers[Clay] › top`: which row, which column. */
function cellName(
  path: Path,
  list: RowsDifference | ListDifference,
  root: JsonValue,
  options: Naming,
): string {
  const whole = readablePath(path, root);
  const head = readablePath(list.path, root);
  const tail = whole.startsWith(head) ? whole.slice(head.length) : whole;
  const [key, label] = [String(path.at(-1)), tellingLabel(path, list, options.labelOf)];
  const named = label && tail.endsWith(key) ? `${tail.slice(0, -key.length)}${label}` : tail;
  return `${nameOf(list.path, options, root)}${named}`;
}
