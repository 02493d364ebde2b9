import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import type { Difference, LeafDifference, QuietNote } from './comparison.ts';
import { countLeaves } from './equal.ts';
import type { Interning } from './interning.ts';
import type { Path } from './path.ts';

/** Groups nested deeper than this are compared, merged and kept in drafts as a whole. */
export const MOST_DEPTH = 400;

/**
 * Where the comparison is: a chain upwards, so that equal values cost no paths. A chain that begins at what moved holds both of its places as wholes, since one
 * may be deeper than the other.
 */
export interface Trail {
  up: Trail | null;
  left: string | number | Path;
  right: string | number | Path;
  depth: number;
}

export function pathsOf(trail: Trail | null): { path: Path; leftPath: Path } {
  const path: (string | number | Path)[] = [];
  const leftPath: (string | number | Path)[] = [];
  for (let at = trail; at !== null; at = at.up) {
    path.push(at.right);
    leftPath.push(at.left);
  }
  return { path: path.reverse().flat(), leftPath: leftPath.reverse().flat() };
}

/** What one comparison carries along. */
export interface Walk {
  interning: Interning;
  keyColumns: Readonly<Record<string, string | null>>;
  sets: readonly string[];
  notes: QuietNote[];
  /** Compares two values at one place and adds what differs. */
  values(left: JsonValue, right: JsonValue, trail: Trail | null, out: Difference[]): void;
  /** The same for the members of two objects, also where each would count as one leaf. */
  objects(left: JsonObject, right: JsonObject, trail: Trail | null, out: Difference[]): void;
}

export function leafChanged(left: JsonValue, right: JsonValue, trail: Trail | null): LeafDifference {
  const leaves = Math.max(countLeaves(left), countLeaves(right));
  return { type: 'leaf', kind: 'changed', ...pathsOf(trail), left, right, leaves };
}
