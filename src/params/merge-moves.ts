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

/** A group that both sides moved: where it stood, and where each has it now. */
export interface Parted {
  base: Path;
  mine: Path;
  theirs: Path;
}

/**
 * The three values with what either side moved standing there in all of them, so that the other side's edits go along; what both moved to different places (`parted`)
 * stands where mine has it. `undefined` when nothing moved that can go along.
 */
export function alongMoves(sides: Sides): (Sides & { parted: Parted[] }) | undefined {
  const { base, mine, theirs } = sides;
  const [ways, others] = [mine, theirs].map((side) => waysOf(base, side)) as [Way[], Way[]];
  const forTheirs = ways.filter((way) => canGo(theirs, way, others));
  const forMine = others.filter((way) => canGo(mine, way, ways));
  const both = ways.flatMap((way) => {
    const other = others.find(({ from }) => isSame(from, way.from));
    if (!other) return [];
    const rest = [...ways, ...others].filter((one) => one !== way && one !== other);
    const found: Parted = { base: way.from, mine: way.to, theirs: other.to };
    return canMeet(sides, found, rest) ? [found] : [];
  });
  if (forTheirs.length + forMine.length + both.length === 0) return undefined;
  const toMine = (side: 'base' | 'theirs') =>
    both.map((found): Way => ({ from: found[side], to: found.mine }));
  return {
    base: [...forTheirs, ...forMine, ...toMine('base')].reduce(moved, base),
    mine: forMine.reduce(moved, mine),
    theirs: [...forTheirs, ...toMine('theirs')].reduce(moved, theirs),
    parted: both.filter((found) => !isSame(found.mine, found.theirs)),
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
  return hasWayTo(side, to);
}

/** Whether a group can stand on all sides at any of its places, and nothing else moved near them. */
function canMeet(sides: Sides, { base, mine, theirs }: Parted, rest: readonly Way[]): boolean {
  if (touch(base, mine) || touch(base, theirs) || (touch(mine, theirs) && !isSame(mine, theirs)))
    return false;
  const isTouched = rest.some(({ from, to }) =>
    [base, mine, theirs].some((place) => touch(place, from) || touch(place, to)),
  );
  // A group around the place that a side removed does not come back by this.
  const isGone = (side: JsonValue, place: Path) =>
    place.some((_, depth) => {
      const above = place.slice(0, depth);
      return getIn(side, above) === undefined && getIn(sides.base, above) !== undefined;
    });
  const isFree = (side: JsonValue, place: Path) =>
    getIn(side, place) === undefined && hasWayTo(side, place) && !isGone(side, place);
  return (
    !isTouched &&
    [mine, theirs].every((place) => isFree(sides.base, place)) &&
    [base, theirs].every((place) => isSame(place, mine) || isFree(sides.mine, place)) &&
    [base, mine].every((place) => isSame(place, theirs) || isFree(sides.theirs, place))
  );
}

function hasWayTo(side: JsonValue, to: Path): boolean {
  return to.every((_, depth) => {
    const above = getIn(side, to.slice(0, depth));
    return above === undefined || isObject(above);
  });
}

function isSame(one: Path, other: Path): boolean {
  return one.length === other.length && startsWith(one, other);
}

function touch(one: Path, other: Path): boolean {
  return startsWith(one, other) || startsWith(other, one);
}

/** The value with the group that stands at one place standing at another. */
export function moved(value: JsonValue, { from, to }: Way): JsonValue {
  const group = getIn(value, from);
  return group === undefined || isSame(from, to) ? value : setIn(removeIn(value, from), to, group);
}
