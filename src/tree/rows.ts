import type { Entity } from '../../contract/entity.ts';
import { type Branch, type Branches, entityAt, parentsOn, slotOf } from '../api/branches.ts';
import type { Group, GroupedBranch, Grouping, Rest, Row, Rows } from './row.ts';

/** The children of one parent in the list of rows, open branches below them included. Slots are not kept: they are counted. */
interface Block {
  parent: number | null;
  level: number;
  branch: Branch | undefined;
  /** How many rows it has itself. */
  own: number;
  /** How many rows in all. */
  rows: number;
  /** What is open, in order: `at` is its own row, `from` the row, within this block, of the first row below it. */
  below: { at: number; from: number; block: Block }[];
  /** Its rows are these groups. */
  grouped?: GroupedBranch;
  /** Its rows are the members of this group. */
  group?: Group;
}

interface Placed {
  block: Block;
  start: number;
}

/** What rows are made of. */
interface Source {
  branches: Branches;
  open: ReadonlySet<number>;
  expandable: (entity: Entity) => boolean;
  grouping: Grouping | undefined;
}

/**
 * The rows of a tree as a function of what is cached, what is open and how it is grouped. Nothing is made per row, so a branch of 100,000 costs as
 * much as one of ten: a row is made when it is looked at.
 */
export function treeRows(
  branches: Branches,
  open: ReadonlySet<number>,
  expandable: (entity: Entity) => boolean,
  grouping?: Grouping,
): Rows {
  const source = { branches, open, expandable, grouping };
  const placed = new Map<number | null, Placed>();
  const root = build(source, null, 1, new Set());
  place(root, 0, placed);
  return {
    length: root.rows,
    at: (index) => rowAt(root, index, source),
    indexOf(parent, id) {
      const found = placed.get(parent);
      const slot = found && slotOf(found.block.branch, id);
      return found === undefined || slot === undefined ? -1 : rowOfSlot(found, slot, false);
    },
    indexOfSlot(parent, slot) {
      const found = placed.get(parent);
      return found === undefined ? -1 : rowOfSlot(found, slot, true);
    },
    indexOfGroup(parent, key) {
      const found = placed.get(parent);
      const grouped = found?.block.grouped;
      if (!found || !grouped || (key === null && !grouped.rest)) return -1;
      const at =
        key === null ? grouped.groups.length : grouped.groups.findIndex((group) => group.key === key);
      return at === -1 ? -1 : rowOfOwn(found, at);
    },
    above: (index) => aboveIn({ block: root, start: 0 }, index, -1),
  };
}

function rowOfOwn({ block, start }: Placed, at: number): number {
  let row = start + at;
  for (const child of block.below) if (child.at < at) row += child.block.rows;
  return row;
}

function rowOfSlot(found: Placed, slot: number, orGroup: boolean): number {
  const { block, start } = found;
  if (!block.grouped) return slot < 0 || slot >= block.own ? -1 : rowOfOwn(found, slot);
  const at = block.grouped.groupOf(slot);
  if (at === -1) return -1;
  const inside = block.below.find((child) => child.at === at);
  if (!inside) return orGroup ? rowOfOwn(found, at) : -1;
  const member = placeIn(inside.block.group?.slots ?? [], slot);
  return rowOfOwn({ block: inside.block, start: start + inside.from }, member);
}

