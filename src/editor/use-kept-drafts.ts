import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { isUnsaved, type KeptDraft } from '../drafts/kept-draft.ts';
import { placeKey } from '../drafts/place.ts';
import type { EditSession } from './session.ts';

const NONE: KeptDraft[] = [];

/**
 * Drafts of this entity that the same person has kept elsewhere: before a reload, or in another tab. They are offered; what another page has just staged
 * for the editor (`stageParams`) is what was asked for, and opens.
 */
export function useKeptDrafts(session: EditSession, entity: Entity, params: JsonObject, closed: boolean) {
  const client = useQueryClient();
  const [lost, setLost] = useState(0);
  const queryKey = ['drafts', placeKey(session.place), session.name];
  const { data, error } = useQuery({
    queryKey,
    queryFn: async () => {
      const kept = (await draftStore.findKept(session.place)).filter((draft) => !session.owns(draft));
      for (const draft of kept) session.recall(draft);
      return kept.filter(isUnsaved);
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    structuralSharing: false,
  });
  const settle = (id: string, lostChanges: number) => {
    setLost(lostChanges);
    client.setQueryData<KeptDraft[]>(queryKey, (before) => before?.filter((draft) => draft.id !== id));
  };
  const staged = closed ? undefined : data?.find((draft) => draft.staged);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each staged draft, on the params that stand there then
  useEffect(() => {
    if (!staged) return;
    settle(staged.id, session.openStaged(entity, params, staged));
    void session.flush();
  }, [staged, session]);
  return {
    drafts: data?.filter((draft) => draft !== staged) ?? NONE,
    lost,
    problem: error instanceof Error ? error.message : null,
    /** The draft was resumed or discarded: it is no longer offered here. */
    /** The draft was resumed or discarded: it is no longer offered here. */
    settle,
  };
}
