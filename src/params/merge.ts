import {
  deriveFrom,
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../contract/json.ts';
import { compareParams } from './compare.ts';
import type { Change } from './comparison.ts';
import { equalValues, isLeaf, sameSpelling } from './equal.ts';
import { flatten } from './flatten.ts';
import { Interning } from './interning.ts';
import { pairItems } from './items.ts';
import { contentOf } from './lists.ts';
import { pairRows } from './pairing.ts';
import { moves, type Partners } from './partners.ts';
import type { Path } from './path.ts';

export type Side = 'mine' | 'theirs' | 'base';

/** A place that both sides changed, differently. `undefined`: that side has nothing there. */
export interface Clash {
  /** Names the clash in `choices`; the same for the same three values. */
  id: string;
  /** `order`: both sides moved rows of a list, differently; the values are the whole lists. */
  kind: 'value' | 'order';
  /** Where it stands in mine, or where it stood in base when mine has removed it. */
  path: Path;
  base: JsonValue | undefined;
  mine: JsonValue | undefined;
  theirs: JsonValue | undefined;
}

export interface Merge {
  /** Everything both sides changed; at a clash the side that was chosen, mine unless told otherwise. */
  merged: JsonValue;
  clashes: Clash[];
  /** What the merge brings to mine, as changes from mine to merged. */
  theirs: Change[];
}

/**
 * Carries the changes of two sides made on one base over each other, per leaf and row. Rows are paired as in a comparison, so that edits
 * follow rows that moved. A leaf changed on one side only takes that side; changed alike on both, it is no clash.
 * `choices`: by clash id, the side whose value is taken.
 */
export function mergeParams(
  base: JsonValue,
  mine: JsonValue,
  theirs: JsonValue,
  choices: Readonly<Record<string, Side>> = {},
): Merge {
  const state: State = { clashes: [], choices, interning: new Interning() };
  const merged = mergeValues(state, { base, mine, theirs }, []) ?? null;
  return { merged, clashes: state.clashes, theirs: flatten(compareParams(mine, merged)) };
}

interface State {
  clashes: Clash[];
  choices: Readonly<Record<string, Side>>;
  interning: Interning;
}

interface Three {
  base: JsonValue | undefined;
  mine: JsonValue | undefined;
  theirs: JsonValue | undefined;
}

function clash(state: State, kind: Clash['kind'], three: Three, path: Path): Side {
  const id = `${kind === 'order' ? 'order ' : three.mine === undefined ? 'gone ' : ''}${JSON.stringify(path)}`;
  state.clashes.push({ id, kind, path, ...three });
  return (Object.hasOwn(state.choices, id) && state.choices[id]) || 'mine';
}

function mergeValues(state: State, three: Three, path: Path): JsonValue | undefined {
  const { base, mine, theirs } = three;
  // How a number is written is taken from whoever wrote it anew.
  if (mine === theirs || sameSpelling(mine, theirs)) return mine;
  if (sameSpelling(mine, base)) return theirs;
  // Inside of groups and lists each leaf tells for itself who wrote it anew.
  if ([base, mine, theirs].some(isLeaf)) {
    const agreed = agreedOn(three);
    if (agreed !== OPEN) return agreed;
  }
  if (
    isObject(mine) &&
    isObject(theirs) &&
    !isLeaf(mine) &&
    !isLeaf(theirs) &&
    (base === undefined || isObject(base))
  )
    return mergeObjects(state, base ?? new Map(), mine, theirs, path);
  if (isArray(mine) && isArray(theirs) && isArray(base)) {
    const contents = new Set([base, mine, theirs].map(contentOf));
    contents.delete('empty');
    // A line that two people redrew is not woven together vertex by vertex.
    if (!contents.has('points')) return mergeLists(state, base, mine, theirs, path);
  }
  return chosen(state, three, path);
}

const OPEN = Symbol('open');

/** The value that both sides agree on, or that only one of them changed; `OPEN` when they disagree. */
function agreedOn({ base, mine, theirs }: Three): JsonValue | undefined | typeof OPEN {
  if (equalValues(mine, theirs) || equalValues(theirs, base)) return mine;
  return equalValues(mine, base) ? theirs : OPEN;
}

function chosen(state: State, three: Three, path: Path): JsonValue | undefined {
  const agreed = agreedOn(three);
  return agreed === OPEN ? three[clash(state, 'value', three, path)] : agreed;
}

function mergeObjects(
  state: State,
  base: JsonObject,
  mine: JsonObject,
  theirs: JsonObject,
  path: Path,
): JsonObject {
  const made = new Map<string, JsonValue>();
  for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
    const three = { base: base.get(key), mine: mine.get(key), theirs: theirs.get(key) };
    const value = mergeValues(state, three, [...path, key]);
    if (value !== undefined) made.set(key, value);
  }
  return deriveFrom(mine, made);
}

