/** Groups and tables that one side of a merge moved or renamed, and the other edited where they stood. */
import { isContainer, isObject, type JsonValue } from '../../contract/json/value.ts';
import { compareParams } from './compare.ts';
import type { Comparison } from './comparison.ts';
import { flatten } from './flatten.ts';
import { Interning } from './interning.ts';
import { getIn, type Path, removeIn, setIn, startsWith } from './path.ts';
import { isAlike, Likeness } from './subtree-likeness.ts';

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
 * stands where mine has it. What both moved and cannot stand so in all of them (`apart`)
 * stands on one side only, theirs where `sideOf` says so. `undefined` when there is none of all these.
 */
export function alongMoves(
  sides: Sides,
  sideOf: (parted: Parted) => keyof Sides,
): (Sides & { parted: Parted[]; apart: Parted[] }) | undefined {
  const { base, mine, theirs } = sides;
  const [ways, others] = [mine, theirs].map((side) => waysOf(base, side)) as [Way[], Way[]];
  const forTheirs = ways.filter((way) => canGo(theirs, way, others));
  const forMine = others.filter((way) => canGo(mine, way, ways));
  const both: Parted[] = [];
  const apart: Parted[] = [];
  for (const way of ways) {
    const other = others.find(({ from }) => isSame(from, way.from));
    if (!other) continue;
    const rest = [...ways, ...others].filter((one) => one !== way && one !== other);
    const found: Parted = { base: way.from, mine: way.to, theirs: other.to };
    if (canMeet(sides, found, rest)) both.push(found);
    // What else came to stand in it would go with it.
    else if (!rest.some(({ to }) => startsWith(to, way.to) || startsWith(to, other.to))) apart.push(found);
  }
  if (forTheirs.length + forMine.length + both.length + apart.length === 0) return undefined;
  const toMine = (side: 'base' | 'theirs') =>
    both.map((found): Way => ({ from: found[side], to: found.mine }));
  const parting = apart.filter(isParted);
  const without = (side: 'mine' | 'theirs') =>
    parting
      .filter((found) => (sideOf(found) === 'theirs') === (side === 'mine'))
      .reduce((value, found) => removeIn(value, found[side]), sides[side]);
  return {
    base: [...forTheirs, ...forMine, ...toMine('base')].reduce(moved, base),
    mine: forMine.reduce(moved, without('mine')),
    theirs: [...forTheirs, ...toMine('theirs')].reduce(moved, without('theirs')),
    parted: both.filter(isParted),
    apart: parting,
  };
}

function isParted({ mine, theirs }: Parted): boolean {
  return !isSame(mine, theirs);
}

function waysOf(base: JsonValue, side: JsonValue): Way[] {
  const comparison = compareParams(base, side);
  const moves = comparison.whole.filter(({ type }) => type === 'move');
  return [...moves.map(({ leftPath, path }) => ({ from: leftPath, to: path })), ...waysIntoRows(comparison)];
}

/** Groups that stand in a row of a table now, which a comparison tells as gone and come. */
function waysIntoRows({ whole }: Comparison): Way[] {
  const changes = flatten({ differences: whole });
  const come = changes.flatMap(({ kind, within, path, to }) => {
    if (kind !== 'added' || !within) return [];
    const members = isObject(to) ? [...to].map(([key, value]) => ({ path: [...path, key], value })) : [];
    return [...members, { path, value: to }].flatMap((place) =>
      isContainer(place.value) ? [{ path: place.path, value: place.value }] : [],
    );
  });
  if (come.length === 0) return [];
  const likeness = new Likeness(new Interning());
  return changes.flatMap(({ kind, unit, leftPath, from }) => {
    if (kind !== 'removed' || unit !== 'leaf' || !isContainer(from)) return [];
    const [place, other] = come.filter(({ value }) => isAlike(likeness.of(from, value)));
    return place && !other ? [{ from: leftPath, to: place.path }] : [];
  });
}

/** Whether a side has the group where it stood, room for it where it goes, and did not move it, what it goes into, or anything in or around it, by itself. */
function canGo(side: JsonValue, { from, to }: Way, others: readonly Way[]): boolean {
  if (!isContainer(getIn(side, from)) || !canStand(side, to)) return false;
  return !others.some(
    (other) => touch(other.from, from) || touch(other.to, to) || startsWith(to, other.from),
  );
}

/** Whether a group can stand on all sides at any of its places, and nothing else moved near them. */
function canMeet(sides: Sides, { base, mine, theirs }: Parted, rest: readonly Way[]): boolean {
  if (touch(base, mine) || touch(base, theirs) || (touch(mine, theirs) && !isSame(mine, theirs)))
    return false;
  const isTouched = rest.some(({ from, to }) =>
    [base, mine, theirs].some((place) => touch(place, from) || touch(place, to)),
  );
  // A group that stood around the place and that a side removed does not come back by this, unless the group is put back there.
  const isGone = (side: JsonValue, place: Path) =>
    place.some((_, depth) => {
      const above = place.slice(0, depth);
      return getIn(side, above) === undefined && getIn(sides.base, above) !== undefined;
    });
  const isFree = (side: JsonValue, place: Path) =>
    canStand(side, place) && (place === base || !isGone(side, place));
  return (
    !isTouched &&
    [mine, theirs].every((place) => isFree(sides.base, place)) &&
    [base, theirs].every((place) => isSame(place, mine) || isFree(sides.mine, place)) &&
    [base, mine].every((place) => isSame(place, theirs) || isFree(sides.theirs, place))
  );
}

/** Whether there is room at a place in groups: nothing stands there, and nothing else around it. */
export function canStand(side: JsonValue, place: Path): boolean {
  return getIn(side, place) === undefined && !place.some(Number.isInteger) && hasWayTo(side, place);
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
