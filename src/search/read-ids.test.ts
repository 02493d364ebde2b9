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
