import {
  isArray,
  isNumber,
  isObject,
  type JsonObject,
  type JsonValue,
  numberText,
} from '../../contract/json/value.ts';
import { colorHex } from '../fields/colors.ts';
import { isColor, isPoint } from '../params/equal.ts';
import { isNumberPair } from '../params/lists.ts';

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB').replaceAll(',', '\u202f')} ${count === 1 ? one : many}`;
}

/** What a container holds, in two words: `4 rows`, `168 points`, `12 fields`, `no items`. */
export function contentWords(value: JsonValue): string {
  if (isArray(value)) {
    if (value.length === 0) return 'no items';
    if (value.every((item) => isPoint(item) || isNumberPair(item))) return counted(value.length, 'point');
    return counted(value.length, value.every(isObject) ? 'row' : 'item');
  }
  if (isObject(value)) return value.size === 0 ? 'no fields' : counted(value.size, 'field');
  return '';
}

/** The plain text of a leaf; of a container its content in words. */
export function plainText(value: JsonValue | undefined): string {
  if (value === undefined) return 'not stored';
  if (value === null) return 'empty';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isNumber(value)) return numberText(value);
  if (typeof value === 'string') return value;
  if (isPoint(value)) return `${plainText(value.get('lat'))}, ${plainText(value.get('lon'))}`;
  if (isNumberPair(value)) return value.map(plainText).join(', ');
  return (isColor(value) ? colorHex(value) : undefined) ?? contentWords(value);
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days from one stored day to another; `undefined` unless both are full dates. Dates are plain days and know no zone. */
export function daysBetween(left: JsonValue | undefined, right: JsonValue | undefined): number | undefined {
  const days = [left, right].map((value) => {
    const match = typeof value === 'string' ? DATE.exec(value) : null;
    return match
      ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / 86_400_000
      : undefined;
  });
  return days[0] === undefined || days[1] === undefined ? undefined : days[1] - days[0];
}

/** A group of the form: an object that is a container and not a value itself, as a point and a colour are. */
export function isGroup(value: JsonValue | undefined): value is JsonObject {
  return isObject(value) && value.size > 0 && !isPoint(value) && !isColor(value);
}
