import type { Entity } from '../../contract/entity.ts';
import type { Branch } from '../api/branches.ts';

/** Where it is not known at which place among its siblings something stands. */
export const NO_SLOT = -1;

export interface EntityRow {
  kind: 'entity';
  entity: Entity;
  parent: number | null;
  /** From 1, as `aria-level`. */
  level: number;
  /** Position among the siblings in the server's order, from 0; {@link NO_SLOT} for what a search found and no branch holds. */
  slot: number;
  /** Position among those it is shown with, from 0, and how many these are: all siblings, its group, or a flat list. */
  at: number;
  of: number;
  /** The group that it is shown in. */
  group?: string;
  expandable: boolean;
  open: boolean;
  /** Its children are being read. */
  busy: boolean;
  /** In a flat list: the names above it. */
  where?: string;
}

/** Something above what a search found, of which no more than its id is known. */
export interface AboveRow {
  kind: 'above';
  id: number;
  parent: number | null;
  level: number;
  slot: typeof NO_SLOT;
  at: number;
  of: number;
  open: true;
}

/** A place whose entity was not read yet: `page` says what to read. */
export interface HoleRow {
  kind: 'hole';
  parent: number | null;
  level: number;
  slot: number;
  /** Undefined while it is not known how many siblings there are. */
  of: number | undefined;
  page: number;
}

/** A place on a page that could not be read; asking for the row again asks for the page. */
export interface FailedRow {
  kind: 'failed';
  parent: number | null;
  level: number;
  slot: number;
  of: number | undefined;
  page: number;
  error: Error;
}

/** An open branch without anything in it. */
export interface EmptyRow {
  kind: 'empty';
  parent: number | null;
  level: number;
  slot: number;
}

/** Siblings that are shown together; no entity. */
export interface GroupRow {
  kind: 'group';
  parent: number | null;
  level: number;
  /** Position among the groups, from 0. */
  slot: number;
  /** How many rows there are beside it, itself included. */
  of: number;
  group: Group;
  open: boolean;
}

/** What a grouped branch does not show, because it was not read. */
export interface RestRow {
  kind: 'rest';
  parent: number | null;
  level: number;
  slot: number;
  of: number;
  rest: Rest;
}

export type Row = EntityRow | AboveRow | HoleRow | FailedRow | EmptyRow | GroupRow | RestRow;

/** The id of the entity that a row stands for. */
export function idOf(row: Row): number | undefined {
  if (row.kind === 'above') return row.id;
  return row.kind === 'entity' ? row.entity.id : undefined;
}

export interface Group {
  /** The same for the same value whenever groups are made. */
  key: string;
  label: string;
  /** What {@link label} is a value of. */
  of: string;
  /** The type that its icon shows, for groups by type. */
  type: Entity | undefined;
  /** Positions of its members among the siblings, ascending. */
  slots: readonly number[];
  /** In words, made when asked for: min, median and max of what figures were wanted of; null where there are none. */
  figures(): Figures | null;
}

/** Exact, as texts. */
export interface Figures {
  /** What they are of. */
  of: string;
  min: string;
  median: string;
  max: string;
  /** How many numbers. */
  count: number;
}

export interface Rest {
  /** How many members are in no group, because they or their values were not read. */
  left: number;
  total: number;
  /** Pages that could not be read. */
  failed: number;
  reading: boolean;
}

/** A branch whose rows are groups. */
export interface GroupedBranch {
  groups: readonly Group[];
  /** Keys of those that are open. */
  open: ReadonlySet<string>;
  /** Null when nothing is left to read. */
  rest: Rest | null;
  /** The group that a position is in, or -1. */
  groupOf(slot: number): number;
}

/** Gives a branch's groups; undefined for one that is shown as it is. */
export type Grouping = (branch: Branch) => GroupedBranch | undefined;

/** The visible rows of a tree. */
export interface Rows {
  readonly length: number;
  at(index: number): Row | undefined;
  /** Row of an entity, or -1 when it is not among the visible ones. */
  indexOf(parent: number | null, id: number): number;
  /** Row of a place among the children of `parent`, of its group where that is closed, or -1. */
  indexOfSlot(parent: number | null, slot: number): number;
  /** Row of a group, or for `null` of what is not in any, or -1. */
  indexOfGroup(parent: number | null, key: string | null): number;
  /** Row of what the row is in, or -1 at the top. */
  above(index: number): number;
  /** Whether a row is there only for what is below it; absent where all rows are there for themselves. */
  isContext?(index: number): boolean;
}
