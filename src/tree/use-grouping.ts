import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { entityTypeQueries } from '../api/entity-types.ts';
import { type Groups, useGroupNews, useGroups } from './groups.ts';
import type { Grouping } from './row.ts';

export type GroupPart = typeof import('./group-part.tsx')['groupPart'];

let part: GroupPart | undefined;
/** Apart from what is done with it: only then a style sheet that cannot be read is a failure of it too. */
const readPart = () => import('./group-part.tsx');

/** The part that makes groups, read when some branch is grouped; until then, and where it cannot be read, a tree shows its branches as they are. */
function useGroupPart(wanted: boolean): { part: GroupPart | undefined; error: Error | undefined } {
  const [, draw] = useState(part !== undefined);
  const [error, setError] = useState<Error>();
  useEffect(() => {
    if (!wanted || part) return;
    readPart().then(
      (module) => {
        part = module.groupPart;
        draw(true);
      },
      (reason) => setError(reason instanceof Error ? reason : new Error(String(reason))),
    );
  }, [wanted]);
  return { part: wanted ? part : undefined, error: wanted ? error : undefined };
}

export interface TreeGroups {
  groups: Groups;
  grouping: Grouping | undefined;
  part: GroupPart | undefined;
  error: Error | undefined;
}

/** How the branches of a workspace are shown in groups, when some are. */
export function useGrouping(w: number): TreeGroups {
  const client = useQueryClient();
  const groups = useGroups(w);
  const news = useGroupNews();
  const { data: types } = useQuery(entityTypeQueries.getEntityTypes(w));
  const { part, error } = useGroupPart(groups.size > 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news are a reason to make them again
  const grouping = useMemo(
    () => part?.groupingOf(client, w, groups, types),
    [part, client, w, groups, types, news],
  );
  return { groups, grouping, part, error };
}
