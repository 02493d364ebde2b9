import { deriveFrom } from '../../contract/json/memory.ts';
import {
  isArray,
  isNumber,
  isObject,
  type JsonObject,
  type JsonValue,
  numberValue,
} from '../../contract/json/value.ts';

/** A colour as an object of exactly `r`, `g` and `b`, all numbers. */
export function isColorObject(value: JsonValue | undefined): value is JsonObject {
  return isObject(value) && value.size === 3 && ['r', 'g', 'b'].every((part) => isNumber(value.get(part)));
}

/** `31,111,235`. */
const LISTED = /^\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*$/;

/** The three parts of a stored colour, 0–255, from any of the forms it comes in; `undefined` when it is no colour. */
export function colorParts(value: JsonValue | undefined): [number, number, number] | undefined {
  let parts: number[] = [];
  if (isObject(value)) {
    if (!isColorObject(value)) return undefined;
    parts = ['r', 'g', 'b'].map((part) => numberValue(value.get(part) as number));
  } else if (isArray(value)) {
    if (value.length !== 3 || !value.every(isNumber)) return undefined;
    parts = value.map((part) => numberValue(part as number));
  } else if (typeof value === 'string') {
    const listed = LISTED.exec(value);
    if (listed) return colorParts(listed.slice(1).map(Number));
    const hex = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(value.trim())?.[1];
    const full = hex?.length === 3 ? hex.replace(/./g, '$&$&') : hex;
    if (!full) return undefined;
    parts = [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
  }
  const valid = parts.length === 3 && parts.every((part) => part >= 0 && part <= 255);
  return valid ? (parts.map(Math.round) as [number, number, number]) : undefined;
}

/** `#1f6feb` of a stored colour, `undefined` when it is none. */
export function colorHex(value: JsonValue | undefined): string | undefined {
  const parts = colorParts(value);
  return parts && `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** A colour that was typed, with the parts it has, in the form of the one before: an object, a list, or a text as that was written. */
export function colorLike(
  model: JsonValue | undefined,
  parts: [number, number, number],
  typed: string,
): JsonValue {
  if (typeof model === 'string') {
    if (LISTED.test(model)) return parts.join(/\s*,\s*/.exec(model)?.[0]);
    const hex = LISTED.test(typed) ? (colorHex(typed) as string) : typed;
    return colorParts(model) && !model.startsWith('#') ? hex.replace(/^#/, '') : hex;
  }
  // A part that stays keeps its spelling and its decimals.
  const kept = (old: JsonValue | undefined, part: number): JsonValue =>
    isNumber(old) && Math.round(numberValue(old)) === part ? old : part;
  if (isArray(model))
    return deriveFrom(
      model,
      parts.map((part, index) => kept(model[index], part)),
    );
  const old = isObject(model) ? model : new Map<string, JsonValue>();
  const keys = old.size > 0 ? [...old.keys()] : ['r', 'g', 'b'];
  const byKey: Record<string, number> = { r: parts[0], g: parts[1], b: parts[2] };
  return deriveFrom(model, new Map(keys.map((key) => [key, kept(old.get(key), byKey[key] ?? 0)])));
}
