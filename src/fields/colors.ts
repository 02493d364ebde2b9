import {
  isArray,
  isNumber,
  isObject,
  type JsonObject,
  type JsonValue,
  numberValue,
} from '../../contract/json.ts';

/** A colour as an object of exactly `r`, `g` and `b`, all numbers. */
export function isColorObject(value: JsonValue | undefined): value is JsonObject {
  return isObject(value) && value.size === 3 && ['r', 'g', 'b'].every((part) => isNumber(value.get(part)));
}

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
