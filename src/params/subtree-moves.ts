import { isArray, isContainer, isObject, type JsonValue } from '../../contract/json/value.ts';
import type { Difference, LeafDifference, MoveDifference } from './comparison.ts';
import { countLeaves, equalValues, LEAST_LEAVES, sameSpelling } from './equal.ts';
import type { Interning } from './interning.ts';
import { getIn, type Path, removeIn } from './path.ts';
import { type Alike, isAlike, Likeness } from './subtree-likeness.ts';
import type { Trail, Walk } from './walk.ts';

/** Groups and tables on one side that are looked at for likeness, and steps below what came or went at which they stand. */
const MOST_PLACES = 100;
const MOST_STEPS = 3;

interface Place {
  difference: LeafDifference;
  /** From the difference's value down. */
  inside: Path;
  value: JsonValue;
}

interface Pair {
  from: Place;
  to: Place;
  /** Leaves that both hold. */
  equal: number;
  isEqual: boolean;
}

interface Move {
  move: MoveDifference;
  from: Place;
  to: Place;
  /** What differs inside. */
  edits: Difference[];
}

/**
 * Finds subtrees that vanished at one place and stand equal, or much alike, at another: alone, or inside a group that came or went as a whole (a page
 * that an app update put around a section). What is left of such a group stays its own difference.
 */
export function findMoves(differences: Difference[], walk: Walk): Difference[] {
  const whole = (kind: 'added' | 'removed'): LeafDifference[] =>
    differences.filter(
      (difference): difference is LeafDifference =>
        difference.type === 'leaf' && difference.kind === kind && difference.leaves >= LEAST_LEAVES,
    );
  const [removed, added] = [whole('removed'), whole('added')];
  if (removed.length === 0 || added.length === 0) return differences;

  const from = placesById(removed, 'left', walk.interning);
  const to = placesById(added, 'right', walk.interning);
  const pairs = [...equalPairs(from, to), ...alikePairs(from, to, walk.interning)];
  const found: Move[] = [];
  // A group that holds more than another goes with all that is in it, whether somebody edited it or not.
  for (const pair of pairs.sort((a, b) => b.equal - a.equal || Number(a.isEqual) - Number(b.isEqual))) {
    if (found.some((other) => overlap(other.from, pair.from) || overlap(other.to, pair.to))) continue;
    found.push(moveOf(pair, walk));
  }
  return found.length === 0 ? differences : rewritten(differences, found);
}

type Places = ReadonlyMap<number, readonly Place[]>;

function equalPairs(from: Places, to: Places): Pair[] {
  return [...from.entries()].flatMap(([id, places]) => {
    const [[one, other], [twin, rival]] = [places, to.get(id) ?? []];
    if (!one || !twin || other || rival || !equalValues(one.value, twin.value)) return [];
    const equal = countLeaves(twin.value);
    return equal < LEAST_LEAVES ? [] : [{ from: one, to: twin, equal, isEqual: true }];
  });
}

/** Pairs of which at least half is equal, while any other pair with one of them differs in at least twice as many leaves. */
function alikePairs(from: Places, to: Places, interning: Interning): Pair[] {
  const [gone, come] = [from, to].map((places) => [...places.values()].flat().filter(isNearTop));
  if (!gone || !come || gone.length > MOST_PLACES || come.length > MOST_PLACES) return [];
  const likeness = new Likeness(interning);
  const pairs = gone.flatMap((one) =>
    come.flatMap((other) => {
      if (isArray(one.value) !== isArray(other.value)) return [];
      const alike = likeness.of(one.value, other.value);
      return isAlike(alike)
        ? [{ from: one, to: other, ...alike, isEqual: false, sameKey: keyOf(one) === keyOf(other) }]
        : [];
    }),
  );
  if (likeness.spent) return [];
  return pairs.filter((pair) => !pairs.some((other) => isRival(other, pair)));
}

type AlikePair = Pair & Alike & { sameKey: boolean };

