import { deriveFrom } from '../../contract/json/memory.ts';
import {
  isArray,
  isContainer,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';
import { agreedOn, OPEN, type Three } from './agreed.ts';
import { equalValues, isLeaf, sameSpelling } from './equal.ts';
import { isNaming } from './grid.ts';
import { Interning } from './interning.ts';
import { pairItems } from './items.ts';
import { contentOf } from './lists.ts';
import { isAmbiguous } from './merge-alike.ts';
import { alongMoves, canStand, moved, type Parted } from './merge-moves.ts';
import { pairRows } from './pairing.ts';
import { moves, type Partners } from './partners.ts';
import { getIn, type Path, rowName } from './path.ts';
import { MOST_DEPTH } from './walk.ts';
import { sameOrder, twinsOf, weave } from './weave.ts';

export type Side = 'mine' | 'theirs' | 'base';

/** What is taken at a clash: what a side has, or a value of one's own. */
export type Taken = Side | { value: JsonValue };

/** A place that both sides changed, differently. `undefined`: that side has nothing there. */
export interface Clash {
  /** Names the clash in `choices`; the same for the same three values. */
  id: string;
  /**
   * `order`: both sides moved rows of a list, differently; the values are the whole lists. `place`: both moved a group, to different places; the values are the
   * group on each side, and what differs inside clashes by itself.
   */
  kind: 'value' | 'order' | 'place';
  /** Where it stands in mine, or where it stood in base when mine has removed it. */
  path: Path;
  base: JsonValue | undefined;
  mine: JsonValue | undefined;
  theirs: JsonValue | undefined;
  /** Of a `place`: where each side has the group. */
  places?: Readonly<Record<Side, Path>>;
}

export interface Merge {
  /** Everything both sides changed; at a clash the side that was chosen, mine unless told otherwise. */
  merged: JsonValue;
  clashes: Clash[];
}

/**
 * Carries the changes of two sides made on one base over each other, per leaf and row. Rows are paired as in a comparison, so that edits
 * follow rows, groups and tables that moved; a list in which nobody can tell which of several alike items a side meant is one clash. A leaf changed on one side only takes that side; changed alike on both, it is no clash.
 * `choices`: by clash id, what is taken. Parts that come out as they are in mine are mine's own, shared.
 *
 * What two sides share or have read from the same bytes is passed over: the time goes with what was changed, and with the length of the
 * tables that both sides changed. `mergeInWorker` does the same off the page's thread.
 */
export function mergeParams(
  base: JsonValue,
  mine: JsonValue,
  theirs: JsonValue,
  choices: Readonly<Record<string, Taken>> = {},
): Merge {
  return mergeAlong({ base, mine, theirs }, choices, MOST_ROUNDS);
}

/** Moves within what both moved alike are seen once it stands at one place: so often this is looked at again. */
const MOST_ROUNDS = 4;

function mergeAlong(
  three: Record<Side, JsonValue>,
  choices: Readonly<Record<string, Taken>>,
  rounds: number,
): Merge {
  const { merged, clashes, bothRemoved } = mergeInPlace(three, choices);
  if (rounds === 0 || (!bothRemoved && !clashes.some(isGroupGone))) return { merged, clashes };
  const sideOf = (parted: Parted): Side => {
    const taken = takenFor(choices, placeId(parted));
    return typeof taken === 'string' ? taken : 'mine';
  };
  const along = alongMoves(three, sideOf);
  if (!along) return { merged, clashes };
  const { parted, apart, ...sides } = along;
  const found = mergeAlong(sides, choices, rounds - 1);
  // Only now, so that what differs inside keeps its place and name whatever is chosen.
  const ways = [...parted, ...apart.filter((places) => sideOf(places) === 'base')].map((places) => ({
    from: places.mine,
    to: places[sideOf(places)],
  }));
  return {
    merged: ways.reduce((value, way) => (canStand(value, way.to) ? moved(value, way) : value), found.merged),
    clashes: [...[...parted, ...apart].map((places) => placeClash(three, places)), ...found.clashes],
  };
}

function placeId({ base }: Parted): string {
  return `place ${JSON.stringify(base)}`;
}

function placeClash(three: Three, places: Parted): Clash {
  return {
    id: placeId(places),
    kind: 'place',
    path: places.mine,
    base: getIn(three.base, places.base),
    mine: getIn(three.mine, places.mine),
    theirs: getIn(three.theirs, places.theirs),
    places: { ...places },
  };
}

function mergeInPlace(
  three: Record<Side, JsonValue>,
  choices: Readonly<Record<string, Taken>>,
): Merge & { bothRemoved: boolean } {
  const state: State = { clashes: [], choices, interning: new Interning(), bothRemoved: false };
  const merged = mergeValues(state, three, null) ?? null;
  return { merged, clashes: state.clashes, bothRemoved: state.bothRemoved };
}

/** Whether one side changed a group that the other has no more. */
function isGroupGone({ path, base, mine, theirs }: Clash): boolean {
  return typeof path.at(-1) === 'string' && isContainer(base) && (mine === undefined || theirs === undefined);
}

interface State {
  clashes: Clash[];
  choices: Readonly<Record<string, Taken>>;
  interning: Interning;
  /** Whether a group went on both sides from where it stood: they may have moved it. */
  bothRemoved: boolean;
}

/** Where the merge is: a chain upwards, so that what is no clash costs no path. */
interface Place {
  up: Place | null;
  key: string | number;
  depth: number;
}

function below(up: Place | null, key: string | number): Place {
  return { up, key, depth: (up?.depth ?? 0) + 1 };
}

function pathOf(place: Place | null): Path {
  const path: (string | number)[] = [];
  for (let at = place; at !== null; at = at.up) path.push(at.key);
  return path.reverse();
}

function clash(state: State, kind: Clash['kind'], three: Three, place: Place | null): Taken {
  const path = pathOf(place);
  const id = `${kind === 'order' ? 'order ' : three.mine === undefined ? 'gone ' : ''}${JSON.stringify(path)}`;
  state.clashes.push({ id, kind, path, ...three });
  return takenFor(state.choices, id);
}

function takenFor(choices: Readonly<Record<string, Taken>>, id: string): Taken {
  return (Object.hasOwn(choices, id) && choices[id]) || 'mine';
}

function mergeValues(state: State, three: Three, place: Place | null): JsonValue | undefined {
  const { base, mine, theirs } = three;
  // How a number is written is taken from whoever wrote it anew.
  if (mine === theirs || sameSpelling(mine, theirs)) {
    if (base !== mine && !state.bothRemoved) state.bothRemoved = lostGroup(base, mine, place?.depth ?? 0);
    return mine;
  }
  if (sameSpelling(mine, base)) return theirs;
  // Inside of groups and lists each leaf tells for itself who wrote it anew.
  if ([base, mine, theirs].some(isLeaf)) {
    const agreed = agreedOn(three);
    if (agreed !== OPEN) return agreed;
  }
  if ((place?.depth ?? 0) >= MOST_DEPTH) return chosen(state, three, place);
  if (
    isObject(mine) &&
    isObject(theirs) &&
    !isLeaf(mine) &&
    !isLeaf(theirs) &&
    (base === undefined || isObject(base))
  )
    return mergeObjects(state, base ?? new Map(), mine, theirs, place);
  if (isArray(mine) && isArray(theirs) && isArray(base)) {
    const contents = new Set([base, mine, theirs].map(contentOf));
    contents.delete('empty');
    // A line that two people redrew is not woven together vertex by vertex.
    if (!contents.has('points')) return mergeLists(state, base, mine, theirs, place);
  }
  return chosen(state, three, place);
}

/** Whether a group or list of the base, at any depth of groups, is no more where it stood. */
function lostGroup(base: JsonValue | undefined, now: JsonValue | undefined, depth: number): boolean {
  if (base === now || !isObject(base) || !isObject(now) || depth >= MOST_DEPTH) return false;
  for (const [key, member] of base) {
    if (!isContainer(member)) continue;
    if (!now.has(key) || lostGroup(member, now.get(key), depth + 1)) return true;
  }
  return false;
}

function chosen(state: State, three: Three, place: Place | null): JsonValue | undefined {
  const agreed = agreedOn(three);
  if (agreed !== OPEN) return agreed;
  const taken = clash(state, 'value', three, place);
  return typeof taken === 'string' ? three[taken] : taken.value;
}

function mergeObjects(
  state: State,
  base: JsonObject,
  mine: JsonObject,
  theirs: JsonObject,
  place: Place | null,
): JsonObject {
  const made = new Map<string, JsonValue>();
  let asMine = true;
  const add = (key: string): void => {
    const own = mine.get(key);
    const three = { base: base.get(key), mine: own, theirs: theirs.get(key) };
    const value = mergeValues(state, three, below(place, key));
    if (value !== undefined) made.set(key, value);
    if (value !== own) asMine = false;
  };
  for (const key of mine.keys()) add(key);
  for (const key of theirs.keys()) if (!mine.has(key)) add(key);
  for (const [key, value] of base)
    if (isContainer(value) && !mine.has(key) && !theirs.has(key)) state.bothRemoved = true;
  return asMine ? mine : deriveFrom(mine, made);
}

interface Paired {
  partners: Partners;
  /** Columns that say by their names which row it is, and tell the rows apart. */
  keys: readonly string[];
}

function pairedWith(state: State, base: JsonArray, side: JsonArray): Paired {
  const content = [base, side].map(contentOf);
  const none = (): Partners => new Int32Array(side.length).fill(-1);
  if (!content.every((kind) => kind === 'rows' || kind === 'empty'))
    return { partners: pairItems(base, side, 'mixed', state.interning) ?? none(), keys: [] };
  const rows = [base, side] as unknown as [readonly JsonObject[], readonly JsonObject[]];
  const found = pairRows(...rows, state.interning);
  // Of a single row nothing is told apart.
  const keys = base.length > 1 ? (found?.keyCandidates.filter(isNaming) ?? []) : [];
  return { partners: found?.partners ?? none(), keys };
}

function mergeLists(
  state: State,
  base: JsonArray,
  mine: JsonArray,
  theirs: JsonArray,
  place: Place | null,
): JsonValue | undefined {
  const [ofMine, ofTheirs] = [pairedWith(state, base, mine), pairedWith(state, base, theirs)];
  const [inMine, inTheirs] = [ofMine.partners, ofTheirs.partners];
  const nothing = (partners: Partners): boolean =>
    base.length > 0 && partners.every((partner) => partner < 0);
  // A table replaced as a whole has no rows to merge into.
  if (nothing(inMine) || nothing(inTheirs)) return chosen(state, { base, mine, theirs }, place);
  const before = state.clashes.length;
  const movedMine = moves(inMine).count > 0;
  const movedTheirs = moves(inTheirs).count > 0;
  let order: Taken = movedTheirs && !movedMine ? 'theirs' : 'mine';
  if (movedMine && movedTheirs && !sameOrder(inMine, inTheirs))
    order = clash(state, 'order', { base, mine, theirs }, place);

  const items: JsonValue[] = [];
  const twins = twinsOf(mine, theirs, inMine, inTheirs);
  for (const row of weave(base.length, inMine, inTheirs, twins, order === 'theirs')) {
    const three = {
      base: row.base === null ? undefined : base[row.base],
      mine: row.mine === null ? undefined : mine[row.mine],
      theirs: row.theirs === null ? undefined : theirs[row.theirs],
    };
    const key = row.mine ?? row.base ?? mine.length + (row.theirs ?? 0);
    const put =
      isPutInPlace(three.base, three.mine, ofMine.keys) ||
      isPutInPlace(three.base, three.theirs, ofTheirs.keys);
    const value = (put ? chosen : mergeValues)(state, three, below(place, key));
    if (value !== undefined) items.push(value);
  }
  if (
    state.clashes.length === before &&
    isAmbiguous({ base, mine, theirs, inMine, inTheirs, items }, state.interning)
  )
    return chosen(state, { base, mine, theirs }, place);
  const asMine = items.length === mine.length && items.every((item, index) => item === mine[index]);
  return asMine ? mine : deriveFrom(mine, items);
}

/**
 * Whether a row that stands where another one stood may be none of it: it has another name, nothing else that says which row it is, and less than half of the other
 * cells that both have are equal.
 */
function isPutInPlace(
  was: JsonValue | undefined,
  now: JsonValue | undefined,
  keys: readonly string[],
): boolean {
  if (was === now || !isObject(was) || !isObject(now)) return false;
  const name = rowName(was);
  if (name === undefined || name === rowName(now)) return false;
  const isKept = (cell: string): boolean => equalValues(was.get(cell), now.get(cell));
  if (keys.some((key) => was.has(key) && isKept(key))) return false;
  // A column that came or went says nothing of one row.
  const cells = [...was.keys()].filter((cell) => now.has(cell));
  // The name is a cell that differs.
  return cells.filter(isKept).length < (cells.length - 1) / 2;
}
