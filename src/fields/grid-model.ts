import type { ParamType } from '../../contract/entity.ts';
import {
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
} from '../../contract/json.ts';
import { spliced, withMember } from '../params/path.ts';
import { colorHex, emptyOf, type FieldKind, isIsoDate, kindOf } from './kinds.ts';
import { withLineEnds } from './line-ends.ts';
import { readNumber } from './read-number.ts';

export interface Column {
  key: string;
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

/** The columns of rows: keys in the order the rows hold them, then those that only the types name. */
export function gridColumns(rows: JsonArray, kind: FieldKind, paramType: ParamType | undefined): Column[] {
  if (kind === 'geo_polyline' || kind === 'geo_polygon') return pointColumns(rows);
  const types = paramType?.sub_types ?? undefined;
  const keys = new Map<string, JsonValue | undefined>();
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
    const type = types && Object.hasOwn(types, key) ? types[key] : undefined;
    const inferred = kindOf(type, sample, key);
    if (inferred === 'button') continue;
    columns.push({ key, kind: inferred, paramType: type, width: widthOf(inferred, key) });
  }
  return columns;
}

function pointColumns(rows: JsonArray): Column[] {
  const first = rows.find(isObject);
  const keys = first ? [...first.keys()] : ['lat', 'lon'];
  return keys.map((key) => ({ key, kind: 'number', paramType: undefined, width: 180 }));
}

function widthOf(kind: FieldKind, key: string): number {
  return Math.min(260, Math.max(WIDTHS[kind] ?? 150, key.length * 8 + 24));
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
export function readCell(kind: FieldKind, text: string, old: JsonValue | undefined): ReadCell {
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
    return { ok: true, value: isNumber(old) && isNumberText(text) ? numberFrom(text) : text };
  }
  if (kind === 'json' && isNumber(old) && isNumberText(text)) return { ok: true, value: numberFrom(text) };
  return { ok: true, value: typeof old === 'string' ? withLineEnds(text, old) : text };
}

/** A new row: the members that the row above has, each empty; without rows, every column. */
export function emptyRow(columns: readonly Column[], rows: JsonArray): JsonObject {
  const model = rows.findLast(isObject);
  const wanted = model ? columns.filter(({ key }) => model.has(key)) : columns;
  return new Map(wanted.map(({ key, kind }) => [key, emptyOf(kind)]));
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

/** Rows as text for a spreadsheet. Cells that hold more than one value are left empty. */
export function writeTsv(columns: readonly Column[], rows: JsonArray): string {
  const quote = (text: string) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) =>
    columns.map(({ key }) => quote(cellText(isObject(row) ? row.get(key) : undefined))).join('\t'),
  );
  return [columns.map(({ key }) => quote(key)).join('\t'), ...lines].join('\n');
}

export interface Pasted {
  rows: JsonArray;
  /** Cells that were written. */
  cells: number;
  added: number;
  /** Decimal commas read as points. */
  commas: number;
  /** Cells left as they were, each with the reason. */
  rejected: string[];
}

/** Writes a block of text cells into rows from one cell on; rows that are missing are added, what does not fit its column is left out and said. */
export function pasteCells(
  rows: JsonArray,
  columns: readonly Column[],
  start: { row: number; column: number },
  block: readonly (readonly string[])[],
): Pasted {
  const pasted: Pasted = { rows, cells: 0, added: 0, commas: 0, rejected: [] };
  const titled =
    block.length > 1 && block[0]?.every((text, index) => columns[start.column + index]?.key === text.trim());
  const lines = titled ? block.slice(1) : block;
  for (const [offset, line] of lines.entries()) {
    const at = start.row + offset;
    const isNew = at >= pasted.rows.length;
    let row: JsonValue = isNew ? emptyRow(columns, rows) : (pasted.rows[at] as JsonValue);
    if (isNew) pasted.added++;
    for (const [index, text] of line.entries()) {
      const column = columns[start.column + index];
      if (!column || !isObject(row)) {
        if (text !== '') pasted.rejected.push(`Row ${at + 1}: “${text}” has no column.`);
        continue;
      }
      const old = row.get(column.key);
      let read: ReadCell =
        isContainer(old) || opensBelow(column.kind, old)
          ? { ok: false, problem: `${column.key} holds more than one value.` }
          : readCell(column.kind, text, old);
      if (!read.ok && read.suggestion && text.includes(',')) {
        read = readCell(column.kind, read.suggestion, old);
        pasted.commas++;
      }
      if (!read.ok) pasted.rejected.push(`Row ${at + 1}, ${column.key}: ${read.problem}`);
      else {
        row = withMember(row, column.key, read.value);
        pasted.cells++;
      }
    }
    pasted.rows = spliced(pasted.rows, at, isNew ? 0 : 1, row);
  }
  return pasted;
}

export function rowsOf(value: JsonValue | undefined): JsonArray {
  return isArray(value) ? value : NO_ROWS;
}
const NO_ROWS: JsonArray = [];
