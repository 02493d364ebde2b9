import { isArray, isObject, JsonNumber, type JsonValue } from '../../contract/json/value.ts';
import { canonicalNumber } from './decimal.ts';

const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

const NULL = 0x51ed270b;
const TRUE = 0x2545f491;
const FALSE = 0x1b873593;

/**
 * Gives equal values equal ids (32-bit integers; 0 means missing), so that rows can be compared as integers. Equal as in `equalValues`.
 *
 * Two different values can share an id, if rarely: ids pair rows and find moves, and whoever uses them looks at the values before
 * calling anything equal.
 */
export class Interning {
  private readonly strings = new Map<string, number>();

  /** `known`: ids of objects and lists that were looked into. */
  constructor(private readonly known: WeakMap<object, number> | Map<object, number> = new Map()) {}

  idOf(value: JsonValue | undefined): number {
    if (typeof value === 'number') return idOfDouble(value);
    if (typeof value === 'string') return this.idOfString(value);
    if (value === undefined) return 0;
    if (value === null) return NULL;
    if (typeof value === 'boolean') return value ? TRUE : FALSE;
    if (value instanceof JsonNumber) return this.idOfNumber(value);
    return this.idOfContainer(value);
  }

  idsOf(values: readonly JsonValue[]): Int32Array {
    const ids = new Int32Array(values.length);
    for (let index = 0; index < ids.length; index++) ids[index] = this.idOf(values[index]);
    return ids;
  }

  protected idOfString(value: string): number {
    let id = this.strings.get(value);
    if (id === undefined) {
      id = present(mix(this.strings.size + 1, 0xc2b2ae35));
      this.strings.set(value, id);
    }
    return id;
  }

  private idOfNumber({ text }: JsonNumber): number {
    const canonical = canonicalNumber(text);
    const value = Number(text);
    // `3.0` must meet the plain 3; 20 digits must not meet the double they round to.
    if (Number.isFinite(value) && canonicalNumber(String(value)) === canonical) return idOfDouble(value);
    return this.idOfString(`number ${canonical}`);
  }

  private idOfContainer(root: JsonValue & object): number {
    const done = this.known.get(root);
    if (done !== undefined) return done;
    if (isFlat(root)) {
      const id = this.combined(root);
      this.known.set(root, id);
      return id;
    }
    // Children before parents, without recursion: depth is the text's, not ours.
    const work: object[] = [root];
    while (work.length) {
      const item = work[work.length - 1] as JsonValue & object;
      if (this.known.has(item)) {
        work.pop();
        continue;
      }
      const before = work.length;
      for (const member of membersOf(item)) if (isDeep(member) && !this.known.has(member)) work.push(member);
      if (work.length > before) continue;
      work.pop();
      this.known.set(item, this.combined(item));
    }
    return this.known.get(root) as number;
  }

  /** The id of a container whose containers are known. */
  private combined(item: JsonValue): number {
    let id = 0;
    if (isArray(item)) {
      id = 17;
      for (const member of item) id = mix(id ^ this.memberId(member), 0x9e3779b1);
      id = mix(id ^ item.length, 0x85ebca6b);
    } else if (isObject(item)) {
      // A sum, so that the order of keys does not matter.
      item.forEach((member, key) => {
        id = (id + mix(mix(this.idOfString(key), 0x85ebca6b) ^ this.memberId(member), 0x27d4eb2f)) | 0;
      });
      // Not from nothing: an empty group would share the id of 0.
      id = mix(id ^ item.size ^ 0x6a09e667, 0x165667b1);
    }
    return present(id);
  }

  private memberId(member: JsonValue): number {
    return isDeep(member) ? (this.known.get(member) ?? this.idOf(member)) : this.idOf(member);
  }
}

function idOfDouble(value: number): number {
  double[0] = value + 0; // -0 becomes 0
  return present(mix(mix(halves[0] as number, 0x9e3779b1) ^ (halves[1] as number), 0xc2b2ae35));
}

function present(id: number): number {
  return id === 0 ? 1 : id;
}

function isDeep(value: JsonValue): value is JsonValue & object {
  return typeof value === 'object' && value !== null && !(value instanceof JsonNumber);
}

function membersOf(value: JsonValue): Iterable<JsonValue> {
  return isObject(value) ? value.values() : (value as readonly JsonValue[]);
}

function isFlat(value: JsonValue): boolean {
  for (const member of membersOf(value)) if (isDeep(member)) return false;
  return true;
}

/** One integer of two: a step of a running hash. */
export function mix(value: number, factor: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), factor);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x7feb352d);
  return mixed ^ (mixed >>> 15);
}
