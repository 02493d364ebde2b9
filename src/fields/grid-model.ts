import type { ParamType } from '../../contract/entity.ts';
import {
  deriveFrom,
  isArray,
  isContainer,
  isNumber,
  isNumberText,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberFrom,
  numberText,
  numberValue,
} from '../../contract/json.ts';
import { setIn, withMember } from '../params/path.ts';
import type { Choice, FieldSpec } from './form-spec.ts';
import { colorHex, emptyOf, type FieldKind, isIsoDate, kindOf } from './kinds.ts';
import { withLineEnds } from './line-ends.ts';
import { readNumber } from './read-number.ts';
import { type RowLimits, rowLimits } from './row-limits.ts';

export interface Column {
  key: string;
  /** What the form calls it; its key where that is not known. */
  label: string;
  /** What the form says of it. */
  spec: FieldSpec | undefined;
  kind: FieldKind;
  paramType: ParamType | undefined;
  /** Pixels. */
  width: number;
}

const WIDTHS: Partial<Record<FieldKind, number>> = {
  number: 104,
  integer: 92,
  boolean: 76,
  date: 112,
  text: 168,
  option: 132,
  textarea: 240,
  entity: 104,
  file: 104,
};

/** The columns of rows: those of the form in its order, then keys in the order the rows hold them, then those that only the types name. */
export function gridColumns(
  rows: JsonArray,
  kind: FieldKind,
  paramType: ParamType | undefined,
  spec?: FieldSpec | undefined,
): Column[] {
  if (kind === 'geo_polyline' || kind === 'geo_polygon') return pointColumns(rows);
  const types = paramType?.sub_types ?? undefined;
  const specs = new Map(spec?.rows?.map((row) => [row.name, row]));
  const keys = new Map<string, JsonValue | undefined>();
  for (const key of specs.keys()) keys.set(key, undefined);
  for (const row of rows) {
    if (!isObject(row)) continue;
    for (const [key, value] of row) {
      const known = keys.get(key);
      if (known === undefined || known === null) keys.set(key, value);
    }
  }
  for (const key of Object.keys(types ?? {})) if (!keys.has(key)) keys.set(key, undefined);
  const columns: Column[] = [];
  for (const [key, sample] of keys) {
    const own = specs.get(key);
    // What the form hides is shown where rows hold it.
    if (own && !own.visible && sample === undefined) continue;
    const type = types && Object.hasOwn(types, key) ? types[key] : undefined;
    const inferred = kindOf(type ?? (own && { type: own.type }), sample, key);
    if (inferred === 'button') continue;
    const label = own?.label ?? key;
    const columnKind = own && own.kind !== 'json' ? own.kind : inferred;
    const width = widthOf(columnKind, own?.unit ? `${label} ${own.unit}` : label);
    columns.push({ key, label, spec: own, kind: columnKind, paramType: type, width });
  }
  return columns;
}

/** Rows that may differ before all of them are looked at. */
const MOST_CHANGED = 200;

/** Whether rows surely have the columns that others have: those that differ hold the same keys in the same order, with values that look alike. Says no when in doubt. */
export function haveSameColumns(before: JsonArray, rows: JsonArray): boolean {
  if (before === rows) return true;
  if (before.length !== rows.length) return false;
  let changed = 0;
  for (let index = 0; index < rows.length; index++) {
    if (rows[index] === before[index]) continue;
    if (++changed > MOST_CHANGED || !lookAlike(before[index], rows[index])) return false;
  }
  return true;
}

function lookAlike(before: JsonValue | undefined, row: JsonValue | undefined): boolean {
  if (!isObject(before) || !isObject(row) || before.size !== row.size) return false;
  const keys = [...before.keys()];
  let at = 0;
  for (const [key, value] of row) {
    if (keys[at++] !== key) return false;
    const old = before.get(key);
    if (old === value) continue;
    // What a column holds at first tells its kind where nothing else does.
    if (kindOf(undefined, old, key) !== kindOf(undefined, value, key)) return false;
  }
  return true;
}

