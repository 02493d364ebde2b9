import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { entityQueries } from '../api/entities.ts';
import { knownChildCount } from '../api/rights.ts';

const REST_MS = 150;
/** How many branches a stay on the page may read ahead of being asked. */
const CAP = 60;

/** Read the children of a closed branch when the pointer or the keyboard rests on it; given up when it is left before the answer. */
export function useRestPrefetch(w: number, expandable: (entity: Entity) => boolean) {
  const client = useQueryClient();
  const resting = useRef<{ id: number; timer: ReturnType<typeof setTimeout> } | null>(null);
  const used = useRef(0);

  const leave = useCallback(() => {
    const rest = resting.current;
    resting.current = null;
    if (!rest) return;
    clearTimeout(rest.timer);
    const { queryKey } = entityQueries.getEntityChildren(w, rest.id);
    const query = client.getQueryCache().find({ queryKey, exact: true });
    if (query?.state.fetchStatus === 'fetching' && query.state.data === undefined && !query.isActive())
      client.cancelQueries({ queryKey, exact: true });
  }, [client, w]);

  const rest = useCallback(
    (entity: Entity) => {
      if (resting.current?.id === entity.id) return;
      leave();
      if (!expandable(entity) || knownChildCount(entity) === 0 || used.current >= CAP) return;
      const options = entityQueries.getEntityChildren(w, entity.id);
      const known = client.getQueryState(options.queryKey);
      if (known?.data !== undefined || known?.fetchStatus === 'fetching') return;
      const timer = setTimeout(() => {
        used.current++;
        client.prefetchQuery(options);
      }, REST_MS);
      resting.current = { id: entity.id, timer };
    },
    [client, w, expandable, leave],
  );
  useEffect(() => leave, [leave]);
  return { rest, leave };
}
