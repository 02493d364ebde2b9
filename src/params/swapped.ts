import { isArray, isContainer, isObject, type JsonValue } from '../../contract/json/value.ts';
import type { Change, Comparison } from './comparison.ts';
import { countLeaves, equalValues, LEAST_LEAVES } from './equal.ts';
import { getIn, type Path, toPointer } from './path.ts';

/** Two groups or tables beside each other of which each stands where the other stood. Paths as on both sides. */
export interface Swap {
  paths: readonly [Path, Path];
}

/** Groups of one parent that are looked at, two by two. */
const MOST_GROUPS = 100;

/**
 * The groups and tables that changed places with one beside them, by the pointer of each. Every value in them counts as changed, as every place has another value
 * now; told one by one nobody would see what was done. Only what holds enough not to be equal by chance.
 */
export function swapsOf({ left, right }: Comparison, changes: readonly Change[]): Map<string, Swap> {
  const swaps = new Map<string, Swap>();
  for (const { path, counts } of changedInside(changes).values()) {
    const [before, after] = [getIn(left, path), getIn(right, path)];
    if (!isObject(before) || !isObject(after)) continue;
    const keys = [...counts]
      .filter(([key, count]) => isMostlyChanged(before.get(key), count))
      .map(([key]) => key)
      .sort();
    if (keys.length > MOST_GROUPS) continue;
    for (const [index, key] of keys.entries())
      for (const other of keys.slice(index + 1)) {
        if (!mayBeSame(before.get(key), after.get(other)) || !mayBeSame(before.get(other), after.get(key)))
          continue;
        if (
          !equalValues(before.get(key), after.get(other)) ||
          !equalValues(before.get(other), after.get(key))
        )
          continue;
        const paths: Swap['paths'] = [
          [...path, key],
          [...path, other],
        ];
        for (const one of paths) swaps.set(toPointer(one), { paths });
      }
  }
  return swaps;
}

/** By the pointer of each group: its members in which something changed, with how many changes. */
function changedInside(changes: readonly Change[]): Map<string, { path: Path; counts: Map<string, number> }> {
  const parents = new Map<string, { path: Path; counts: Map<string, number> }>();
  for (const { path } of changes)
    for (let end = 0; end < path.length; end++) {
      const [parent, key] = [path.slice(0, end), path[end]];
      if (typeof key !== 'string') break;
      const pointer = toPointer(parent);
      const known = parents.get(pointer) ?? { path: parent, counts: new Map<string, number>() };
      parents.set(pointer, known);
      known.counts.set(key, (known.counts.get(key) ?? 0) + 1);
    }
  return parents;
}

/**
 * Whether a value holds enough not to be equal to another by chance, and changed in most of its members or rows. A few cells of a large table are told better one
 * by one, and it is not looked through for them.
 */
function isMostlyChanged(value: JsonValue | undefined, changes: number): boolean {
  if (!isContainer(value)) return false;
  const size = isArray(value) ? value.length : value.size;
  return 2 * changes >= size && (size >= LEAST_LEAVES || countLeaves(value) >= LEAST_LEAVES);
}

/** Whether two values are containers of one size, which is told without a look into them. */
function mayBeSame(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (isObject(left) && isObject(right)) return left.size === right.size;
  return isArray(left) && isArray(right) && left.length === right.length;
}

/** The swap that a change is part of. */
export function swapAround(swaps: ReadonlyMap<string, Swap>, path: Path): Swap | undefined {
  if (swaps.size === 0) return undefined;
  for (let end = 1; end <= path.length; end++) {
    const found = swaps.get(toPointer(path.slice(0, end)));
    if (found) return found;
  }
  return undefined;
}
