import { describe, expect, it } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import type { Branch, Branches, BranchPage } from '../api/branches.ts';
import { filteredRows, matchesIn, NO_FILTER } from './filtered-rows.ts';
import { foundBelow } from './found-below.ts';
import { type Group, type GroupedBranch, NO_SLOT, type Rest, type Row, type Rows } from './row.ts';
import { treeRows } from './rows.ts';

const entity = (id: number, name = `Entity ${id}`): Entity => ({ id, name, entity_type: 1, actions: null });
const page = (entities: Entity[] | undefined, more: Partial<BranchPage> = {}): BranchPage => ({
  entities,
  error: null,
  fetching: false,
  stale: false,
  ...more,
});
const branch = (
  parent: number | null,
  count: number | undefined,
  pages: Record<number, BranchPage>,
  pageSize = 200,
): Branch => ({
  parent,
  count,
  pageSize,
  pages: new Map(Object.entries(pages).map(([index, value]) => [Number(index), value])),
});
const branches = (...all: Branch[]): Branches => new Map(all.map((one) => [one.parent, one]));
const any = () => true;

function text(row: Row | undefined): string {
  if (!row) return 'none';
  if (row.kind === 'entity')
    return `${row.level} ${row.entity.id} ${row.at + 1}/${row.of}${row.open ? ' open' : ''}${row.busy ? ' busy' : ''}`;
  if (row.kind === 'hole') return `${row.level} hole ${row.slot + 1}/${row.of ?? '?'} page ${row.page}`;
  if (row.kind === 'above') return `${row.level} above ${row.id} ${row.at + 1}/${row.of}`;
  return `${row.level} ${row.kind}`;
}
const all = (rows: Rows) => Array.from({ length: rows.length }, (_, index) => text(rows.at(index)));

describe('rows of a tree', () => {
  const two = branches(
    branch(null, 3, { 0: page([entity(1), entity(2), entity(3)]) }),
    branch(1, 2, { 0: page([entity(11), entity(12)]) }),
    branch(11, 1, { 0: page([entity(111)]) }),
    branch(3, 0, { 0: page([]) }),
  );

  it('show the children of open branches below them, with level, position and size', () => {
    expect(all(treeRows(two, new Set([1, 11, 3]), any))).toEqual([
      '1 1 1/3 open',
      '2 11 1/2 open',
      '3 111 1/1',
      '2 12 2/2',
      '1 2 2/3',
      '1 3 3/3 open',
      '2 empty',
    ]);
  });

  it('are made in steps as many as there are open branches, not as their square', () => {
    class Counted extends Set<number> {
      steps = 0;
      override has(id: number) {
        this.steps++;
        return super.has(id);
      }
      override [Symbol.iterator]() {
        this.steps += this.size;
        return super[Symbol.iterator]();
      }
    }
    const folders = Array.from({ length: 1000 }, (_, index) => entity(index + 1));
    const inside = folders.map(({ id }) =>
      branch(id, 1, { 0: page([{ ...entity(10_000 + id), entity_type: 2 }]) }),
    );
    const open = new Counted(folders.map(({ id }) => id));
    const rows = treeRows(
      branches(branch(null, 1000, { 0: page(folders) }, 1000), ...inside),
      open,
      (one) => one.entity_type === 1,
    );
    expect(rows.length).toBe(2000);
    expect(open.steps).toBeLessThan(5000);
  });

  it('leave out what is inside a closed branch, however open it is itself', () => {
    expect(all(treeRows(two, new Set([11]), any))).toEqual(['1 1 1/3', '1 2 2/3', '1 3 3/3']);
  });

  it('never open what cannot have children', () => {
    expect(treeRows(two, new Set([1]), () => false).length).toBe(3);
  });

  it('say which row an entity and a place are in', () => {
    const rows = treeRows(two, new Set([1, 11]), any);
    expect(rows.indexOf(1, 12)).toBe(3);
    expect(rows.indexOf(null, 3)).toBe(5);
    expect(rows.indexOf(2, 12)).toBe(-1);
    expect(rows.indexOfSlot(null, 1)).toBe(4);
    expect(rows.indexOfSlot(null, 3)).toBe(-1);
  });

  it('keep a hole with its page for every place that was not read', () => {
    const rows = treeRows(branches(branch(null, 5, { 1: page([entity(3), entity(4)]) }, 2)), new Set(), any);
    expect(all(rows)).toEqual([
      '1 hole 1/5 page 0',
      '1 hole 2/5 page 0',
      '1 3 3/5',
      '1 4 4/5',
      '1 hole 5/5 page 2',
    ]);
  });

  it('show an open branch that was never read as busy, with one hole in it', () => {
    const rows = treeRows(branches(branch(null, 1, { 0: page([entity(1)]) })), new Set([1]), any);
    expect(all(rows)).toEqual(['1 1 1/1 open busy', '2 hole 1/? page 0']);
  });

  it('show one row for a page that failed, until it is asked for again', () => {
    const failed = page(undefined, { error: new Error('no') });
    const state = (fetching: boolean) =>
      branches(
        branch(null, 1, { 0: page([entity(1)]) }),
        branch(1, undefined, { 0: { ...failed, fetching } }),
      );
    expect(all(treeRows(state(false), new Set([1]), any))[1]).toBe('2 failed');
    expect(all(treeRows(state(true), new Set([1]), any))[1]).toBe('2 hole 1/? page 0');
  });

  it('cost nothing per row that is not looked at: 1,000,000 places at once', () => {
    const rows = treeRows(branches(branch(null, 1_000_000, { 0: page([entity(1)]) })), new Set([1]), any);
    expect(rows.length).toBe(1_000_001);
    expect(text(rows.at(1_000_000))).toBe('1 hole 1000000/1000000 page 4999');
  });

  it('end where an entity is said to be inside itself', () => {
    const round = branches(
      branch(null, 1, { 0: page([entity(1)]) }),
      branch(1, 1, { 0: page([entity(2)]) }),
      branch(2, 1, { 0: page([entity(1)]) }),
    );
    expect(treeRows(round, new Set([1, 2]), any).length).toBe(3);
  });
});

