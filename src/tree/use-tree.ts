import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { Branches } from '../api/branches.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { canHaveChildren, knownChildCount } from '../api/rights.ts';
import { useBranches } from '../api/use-branches.ts';
import { type Place, pagesToReveal, usePlace } from '../api/use-place.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { type Filter, type FilteredRows, filteredRows, isFilter } from './filtered-rows.ts';
import { foundBelow } from './found-below.ts';
import { openBranches, useOpenBranches } from './open-branches.ts';
import type { Rows } from './row.ts';
import { treeRows } from './rows.ts';
import { type TreeGroups, useGrouping } from './use-grouping.ts';

export interface Tree {
  workspaceId: number;
  branches: Branches;
  rows: Rows;
  /** Set while a filter is on. */
  filtered: FilteredRows | null;
  filter: string;
  selected: Place & { id: number | undefined };
  expandable: (entity: Entity) => boolean;
  /** How branches are shown in groups. */
  grouped: TreeGroups;
}

/** What the tree shows: the cached branches, what is open, the filter, what was found for it, and the entity of the URL. */
export function useTree(
  workspaceId: number,
  selectedId: number | undefined,
  filter: Filter,
  expandable: (entity: Entity) => boolean,
  found: readonly Entity[],
): Tree {
  const branches = useBranches(workspaceId);
  const open = useOpenBranches(workspaceId);
  const place = usePlace(workspaceId, selectedId);
  const wanted = useDeferredValue(filter);
  const grouped = useGrouping(workspaceId);
  const { grouping } = grouped;
  const filtered = useMemo(
    () => (isFilter(wanted) ? filteredRows(branches, wanted, expandable, foundBelow(found, branches)) : null),
    [branches, wanted, expandable, found],
  );
  const tree = useMemo(
    () => treeRows(branches, open, expandable, grouping),
    [branches, open, expandable, grouping],
  );
  useOpenAncestors(workspaceId, selectedId, place.ancestors);
  return {
    workspaceId,
    branches,
    rows: filtered ?? tree,
    filtered,
    filter: wanted.text.trim(),
    selected: { ...place, id: selectedId },
    expandable,
    grouped,
  };
}

/** Whether an entity can have children, by its type or because it is known to have some. */
export function useExpandable(workspaceId: number): (entity: Entity) => boolean {
  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const { data: workspace } = useQuery(workspaceQueries.getWorkspace(workspaceId));
  const appType = workspace?.app_version?.app_type;
  const closed = useMemo(
    () => new Set(types?.filter(({ id }) => !canHaveChildren(id, types, appType)).map(({ id }) => id)),
    [types, appType],
  );
  return useCallback(
    (entity) => {
      const count = knownChildCount(entity);
      if (count !== undefined && count > 0) return true;
      return types ? !closed.has(entity.entity_type) : count !== 0;
    },
    [types, closed],
  );
}

/** Open what is above the entity of the URL, once each time another one is opened: closing it again stays possible. */
function useOpenAncestors(w: number, id: number | undefined, ancestors: number[] | undefined): void {
  const done = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (id === undefined) done.current = undefined;
    if (id === undefined || !ancestors || done.current === id) return;
    done.current = id;
    openBranches(w, ancestors);
  }, [w, id, ancestors]);
}

/** The pages to read so that the entity of the URL shows in the tree. */
export function pagesForSelected({ branches, selected }: Tree): ReturnType<typeof pagesToReveal> {
  if (selected.id === undefined || !selected.ancestors) return [];
  return pagesToReveal(branches, selected.ancestors, selected.id);
}
