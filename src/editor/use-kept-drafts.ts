import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { isUnsaved, type KeptDraft } from '../drafts/kept-draft.ts';
import { placeKey } from '../drafts/place.ts';
import { holdsAll } from '../drafts/rebase.ts';
import { bePresent, isPresentElsewhere, onDraftChanged } from '../drafts/signal.ts';
import type { EditSession } from './session.ts';

/** `isLive`: another tab is editing it now. */
export type OfferedDraft = KeptDraft & { isLive: boolean };

/** How long after another tab's change it is looked at, ms. */
const SETTLE = 150;
const NONE: OfferedDraft[] = [];

/** The browser may have ended between the write and the journal's next word. */
const isSaved = ({ changes, pending, staged }: KeptDraft, params: JsonObject): boolean =>
  !staged && pending.length === 0 && holdsAll(changes, params);

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
      const kept = (await draftStore.findKept(session.place)).filter((draft) => !session.journal.owns(draft));
      for (const draft of kept) session.recall(draft);
      const unsaved = kept.filter((draft) => isUnsaved(draft) && !session.journal.joins(draft));
      const live = await Promise.all(unsaved.map(({ writer }) => isPresentElsewhere(writer)));
      const offered: OfferedDraft[] = [];
      for (const [index, draft] of unsaved.entries()) {
        const isLive = live[index] ?? false;
        if (!isLive && isSaved(draft, session.store.base)) await session.findStored(draft);
        else offered.push({ ...draft, isLive });
      }
      return offered;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    structuralSharing: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is of the session
  useEffect(() => {
    const leave = bePresent(session.name);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onDraftChanged(({ place, writer }) => {
      if (place !== placeKey(session.place) || writer === session.name) return;
      clearTimeout(timer);
      timer = setTimeout(() => void client.invalidateQueries({ queryKey }), SETTLE);
    });
    return () => {
      clearTimeout(timer);
      stop();
      leave();
    };
  }, [session, client]);
  const settle = (id: string, lostChanges: number) => {
    setLost(lostChanges);
    client.setQueryData<OfferedDraft[]>(queryKey, (before) => before?.filter((draft) => draft.id !== id));
  };
  const staged = closed ? undefined : data?.find((draft) => draft.staged);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each staged draft, on the params that stand there then
  useEffect(() => {
    if (!staged) return;
    const lost = session.openStaged(entity, params, staged);
    settle(staged.id, lost);
    // One that was set aside is in the journal's own draft now.
    const isAside = staged.id !== draftStore.idOf(session.place);
    void session.journal.flush().then(() => {
      if (isAside && lost === 0 && session.journal.problem === null) return draftStore.drop(staged);
    });
  }, [staged, session]);
  return {
    drafts: data?.filter((draft) => draft !== staged) ?? NONE,
    lost,
    problem: error instanceof Error ? error.message : null,
    /** The draft was resumed or discarded: it is no longer offered here. */
    settle,
  };
}
