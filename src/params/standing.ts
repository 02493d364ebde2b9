import { type Difference, isList } from './comparison.ts';
import { type Path, toPointer } from './path.ts';

/** Where the places of the left side stand on the right, as far as a comparison tells of them; `null` of what is there no more. */
export type Standing = ReadonlyMap<string, Path | null>;

/** By pointer, of every difference and of each row of a table or list that differs. Shape: places that only the right side has are not in it. */
export function standingOf(differences: readonly Difference[]): Standing {
  const standing = new Map<string, Path | null>();
  const add = (differences: readonly Difference[]): void => {
    for (const difference of differences) {
      const { kind, leftPath, path } = difference;
      if (kind === 'added') continue;
      standing.set(toPointer(leftPath), kind === 'removed' ? null : path);
      if (!isList(difference)) continue;
      for (const { leftIndex, rightIndex, cells } of difference.rows) {
        if (leftIndex !== null)
          standing.set(
            toPointer([...leftPath, leftIndex]),
            rightIndex === null ? null : [...path, rightIndex],
          );
        add(cells);
      }
    }
  };
  add(differences);
  return standing;
}

/** Where a place of the left side stands on the right, followed through rows and groups that moved; `undefined` where what it stood in is gone. */
export function placeOn(standing: Standing, path: Path): Path | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const found = standing.get(toPointer(path.slice(0, depth)));
    if (found !== undefined) return found === null ? undefined : [...found, ...path.slice(depth)];
  }
  return path;
}
