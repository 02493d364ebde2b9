import { isArray, isNumber, isObject, type JsonValue, numberText } from '../../contract/json/value.ts';
import { isColor, isPoint } from './equal.ts';
import { isNumberPair } from './lists.ts';

const MOST_VALUE = 40;

/** A value in a few words: scalars as they are, a text that reads like something else in quotation marks, tables and groups by their size. */
export function valueInWords(value: JsonValue | undefined): string {
  if (value === undefined) return 'not stored';
  if (value === null) return 'null';
  if (isNumber(value)) return numberText(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return textInWords(value);
  if (isPoint(value) || isColor(value)) return `(${[...value.values()].map(valueInWords).join(', ')})`;
  if (isNumberPair(value)) return `(${value.map(valueInWords).join(', ')})`;
  if (isArray(value)) {
    if (value.length === 0) return 'empty list';
    const row = value.every((item) => isObject(item) && !isPoint(item));
    return `${value.length} ${row ? 'row' : 'item'}${value.length === 1 ? '' : 's'}`;
  }
  return value.size === 0 ? 'empty group' : `group of ${value.size}`;
}

/** What words for numbers and for other values than texts look like, and for texts that look like those. */
const NO_TEXT =
  /^(?:[-+−]?(?:\d[\d.,' ]*(?:e[-+]?\d+)?|[.,]\d+|Infinity)|NaN|true|false|null|not stored|empty (?:list|group)|group of \d+|\d+ (?:rows?|items?)|\([-\d.,e+ ]*\)|“.*)$/i;

/** Whether a text reads like a number or another value that is none: only quotation marks tell it. */
export function looksLikeNoText(text: string): boolean {
  return NO_TEXT.test(text.trim());
}

function textInWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  if (characters.length > MOST_VALUE) return `“${characters.slice(0, MOST_VALUE - 1).join('')}…”`;
  if (line === '') return text === '' ? '“”' : '“ ”';
  return looksLikeNoText(line) ? `“${line}”` : line;
}

/** `1 → 2`; of values that are the same in a few words, how they differ. */
export function changeInWords(from: JsonValue | undefined, to: JsonValue | undefined): string {
  const found = unlike(from, to);
  if (found !== undefined) return found;
  const words = [from, to].map(valueInWords);
  // Of two texts one is not marked alone: it would look as if the other were none.
  const isMarked = typeof from === 'string' && typeof to === 'string' && words.some(isQuoted);
  return words.map((one) => (isMarked && !isQuoted(one) ? `“${one}”` : one)).join(' → ');
}

const isQuoted = (words: string): boolean => words.startsWith('“');

/** How two values differ that look the same in a few words; `undefined` of others. */
export function unlike(from: JsonValue | undefined, to: JsonValue | undefined): string | undefined {
  const words = valueInWords(from);
  if (words.normalize() !== valueInWords(to).normalize()) return undefined;
  if (typeof from !== 'string' || typeof to !== 'string') return 'changed inside';
  const [old, now] = [from, to].map((text) => text.replace(/\r\n?/g, '\n'));
  if (old === now) return 'changed in line ends only';
  if (old?.normalize() === now?.normalize()) return 'changed in how accents are stored only';
  const [closed, open] = [from, to].map((text) => text.replace(/\s+/g, ''));
  return closed === open ? 'changed in white space only' : 'changed further on';
}
