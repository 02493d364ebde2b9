import { expect, test } from 'vitest';
import { readIds } from './read-ids.ts';

/** A list that `change` may alter before each read. */
function listing(list: number[], change: (read: number, list: number[]) => void = () => undefined) {
  let reads = 0;
  return (offset: number) => {
    change(reads++, list);
    return Promise.resolve({
      count: list.length,
      results: list.slice(offset, offset + 2).map((id) => ({ id })),
    });
  };
}

test('a list that something is deleted from meanwhile is read anew: nobody who is there is passed over', async () => {
  const read = listing([1, 2, 3, 4, 5], (reads, list) => {
    if (reads === 1) list.shift();
  });
  expect(await readIds(read)).toEqual([2, 3, 4, 5]);
});

test('a list that never stands still gives no ids', async () => {
  const read = listing([1, 2, 3, 4, 5, 6, 7, 8, 9], (reads, list) => {
    if (reads > 0) list.shift();
  });
  expect(await readIds(read)).toBeNull();
});

test('a list whose length is not told ends at an empty page, also when it was full to the last', async () => {
  const read = (offset: number) => {
    const results = [1, 2, 3, 4].slice(offset, offset + 2).map((id) => ({ id }));
    const more = results.length > 0;
    return Promise.resolve({
      count: offset + results.length + (more ? 1 : 0),
      results,
      rest: more ? ('more' as const) : ('end' as const),
    });
  };
  expect(await readIds(read)).toEqual([1, 2, 3, 4]);
});
