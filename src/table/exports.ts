import { printJson } from '../../contract/json/printing.ts';
import { isContainer, isNumber, type JsonValue, numberText } from '../../contract/json/value.ts';
import type { SheetCell } from '../workers/sheet-writer.ts';

/** One line of CSV (RFC 4180) without its end: numbers as they are spelled, what is not stored or null as nothing. */
export function csvLine(values: readonly (JsonValue | undefined)[]): string {
  return values.map(csvCell).join(',');
}

function csvCell(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (isNumber(value)) return numberText(value);
  if (typeof value === 'boolean') return String(value);
  const text = isContainer(value) ? printJson(value) : value;
  // A text that a spreadsheet would take for a formula is kept from being one.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A value as a cell of a spreadsheet. */
export function sheetCell(value: JsonValue | undefined): SheetCell {
  if (value === undefined || value === null) return null;
  if (isNumber(value)) return { number: numberText(value) };
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  return printJson(value);
}
