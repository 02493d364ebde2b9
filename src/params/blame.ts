/** Which revision set what: kept as a tree no larger than what was changed, shared between one revision and the next. */
import { sourceText } from '../../contract/json/memory.ts';
import { isArray, isObject, type JsonValue } from '../../contract/json/value.ts';
import { aroundMoves } from './apply.ts';
import { compareParams } from './compare.ts';
import type {
  CompareOptions,
  Difference,
  Elsewhere,
  LeafDifference,
  ListDifference,
  RowsDifference,
} from './comparison.ts';
import { isLeaf } from './equal.ts';
import { renamedCells } from './form-fields.ts';
import { getIn, type Path } from './path.ts';

export interface BlamedRevision<Id> {
  id: Id;
  params: JsonValue;
}

/** What stands at one place. What `inside` does not name was set by `set`. */
interface Place<Id> {
  readonly set: Id;
  /** The newest revision that changed anything in it, when that is not `set`. */
  readonly touched?: Id;
  readonly inside?: ReadonlyMap<string, Place<Id>> | readonly Place<Id>[];
}

/** For the newest revision of a chain, who set what. Immutable; survives structured cloning. */
export interface Blame<Id> {
  /** The newest revision: what paths are read in. */
  readonly newest: BlamedRevision<Id>;
  readonly root: Place<Id>;
}

/** Only how rows are paired matters: tolerance and ignore rules hide changes, and blame hides nothing. */
type BlameOptions = Pick<CompareOptions, 'keyColumns' | 'sets'>;

/**
 * For every leaf and cell of the newest revision, the revision that set its present value. Revisions oldest first, at least one; the
 * first is blamed for all it holds. A row, list or group that moved and a column that was renamed keep their blame; a number written differently keeps it too.
 * Throws a `RangeError` without revisions.
 */
export function blameParams<Id>(
  revisions: readonly BlamedRevision<Id>[],
  options: BlameOptions = {},
): Blame<Id> {
  const [first, ...later] = revisions;
  if (first === undefined) throw new RangeError('Blame needs at least one revision.');
  let blame: Blame<Id> = { newest: first, root: { set: first.id } };
  for (const revision of later) blame = extendBlame(blame, revision, options);
  return blame;
}

/** The blame of a chain with one more revision. Costs one comparison; what did not change is shared with `blame`. */
export function extendBlame<Id>(
  blame: Blame<Id>,
  newer: BlamedRevision<Id>,
  options: BlameOptions = {},
): Blame<Id> {
  const [left, right] = [blame.newest.params, newer.params];
  const text = sourceText(right);
  if (left === right || (text !== undefined && text === sourceText(left)))
    return { newest: newer, root: blame.root };
  const { whole } = compareParams(left, right, options);
  return { newest: newer, root: applied(blame.root, whole, 0, newer.id) };
}

/**
 * The revision that set the leaf at a path of the newest revision; for a group, list or row the newest that changed anything in it.
 * `undefined` when nothing is stored there.
 */
export function blameAt<Id>(blame: Blame<Id>, path: Path): Id | undefined {
  if (getIn(blame.newest.params, path) === undefined) return undefined;
  let place = blame.root;
  for (const key of path) place = below(place, key);
  return place.touched ?? place.set;
}

/** Every leaf of the newest revision with the revision that set it, in the order of the params. Points and colours are one leaf. */
export function* blamedLeaves<Id>(blame: Blame<Id>): Generator<{ path: Path; revision: Id }> {
  const work: { path: Path; value: JsonValue; place: Place<Id> }[] = [
    { path: [], value: blame.newest.params, place: blame.root },
  ];
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    const { path, value, place } = item;
    const members: [string | number, JsonValue][] = isLeaf(value)
      ? []
      : isObject(value)
        ? [...value]
        : isArray(value)
          ? [...value.entries()]
          : [];
    if (members.length === 0) yield { path, revision: place.touched ?? place.set };
    for (const [key, member] of members.reverse())
      work.push({ path: [...path, key], value: member, place: below(place, key) });
  }
}

function below<Id>(place: Place<Id>, key: string | number): Place<Id> {
  const { inside, set } = place;
  const found =
    inside instanceof Map
      ? inside.get(String(key))
      : typeof key === 'number'
        ? (inside as readonly Place<Id>[] | undefined)?.[key]
        : undefined;
  return found ?? (inside === undefined && place.touched === undefined ? place : { set });
}

