import { isArray, isNumber, type JsonValue, numberValue } from '../../contract/json/value.ts';
import { equalValues, isColor, isPoint } from './equal.ts';

/** Nothing stored is of no kind, and equal to much that has nothing to do with it. */
export function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '' || (isArray(value) && value.length === 0);
}

/** Whether two values say the same in two kinds: a number and its text, an item and a list of it, a colour and its code. */
export function isConverted(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return says(left, right) || says(right, left);
}

function says(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (isArray(one)) return one.length === 1 && equalValues(one[0], other);
  if (typeof one !== 'string') return false;
  const text = one.trim().toLowerCase();
  if (isNumber(other)) return text !== '' && Number(text) === numberValue(other);
  if (typeof other === 'boolean') return text === String(other);
  if (!isColor(other)) return false;
  const code = [...other.values()].map((part) => Number(part).toString(16).padStart(2, '0')).join('');
  return text === `#${code}`;
}

/** What kind of value something is, in words; `undefined` for what is empty. */
export function kindOfValue(value: JsonValue | undefined): string | undefined {
  if (isEmpty(value)) return undefined;
  if (isNumber(value)) return 'a number';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'yes or no';
  if (isArray(value)) return 'a list';
  if (isPoint(value)) return 'a point';
  return isColor(value) ? 'a colour' : 'a group';
}
