import { sameSource } from '../../contract/json/memory.ts';
import {
  isArray,
  isContainer,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';
import { type CompareOptions, type Comparison, countDifferences, type Difference } from './comparison.ts';
import {
  countLeaves,
  equalScalars,
  equalValues,
  isLeaf,
  isPoint,
  nearbyPoints,
  sameSpelling,
} from './equal.ts';
import { hideDifferences } from './hiding.ts';
import { Interning } from './interning.ts';
import { compareLists } from './lists.ts';
import { findElsewhere } from './rows-elsewhere.ts';
import { findMoves } from './subtree-moves.ts';
import { leafChanged, MOST_DEPTH, pathsOf, type Trail, type Walk } from './walk.ts';

/**
 * Compares two params values. Key order never counts, array order does; rows are paired (`pairing.ts`), moves are moves, a whole member
 * that came or went is one difference. Linear in size but for bounded searches; two equal values give no differences.
 */
export function compareParams(left: JsonValue, right: JsonValue, options: CompareOptions = {}): Comparison {
  const walk: Walk = {
    interning: new Interning(),
    keyColumns: options.keyColumns ?? {},
    sets: options.sets ?? [],
    notes: [],
    values: (a, b, trail, out) => compareValues(walk, a, b, trail, out),
    objects: (a, b, trail, out) => compareObjects(walk, a, b, trail, out),
  };
  const found: Difference[] = [];
  compareValues(walk, left, right, null, found);
  const whole = findMoves(found, walk);
  findElsewhere(whole, walk.interning);
  const { differences, hidden } = hideDifferences(whole, options);
  return {
    left,
    right,
    differences,
    counts: countDifferences(differences),
    hidden,
    whole,
    quiet: walk.notes,
  };
}

/** Compares two values that stand at one place and adds what differs. */
function compareValues(
  walk: Walk,
  left: JsonValue,
  right: JsonValue,
  trail: Trail | null,
  out: Difference[],
): void {
  if (left === right) return;
  const leaves = isLeaf(left) || isLeaf(right);
  if (!leaves && (trail?.depth ?? 0) < MOST_DEPTH) {
    if (sameSource(left, right)) return;
    if (isObject(left) && isObject(right)) {
      compareObjects(walk, left, right, trail, out);
      return;
    }
    if (isArray(left) && isArray(right)) {
      // Most tables of a comparison are untouched; seeing that is cheaper than giving their cells ids.
      if (!sameSpelling(left, right)) compareLists(walk, left, right, trail, out);
      return;
    }
  }
  const equal =
    isContainer(left) || isContainer(right) ? equalValues(left, right) : equalScalars(left, right);
  if (equal) {
    if (!sameSpelling(left, right)) walk.notes.push({ note: 'spelling', ...pathsOf(trail), left, right });
  } else if (isPoint(left) && isPoint(right) && nearbyPoints(left, right))
    walk.notes.push({ note: 'nearby', ...pathsOf(trail), left, right });
  else out.push(leafChanged(left, right, trail));
}

/** Compares the members of two objects in the right side's order, removed ones where they stood on the left. */
function compareObjects(
  walk: Walk,
  left: JsonObject,
  right: JsonObject,
  trail: Trail | null,
  out: Difference[],
): void {
  const depth = (trail?.depth ?? 0) + 1;
  const at = (key: string): Trail => ({ up: trail, left: key, right: key, depth });
  let common = 0;
  for (const key of right.keys()) if (left.has(key)) common++;
  const removed = common === left.size ? undefined : removedAfter(left, right);
  const leave = (after: string | null): void => {
    for (const key of removed?.get(after) ?? []) {
      const value = left.get(key) as JsonValue;
      out.push({
        type: 'leaf',
        kind: 'removed',
        ...pathsOf(at(key)),
        left: value,
        leaves: countLeaves(value),
      });
    }
  };
  leave(null);
  for (const [key, value] of right) {
    const other = left.get(key);
    if (other === undefined)
      out.push({
        type: 'leaf',
        kind: 'added',
        ...pathsOf(at(key)),
        right: value,
        leaves: countLeaves(value),
      });
    else {
      if (other !== value) compareValues(walk, other, value, at(key), out);
      if (removed) leave(key);
    }
  }
}

/** The keys only the left has, by the last key before them that both have. */
function removedAfter(left: JsonObject, right: JsonObject): Map<string | null, string[]> {
  const removed = new Map<string | null, string[]>();
  let last: string | null = null;
  for (const key of left.keys()) {
    if (right.has(key)) last = key;
    else {
      const keys = removed.get(last);
      if (keys) keys.push(key);
      else removed.set(last, [key]);
    }
  }
  return removed;
}
