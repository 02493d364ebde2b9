/** How alike two groups or tables are that stand in different places: what tells that one is the other, moved and edited. */
import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';
import { equalScalars, isLeaf, LEAST_LEAVES } from './equal.ts';
import type { Interning } from './interning.ts';
import { pairMembers } from './items.ts';
import { isEmpty } from './kinds.ts';
import { contentOf } from './lists.ts';
import { pairRows } from './pairing.ts';
import { MOST_DEPTH } from './walk.ts';

export interface Alike {
  /** Leaves that hold the same at the same place inside; empty ones tell nothing. */
  equal: number;
  /** Leaves of the larger one that do not. */
  differing: number;
}

/** Whether that is enough to take one for the other. */
export function isAlike({ equal, differing }: Alike): boolean {
  return equal >= LEAST_LEAVES && equal >= differing;
}

/** Leaves that looking for likeness may cost in all. */
const MOST_LOOKS = 400_000;

/** What pairing one row costs, in leaves. */
const PAIRING = 10;

/** Counts equal leaves of many pairs of subtrees; `spent` when that became too much work for an answer about any. */
export class Likeness {
  private looks = 0;
  private readonly sizes = new Map<JsonValue, number>();

  constructor(private readonly interning: Interning) {}

  get spent(): boolean {
    return this.looks > MOST_LOOKS;
  }

  of(left: JsonValue, right: JsonValue): Alike {
    const equal = this.equalIn(left, right);
    return { equal, differing: Math.max(this.sizeOf(left), this.sizeOf(right)) - equal };
  }

  /** How many leaves of a value are not empty. */
  private sizeOf(value: JsonValue): number {
    const known = this.sizes.get(value);
    if (known !== undefined) return known;
    let size = 0;
    const work: JsonValue[] = [value];
    for (let item = work.pop(); item !== undefined; item = work.pop()) {
      if (!isLeaf(item))
        for (const member of isObject(item) ? item.values() : (item as JsonArray)) work.push(member);
      else if (!isEmpty(item)) size++;
    }
    if (!isLeaf(value)) this.sizes.set(value, size);
    return size;
  }

  private equalIn(left: JsonValue, right: JsonValue, depth = 0): number {
    this.looks++;
    if (this.spent || depth > MOST_DEPTH) return 0;
    if (isLeaf(left) || isLeaf(right)) {
      const same = isLeaf(left) && isLeaf(right) && this.same(left, right);
      return same && !isEmpty(left) ? 1 : 0;
    }
    if (this.same(left, right)) return this.sizeOf(left);
    if (isObject(left) && isObject(right)) {
      let equal = 0;
      for (const [key, member] of left) {
        const other = right.get(key);
        if (other !== undefined) equal += this.equalIn(member, other, depth + 1);
      }
      return equal;
    }
    return isArray(left) && isArray(right) ? this.equalItems(left, right, depth + 1) : 0;
  }

  /** Item by item; where that finds less than half, rows by their pairing, and other items wherever they stand. */
  private equalItems(left: JsonArray, right: JsonArray, depth: number): number {
    const inPlace = left.length === right.length ? this.equalPairs(left, right, right.keys(), depth) : 0;
    if (2 * inPlace >= this.sizeOf(left)) return inPlace;
    this.looks += PAIRING * (left.length + right.length);
    if (this.spent) return 0;
    const rows = [left, right].every((list) => contentOf(list) === 'rows');
    const partners = rows
      ? pairRows(left as readonly JsonObject[], right as readonly JsonObject[], this.interning)?.partners
      : pairMembers(left, right, this.interning);
    return partners ? Math.max(inPlace, this.equalPairs(left, right, partners, depth)) : inPlace;
  }

  /** `partners`: for each item of the right its place in the left, negative when it has none. */
  private equalPairs(left: JsonArray, right: JsonArray, partners: Iterable<number>, depth: number): number {
    let equal = 0;
    let at = 0;
    for (const partner of partners) {
      const [item, other] = [left[partner], right[at++]];
      if (item !== undefined && other !== undefined) equal += this.equalIn(item, other, depth);
    }
    return equal;
  }

  private same(left: JsonValue, right: JsonValue): boolean {
    return (
      left === right || equalScalars(left, right) || this.interning.idOf(left) === this.interning.idOf(right)
    );
  }
}
