import type { Page } from '../../contract/common.ts';

/** Listings that something was deleted from meanwhile are read so often at most. */
export const TRIES = 3;

/**
 * The ids of a list that is read page by page; `null` when it would not stand still: what is deleted meanwhile moves the rest up, and one that is there would be
 * passed over. `read` gives the page from an offset on.
 */
export async function readIds(
  read: (offset: number) => Promise<Page<{ id: number }>>,
): Promise<number[] | null> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const ids = new Set<number>();
    let before = 0;
    let moved = false;
    for (let offset = 0; !moved; ) {
      const { results, count, rest } = await read(offset);
      // Where the length is not told, the count is the least it can be: fewer at the end tell of nothing that moved.
      moved = rest === undefined && count < before;
      before = count;
      for (const { id } of results) ids.add(id);
      offset += results.length;
      if (results.length === 0 || offset >= count) break;
    }
    if (!moved) return [...ids];
  }
  return null;
}
