import { isArray, isObject, type JsonArray, type JsonValue } from '../../contract/json/value.ts';
import { textOf } from './reading.ts';

/** How numbers are packed, and their bytes. Source: plotly.com/python, typed arrays in figures since version 6. */
const TYPES: Readonly<Record<string, new (bytes: ArrayBuffer) => ArrayLike<number>>> = {
  ...{ f8: Float64Array, f4: Float32Array, i4: Int32Array, u4: Uint32Array },
  ...{ i2: Int16Array, u2: Uint16Array, i1: Int8Array, u1: Uint8Array, u1c: Uint8ClampedArray },
};

/** A list, also one that came packed as base64 of its numbers (`{dtype, bdata, shape}`), of two dimensions as lists in a list; `undefined` for anything else. */
export function unpacked(value: JsonValue | undefined): JsonArray | undefined {
  if (isArray(value)) return value;
  if (!isObject(value)) return undefined;
  const name = textOf(value.get('dtype'));
  const Packed = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  const bytes = bytesOf(textOf(value.get('bdata')));
  if (!Packed || !bytes) return undefined;
  const size = Number(/\d/.exec(name)?.[0]);
  if (bytes.byteLength % size !== 0) return undefined;
  const numbers = Array.from(new Packed(bytes.buffer), (number) => (Number.isFinite(number) ? number : null));
  const width = Number(textOf(value.get('shape')).split(',')[1] ?? Number.NaN);
  if (!Number.isInteger(width) || width < 1) return numbers;
  return Array.from({ length: Math.ceil(numbers.length / width) }, (_, row) =>
    numbers.slice(row * width, (row + 1) * width),
  );
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return text === '' ? undefined : Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** The same with every packed list in it as a list, so that what belongs to one point stays at one place in all of them. */
export function withoutPacks(value: JsonValue, depth = 0): JsonValue {
  if (!isObject(value) || depth > 4) return value;
  if (value.has('bdata')) return unpacked(value) ?? value;
  return new Map([...value].map(([key, inner]) => [key, withoutPacks(inner, depth + 1)]));
}
