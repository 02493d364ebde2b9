import { printJson } from '../../contract/json/printing.ts';
import {
  isArray,
  isContainer,
  isNumber,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberText,
} from '../../contract/json/value.ts';
import { slicer } from '../workers/slicer.ts';

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

/** What the members of a container have given so far; a sum for an object, so that the order of keys does not count. */
type Sum = [lows: number, highs: number];
const begun = (size: number): Sum => [size, ~size];

function addItem(sum: Sum, item: JsonValue, depth: number): void {
  hash(item, depth + 1);
  sum[0] = mix(sum[0], low);
  sum[1] = mix(sum[1], high);
}

function addMember(sum: Sum, key: string, member: JsonValue, depth: number): void {
  hash(member, depth + 1);
  const [memberLow, memberHigh] = [low, high];
  hashText(key, 5);
  sum[0] = (sum[0] + mix(low, memberLow)) | 0;
  sum[1] = (sum[1] + mix(high, memberHigh)) | 0;
}

function end(value: JsonArray | JsonObject, [lows, highs]: Sum, size: number): void {
  const kind = isArray(value) ? 6 : 7;
  low = mix(lows, kind);
  high = mix(highs, kind);
  if (size > MANY) known.set(value, [low, high]);
}

function hashContainer(value: JsonArray | JsonObject, depth: number): void {
  const size = isArray(value) ? value.length : value.size;
  const before = size > MANY ? known.get(value) : undefined;
  if (before) {
    [low, high] = before;
    return;
  }
  const sum = begun(size);
  if (isArray(value)) for (const item of value) addItem(sum, item, depth);
  else for (const [key, member] of value) addMember(sum, key, member, depth);
  end(value, sum, size);
}

/** Items between two looks at the clock. */
const STEP = 200;

/** Goes through the lists of a value without holding up the page, so that `digestOf` finds them done. */
export async function prepareDigest(value: JsonValue): Promise<void> {
  const rest = slicer();
  const work: [value: JsonValue, depth: number][] = [[value, 0]];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const [group, depth] = next;
    if (isObject(group) && depth < MOST_DEPTH)
      for (const member of group.values()) work.push([member, depth + 1]);
    if (!isArray(group) || known.has(group)) continue;
    const sum = begun(group.length);
    for (const [index, item] of group.entries()) {
      addItem(sum, item, depth);
      const pause = index % STEP === 0 ? rest() : undefined;
      if (pause) await pause;
    }
    end(group, sum, group.length);
  }
}

/**
 * A short text that is the same for values that are spelled the same, whatever their key order and white space; for recognising, not for security.
 * Some 10 ms for 1 MB, next to nothing after {@link prepareDigest} and where large tables were seen before.
 */
export function digestOf(value: JsonValue): string {
  hash(value, 0);
  return [low, high].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
