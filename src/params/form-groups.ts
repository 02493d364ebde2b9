/** Fields that moved into a group that came with them, or out of one that went: a tab of the form that was added, divided or dissolved. */
import { isObject, type JsonValue } from '../../contract/json/value.ts';
import type { Difference, LeafDifference } from './comparison.ts';
import { equalValues, isLeaf } from './equal.ts';
import type { Found } from './form-fields.ts';
import { isEmpty } from './kinds.ts';
import type { Path } from './path.ts';
import { MOST_DEPTH } from './walk.ts';

/** A field that came or went, by itself or with a group. */
interface Field {
  cell: LeafDifference;
  path: Path;
  value: JsonValue;
}

/** A field and where it stands now. */
type Move = readonly [from: Field, to: Field];

/**
 * Of the fields outside of tables those that kept their key and what they held. Where a field of one key came and went with another value, somebody may have edited it
 * on the way: its group, and all that moved into or out of that, is left to people.
 */
export function movedThroughGroups(differences: readonly Difference[], taken: ReadonlySet<unknown>): Found[] {
  const cells = differences.filter((cell) => cell.type === 'leaf').filter((cell) => !taken.has(cell));
  if (!cells.some((cell) => isGroup(cell.left ?? cell.right))) return [];
  const gone = byKey(cells.flatMap((cell) => (cell.kind === 'removed' ? fieldsOf(cell) : [])));
  const come = byKey(cells.flatMap((cell) => (cell.kind === 'added' ? fieldsOf(cell) : [])));
  const moves: Move[] = [];
  const doubtful = new Set<LeafDifference>();
  for (const [key, before] of gone) {
    const now = come.get(key) ?? [];
    const [from, to] = [before[0] as Field, now[0]];
    if (to === undefined || [...before, ...now].every(({ value }) => isEmpty(value))) continue;
    if (before.length + now.length === 2 && equalValues(from.value, to.value)) moves.push([from, to]);
    else for (const { cell } of [...before, ...now]) doubtful.add(cell);
  }
  spread(doubtful, moves);
  return foundIn(enough(moves.filter(([{ cell }]) => !doubtful.has(cell))));
}

/** Of one group into another: all of either, or two fields that are more than a yes or no. Fewer may be equal by chance. */
function enough(moves: readonly Move[]): Move[] {
  const between = new Map<LeafDifference, Map<LeafDifference, Move[]>>();
  for (const move of moves) {
    const [{ cell: from }, { cell: to }] = move;
    const into = between.get(from) ?? new Map<LeafDifference, Move[]>();
    const known = into.get(to);
    if (known) known.push(move);
    else between.set(from, into.set(to, [move]));
  }
  const sizes = new Map<LeafDifference, number>();
  const isAll = (cell: LeafDifference, found: readonly Move[]): boolean => {
    const size = sizes.get(cell) ?? fieldsOf(cell).length;
    sizes.set(cell, size);
    return size === found.length;
  };
  return [...between].flatMap(([from, into]) =>
    [...into].flatMap(([to, found]) => {
      const telling = found.filter(([{ value }]) => typeof value !== 'boolean').length;
      return telling > 1 || isAll(from, found) || isAll(to, found) ? found : [];
    }),
  );
}

/** What moved into or out of what is in doubt is in doubt too. */
function spread(doubtful: Set<LeafDifference>, moves: readonly Move[]): void {
  const besides = new Map<LeafDifference, LeafDifference[]>();
  for (const [{ cell: from }, { cell: to }] of moves)
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const known = besides.get(one);
      if (known) known.push(other);
      else besides.set(one, [other]);
    }
  // What is added to a set on the way is visited too.
  for (const cell of doubtful) for (const other of besides.get(cell) ?? []) doubtful.add(other);
}

/** Each with the differences that no other one has counted. */
function foundIn(moves: readonly Move[]): Found[] {
  const counted = new Set<LeafDifference>();
  return moves.map(([from, to]) => {
    const cells = [from.cell, to.cell].filter((cell) => !counted.has(cell));
    for (const cell of cells) counted.add(cell);
    const places = { path: to.path, leftPath: from.path, left: from.value, right: to.value };
    return { change: { kind: 'moved', ...places, rows: 1, changes: cells.length }, cells };
  });
}

function byKey(fields: readonly Field[]): Map<string, Field[]> {
  const found = new Map<string, Field[]>();
  for (const field of fields) {
    const key = String(field.path.at(-1));
    const known = found.get(key);
    if (known) known.push(field);
    else found.set(key, [field]);
  }
  return found;
}

function fieldsOf(cell: LeafDifference): Field[] {
  const fields: Field[] = [];
  const visit = (path: Path, value: JsonValue | undefined): void => {
    if (value === undefined) return;
    if (!isGroup(value) || path.length > MOST_DEPTH) fields.push({ cell, path, value });
    else for (const [key, member] of value) visit([...path, key], member);
  };
  if (cell.kind === 'removed') visit(cell.leftPath, cell.left);
  else visit(cell.path, cell.right);
  return fields;
}

function isGroup(value: JsonValue | undefined): value is ReadonlyMap<string, JsonValue> {
  return isObject(value) && !isLeaf(value);
}