function partnersOf(state: State, base: JsonArray, side: JsonArray): Partners {
  const content = [base, side].map(contentOf);
  if (content.every((kind) => kind === 'rows' || kind === 'empty')) {
    const rows = [base, side] as unknown as [readonly JsonObject[], readonly JsonObject[]];
    return pairRows(...rows, state.interning)?.partners ?? new Int32Array(side.length).fill(-1);
  }
  return pairItems(base, side, 'mixed', state.interning) ?? new Int32Array(side.length).fill(-1);
}

/** A row of the merged list, by its place on each side; `null` where a side does not have it. */
interface Woven {
  base: number | null;
  mine: number | null;
  theirs: number | null;
}

function mergeLists(
  state: State,
  base: JsonArray,
  mine: JsonArray,
  theirs: JsonArray,
  path: Path,
): JsonValue | undefined {
  const [inMine, inTheirs] = [partnersOf(state, base, mine), partnersOf(state, base, theirs)];
  const nothing = (partners: Partners): boolean =>
    base.length > 0 && partners.every((partner) => partner < 0);
  // A table replaced as a whole has no rows to merge into.
  if (nothing(inMine) || nothing(inTheirs)) return chosen(state, { base, mine, theirs }, path);
  const movedMine = moves(inMine).count > 0;
  const movedTheirs = moves(inTheirs).count > 0;
  let order: Side = movedTheirs && !movedMine ? 'theirs' : 'mine';
  if (movedMine && movedTheirs && !sameOrder(inMine, inTheirs))
    order = clash(state, 'order', { base, mine, theirs }, path);

  const items: JsonValue[] = [];
  const twins = twinsOf(mine, theirs, inMine, inTheirs);
  for (const row of weave(base.length, inMine, inTheirs, twins, order === 'theirs')) {
    const three = {
      base: row.base === null ? undefined : base[row.base],
      mine: row.mine === null ? undefined : mine[row.mine],
      theirs: row.theirs === null ? undefined : theirs[row.theirs],
    };
    const value = mergeValues(state, three, [
      ...path,
      row.mine ?? row.base ?? mine.length + (row.theirs ?? 0),
    ]);
    if (value !== undefined) items.push(value);
  }
  return deriveFrom(mine, items);
}

function sameOrder(left: Partners, right: Partners): boolean {
  const onBoth = new Set(right);
  const onLeft = new Set(left);
  const a = left.filter((partner) => partner >= 0 && onBoth.has(partner));
  const b = right.filter((partner) => partner >= 0 && onLeft.has(partner));
  return a.every((partner, index) => partner === b[index]);
}

/** All rows of the three sides once, in the order of the leading side, those of the other after the row they follow there. */
function weave(
  baseCount: number,
  mine: Partners,
  theirs: Partners,
  twins: ReadonlyMap<number, number>,
  theirsLeads: boolean,
): Woven[] {
  const placeIn = (partners: Partners): Int32Array => {
    const places = new Int32Array(baseCount).fill(-1);
    for (const [place, partner] of partners.entries()) if (partner >= 0) places[partner] = place;
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
  for (const [place, partner] of otherPartners.entries()) {
    if (partner >= 0 && (places[lead][partner] as number) >= 0) {
      last = partner;
      continue;
    }
    if (partner < 0 && isTwin(place)) continue;
    const rows = following.get(last) ?? [];
    rows.push(make(other, place, partner));
    following.set(last, rows);
  }
  const woven: Woven[] = [...(following.get(null) ?? [])];
  for (const [place, partner] of leadPartners.entries()) {
    woven.push(make(lead, place, partner));
    if (partner >= 0) woven.push(...(following.get(partner) ?? []));
  }
  return woven;
}

/** Rows that both sides added alike, by their place in theirs: added once. */
function twinsOf(
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
