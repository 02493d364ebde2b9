import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Branches, entityAt, pageToLookIn, slotOf } from '../api/branches.ts';
import { entityQueries } from '../api/entities.ts';
import { useBranches } from '../api/use-branches.ts';

/** An entity on the way to the one that is open. */
export interface Crumb {
  id: number;
  parent: number | null;
}

/** The name of an ancestor as the tree's own reads give it; asked for alone only when they cannot. */
export function useCrumbName(w: number, { id, parent }: Crumb): string | undefined {
  const client = useQueryClient();
  const branches = useBranches(w);
  const name = nameIn(branches, parent, id);
  const brief = useQuery({
    ...entityQueries.getEntityBrief(client, w, id),
    enabled: name === undefined && pageToLookIn(branches.get(parent), id) === undefined,
  });
  return name ?? brief.data?.name;
}

function nameIn(branches: Branches, parent: number | null, id: number): string | undefined {
  const branch = branches.get(parent);
  const slot = slotOf(branch, id);
  return slot === undefined ? undefined : entityAt(branch, slot)?.name;
}
