import { printJson } from '../../contract/json/printing.ts';
import { isNumber, type JsonValue, numberText } from '../../contract/json/value.ts';

/** A scalar as people write it; empty for nothing. */
export function scalarWords(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return isNumber(value) ? numberText(value) : printJson(value);
}
