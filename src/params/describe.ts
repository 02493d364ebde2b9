import { isArray, isNumber, isObject, type JsonValue, numberText } from '../../contract/json/value.ts';
import type { Change, Comparison, RowsDifference } from './comparison.ts';
import { totalOf } from './comparison.ts';
import { rowsElsewhere, toldWithTables, wayClause, wayOf } from './describe-elsewhere.ts';
import { isColor, isPoint } from './equal.ts';
import { flatten } from './flatten.ts';
import { isNumberPair } from './lists.ts';
import { type Path, readablePath, rowName } from './path.ts';
import { type ColumnEdit, columnEdits } from './table-edits.ts';

/** `short`: counts, for a list's row. `medium`: counts and the first changes, for a save's message. `long`: every change, a line each. */
export type DescriptionLength = 'short' | 'medium' | 'long';

export interface DescribeOptions {
  /** What a leaf or table is called, when the form is known; its key otherwise. */
  labelOf?: (path: Path) => string | undefined;
}

const MOST_CLAUSES = 3;
const MOST_VALUE = 40;

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

/** A value in a few words: scalars as they are, tables and groups by their size. */
export function valueInWords(value: JsonValue | undefined): string {
  if (value === undefined) return 'not stored';
  if (value === null) return 'null';
  if (isNumber(value)) return numberText(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return value === '' ? '“”' : cut(value);
  if (isPoint(value) || isColor(value)) return `(${[...value.values()].map(valueInWords).join(', ')})`;
  if (isNumberPair(value)) return `(${value.map(valueInWords).join(', ')})`;
  if (isArray(value)) {
    if (value.length === 0) return 'empty list';
    const row = value.every((item) => isObject(item) && !isPoint(item));
    return `${value.length} ${row ? 'row' : 'item'}${value.length === 1 ? '' : 's'}`;
  }
  return value.size === 0 ? 'empty group' : `group of ${value.size}`;
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length > MOST_VALUE
    ? `“${characters.slice(0, MOST_VALUE - 1).join('')}…”`
    : line || '“ ”';
}

function nameOf(path: Path, options: DescribeOptions, root: JsonValue): string {
  const label = options.labelOf?.(path);
  if (label) return label;
  const last = path[path.length - 1];
  if (last === undefined) return 'everything';
  return typeof last === 'string'
    ? last || '“”'
    : readablePath(path.slice(-2), undefined) || readablePath(path, root);
}

function clausesOf(comparison: Comparison, changes: readonly Change[], options: DescribeOptions): string[] {
  const clauses: string[] = [];
  const edits = new Map<RowsDifference, ColumnEdit[]>();
  const said = new Set<string>();
  const told = toldWithTables(changes);
  for (const change of changes) {
    const { within } = change;
    const column = change.path[change.path.length - 1];
    if (within?.type === 'rows' && isCell(change) && change.path.length === within.path.length + 2) {
      let known = edits.get(within);
      if (!known) {
        known = columnEdits(within);
        edits.set(within, known);
      }
      const edit = known.find((rule) => rule.column === column);
      if (edit) {
        const once = `${JSON.stringify(within.path)} ${edit.column}`;
        if (!said.has(once)) clauses.push(columnClause(edit, change.path, within.path, comparison, options));
        said.add(once);
        continue;
      }
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

function isCell({ unit }: Change): boolean {
  return unit === 'leaf' || unit === 'column';
}

function columnClause(
  edit: ColumnEdit,
  cell: Path,
  list: Path,
  comparison: Comparison,
  options: DescribeOptions,
): string {
  const rows = `${edit.all ? 'all ' : ''}${edit.rows} rows of ${nameOf(list, options, comparison.right)}`;
  const column = columnLabel(cell, list, options) ?? edit.column;
  if (edit.how !== 'shift' && edit.how !== 'factor' && edit.how !== 'set')
    return `column ${column} ${edit.how} in ${rows}`;
  if (edit.how === 'set') return `${column} set to ${valueInWords(edit.to)} in ${rows}`;
  if (edit.how === 'factor') return `${column} × ${edit.by} in ${rows}`;
  return `${column} ${edit.by.startsWith('-') ? `− ${edit.by.slice(1)}` : `+ ${edit.by}`} in ${rows}`;
}

/** What the form calls the column of a cell, where that is more than what it calls the table. */
function columnLabel(cell: Path, list: Path, { labelOf }: DescribeOptions): string | undefined {
  const label = labelOf?.(cell);
  return label === labelOf?.(list) ? undefined : label;
}

function changeClause(change: Change, comparison: Comparison, options: DescribeOptions): string {
  const { kind, unit, path, leftPath, from, to, within, size } = change;
  const root = kind === 'removed' ? comparison.left : comparison.right;
  if (within && (unit === 'row' || unit === 'item')) {
    const table = nameOf(within.path, options, comparison.right);
    const place = Number((kind === 'removed' ? leftPath : path).at(-1)) + 1;
    const value = kind === 'removed' ? from : to;
    const called = unit === 'row' ? rowName(value) : valueInWords(value);
    const name = `${unit} ${called ?? place}`;
    if (kind !== 'moved') return `${name} ${kind} ${kind === 'added' ? 'to' : 'from'} ${table}`;
    if (within.type === 'rows' && within.sorted)
      return `${table} sorted by ${within.sorted.column}${within.sorted.descending ? ', descending' : ''}`;
    const what = size > 1 ? `${size} ${unit}s` : called === undefined ? unit : name;
    return `${what} moved from ${Number(leftPath.at(-1)) + 1} to ${place} in ${table}`;
  }
  const name = within ? cellName(path, within.path, root, options) : nameOf(path, options, root);
  if (unit === 'subtree') return `${readablePath(leftPath)} moved to ${readablePath(path)}`;
  if (kind === 'added') return `${name} added (${withElsewhere(change, to, path, options)})`;
  if (kind === 'removed') return `${name} removed (was ${withElsewhere(change, from, leftPath, options)})`;
  return `${name} ${unlike(from, to) ?? `${valueInWords(from)} → ${valueInWords(to)}`}`;
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

/** How two values differ that are the same in a few words. */
function unlike(from: JsonValue | undefined, to: JsonValue | undefined): string | undefined {
  const words = valueInWords(from);
  if (words !== valueInWords(to)) return undefined;
  if (typeof from !== 'string' || typeof to !== 'string') {
    if (typeof from === 'string') return `“${words}” → ${words}`;
    return typeof to === 'string' ? `${words} → “${words}”` : 'changed inside';
  }
  const [old, now] = [from, to].map((text) => text.replace(/\r\n?/g, '\n'));
  if (old === now) return 'changed in line ends only';
  const [closed, open] = [from, to].map((text) => text.replace(/\s+/g, ''));
  return closed === open ? 'changed in white space only' : 'changed further on';
}

/** `layers[Clay] › top`: which row, which column. */
function cellName(path: Path, table: Path, root: JsonValue, options: DescribeOptions): string {
  const whole = readablePath(path, root);
  const head = readablePath(table, root);
  const tail = whole.startsWith(head) ? whole.slice(head.length) : whole;
  const [key, label] = [String(path.at(-1)), columnLabel(path, table, options)];
  const named = label && tail.endsWith(key) ? `${tail.slice(0, -key.length)}${label}` : tail;
  return `${nameOf(table, options, root)}${named}`;
}
