import { sourceText } from '../../contract/json/memory.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import {
  isArray,
  isNumber,
  isObject,
  type JsonArray,
  type JsonValue,
  numberText,
  numberValue,
} from '../../contract/json/value.ts';
import { UndrawableError } from '../ui/undrawable.ts';

/** The first of the named members that holds something, `null` counting as nothing; `undefined` for none and for what is no object. */
export function member(value: JsonValue | undefined, ...names: string[]): JsonValue | undefined {
  if (!isObject(value)) return undefined;
  for (const name of names) {
    const found = value.get(name);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

/** A scalar as people read it, numbers in their own spelling; `''` for nothing and for containers. */
export function textOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  if (isNumber(value)) return numberText(value);
  return typeof value === 'boolean' ? String(value) : '';
}

const LONGEST_TEXT = 200;

/** As {@link textOf}, and a container as the start of its JSON: an app may give one where none is expected, and it must not look like nothing. */
export function shownText(value: JsonValue | undefined): string {
  if (!isArray(value) && !isObject(value)) return textOf(value);
  const text = sourceText(value) ?? printJson(value);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** A finite number, also one that came as a text; `undefined` for anything else. */
export function numberOf(value: JsonValue | undefined): number | undefined {
  const number = isNumber(value)
    ? numberValue(value)
    : typeof value === 'string' && value.trim() !== ''
      ? Number(value)
      : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** What a text of JSON holds; `undefined` for any other text. */
export function jsonIn(text: string): JsonValue | undefined {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}

const NONE: JsonArray = [];

/** The items of a list; none for anything else. */
export function listOf(value: JsonValue | undefined): JsonArray {
  return isArray(value) ? value : NONE;
}

/** Names that a library which merges objects would take for the prototype of all of them. */
const DANGEROUS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const DEEPEST = 100;

/** Plain objects and doubles, for libraries that draw; without the members a library could take for a prototype. Throws where it is nested too deeply. */
export function plainOf(value: JsonValue, depth = 0): unknown {
  if (depth > DEEPEST) throw new UndrawableError('It is nested too deeply to be drawn.');
  if (isNumber(value)) return numberValue(value);
  if (isArray(value)) return value.map((item) => plainOf(item, depth + 1));
  if (!isObject(value)) return value;
  const made: Record<string, unknown> = {};
  for (const [key, inner] of value) if (!DANGEROUS.has(key)) made[key] = plainOf(inner, depth + 1);
  return made;
}

/** A colour that is only a colour: `#rgb` to `#rrggbbaa`, `rgb(…)` or a name; `undefined` for any other text. */
export function colorOf(value: JsonValue | undefined): string | undefined {
  const text = textOf(value).trim();
  return /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$|^[a-z]{3,20}$|^rgba?\([\d\s.,%/]{3,40}\)$/i.test(text)
    ? text
    : undefined;
}

/** A link or a text that stands where a link may: alone, or in one of the members on record. */
export function linkOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return linkOfObject(value);
}

function linkOfObject(value: JsonValue | undefined): string | undefined {
  const found = textOf(
    member(value, 'url', 'link', 'href', 'download_url', 'temp_download_url', 'temporary_download_url'),
  );
  return found.trim() === '' ? undefined : found.trim();
}

export interface LinkParts {
  /** Resolved against the page. */
  url: string;
  host: string;
  /** Whether this page may read it itself. */
  own: boolean;
}

/** Where a link leads; `undefined` for what is no `http(s)` link, such as `javascript:`. */
export function linkParts(link: string): LinkParts | undefined {
  try {
    const url = new URL(link, window.location.origin);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
    return { url: url.href, host: url.host, own: url.origin === window.location.origin };
  } catch {
    return undefined;
  }
}
