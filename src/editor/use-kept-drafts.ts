import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { draftStore, type KeptDraft, placeKey } from './draft-store.ts';
import type { EditSession } from './session.ts';

const NONE: KeptDraft[] = [];

/** Drafts of this entity that other sessions of the same person have kept: from before a reload, or in another tab. */
export function useKeptDrafts(session: EditSession) {
  const client = useQueryClient();
  const [lost, setLost] = useState(0);
  const queryKey = ['drafts', placeKey(session.place), session.id];
  const { data, error } = useQuery({
    queryKey,
    queryFn: async () => (await draftStore.find(session.place)).filter(({ id }) => id !== session.id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    structuralSharing: false,
  });
  return {
    drafts: data ?? NONE,
    lost,
    problem: error instanceof Error ? error.message : null,
    /** The draft was resumed or discarded: it is no longer offered here. */
    settle: (id: string, lostChanges: number) => {
      setLost(lostChanges);
      client.setQueryData<KeptDraft[]>(queryKey, (before) => before?.filter((draft) => draft.id !== id));
    },
  };
}
