import { deriveFrom } from '../../contract/json/memory.ts';
import {
  isContainer,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';
import { withMember } from '../params/path.ts';
import type { FieldSpec } from './form-spec.ts';
import { cellText, opensBelow, readCell } from './grid-cell.ts';
import { type Column, cellSpec } from './grid-columns.ts';
import { emptyRow } from './grid-model.ts';
import { rowLimits } from './row-limits.ts';

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

/** Cells as text for a spreadsheet, a line a row; a last line that is empty is ended, else there would be none. Cells that hold more than one value are left empty. */
export function writeCells(columns: readonly Column[], rows: JsonArray): string {
  const cell = (row: JsonValue, { key }: Column) => cellText(isObject(row) ? row.get(key) : undefined);
  const lines = rows.map((row) => columns.map((column) => quote(cell(row, column))).join('\t'));
  return lines.join('\n') + (lines.at(-1) === '' ? '\n' : '');
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

/** Whether the cell of a row is on screen. */
export type IsShown = (index: number, row: JsonObject, column: Column) => boolean;

/** Writes a block of text cells into rows from one cell on; rows that are missing are added as far as the form goes, what does not fit its column is left out and said. */
export function pasteCells(
  rows: JsonArray,
  columns: readonly Column[],
  start: { row: number; column: number },
  block: readonly (readonly string[])[],
  spec?: FieldSpec,
  isShown: IsShown = () => true,
): Pasted {
  const titled =
    block.length > 1 &&
    block[0]?.every((text, index) => {
      const column = columns[start.column + index];
      return column && [column.key, column.label].includes(text.trim());
    }) === true;
  const limits = rowLimits(spec);
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
      const isHidden = column !== undefined && isObject(row) && !isShown(at, row, column);
      const { cell, value } = isHidden
        ? hiddenCell(column, text)
        : pasteCell(row, column, text, column && cellSpec(spec, at, column));
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

const hiddenCell = ({ label }: Column, text: string): { cell: PastedCell; value?: JsonValue } => ({
  cell: text === '' ? { text } : { text, problem: `${label} is not shown in this row.` },
});

function pasteCell(
  row: JsonValue,
  column: Column | undefined,
  text: string,
  spec: FieldSpec | undefined,
): { cell: PastedCell; value?: JsonValue } {
  if (!column || !isObject(row))
    return { cell: text === '' ? { text } : { text, problem: `“${text}” has no column.` } };
  const old = row.get(column.key);
  if (isContainer(old) || opensBelow(column.kind, old))
    // So they are copied: what holds more than one value as nothing.
    return text === ''
      ? { cell: { text } }
      : { cell: { text, problem: `${column.label} holds more than one value.` } };
  // As it is copied from here: what it holds may read otherwise, as nothing in a column of truth values.
  if (text === cellText(old)) return { cell: { text }, ...(old === undefined ? {} : { value: old }) };
  const read = readCell(column.kind, text, old, spec);
  if (read.ok) return { cell: { text }, value: read.value };
  const again =
    read.suggestion && text.includes(',') ? readCell(column.kind, read.suggestion, old, spec) : read;
  if (again.ok) return { cell: { text, comma: true }, value: again.value };
  return { cell: { text, problem: `${column.label}: ${again.problem}` } };
}