/** What the form says of one cell: of its column, with what differs in the row. */
export function cellSpec(table: FieldSpec | undefined, row: number, column: Column): FieldSpec | undefined {
  const choices = table?.rowStates?.[row]?.[column.key]?.choices;
  return choices && column.spec ? { ...column.spec, choices } : column.spec;
}

function pointColumns(rows: JsonArray): Column[] {
  const first = rows.find(isObject);
  const keys = first ? [...first.keys()] : ['lat', 'lon'];
  return keys.map((key) => ({
    key,
    label: key,
    spec: undefined,
    kind: 'number',
    paramType: undefined,
    width: 180,
  }));
}

function widthOf(kind: FieldKind, title: string): number {
  return Math.min(260, Math.max(WIDTHS[kind] ?? 150, title.length * 8 + 24));
}

/** The text that editing a cell starts with. */
export function cellText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (isNumber(value)) return numberText(value);
  return typeof value === 'boolean' ? String(value) : '';
}

/** Whether a cell opens below the table instead of being typed in. */
export function opensBelow(kind: FieldKind, value: JsonValue | undefined): boolean {
  if (isContainer(value)) return true;
  const containers: FieldKind[] = [
    'table',
    'array',
    'multiselect',
    'list',
    'entities',
    'files',
    'geo_point',
    'geo_polyline',
    'geo_polygon',
    'color',
    'group',
    'json',
    'hidden',
    'chat',
  ];
  return containers.includes(kind) && (value === undefined || value === null);
}

export type ReadCell = { ok: true; value: JsonValue } | { ok: false; problem: string; suggestion?: string };

const YES = /^(true|yes|y|1|on|ja|waar|x)$/i;
const NO = /^(false|no|n|0|off|nee|onwaar)$/i;

/** What is typed into a cell, as a value of its column's kind. Empty text is the empty form of the kind; an option that was a number stays one. */
export function readCell(
  kind: FieldKind,
  text: string,
  old: JsonValue | undefined,
  spec?: FieldSpec | undefined,
): ReadCell {
  if (kind === 'number' || kind === 'integer' || kind === 'entity' || kind === 'file') {
    const read = readNumber(text, kind !== 'number');
    return read.ok
      ? { ok: true, value: read.value }
      : { ok: false, problem: read.problem, ...(read.suggestion ? { suggestion: read.suggestion } : {}) };
  }
  if (kind === 'boolean') {
    if (text.trim() === '') return { ok: true, value: false };
    if (YES.test(text.trim())) return { ok: true, value: true };
    if (NO.test(text.trim())) return { ok: true, value: false };
    return { ok: false, problem: `“${text}” is neither true nor false.` };
  }
  if (kind === 'date') {
    if (text.trim() === '') return { ok: true, value: null };
    if (isIsoDate(text.trim())) return { ok: true, value: text.trim() };
    return { ok: false, problem: `“${text}” is not a date: write it as 2026-05-13.` };
  }
  if (kind === 'color' && colorHex(text) === undefined && text !== '')
    return { ok: false, problem: `“${text}” is not a colour: write it as #1f6feb.` };
  if (kind === 'option') {
    if (text === '') return { ok: true, value: null };
    const choice = spec?.choices && findChoice(spec.choices, text, old);
    if (choice !== undefined) return { ok: true, value: choice };
    return { ok: true, value: isNumber(old) && isNumberText(text) ? numberFrom(text) : text };
  }
  if (kind === 'json' && isNumber(old) && isNumberText(text)) return { ok: true, value: numberFrom(text) };
  return { ok: true, value: typeof old === 'string' ? withLineEnds(text, old) : text };
}

/** The stored value of a choice that is typed by its label or its value; its label where the cell holds labels, as older apps store them. */
function findChoice(
  choices: readonly Choice[],
  text: string,
  old: JsonValue | undefined,
): JsonValue | undefined {
  const wanted = text.trim();
  const named = ({ value, label }: Choice) => label === wanted || cellText(value) === wanted;
  const choice =
    choices.find(named) ?? choices.find(({ label }) => label.toLowerCase() === wanted.toLowerCase());
  if (!choice) return undefined;
  const byLabel = choices.some(({ label, value }) => label === old && value !== old);
  return byLabel ? choice.label : choice.value;
}

