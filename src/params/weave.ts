/** The rows of a merged list: which row of one side is which of the others, and in which order they stand. */
import type { JsonArray } from '../../contract/json/value.ts';
import { equalValues } from './equal.ts';
import type { Partners } from './partners.ts';

/** A row of the merged list, by its place on each side; `null` where a side does not have it. */
export interface Woven {
  base: number | null;
  mine: number | null;
  theirs: number | null;
}

/** Whether the rows that two sides both have of a base stand in the same order on both. */
export function sameOrder(left: Partners, right: Partners): boolean {
  const onBoth = new Set(right);
  const onLeft = new Set(left);
  const a = left.filter((partner) => partner >= 0 && onBoth.has(partner));
  const b = right.filter((partner) => partner >= 0 && onLeft.has(partner));
  return a.every((partner, index) => partner === b[index]);
}

/** All rows of the three sides once, in the order of the leading side, those of the other after the row they follow there. */
export function weave(
  baseCount: number,
  mine: Partners,
  theirs: Partners,
  twins: ReadonlyMap<number, number>,
  theirsLeads: boolean,
): Woven[] {
  const placeIn = (partners: Partners): Int32Array => {
    const places = new Int32Array(baseCount).fill(-1);
    for (let place = 0; place < partners.length; place++) {
      const partner = partners[place] as number;
      if (partner >= 0) places[partner] = place;
    }
    return places;
  };
  const places = { mine: placeIn(mine), theirs: placeIn(theirs) };
  const [lead, other] = theirsLeads ? (['theirs', 'mine'] as const) : (['mine', 'theirs'] as const);
  const [leadPartners, otherPartners] = theirsLeads ? [theirs, mine] : [mine, theirs];
  const shared = (row: number, side: 'mine' | 'theirs'): number | null => {
    const place = places[side][row] as number;
    return place < 0 ? null : place;
  };
  const twinsOfMine = new Map([...twins].map(([their, own]) => [own, their]));
  const make = (side: 'mine' | 'theirs', place: number, partner: number): Woven => {
    if (partner >= 0)
      return { base: partner, mine: shared(partner, 'mine'), theirs: shared(partner, 'theirs') };
    const own = side === 'mine' ? place : (twins.get(place) ?? null);
    const their = side === 'theirs' ? place : (twinsOfMine.get(place) ?? null);
    return { base: null, mine: own, theirs: their };
  };
  const isTwin = (place: number): boolean => (theirsLeads ? twinsOfMine : twins).has(place);

  // Rows only the other side has follow the row that stands before them there.
  const following = new Map<number | null, Woven[]>();
  let last: number | null = null;
  for (let place = 0; place < otherPartners.length; place++) {
    const partner = otherPartners[place] as number;
    if (partner >= 0 && (places[lead][partner] as number) >= 0) {
      last = partner;
      continue;
    }
    if (partner < 0 && isTwin(place)) continue;
    const rows = following.get(last) ?? [];
    rows.push(make(other, place, partner));
    following.set(last, rows);
  }
  const woven: Woven[] = following.get(null) ?? [];
  for (let place = 0; place < leadPartners.length; place++) {
    const partner = leadPartners[place] as number;
    woven.push(make(lead, place, partner));
    if (partner >= 0) for (const row of following.get(partner) ?? []) woven.push(row);
  }
  return woven;
}

/** Rows that both sides added alike, by their place in theirs: added once. */
export function twinsOf(
  mine: JsonArray,
  theirs: JsonArray,
  inMine: Partners,
  inTheirs: Partners,
): Map<number, number> {
  const twins = new Map<number, number>();
  const added = [...mine.keys()].filter((place) => (inMine[place] as number) < 0);
  for (const place of theirs.keys()) {
    if (added.length === 0) break;
    if ((inTheirs[place] as number) >= 0) continue;
    const twin = added.findIndex((own) => equalValues(mine[own], theirs[place]));
    if (twin >= 0) twins.set(place, added.splice(twin, 1)[0] as number);
  }
  return twins;
}
