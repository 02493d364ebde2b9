import { isArray, isNumber, isObject, type JsonValue, numberText } from '../../contract/json/value.ts';
import { isColor, isPoint } from './equal.ts';
import { isNumberPair } from './lists.ts';

const MOST_VALUE = 40;

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

/** `1 → 2`; of values that are the same in a few words, how they differ. */
export function changeInWords(from: JsonValue | undefined, to: JsonValue | undefined): string {
  return unlike(from, to) ?? `${valueInWords(from)} → ${valueInWords(to)}`;
}

/** How two values differ that look the same in a few words; `undefined` of others. */
export function unlike(from: JsonValue | undefined, to: JsonValue | undefined): string | undefined {
  const words = valueInWords(from);
  if (words.normalize() !== valueInWords(to).normalize()) return undefined;
  if (typeof from !== 'string' || typeof to !== 'string') {
    if (typeof from === 'string') return `“${words}” → ${words}`;
    return typeof to === 'string' ? `${words} → “${words}”` : 'changed inside';
  }
  const [old, now] = [from, to].map((text) => text.replace(/\r\n?/g, '\n'));
  if (old === now) return 'changed in line ends only';
  if (old?.normalize() === now?.normalize()) return 'changed in how accents are stored only';
  const [closed, open] = [from, to].map((text) => text.replace(/\s+/g, ''));
  return closed === open ? 'changed in white space only' : 'changed further on';
}
