import { sameSource } from '../../contract/json/memory.ts';
import {
  isArray,
  isContainer,
  isNumber,
  isObject,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  numberText,
} from '../../contract/json/value.ts';
import { equalNumbers } from './decimal.ts';

/** Equality of what is no container: numbers exactly and whatever their spelling, else identity. */
export function equalScalars(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  return isNumber(left) && isNumber(right) && equalNumbers(left, right);
}

/** Containers whose bytes may turn out to differ before only members are looked at: each is one more way through the same text. */
const MOST_TRIES = 20;

function deepEqual(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  equal: (left: JsonValue | undefined, right: JsonValue | undefined) => boolean,
): boolean {
  const work: (JsonValue | undefined)[] = [left, right];
  let tries = MOST_TRIES;
  while (work.length) {
    const b = work.pop();
    const a = work.pop();
    if (a === b) continue;
    // Most of what is compared was never touched: its bytes tell sooner than its members. They do not where everything is laid out anew.
    if (isContainer(a) && tries > 0) {
      if (sameSource(a, b)) continue;
      tries--;
    }
    if (isObject(a) && isObject(b)) {
      if (a.size !== b.size) return false;
      for (const [key, member] of a) {
        const other = b.get(key);
        if (other === undefined) return false;
        work.push(member, other);
      }
    } else if (isArray(a) && isArray(b)) {
      if (a.length !== b.length) return false;
      for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) work.push(a[index], b[index]);
    } else if (isContainer(a) || isContainer(b) || !equal(a, b)) return false;
  }
  return true;
}

/**
 * Whether two values mean the same: numbers by exact value (`3` and `3.0`, beyond 2^53 too), objects whatever their key order.
 * Missing (`undefined`), `null` and empty are three different things.
 */
export function equalValues(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return deepEqual(left, right, equalScalars);
}

/** Whether two values are also written the same way, number by number; key order and white space do not count. */
export function sameSpelling(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return deepEqual(
    left,
    right,
    (a, b) => a === b || (isNumber(a) && isNumber(b) && numberText(a) === numberText(b)),
  );
}

/** A geo point: an object of exactly `lat` and `lon`, both numbers. Compared as one leaf. */
export function isPoint(value: JsonValue | undefined): value is JsonObject & { readonly size: 2 } {
  return isObject(value) && value.size === 2 && isNumber(value.get('lat')) && isNumber(value.get('lon'));
}

/** A colour: an object of exactly `r`, `g` and `b`, all numbers. Compared as one leaf. */
export function isColor(value: JsonValue | undefined): value is JsonObject & { readonly size: 3 } {
  return (
    isObject(value) &&
    value.size === 3 &&
    isNumber(value.get('r')) &&
    isNumber(value.get('g')) &&
    isNumber(value.get('b'))
  );
}

/** A value that is shown and counted as one: scalar, point or colour. */
export function isLeaf(value: JsonValue | undefined): boolean {
  return !isContainer(value) || isPoint(value) || isColor(value);
}

/** Groups, tables and rows of fewer leaves are equal by chance: nobody can tell that one is the other in another place. */
export const LEAST_LEAVES = 3;

/** How many leaves a value holds; empty containers, points and colours count as one. */
export function countLeaves(value: JsonValue | undefined): number {
  if (value === undefined) return 0;
  let count = 0;
  const work: JsonValue[] = [value];
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    if (isLeaf(item)) count++;
    else {
      const members = isObject(item) ? [...item.values()] : (item as readonly JsonValue[]);
      if (members.length === 0) count++;
      for (const member of members) work.push(member);
    }
  }
  return count;
}

/** Degrees below which two points are the same place (0.1 mm on the ground). */
const NEAR = 1e-9;

export function nearbyPoints(left: JsonObject, right: JsonObject): boolean {
  return ['lat', 'lon'].every((key) => {
    const [a, b] = [left.get(key), right.get(key)];
    return isNumber(a) && isNumber(b) && Math.abs(toNumber(a) - toNumber(b)) < NEAR;
  });
}

function toNumber(value: number | JsonNumber): number {
  return value instanceof JsonNumber ? value.value : value;
}