/** Whether another pair leaves in doubt which is which. A group that kept its key is told from those with another. */
function isRival(other: AlikePair, pair: AlikePair): boolean {
  if (other === pair || (other.from !== pair.from && other.to !== pair.to)) return false;
  if (pair.sameKey && !other.sameKey) return false;
  return other.differing < Math.max(1, 2 * pair.differing);
}

function isNearTop({ inside, value }: Place): boolean {
  return inside.length <= MOST_STEPS && isContainer(value) && countLeaves(value) >= LEAST_LEAVES;
}

function keyOf({ difference, inside }: Place): string | number | undefined {
  return inside.at(-1) ?? (difference.kind === 'removed' ? difference.leftPath : difference.path).at(-1);
}

function moveOf({ from, to, isEqual }: Pair, walk: Walk): Move {
  const path = [...to.difference.path, ...to.inside];
  const leftPath = [...from.difference.leftPath, ...from.inside];
  const [left, right] = [from.value, to.value];
  const edits: Difference[] = [];
  const trail: Trail = { up: null, left: leftPath, right: path, depth: path.length };
  if (!isEqual) walk.values(left, right, trail, edits);
  else if (!sameSpelling(left, right)) walk.notes.push({ note: 'spelling', path, leftPath, left, right });
  const leaves = Math.max(countLeaves(left), countLeaves(right));
  return { move: { type: 'move', kind: 'moved', path, leftPath, left, right, leaves }, from, to, edits };
}

function overlap(left: Place, right: Place): boolean {
  if (left.difference !== right.difference) return false;
  const length = Math.min(left.inside.length, right.inside.length);
  return left.inside.slice(0, length).every((key, index) => key === right.inside[index]);
}

/** Every group and list in the values, by id; through groups only, as items of lists have no lasting place. */
function placesById(
  differences: readonly LeafDifference[],
  side: 'left' | 'right',
  interning: Interning,
): Map<number, Place[]> {
  const found = new Map<number, Place[]>();
  const work: Place[] = differences.map((difference) => ({
    difference,
    inside: [],
    value: difference[side] as JsonValue,
  }));
  for (let place = work.pop(); place !== undefined; place = work.pop()) {
    const { difference, inside, value } = place;
    if (!isContainer(value)) continue;
    const id = interning.idOf(value);
    const same = found.get(id);
    if (same) same.push(place);
    else found.set(id, [place]);
    if (isArray(value) || !isObject(value) || inside.length > 20) continue;
    for (const [key, member] of value) work.push({ difference, inside: [...inside, key], value: member });
  }
  return found;
}

/** The differences with moves in place of what came, and without what went along in them. */
function rewritten(differences: Difference[], moves: Move[]): Difference[] {
  const result: Difference[] = [];
  for (const difference of differences) {
    const out = moves.filter((entry) => entry.from.difference === difference);
    const into = moves
      .filter((entry) => entry.to.difference === difference)
      .sort((a, b) => byPlace(a.to, b.to));
    const entries = difference.type === 'leaf' ? [...out, ...into] : [];
    if (difference.type !== 'leaf' || entries.length === 0) {
      result.push(difference);
      continue;
    }
    const side = difference.kind === 'removed' ? 'left' : 'right';
    const insides = entries.map((entry) => (side === 'left' ? entry.from : entry.to).inside);
    // Nothing is left of what moved as a whole.
    if (insides.every((inside) => inside.length > 0)) {
      let rest = difference[side] as JsonValue;
      for (const inside of insides) rest = removeIn(rest, inside);
      result.push({ ...difference, [side]: rest, leaves: countLeaves(rest) });
    }
    for (const { move, edits } of into) result.push(move, ...edits);
  }
  return result;
}

/** The order in which two groups inside of one value stand in it. */
function byPlace(one: Place, other: Place): number {
  const at = one.inside.findIndex((key, index) => key !== other.inside[index]);
  const parent = getIn(one.difference.right, one.inside.slice(0, at));
  const keys = isObject(parent) ? [...parent.keys()] : [];
  const placeOf = ({ inside }: Place): number => keys.indexOf(String(inside[at]));
  return placeOf(one) - placeOf(other);
}
