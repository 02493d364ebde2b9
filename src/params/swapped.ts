import { isContainer, isObject, type JsonValue } from '../../contract/json/value.ts';
import type { Change, Comparison } from './comparison.ts';
import { countLeaves, equalValues, LEAST_LEAVES } from './equal.ts';
import { Interning } from './interning.ts';
import { getIn, type Path, toPointer } from './path.ts';

/** Two groups or tables beside each other of which each stands where the other stood. Paths as on both sides. */
export interface Swap {
  paths: readonly [Path, Path];
}

/** Groups of one parent that are looked at. */
const MOST_GROUPS = 200;

/**
 * The groups and tables that changed places with one beside them, by the pointer of each. Every value in them counts as changed, as every place has another value
 * now; told one by one nobody would see what was done. Only what holds enough not to be equal by chance.
 */
export function swapsOf({ left, right }: Comparison, changes: readonly Change[]): Map<string, Swap> {
  const parents = new Map<string, { path: Path; keys: Set<string> }>();
  for (const { path } of changes)
    for (let end = 0; end < path.length; end++) {
      const [parent, key] = [path.slice(0, end), path[end]];
      if (typeof key !== 'string') break;
      const pointer = toPointer(parent);
      const known = parents.get(pointer) ?? { path: parent, keys: new Set<string>() };
      known.keys.add(key);
      parents.set(pointer, known);
    }
  const interning = new Interning();
  const swaps = new Map<string, Swap>();
  for (const { path, keys } of parents.values()) {
    if (keys.size < 2 || keys.size > MOST_GROUPS) continue;
    const [before, after] = [getIn(left, path), getIn(right, path)];
    if (!isObject(before) || !isObject(after)) continue;
    const stood = new Map<number, string>();
    for (const key of keys) if (isLarge(before.get(key))) stood.set(interning.idOf(before.get(key)), key);
    for (const key of keys) {
      const other = isLarge(after.get(key)) ? stood.get(interning.idOf(after.get(key))) : undefined;
      // Each pair once.
      if (other === undefined || other <= key) continue;
      if (!equalValues(before.get(other), after.get(key)) || !equalValues(before.get(key), after.get(other)))
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

function isLarge(value: JsonValue | undefined): boolean {
  return isContainer(value) && countLeaves(value) >= LEAST_LEAVES;
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
