/** Groups and tables that one side of a merge moved or renamed, and the other edited where they stood. */
import { isContainer, isObject, type JsonValue } from '../../contract/json.ts';
import { compareParams } from './compare.ts';
import { getIn, type Path, removeIn, setIn, startsWith } from './path.ts';

interface Sides {
  base: JsonValue;
  mine: JsonValue;
  theirs: JsonValue;
}

interface Way {
  from: Path;
  to: Path;
}

/**
 * The three values with what one side moved standing there in all of them, so that the other side's edits go along. `undefined` when nothing moved that the
 * other side still has where it stood.
 */
export function alongMoves({ base, mine, theirs }: Sides): Sides | undefined {
  const [ways, others] = [mine, theirs].map((side) => waysOf(base, side)) as [Way[], Way[]];
  const forTheirs = ways.filter((way) => canGo(theirs, way, others));
  const forMine = others.filter((way) => canGo(mine, way, ways));
  if (forTheirs.length + forMine.length === 0) return undefined;
  return {
    base: [...forTheirs, ...forMine].reduce(moved, base),
    mine: forMine.reduce(moved, mine),
    theirs: forTheirs.reduce(moved, theirs),
  };
}

function waysOf(base: JsonValue, side: JsonValue): Way[] {
  return compareParams(base, side)
    .whole.filter(({ type }) => type === 'move')
    .map(({ leftPath, path }) => ({ from: leftPath, to: path }));
}

/** Whether a side has the group where it stood, room for it where it goes, and did not move it, what it goes into, or anything in or around it, by itself. */
function canGo(side: JsonValue, { from, to }: Way, others: readonly Way[]): boolean {
  if (!isContainer(getIn(side, from)) || getIn(side, to) !== undefined) return false;
  if (others.some((other) => touch(other.from, from) || touch(other.to, to) || startsWith(to, other.from)))
    return false;
  return to.every((_, depth) => {
    const above = getIn(side, to.slice(0, depth));
    return above === undefined || isObject(above);
  });
}

function touch(one: Path, other: Path): boolean {
  return startsWith(one, other) || startsWith(other, one);
}

function moved(value: JsonValue, { from, to }: Way): JsonValue {
  const group = getIn(value, from);
  return group === undefined ? value : setIn(removeIn(value, from), to, group);
}