describe('a filter', () => {
  const names = branches(
    branch(null, 2, { 0: page([entity(1, 'Noord'), entity(2, 'Zuid')]) }),
    branch(1, 3, { 0: page([entity(11, 'Brücke A'), entity(12, 'Pier'), entity(13, 'BRUCKE B')]) }),
  );

  it('keeps matches and what is above them, in closed branches too, and counts the siblings that are shown', () => {
    const rows = filteredRows(names, { ...NO_FILTER, text: 'brucke' }, any);
    expect(all(rows)).toEqual(['1 1 1/1 open', '2 11 1/2', '2 13 2/2']);
    expect([rows.matches, rows.searched]).toEqual([2, 5]);
  });

  it('by type keeps what is above, and flat leaves that out and says where each is', () => {
    const typed: Branches = branches(
      branch(null, 1, { 0: page([entity(1, 'Noord')]) }),
      branch(1, 2, {
        0: page([{ ...entity(11, 'Pier'), entity_type: 3, path: [1, 11] }, entity(12, 'Deck')]),
      }),
    );
    const filter = { text: '', types: new Set([3]), flat: false };
    expect(all(filteredRows(typed, filter, any))).toEqual(['1 1 1/1 open', '2 11 1/1']);
    const flat = filteredRows(typed, { ...filter, flat: true }, any);
    expect(all(flat)).toEqual(['1 11 1/1']);
    expect(flat.at(0)).toMatchObject({ at: 0, of: 1, where: 'Noord', expandable: false });
  });

  it('has what was found under what is above it, known or not, at its place among the pages that were read', () => {
    const read = branches(
      branch(null, 2, { 0: page([entity(1, 'Noord'), entity(2, 'Zuid')]) }),
      branch(1, 6, { 1: page([entity(13, 'Deck'), entity(14, 'Pier')]) }, 2),
    );
    const found = [
      { ...entity(12, 'Pier'), path: [1, 12] },
      { ...entity(15, 'Pier'), path: [1, 15] },
      { ...entity(30, 'Pier'), path: [2, 20, 30] },
      { ...entity(31, 'Pier'), path: [2, 20, 31] },
      { ...entity(311, 'Pier'), path: [2, 20, 31, 311] },
      entity(40, 'Pier'),
    ];
    const filter = { ...NO_FILTER, text: 'pier' };
    const below = foundBelow(found, read);
    const rows = filteredRows(read, filter, any, below);
    expect(all(rows)).toEqual([
      '1 1 1/2 open',
      '2 12 1/3',
      '2 14 2/3',
      '2 15 3/3',
      '1 2 2/2 open',
      '2 above 20 1/1',
      '3 30 1/2',
      '3 31 2/2 open',
      '4 311 1/1',
    ]);
    expect([rows.matches, rows.searched]).toEqual([1, 4]);
    expect([1, 2, 6].map((at) => rows.at(at)?.slot)).toEqual([NO_SLOT, 3, NO_SLOT]);
    expect([rows.indexOf(1, 12), rows.indexOf(31, 311), rows.indexOf(2, 20), rows.above(6)]).toEqual([
      1, 8, 5, 5,
    ]);
    expect([rows.indexOfSlot(1, 3), rows.indexOfSlot(1, NO_SLOT)]).toEqual([2, -1]);
    const flat = filteredRows(read, { ...filter, flat: true }, any, below);
    expect(all(flat)).toEqual(['1 12 1/6', '1 14 2/6', '1 15 3/6', '1 30 4/6', '1 31 5/6', '1 311 6/6']);
    expect(flat.at(3)).toMatchObject({ where: 'Zuid › …' });
  });

  it('finds rows by entity and by slot, and what is above them, over pages and between branches', () => {
    const paged = branches(
      branch(
        null,
        4,
        { 0: page([entity(1, 'Pier'), entity(2, 'Deck')]), 1: page([entity(3, 'Pier'), entity(4, 'Pier')]) },
        2,
      ),
      branch(2, 2, { 0: page([entity(21, 'Deck'), entity(22, 'Pier')]) }),
    );
    const rows = filteredRows(paged, { ...NO_FILTER, text: 'pier' }, any);
    expect(all(rows)).toEqual(['1 1 1/4', '1 2 2/4 open', '2 22 1/1', '1 3 3/4', '1 4 4/4']);
    expect([rows.indexOf(null, 2), rows.indexOf(2, 22), rows.indexOf(null, 4), rows.indexOf(2, 21)]).toEqual([
      1, 2, 4, -1,
    ]);
    expect([rows.indexOfSlot(null, 2), rows.indexOfSlot(2, 1), rows.indexOfSlot(2, 0)]).toEqual([3, 2, -1]);
    expect([rows.above(2), rows.above(3)]).toEqual([1, -1]);
    expect(text(rows.at(5))).toBe('none');
  });

  it('makes no row of a match before somebody looks at it', () => {
    const asked: number[] = [];
    const many = Array.from({ length: 1000 }, (_, at) => entity(at + 1, 'Pier'));
    const rows = filteredRows(
      branches(branch(null, 1000, { 0: page(many) })),
      { ...NO_FILTER, text: 'pier' },
      ({ id }) => {
        asked.push(id);
        return false;
      },
    );
    expect([rows.length, asked.length]).toEqual([1000, 1000]);
    rows.at(7);
    expect(asked.slice(1000)).toEqual([8]);
  });

  it('finds the part of a name to mark, whatever its case', () => {
    expect(matchesIn('Pier North', 'NORTH')).toEqual([{ from: 5, to: 10 }]);
    expect(matchesIn('Pier North', 'north pier')).toEqual([
      { from: 0, to: 4 },
      { from: 5, to: 10 },
    ]);
    expect(matchesIn('Pier', 'x')).toEqual([]);
  });
});

