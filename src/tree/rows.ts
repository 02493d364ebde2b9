import type { Entity } from '../../contract/entity.ts';
import { type Branch, type Branches, entityAt, parentsOn, placeOn, slotOf } from '../api/branches.ts';
import { fold, foldedNames } from '../api/fold.ts';
import { placeWords } from '../api/use-place.ts';

export interface EntityRow {
  kind: 'entity';
  entity: Entity;
  parent: number | null;
  /** From 1, as `aria-level`. */
  level: number;
  /** Position among the siblings, from 0. */
  slot: number;
  /** How many siblings there are, itself included. */
  size: number;
  expandable: boolean;
  open: boolean;
  /** Its children are being read. */
  busy: boolean;
  /** In a flat list: its place there, and the names above it. */
  flat?: { at: number; of: number; where: string };
}

/** A place whose entity was not read yet: `page` says what to read. */
export interface HoleRow {
  kind: 'hole';
  parent: number | null;
  level: number;
  slot: number;
  /** Undefined while it is not known how many siblings there are. */
  size: number | undefined;
  page: number;
}

/** A place on a page that could not be read; asking for the row again asks for the page. */
export interface FailedRow {
  kind: 'failed';
  parent: number | null;
  level: number;
  slot: number;
  size: number | undefined;
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

export type Row = EntityRow | HoleRow | FailedRow | EmptyRow;

/** The visible rows of a tree. */
export interface Rows {
  readonly length: number;
  at(index: number): Row | undefined;
  /** Row of an entity, or -1 when it is not among the visible ones. */
  indexOf(parent: number | null, id: number): number;
  /** Row of a place among the children of `parent`, or -1. */
  indexOfSlot(parent: number | null, slot: number): number;
}

/** The children of one parent in the list of rows, open branches below them included. Slots are not kept: they are counted. */
interface Block {
  parent: number | null;
  level: number;
  branch: Branch | undefined;
  /** How many places the branch itself takes. */
  own: number;
  /** How many rows in all. */
  rows: number;
  /** Open children in order; `from` is the row, within this block, of the first row below the child. */
  below: { slot: number; from: number; block: Block }[];
}

/**
 * The rows of a tree as a function of what is cached and what is open. Nothing is made per row, so a branch of 100,000 costs as
 * much as one of ten: a row is made when it is looked at.
 */
export function treeRows(
  branches: Branches,
  open: ReadonlySet<number>,
  expandable: (entity: Entity) => boolean,
): Rows {
  const blocks = new Map<number | null, Block & { start: number }>();
  const root = build(branches, open, expandable, null, 1, new Set());
  place(root, 0, blocks);
  const rowOfSlot = (block: Block & { start: number }, slot: number) => {
    let row = block.start + slot;
    for (const child of block.below) if (child.slot < slot) row += child.block.rows;
    return row;
  };
  return {
    length: root.rows,
    at: (index) => rowAt(root, index, branches, open, expandable),
    indexOf(parent, id) {
      const block = blocks.get(parent);
      const slot = block && slotOf(block.branch, id);
      return block === undefined || slot === undefined || slot >= block.own ? -1 : rowOfSlot(block, slot);
    },
    indexOfSlot(parent, slot) {
      const block = blocks.get(parent);
      return block === undefined || slot < 0 || slot >= block.own ? -1 : rowOfSlot(block, slot);
    },
  };
}

function build(
  branches: Branches,
  open: ReadonlySet<number>,
  expandable: (entity: Entity) => boolean,
  parent: number | null,
  level: number,
  above: Set<number>,
): Block {
  const branch = branches.get(parent);
  const own = Math.max(1, branch?.count ?? 1);
  const below: Block['below'] = [];
  if (branch?.count) {
    const openHere = [...open]
      .filter((id) => !above.has(id))
      .map((id) => ({ id, slot: slotOf(branch, id) }))
      .filter((child): child is { id: number; slot: number } => child.slot !== undefined && child.slot < own)
      .sort((a, b) => a.slot - b.slot);
    let rows = 0;
    for (const { id, slot } of openHere) {
      const entity = entityAt(branch, slot);
      if (!entity || !expandable(entity)) continue;
      above.add(id);
      const block = build(branches, open, expandable, id, level + 1, above);
      above.delete(id);
      below.push({ slot, from: slot + 1 + rows, block });
      rows += block.rows;
    }
  }
  const rows = own + below.reduce((sum, child) => sum + child.block.rows, 0);
  return { parent, level, branch, own, rows, below };
}

function place(block: Block, start: number, into: Map<number | null, Block & { start: number }>): void {
  into.set(block.parent, { ...block, start });
  for (const child of block.below) place(child.block, start + child.from, into);
}

function rowAt(
  block: Block,
  index: number,
  branches: Branches,
  open: ReadonlySet<number>,
  expandable: (entity: Entity) => boolean,
): Row | undefined {
  if (index < 0 || index >= block.rows) return undefined;
  let skipped = 0;
  for (const child of block.below) {
    if (index < child.from) break;
    if (index < child.from + child.block.rows)
      return rowAt(child.block, index - child.from, branches, open, expandable);
    skipped += child.block.rows;
  }
  return ownRow(block, index - skipped, branches, open, expandable);
}

function ownRow(
  { parent, level, branch, own }: Block,
  slot: number,
  branches: Branches,
  open: ReadonlySet<number>,
  expandable: (entity: Entity) => boolean,
): Row {
  if (branch?.count === 0) return { kind: 'empty', parent, level, slot };
  const entity = entityAt(branch, slot);
  if (branch && entity) {
    const canOpen = expandable(entity);
    const isOpen = canOpen && open.has(entity.id);
    return {
      kind: 'entity',
      entity,
      parent,
      level,
      slot,
      size: own,
      expandable: canOpen,
      open: isOpen,
      busy: isOpen && isBusy(branches.get(entity.id)),
    };
  }
  const page = branch ? Math.floor(slot / branch.pageSize) : 0;
  const state = branch?.pages.get(page);
  const size = branch?.count === undefined ? undefined : own;
  if (state?.error && !state.fetching)
    return { kind: 'failed', parent, level, slot, size, page, error: state.error };
  return { kind: 'hole', parent, level, slot, size, page };
}

function isBusy(branch: Branch | undefined): boolean {
  if (!branch) return true;
  for (const page of branch.pages.values()) if (page.fetching && !page.entities) return true;
  return false;
}

interface Wanted {
  text: string;
  types: ReadonlySet<number>;
  /** Both in one text. */
  key: string;
}
const found = new WeakMap<readonly Entity[], { key: string; places: readonly number[] }>();

/** Places on a page of those that fit, looked for once per filter. */
function matchesOn(entities: readonly Entity[], { text, types, key }: Wanted): readonly number[] {
  const before = found.get(entities);
  if (before?.key === key) return before.places;
  const places: number[] = [];
  foldedNames(entities).forEach((name, place) => {
    if (types.size > 0 && !types.has(entities[place]?.entity_type ?? -1)) return;
    if (name.includes(text)) places.push(place);
  });
  found.set(entities, { key, places });
  return places;
}

const merged = (places: readonly number[], below: ReadonlyMap<number, unknown>) =>
  [...new Set([...places, ...below.keys()])].sort((a, b) => a - b);

export interface FilteredRows extends Rows {
  /** Entities that match, without the ancestors kept for them. */
  readonly matches: number;
  /** Entities that were looked at: all that are loaded. */
  readonly searched: number;
}

/** What the tree is filtered by; `types` empty: every type. */
export interface Filter {
  text: string;
  types: ReadonlySet<number>;
  /** Without what is above, as one list. */
  flat: boolean;
}
export const NO_FILTER: Filter = { text: '', types: new Set(), flat: false };

export const isFilter = ({ text, types, flat }: Filter) => text.trim() !== '' || types.size > 0 || flat;

/** The loaded entities that fit the filter, each under its ancestors, all branches open that lead to one; or all in one list. */
export function filteredRows(
  branches: Branches,
  { text, types, flat }: Filter,
  expandable: (entity: Entity) => boolean,
): FilteredRows {
  const wanted = { text: fold(text.trim()), types, key: `${[...types].sort().join()}:${fold(text.trim())}` };
  let matches = 0;
  let searched = 0;
  const collect = (parent: number | null, level: number, above: Set<number>): EntityRow[] => {
    const branch = branches.get(parent);
    const rows: EntityRow[] = [];
    for (const [index, { entities }] of [...(branch?.pages ?? [])].sort(([a], [b]) => a - b)) {
      if (!entities) continue;
      searched += entities.length;
      const places = matchesOn(entities, wanted);
      matches += places.length;
      const below = new Map<number, EntityRow[]>();
      for (const id of parentsOn(entities, expandable)) {
        if (above.has(id) || !branches.has(id)) continue;
        const inside = collect(id, level + 1, new Set(above).add(id));
        if (inside.length > 0) below.set(placeOn(entities, id) ?? 0, inside);
      }
      const fitting = new Set(places);
      for (const place of below.size === 0 ? places : merged(places, below)) {
        const entity = entities[place] as Entity;
        const inside = below.get(place) ?? [];
        if (flat && !fitting.has(place)) {
          for (const row of inside) rows.push(row);
          continue;
        }
        rows.push({
          kind: 'entity',
          entity,
          parent,
          level: flat ? 1 : level,
          slot: index * (branch?.pageSize ?? 0) + place,
          size: branch?.count ?? 1,
          expandable: !flat && expandable(entity),
          open: !flat && inside.length > 0,
          busy: false,
        });
        for (const row of inside) rows.push(row);
      }
    }
    return rows;
  };
  const rows = collect(null, 1, new Set());
  return {
    length: rows.length,
    matches,
    searched,
    at(index) {
      const row = rows[index];
      if (!flat || !row) return row;
      return { ...row, flat: { at: index, of: rows.length, where: placeWords(row.entity, branches) } };
    },
    indexOf: (parent, id) => rows.findIndex((row) => row.parent === parent && row.entity.id === id),
    indexOfSlot: (parent, slot) => rows.findIndex((row) => row.parent === parent && row.slot === slot),
  };
}

/** Where the part of a name that matches a filter begins and ends; null when accents make the lengths differ or nothing matches. */
export function matchIn(name: string, text: string): { from: number; to: number } | null {
  const wanted = fold(text.trim());
  const folded = fold(name);
  if (wanted === '' || folded.length !== name.length) return null;
  const from = folded.indexOf(wanted);
  return from === -1 ? null : { from, to: from + wanted.length };
}