/**
 * A new row: the members that the row above has, each with its default by the form or empty; without rows, every column. Where the form says so, a copy of
 * the row above.
 */
export function emptyRow(columns: readonly Column[], rows: JsonArray, copyLast = false): JsonObject {
  const model = rows.findLast(isObject);
  if (copyLast && model) return model;
  const wanted = model ? columns.filter(({ key }) => model.has(key)) : columns;
  return new Map(
    wanted.map(({ key, kind, spec }) => [
      key,
      spec?.defaultValue === undefined || spec.defaultValue === null ? emptyOf(kind) : spec.defaultValue,
    ]),
  );
}

/** Cells of text as spreadsheets copy them: tabs between cells, quotes around what holds tabs, quotes or line ends. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    let cell = '';
    if (text[at] === '"') {
      at++;
      while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) {
        if (text[at] === '"') at++;
        cell += text[at++];
      }
      at++;
    }
    while (at < text.length && !/[\t\r\n]/.test(text[at] as string)) cell += text[at++];
    row.push(cell);
    if (text[at] === '\t') at++;
    else {
      rows.push(row);
      row = [];
      if (text[at] === '\r' && text[at + 1] === '\n') at++;
      at++;
      if (at >= text.length) break;
    }
  }
  return rows;
}

const quote = (text: string) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Cells as text for a spreadsheet, a line a row. Cells that hold more than one value are left empty. */
export function writeCells(columns: readonly Column[], rows: JsonArray): string {
  const cell = (row: JsonValue, { key }: Column) => cellText(isObject(row) ? row.get(key) : undefined);
  return rows.map((row) => columns.map((column) => quote(cell(row, column))).join('\t')).join('\n');
}

/** Rows as text for a spreadsheet, below a line of titles. */
export function writeTsv(columns: readonly Column[], rows: JsonArray): string {
  return `${columns.map(({ label }) => quote(label)).join('\t')}\n${writeCells(columns, rows)}`;
}

/** A cell of a block that is pasted: as it came, and what becomes of it. */
export interface PastedCell {
  text: string;
  /** A decimal comma was read as a point. */
  comma?: boolean;
  /** Why the cell is left as it was. */
  problem?: string;
}

export interface Pasted {
  rows: JsonArray;
  /** Cells that were written. */
  cells: number;
  added: number;
  /** Decimal commas read as points. */
  commas: number;
  /** The first line held the titles of the columns and was left out. */
  titled: boolean;
  /** Cells left as they were, each with the reason. */
  rejected: string[];
  /** The first lines, cell by cell, for a look before it is done. */
  preview: PastedCell[][];
}

/** Lines of a block that are shown before it is pasted. */
const MOST_PREVIEW = 6;

/** Writes a block of text cells into rows from one cell on; rows that are missing are added up to `limits`, what does not fit its column is left out and said. */
export function pasteCells(
  rows: JsonArray,
  columns: readonly Column[],
  start: { row: number; column: number },
  block: readonly (readonly string[])[],
  limits: RowLimits = rowLimits(undefined),
): Pasted {
  const titled =
    block.length > 1 &&
    block[0]?.every((text, index) => {
      const column = columns[start.column + index];
      return column && [column.key, column.label].includes(text.trim());
    }) === true;
  const made = [...rows];
  const pasted = { cells: 0, added: 0, commas: 0, rejected: [] as string[], preview: [] as PastedCell[][] };
  for (const [offset, line] of (titled ? block.slice(1) : block).entries()) {
    const at = start.row + offset;
    if (at >= Math.max(limits.max, rows.length)) {
      pasted.rejected.push(`Row ${at + 1}: ${limits.most}`);
      if (offset < MOST_PREVIEW) pasted.preview.push(line.map((text) => ({ text, problem: limits.most })));
      continue;
    }
    if (at >= made.length) pasted.added++;
    let row: JsonValue = made[at] ?? emptyRow(columns, rows);
    const shown: PastedCell[] = [];
    for (const [index, text] of line.entries()) {
      const column = columns[start.column + index];
      const { cell, value } = pasteCell(row, column, text);
      if (cell.problem) pasted.rejected.push(`Row ${at + 1}: ${cell.problem}`);
      if (cell.comma) pasted.commas++;
      if (value !== undefined && column && isObject(row)) {
        row = withMember(row, column.key, value);
        pasted.cells++;
      }
      shown.push(cell);
    }
    if (offset < MOST_PREVIEW) pasted.preview.push(shown);
    made[at] = row;
  }
  return { ...pasted, titled, rows: deriveFrom(rows, made) };
}

