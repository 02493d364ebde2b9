import { isArray, isObject, JsonNumber, type JsonValue } from '../../contract/json.ts';
import { canonicalNumber } from './decimal.ts';

/**
 * Gives equal values equal ids (small integers from 1; 0 means missing), so that rows can be compared as integers. Equal as in `equalValues`.
 *
 * A container's id comes from a 53-bit hash of its members' ids. Two different containers could share one: ids pair rows and find moves,
 * and whoever uses them looks at the values before calling anything equal.
 */
export class Interning {
  private readonly scalars = new Map<JsonValue, number>();
  private readonly odd = new Map<string, number>();
  private readonly hashes = new Map<number, number>();
  private readonly known = new WeakMap<object, number>();
  private last = 0;

  idOf(value: JsonValue | undefined): number {
    if (value === undefined) return 0;
    if (typeof value !== 'object' || value === null) return this.scalar(value);
    if (value instanceof JsonNumber) return this.number(value);
    return this.container(value);
  }

  private scalar(value: JsonValue): number {
    let id = this.scalars.get(value);
    if (id === undefined) {
      id = ++this.last;
      this.scalars.set(value, id);
    }
    return id;
  }

  private number({ text }: JsonNumber): number {
    const canonical = canonicalNumber(text);
    const value = Number(text);
    // `3.0` must meet the plain 3; 20 digits must not meet the double they round to.
    if (Number.isFinite(value) && canonicalNumber(String(value)) === canonical) return this.scalar(value);
    let id = this.odd.get(canonical);
    if (id === undefined) {
      id = ++this.last;
      this.odd.set(canonical, id);
    }
    return id;
  }

  private container(root: object): number {
    const done = this.known.get(root);
    if (done !== undefined) return done;
    // Children before parents, without recursion: depth is the text's, not ours.
    const work: object[] = [root];
    while (work.length) {
      const item = work[work.length - 1] as JsonValue;
      if (this.known.has(item as object)) {
        work.pop();
        continue;
      }
      const before = work.length;
      const members = isObject(item) ? item.values() : (item as readonly JsonValue[]);
      for (const member of members) {
        if (
          typeof member === 'object' &&
          member !== null &&
          !(member instanceof JsonNumber) &&
          !this.known.has(member)
        )
          work.push(member);
      }
      if (work.length > before) continue;
      work.pop();
      this.known.set(item as object, this.hashed(item));
    }
    return this.known.get(root) as number;
  }

  private hashed(item: JsonValue): number {
    let high = 0;
    let low = 0;
    if (isArray(item)) {
      high = 17;
      low = 91;
      for (const member of item) {
        const id = this.idOf(member);
        high = mix(high ^ id, 0x9e3779b1);
        low = mix(low ^ id, 0x85ebca6b);
      }
    } else if (isObject(item)) {
      // A sum, so that the order of keys does not matter.
      for (const [key, member] of item) {
        const keyId = this.scalar(key);
        const id = this.idOf(member);
        high = (high + mix(mix(keyId, 0xc2b2ae35) ^ id, 0x27d4eb2f)) | 0;
        low = (low + mix(mix(keyId, 0x165667b1) ^ id, 0x9e3779b1)) | 0;
      }
      high = mix(high ^ item.size, 0x85ebca6b);
    }
    const hash = (high >>> 0) * 0x200000 + ((low >>> 0) & 0x1fffff);
    let id = this.hashes.get(hash);
    if (id === undefined) {
      id = ++this.last;
      this.hashes.set(hash, id);
    }
    return id;
  }
}

/** One integer of two: the second step of a running hash. */
export function mix(value: number, factor: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), factor);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x7feb352d);
  return mixed ^ (mixed >>> 15);
}
