import type { Entity } from '../../contract/entity.ts';
import { entityAt, slotOf } from '../api/branches.ts';
import { useBranches, useBranchPages } from '../api/use-branches.ts';

export interface Siblings {
  previous: Entity | undefined;
  next: Entity | undefined;
  /** From 1; undefined while the tree is still looking for the entity. */
  position: number | undefined;
  count: number | undefined;
}

/** The neighbours of an entity from the pages of its parent that the tree has read; at the edge of a page the next one is read along. */
export function useSiblings(w: number, id: number, parent: number | null | undefined): Siblings {
  const branches = useBranches(w);
  const branch = parent === undefined ? undefined : branches.get(parent);
  const slot = slotOf(branch, id);
  const missing =
    branch && slot !== undefined
      ? [slot - 1, slot + 1].filter(
          (near) => near >= 0 && near < (branch.count ?? 0) && entityAt(branch, near) === undefined,
        )
      : [];
  useBranchPages(
    w,
    branches,
    missing
      .map((near) => ({ parent: parent ?? null, page: Math.floor(near / (branch?.pageSize ?? 1)) }))
      .filter(({ page }) => !branch?.pages.get(page)?.entities && !branch?.pages.get(page)?.error),
  );
  return {
    previous: slot === undefined ? undefined : entityAt(branch, slot - 1),
    next: slot === undefined ? undefined : entityAt(branch, slot + 1),
    position: slot === undefined ? undefined : slot + 1,
    count: branch?.count,
  };
}
