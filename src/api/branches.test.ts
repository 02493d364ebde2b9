import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { Page } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import { type Branch, entityAt, pageOptions, pageToLookIn, readBranches, slotOf } from './branches.ts';
import { entityQueries } from './entities.ts';

const entity = (id: number): Entity => ({ id, name: `Entity ${id}`, entity_type: 1, actions: null });
const entities = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => entity(from + index));

function cached(count: number, ...pages: { offset: number; limit: number; results: Entity[] }[]): Branch {
  const client = new QueryClient();
  for (const { offset, limit, results } of pages)
    client.setQueryData(entityQueries.getEntityChildren(1, 7, { offset, limit }).queryKey, {
      count,
      results,
    });
  const branch = readBranches(client, 1).get(7);
  if (!branch) throw new Error('nothing is cached');
  return branch;
}

describe('a branch', () => {
  it('knows the place of an entity over its pages', () => {
    const branch = cached(
      250,
      { offset: 0, limit: 200, results: entities(1, 200) },
      { offset: 200, limit: 200, results: entities(201, 50) },
    );
    expect(slotOf(branch, 230)).toBe(229);
    expect(entityAt(branch, 229)?.id).toBe(230);
    expect(entityAt(branch, 250)).toBeUndefined();
  });

  it('takes the cap of the server for the size of a page', () => {
    const branch = cached(130, { offset: 0, limit: 200, results: entities(1, 50) });
    expect(branch.pageSize).toBe(50);
    expect(pageOptions(branch, 2)).toEqual({ offset: 100, limit: 50 });
  });

  it('whose length is not told is as long as its last page tells, whichever was read last', () => {
    const client = new QueryClient();
    const read = (offset: number, page: Page<Entity>, updatedAt: number) =>
      client.setQueryData(entityQueries.getEntityChildren(1, 7, { offset, limit: 200 }).queryKey, page, {
        updatedAt,
      });
    const length = () => readBranches(client, 1).get(7)?.count;
    read(200, { count: 401, results: entities(201, 200), rest: 'more' }, 1);
    read(0, { count: 201, results: entities(1, 200), rest: 'more' }, 2);
    expect(length()).toBe(401);
    read(400, { count: 400, results: [] }, 3);
    read(0, { count: 201, results: entities(1, 200), rest: 'more' }, 4);
    expect(length()).toBe(400);
  });

  it('is not made of sorted lists', () => {
    const client = new QueryClient();
    const sorted = entityQueries.getEntityChildren(1, 7, { offset: 0, limit: 200, sort: 'name' });
    client.setQueryData(sorted.queryKey, { count: 1, results: [entity(1)] });
    expect(readBranches(client, 1).has(7)).toBe(false);
  });
});

describe('looking for an entity', () => {
  /** Reads page after page as asked until the entity is found. */
  function pagesRead(ids: number[], wanted: number, pageSize: number): number[] {
    const read: number[] = [];
    const pages = new Map<number, Entity[]>();
    for (;;) {
      const branch: Branch = {
        parent: null,
        count: read.length === 0 ? undefined : ids.length,
        pageSize,
        pages: new Map(
          [...pages].map(([index, list]) => [
            index,
            { entities: list, error: null, fetching: false, stale: false },
          ]),
        ),
      };
      const next = pageToLookIn(branch, wanted);
      if (next === undefined) return read;
      read.push(next);
      pages.set(next, ids.slice(next * pageSize, (next + 1) * pageSize).map(entity));
    }
  }
  const ascending = Array.from({ length: 100_000 }, (_, index) => 1000 + index * 3);

  it('goes by halves where ids ascend: at most ten pages of 500', () => {
    for (const at of [0, 199, 200, 50_000, 73_412, 99_999])
      expect(pagesRead(ascending, ascending[at] as number, 200).length).toBeLessThanOrEqual(10);
  });

  it('goes at once to where it must be when ids are spread evenly', () => {
    const one = ascending.map((_, index) => 500 + index);
    for (const ids of [ascending, one])
      for (const at of [199, 200, 50_000, 73_412, 99_999])
        expect(pagesRead(ids, ids[at] as number, 50).length).toBeLessThanOrEqual(2);
  });

  it('goes by halves where ids are spread as they like', () => {
    const squares = ascending.map((_, index) => index * index);
    const leaps = ascending.map((_, index) => index + 1_000_000 * Math.floor(index / 300));
    for (const ids of [squares, leaps])
      for (const at of [0, 200, 1234, 50_000, 73_412, 99_999])
        expect(pagesRead(ids, ids[at] as number, 200).length).toBeLessThanOrEqual(13);
  });

  it('finds it in any order, page after page', () => {
    const shuffled = [5, 3, 9, 1, 7, 2, 8, 6, 4, 10];
    for (const wanted of shuffled) {
      const read = pagesRead(shuffled, wanted, 2);
      expect(read).toContain(Math.floor(shuffled.indexOf(wanted) / 2));
      expect(new Set(read).size).toBe(read.length);
    }
  });

  it('ends when it is not there', () => {
    expect(pagesRead([1, 2, 3, 4], 99, 2)).toEqual([0, 1]);
  });

  it('does not ask again for a page that failed', () => {
    const failed = { entities: undefined, error: new Error('no'), fetching: false, stale: false };
    expect(
      pageToLookIn({ parent: null, count: undefined, pageSize: 200, pages: new Map([[0, failed]]) }, 1),
    ).toBeUndefined();
  });
});
