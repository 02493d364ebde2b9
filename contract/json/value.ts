/**
 * JSON without loss. `reading.ts` reads text into these values, which keep what `JSON.parse` drops (number spelling, key order, keys such as
 * `__proto__`, `NaN` and `Infinity` as Python writes them); `printing.ts` prints untouched parts back exactly as they came, white space included.
 */

/** A number whose text JavaScript would not print back: `1.0`, `1e-05`, `-0`, 20 digits, `NaN`. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The nearest double; `NaN` and the infinities as themselves. */
  get value(): number {
    return Number(this.text);
  }

  toString(): string {
    return this.text;
  }
}

/** An object: keys in the order they came. Immutable; a repeated key holds its last value. */
export type JsonObject = ReadonlyMap<string, JsonValue>;
/** An array. Immutable. */
export type JsonArray = readonly JsonValue[];
export type JsonScalar = null | boolean | string | number | JsonNumber;
/** What `readJson` gives: a `number` where `String(n)` is the source text, else a `JsonNumber`; `Map`s for objects. */
export type JsonValue = JsonScalar | JsonArray | JsonObject;

export function isObject(value: unknown): value is JsonObject {
  return value instanceof Map;
}

export function isArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}

export function isNumber(value: unknown): value is number | JsonNumber {
  return typeof value === 'number' || value instanceof JsonNumber;
}

export function isContainer(value: JsonValue | undefined): value is JsonArray | JsonObject {
  return Array.isArray(value) || value instanceof Map;
}

/** The number as it is written in JSON. */
export function numberText(value: number | JsonNumber): string {
  if (typeof value !== 'number') return value.text;
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The number as a double; loses digits beyond 2^53. */
export function numberValue(value: number | JsonNumber): number {
  return typeof value === 'number' ? value : value.value;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NON_FINITE = /^(?:NaN|-?Infinity)$/;

/** Whether the text is a JSON number, or with `nonFinite` also `NaN`, `Infinity` or `-Infinity`. */
export function isNumberText(text: string, nonFinite = false): boolean {
  return NUMBER.test(text) || (nonFinite && NON_FINITE.test(text));
}

/** The value for a number's text, spelling kept. Throws a `RangeError` when the text is not a number in JSON (or a non-finite one). */
export function numberFrom(text: string): number | JsonNumber {
  if (!isNumberText(text, true)) throw new RangeError(`“${text}” is not a number as JSON writes them.`);
  const value = Number(text);
  return String(value) === text && Number.isFinite(value) ? value : new JsonNumber(text);
}
