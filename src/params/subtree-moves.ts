import { isArray, isContainer, isObject, type JsonValue } from '../../contract/json.ts';
import type { Difference, LeafDifference, MoveDifference } from './comparison.ts';
import { countLeaves, equalValues, sameSpelling } from './equal.ts';
import type { Interning } from './interning.ts';
import { type Path, removeIn } from './path.ts';
import type { Walk } from './walk.ts';

/** Smaller subtrees are equal by chance. */
const LEAST_LEAVES = 3;

interface Place {
  difference: LeafDifference;
  /** From the difference's value down. */
  inside: Path;
  value: JsonValue;
}

/**
 * Finds subtrees that vanished at one place and stand equal at another: alone, or inside a group that came or went as a whole (a page
 * that an app update put around a section). What is left of such a group stays its own difference.
 */
export function findMoves(differences: Difference[], { interning, notes }: Walk): Difference[] {
  const whole = (kind: 'added' | 'removed'): LeafDifference[] =>
    differences.filter(
      (difference): difference is LeafDifference =>
        difference.type === 'leaf' && difference.kind === kind && difference.leaves >= LEAST_LEAVES,
    );
  const [removed, added] = [whole('removed'), whole('added')];
  if (removed.length === 0 || added.length === 0) return differences;

  const from = placesById(removed, 'left', interning);
  const to = placesById(added, 'right', interning);
  const moves: { move: MoveDifference; from: Place; to: Place }[] = [];
  const taken: Place[] = [];
  const candidates = [...from.entries()]
    .filter(([id, places]) => places.length === 1 && to.get(id)?.length === 1)
    .map(([id, places]) => ({ from: places[0] as Place, to: (to.get(id) as Place[])[0] as Place }))
    .map((pair) => ({ ...pair, leaves: countLeaves(pair.to.value) }))
    .filter(({ leaves }) => leaves >= LEAST_LEAVES)
    .sort((a, b) => b.leaves - a.leaves);
  for (const pair of candidates) {
    if (taken.some((place) => overlap(place, pair.from) || overlap(place, pair.to))) continue;
    if (!equalValues(pair.from.value, pair.to.value)) continue;
    taken.push(pair.from, pair.to);
    const move: MoveDifference = {
      type: 'move',
      kind: 'moved',
      path: [...pair.to.difference.path, ...pair.to.inside],
      leftPath: [...pair.from.difference.leftPath, ...pair.from.inside],
      value: pair.to.value,
      leaves: pair.leaves,
    };
    moves.push({ move, from: pair.from, to: pair.to });
    if (!sameSpelling(pair.from.value, pair.to.value)) {
      const { path, leftPath } = move;
      notes.push({ note: 'spelling', path, leftPath, left: pair.from.value, right: pair.to.value });
    }
  }
  return moves.length === 0 ? differences : rewritten(differences, moves);
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
function rewritten(
  differences: Difference[],
  moves: { move: MoveDifference; from: Place; to: Place }[],
): Difference[] {
  const result: Difference[] = [];
  for (const difference of differences) {
    const out = moves.filter((entry) => entry.from.difference === difference);
    const into = moves.filter((entry) => entry.to.difference === difference);
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
    for (const { move } of into) result.push(move);
  }
  return result;
}
