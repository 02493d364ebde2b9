import type { JsonValue } from '../../contract/json/value.ts';
import { type Blame, type BlamedRevision, blameParams, extendBlame } from './blame.ts';
import { compareParams } from './compare.ts';
import type { Difference, Elsewhere } from './comparison.ts';
import { renamedCells } from './form-fields.ts';
import { getIn, type Path, startsWith } from './path.ts';

/** What stood at a place in one revision; `undefined` for nothing. */
export interface CoursePoint<Id> {
  id: Id;
  value: JsonValue | undefined;
}

/** The blame of every revision of a chain, each made of the one before when it is asked for, and the course of single values. */
export class BlameChain<Id> {
  readonly #revisions: BlamedRevision<Id>[] = [];
  readonly #blames: Blame<Id>[] = [];

  constructor(revisions: readonly BlamedRevision<Id>[] = []) {
    this.#revisions.push(...revisions);
  }

  /** The revision that comes after the newest. */
  add(revision: BlamedRevision<Id>): void {
    this.#revisions.push(revision);
  }

  #placeOf(id: Id): number {
    const place = this.#revisions.findIndex((revision) => revision.id === id);
    if (place < 0) throw new RangeError(`Revision ${id} is not in this history.`);
    return place;
  }

  /** Who set what in a revision. Throws a `RangeError` for one that is not in the chain. */
  at(id: Id): Blame<Id> {
    const place = this.#placeOf(id);
    for (let next = this.#blames.length; next <= place; next++) {
      const revision = this.#revisions[next] as BlamedRevision<Id>;
      const before = this.#blames[next - 1];
      this.#blames.push(before ? extendBlame(before, revision) : blameParams([revision]));
    }
    return this.#blames[place] as Blame<Id>;
  }

  /**
   * What stood at a place of revision `id` in it and in each before, oldest first, the place followed through rows and groups that moved. It begins with the
   * revision that the row or group came with.
   */
  course(id: Id, path: Path): CoursePoint<Id>[] {
    const points: CoursePoint<Id>[] = [];
    let at: Path | undefined = path;
    for (let place = this.#placeOf(id); place >= 0 && at !== undefined; place--) {
      const { id: revision, params } = this.#revisions[place] as BlamedRevision<Id>;
      points.push({ id: revision, value: getIn(params, at) });
      const before = this.#revisions[place - 1];
      if (before) at = leftPathOf(compareParams(before.params, params).whole, at);
    }
    return points.reverse();
  }
}

/** Where a place of the right side stood on the left; `undefined` when it came with a row or group. */
function leftPathOf(differences: readonly Difference[], path: Path): Path | undefined {
  const difference = nearest(differences, path);
  if (difference === undefined) return path;
  const rest = path.slice(difference.path.length);
  if (difference.type === 'move') return [...difference.leftPath, ...rest];
  if (difference.type === 'leaf') {
    if (difference.kind !== 'added') return [...difference.leftPath, ...rest];
    const [row, ...cell] = rest;
    if (row === undefined) return path;
    return stoodAt(typeof row === 'number' ? difference.elsewhere?.get(row) : undefined, cell);
  }
  const [index, ...inside] = rest;
  if (index === undefined) return difference.leftPath;
  const row = difference.rows.find(({ rightIndex }) => rightIndex === index);
  if (!row || row.leftIndex === null) return stoodAt(row?.elsewhere, inside);
  const within = renamedFrom(difference, row.cells, path) ?? leftPathOf(row.cells, path);
  if (within === undefined) return undefined;
  return within === path ? [...difference.leftPath, row.leftIndex, ...inside] : within;
}

/** Where a cell of a column stood that was renamed. */
function renamedFrom(table: Difference, cells: readonly Difference[], path: Path): Path | undefined {
  const cell = nearest(cells, path);
  const twin = cell && table.type === 'rows' ? renamedCells(table).get(cell) : undefined;
  return twin && cell && [...twin.leftPath, ...path.slice(cell.path.length)];
}

/** The innermost difference that a place stands in: what a table that moved says of its rows is in the table's own. */
function nearest(differences: readonly Difference[], path: Path): Difference | undefined {
  let found: Difference | undefined;
  for (const difference of differences) {
    if (difference.kind === 'removed' || !startsWith(path, difference.path)) continue;
    const further = difference.path.length - (found?.path.length ?? -1);
    if (further > 0 || (further === 0 && found?.type === 'move')) found = difference;
  }
  return found;
}

/** Where a cell of a row stood that came from another table. */
function stoodAt(elsewhere: Elsewhere | undefined, cell: Path): Path | undefined {
  return elsewhere && [...elsewhere.table, elsewhere.index, ...cell];
}