/** Where a number stands in a list that ascends, or -1. */
function placeIn(ascending: readonly number[], wanted: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ascending[middle] as number;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function aboveIn({ block, start }: Placed, index: number, above: number): number {
  for (const child of block.below) {
    const from = start + child.from;
    if (index >= from && index < from + child.block.rows)
      return aboveIn({ block: child.block, start: from }, index, from - 1);
  }
  return above;
}

function build(source: Source, parent: number | null, level: number, above: Set<number>): Block {
  const branch = source.branches.get(parent);
  const grouped = branch?.count ? source.grouping?.(branch) : undefined;
  if (branch && grouped) return buildGroups(source, branch, grouped, level, above);
  const own = Math.max(1, branch?.count ?? 1);
  const inside = branch?.count
    ? buildOpen(source, branch, level, above, (slot) => (slot < own ? slot : -1))
    : [];
  return blockOf({ parent, level, branch, own }, inside);
}

function buildGroups(
  source: Source,
  branch: Branch,
  grouped: GroupedBranch,
  level: number,
  above: Set<number>,
): Block {
  const { parent } = branch;
  const inside = grouped.groups.flatMap((group, at) => {
    if (!grouped.open.has(group.key)) return [];
    const members = buildOpen(source, branch, level + 1, above, (slot) => placeIn(group.slots, slot));
    const own = group.slots.length;
    return [{ at, block: blockOf({ parent, level: level + 1, branch, own, group }, members) }];
  });
  const own = grouped.groups.length + (grouped.rest ? 1 : 0);
  return blockOf({ parent, level, branch, own, grouped }, inside);
}

type Inside = { at: number; block: Block }[];

/** The open branches among some children; `placeOf` says in which of the rows one is, or -1. */
function buildOpen(
  source: Source,
  branch: Branch,
  level: number,
  above: Set<number>,
  placeOf: (slot: number) => number,
): Inside {
  const inside: Inside = [];
  for (const id of openIn(source, branch)) {
    if (above.has(id)) continue;
    const slot = slotOf(branch, id);
    const at = slot === undefined ? -1 : placeOf(slot);
    const entity = at === -1 ? undefined : entityAt(branch, slot as number);
    if (!entity || !source.expandable(entity)) continue;
    above.add(id);
    inside.push({ at, block: build(source, id, level + 1, above) });
    above.delete(id);
  }
  return inside.sort((a, b) => a.at - b.at);
}

/** Ids that may be open children of a branch: all that are open anywhere or, where this is less to go through, those that its pages hold. */
function openIn({ open, expandable }: Source, { pages, count = 0 }: Branch): ReadonlySet<number> {
  if (open.size * pages.size <= count) return open;
  const found = new Set<number>();
  for (const { entities } of pages.values())
    for (const id of entities ? parentsOn(entities, expandable) : []) if (open.has(id)) found.add(id);
  return found;
}

function blockOf(block: Omit<Block, 'rows' | 'below'>, inside: Inside): Block {
  let rows = 0;
  const below = inside.map((child) => {
    const from = child.at + 1 + rows;
    rows += child.block.rows;
    return { ...child, from };
  });
  return { ...block, below, rows: block.own + rows };
}

function place(block: Block, start: number, into: Map<number | null, Placed>): void {
  if (!block.group) into.set(block.parent, { block, start });
  for (const child of block.below) place(child.block, start + child.from, into);
}

function rowAt(block: Block, index: number, source: Source): Row | undefined {
  if (index < 0 || index >= block.rows) return undefined;
  let skipped = 0;
  for (const child of block.below) {
    if (index < child.from) break;
    if (index < child.from + child.block.rows) return rowAt(child.block, index - child.from, source);
    skipped += child.block.rows;
  }
  return ownRow(block, index - skipped, source);
}

function ownRow(block: Block, at: number, source: Source): Row {
  const { parent, level, branch, own, grouped, group } = block;
  if (grouped) return groupRow(block, grouped, at);
  const slot = group ? (group.slots[at] as number) : at;
  if (branch?.count === 0) return { kind: 'empty', parent, level, slot };
  const entity = entityAt(branch, slot);
  if (branch && entity) {
    const canOpen = source.expandable(entity);
    const isOpen = canOpen && source.open.has(entity.id);
    return {
      kind: 'entity',
      entity,
      parent,
      level,
      slot,
      at,
      of: own,
      ...(group && { group: group.key }),
      expandable: canOpen,
      open: isOpen,
      busy: isOpen && isBusy(source.branches.get(entity.id)),
    };
  }
  const page = branch ? Math.floor(slot / branch.pageSize) : 0;
  const state = branch?.pages.get(page);
  const of = branch?.count === undefined ? undefined : own;
  if (state?.error && !state.fetching)
    return { kind: 'failed', parent, level, slot, of, page, error: state.error };
  return { kind: 'hole', parent, level, slot, of, page };
}

function groupRow({ parent, level, own }: Block, { groups, open, rest }: GroupedBranch, slot: number): Row {
  const group = groups[slot];
  if (group) return { kind: 'group', parent, level, slot, of: own, group, open: open.has(group.key) };
  return { kind: 'rest', parent, level, slot, of: own, rest: rest as Rest };
}

function isBusy(branch: Branch | undefined): boolean {
  if (!branch) return true;
  for (const page of branch.pages.values()) if (page.fetching && !page.entities) return true;
  return false;
}