describe('groups', () => {
  const group = (key: string, slots: number[]): Group => ({
    key,
    label: key,
    of: 'Type',
    type: undefined,
    slots,
    figures: () => null,
  });
  const grouped = (open: string[], rest: Rest | null): GroupedBranch => {
    const groups = [group('a', [0, 3]), group('b', [1])];
    return {
      groups,
      open: new Set(open),
      rest,
      groupOf: (slot) => groups.findIndex(({ slots }) => slots.includes(slot)),
    };
  };
  const four = branches(
    branch(null, 4, { 0: page([entity(1), entity(2), entity(3), entity(4)]) }),
    branch(4, 1, { 0: page([entity(41)]) }),
  );
  const rest = { left: 1, total: 4, failed: 0, reading: false };
  const rowsOf = (open: string[], opened: number[] = []) =>
    treeRows(four, new Set(opened), any, ({ parent }) => (parent === null ? grouped(open, rest) : undefined));

  it('stand in place of their members, which are one level below when one is open', () => {
    expect(all(rowsOf([]))).toEqual(['1 group', '1 group', '1 rest']);
    expect(all(rowsOf(['a'], [4]))).toEqual([
      '1 group',
      '2 1 1/2',
      '2 4 2/2 open',
      '3 41 1/1',
      '1 group',
      '1 rest',
    ]);
  });

  it('tell where a member is, or its group when that is closed, and what a row is in', () => {
    const rows = rowsOf(['a'], [4]);
    expect([rows.indexOf(null, 4), rows.indexOfSlot(null, 3)]).toEqual([2, 2]);
    expect([rows.indexOf(null, 2), rows.indexOfSlot(null, 1)]).toEqual([-1, 4]);
    expect([rows.indexOfGroup(null, 'b'), rows.indexOfGroup(null, null)]).toEqual([4, 5]);
    expect([0, 1, 2, 3, 4].map((index) => rows.above(index))).toEqual([-1, 0, 0, 2, -1]);
  });
});