type Change<Id> = (place: Place<Id>) => Place<Id> | undefined;

/** A copy with the place at a path changed; `undefined` takes it out. All places on the way were touched by `by`. */
function changedAt<Id>(place: Place<Id>, path: Path, by: Id, change: Change<Id>, depth = 0): Place<Id> {
  const made =
    depth === path.length - 1 ? change : (at: Place<Id>) => changedAt(at, path, by, change, depth + 1);
  if (path.length === 0) return change(place) ?? { set: by };
  const key = path[depth] as string | number;
  const next = made(below(place, key));
  if (typeof key === 'number') {
    const items = [...((Array.isArray(place.inside) ? place.inside : []) as readonly Place<Id>[])];
    for (let index = items.length; index < key; index++) items.push({ set: place.set });
    items[key] = next ?? { set: by };
    return { set: place.set, touched: by, inside: items };
  }
  const members = new Map(place.inside instanceof Map ? place.inside : undefined) as Map<string, Place<Id>>;
  if (next === undefined) members.delete(key);
  else members.set(key, next);
  return { set: place.set, touched: by, inside: members };
}

/** Of cells that came, the ones that went and held the same, when a column was renamed. */
type Renamed = ReadonlyMap<Difference, Difference>;

/** Follows differences whose left paths start `depth` steps above `root`. */
function applied<Id>(
  root: Place<Id>,
  differences: readonly Difference[],
  depth: number,
  by: Id,
  renamed?: Renamed,
): Place<Id> {
  const { moves, inside, others } = aroundMoves(differences);
  let place = appliedInPlace(root, inside, depth, by, root, renamed);
  const edited = place;
  const carried = moves.map(({ leftPath }) => leftPath.slice(depth).reduce(below<Id>, edited));
  for (const { leftPath } of moves) place = changedAt(place, leftPath.slice(depth), by, () => undefined);
  place = appliedInPlace(place, others, depth, by, root, renamed);
  for (const [index, { path }] of moves.entries())
    place = changedAt(place, path.slice(depth), by, () => carried[index]);
  return place;
}

function appliedInPlace<Id>(
  root: Place<Id>,
  differences: ReturnType<typeof aroundMoves>['others'],
  depth: number,
  by: Id,
  whole: Place<Id>,
  renamed?: Renamed,
): Place<Id> {
  let place = root;
  for (const difference of differences) {
    const at = difference.leftPath.slice(depth);
    const twin = renamed?.get(difference);
    if (twin) place = changedAt(place, at, by, () => twin.leftPath.slice(depth).reduce(below<Id>, whole));
    else if (difference.type !== 'leaf')
      place = changedAt(place, at, by, (list) => rowsApplied(list, difference, by, whole));
    else if (difference.kind === 'removed') place = changedAt(place, at, by, () => undefined);
    else place = changedAt(place, at, by, () => came(difference, by, whole));
  }
  return place;
}

/** What came was set by the revision it came with, rows of it that stood in another table aside. */
function came<Id>({ elsewhere, right }: LeafDifference, by: Id, whole: Place<Id>): Place<Id> {
  if (!elsewhere || !isArray(right)) return { set: by };
  const rows = right.map((_, index) => stoodAt(elsewhere.get(index), whole) ?? { set: by });
  return { set: by, touched: by, inside: rows };
}

function stoodAt<Id>(elsewhere: Elsewhere | undefined, whole: Place<Id>): Place<Id> | undefined {
  return elsewhere && [...elsewhere.table, elsewhere.index].reduce(below<Id>, whole);
}

function rowsApplied<Id>(
  list: Place<Id>,
  difference: RowsDifference | ListDifference,
  by: Id,
  whole: Place<Id>,
): Place<Id> {
  const depth = difference.leftPath.length + 1;
  const fresh: Place<Id> = { set: by };
  const renamed = difference.type === 'rows' ? renamedCells(difference) : undefined;
  const inside: Place<Id>[] = [];
  for (const { leftIndex, rightIndex, cells, elsewhere } of difference.rows) {
    if (rightIndex === null) continue;
    if (leftIndex === null) inside.push(stoodAt(elsewhere, whole) ?? fresh);
    else {
      const row = below(list, leftIndex);
      inside.push(cells.length ? applied(row, cells, depth, by, renamed) : row);
    }
  }
  return { set: list.set, touched: by, inside };
}
