import {
  isArray,
  isContainer,
  isNumber,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberText,
  printJson,
} from '../../contract/json.ts';

/** Containers with more members than this keep their hash: what is to be recognised mostly differs from what was before in one table. */
const MANY = 50;
const known = new WeakMap<JsonArray | JsonObject, readonly [number, number]>();

/** Deeper than this the text counts as it stands. */
const MOST_DEPTH = 400;

/** What was hashed last, 64 bits in two halves: an object for each of a million values would cost more than the hashing. */
let low = 0;
let high = 0;

const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

function mix(a: number, b: number): number {
  const mixed = Math.imul(a ^ (b + 0x9e3779b9), 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) ^ (mixed >>> 13);
}

function hashText(text: string, kind: number): void {
  const { length } = text;
  low = 0x811c9dc5 ^ kind;
  high = 0x1b873593 ^ kind;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = (Math.imul(high, 31) + code) | 0;
  }
  low = mix(low, length);
  high = mix(high, length);
}

function hash(value: JsonValue, depth: number): void {
  if (typeof value === 'number' && !Object.is(value, -0)) {
    // A plain number has one spelling.
    double[0] = value;
    low = mix(halves[0] as number, halves[1] as number);
    high = mix(halves[1] as number, halves[0] as number);
  } else if (typeof value === 'string') hashText(value, 1);
  else if (isNumber(value)) hashText(numberText(value), 2);
  else if (!isContainer(value)) hashText(String(value), 3);
  else if (depth > MOST_DEPTH) hashText(printJson(value), 4);
  else hashContainer(value, depth);
}

function hashContainer(value: JsonArray | JsonObject, depth: number): void {
  const size = isArray(value) ? value.length : value.size;
  const before = size > MANY ? known.get(value) : undefined;
  if (before) {
    [low, high] = before;
    return;
  }
  let [lows, highs] = [size, ~size];
  if (isArray(value))
    for (const item of value) {
      hash(item, depth + 1);
      lows = mix(lows, low);
      highs = mix(highs, high);
    }
  else
    for (const [key, member] of value) {
      hash(member, depth + 1);
      const [memberLow, memberHigh] = [low, high];
      hashText(key, 5);
      // A sum, so that the order of keys does not count.
      lows = (lows + mix(low, memberLow)) | 0;
      highs = (highs + mix(high, memberHigh)) | 0;
    }
  low = mix(lows, isArray(value) ? 6 : 7);
  high = mix(highs, isArray(value) ? 6 : 7);
  if (size > MANY) known.set(value, [low, high]);
}

/**
 * A short text that is the same for values that are spelled the same, whatever their key order and white space; for recognising, not for security.
 * Some 10 ms for 1 MB, less where large tables were seen before.
 */
export function digestOf(value: JsonValue): string {
  hash(value, 0);
  return [low, high].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
