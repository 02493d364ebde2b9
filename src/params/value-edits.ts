import type { JsonValue } from '../../contract/json/value.ts';
import type { CellChange } from './column-pairs.ts';
import { equalValues, isLeaf } from './equal.ts';
import { unlike } from './value-in-words.ts';

/** What happened to the values of a column by what they were. */
export type ValueRule =
  /** Each of a few values became another: options that are called otherwise. */
  | { how: 'recoded'; pairs: readonly (readonly [from: JsonValue, to: JsonValue])[] }
  /** What was empty holds something, each row its own. */
  | { how: 'filled' };

/** Of more values the sentence would be a list. */
const MOST_PAIRS = 3;

/** The few values that most of the cells had, each with what it became first; `undefined` where there are more. */
export function pairsOf(cells: readonly { cell: CellChange }[]): ValueRule | undefined {
  const pairs: [JsonValue, JsonValue][] = [];
  for (const { cell } of cells) {
    const { left, right } = cell;
    if (left === undefined || right === undefined || !isLeaf(left) || !isLeaf(right)) return undefined;
    if (pairs.some(([from]) => equalValues(from, left))) continue;
    // What cannot be told apart in a few words is told of each cell.
    if (typeof left === 'string' && typeof right === 'string' && unlike(left, right)) return undefined;
    if (pairs.some(([from]) => unlike(from, left))) return undefined;
    if (pairs.push([left, right]) > MOST_PAIRS) return undefined;
  }
  return pairs.length > 1 ? { how: 'recoded', pairs } : undefined;
}

/** Whether so many cells that follow say more than a list of them. */
export function isWorthTelling(rule: ValueRule, followers: number): boolean {
  return rule.how === 'filled' || rule.pairs.length * 2 <= followers;
}

/** Whether a rule makes one value of the other; of what is filled only that it is. */
export function givesValue(rule: ValueRule, { left, right }: CellChange): boolean {
  if (rule.how === 'filled') return isEmpty(left) && !isEmpty(right);
  return rule.pairs.some(([from, to]) => equalValues(from, left) && equalValues(to, right));
}

export function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}