function pasteCell(
  row: JsonValue,
  column: Column | undefined,
  text: string,
): { cell: PastedCell; value?: JsonValue } {
  if (!column || !isObject(row))
    return { cell: text === '' ? { text } : { text, problem: `“${text}” has no column.` } };
  const old = row.get(column.key);
  if (isContainer(old) || opensBelow(column.kind, old))
    // So they are copied: what holds more than one value as nothing.
    return text === ''
      ? { cell: { text } }
      : { cell: { text, problem: `${column.label} holds more than one value.` } };
  const read = readCell(column.kind, text, old, column.spec);
  if (read.ok) return { cell: { text }, value: read.value };
  const again =
    read.suggestion && text.includes(',') ? readCell(column.kind, read.suggestion, old, column.spec) : read;
  if (again.ok) return { cell: { text, comma: true }, value: again.value };
  return { cell: { text, problem: `${column.label}: ${again.problem}` } };
}

/** The value of one row's cell in the rows below it, down to `to`: what is not one value, or stands in a row that is none, stays. */
export function fillDown(
  rows: JsonArray,
  columns: readonly Column[],
  from: { row: number; column: number },
  to: { row: number; column: number },
): JsonArray {
  const source = rows[from.row];
  if (!isObject(source)) return rows;
  const filled = rows.map((row, index) => {
    if (index <= from.row || index > to.row || !isObject(row)) return row;
    return columns.slice(from.column, to.column + 1).reduce<JsonObject>((made, { key }) => {
      const value = source.get(key);
      return value === undefined || made.get(key) === value ? made : withMember(made, key, value);
    }, row);
  });
  return deriveFrom(rows, filled);
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The indices of rows in the order of one column: numbers by value, texts by the alphabet with digits by value; what is empty or not stored comes last. Equal rows keep their order. */
export function sortedOrder(rows: JsonArray, key: string, descending: boolean): number[] {
  const sign = descending ? -1 : 1;
  const cells = rows.map((row) => (isObject(row) ? row.get(key) : undefined));
  const empty = (value: JsonValue | undefined) => value === undefined || value === null || value === '';
  return rows
    .map((_, index) => index)
    .sort((a, b) => {
      const [left, right] = [cells[a], cells[b]];
      if (empty(left) || empty(right)) return Number(empty(left)) - Number(empty(right));
      if (isNumber(left) && isNumber(right)) return sign * (numberValue(left) - numberValue(right));
      if (isNumber(left) !== isNumber(right)) return isNumber(left) ? -1 : 1;
      return sign * collator.compare(cellText(left), cellText(right));
    });
}

export function rowsOf(value: JsonValue | undefined): JsonArray {
  return isArray(value) ? value : NO_ROWS;
}
const NO_ROWS: JsonArray = [];

/** Rows with some cells emptied, each in the way of its column; what holds more than one value, or is not stored, stays. The same rows when nothing does. */
export function emptied(rows: JsonArray, at: readonly number[], columns: readonly Column[]): JsonArray {
  let made = rows;
  for (const index of at)
    for (const { key, kind } of columns) {
      const row = rows[index];
      const old = isObject(row) ? row.get(key) : undefined;
      if (old !== undefined && !isContainer(old) && !opensBelow(kind, old))
        made = setIn(made, [index, key], emptyOf(kind)) as JsonArray;
    }
  return made;
}
