import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { draftStore } from '../drafts/draft-store.ts';
import type { DraftBase } from '../drafts/kept-draft.ts';
import { environmentName, placeKey } from '../drafts/place.ts';
import { onDraftChanged } from '../drafts/signal.ts';

const NONE: ReadonlyMap<number, DraftBase> = new Map();
/** Drafts change with every letter: they are looked up when the writing rests, in ms. */
const REST_MS = 400;

/** What the unsaved drafts of a person in a workspace stand on, by entity, kept up to date with all tabs of this browser. */
export function useDraftBases(w: number, me: number): ReadonlyMap<number, DraftBase> {
  const client = useQueryClient();
  const enabled = me !== 0 && typeof indexedDB !== 'undefined';
  const { data = NONE } = useQuery({
    queryKey: ['browser', 'tree-drafts', me, w],
    queryFn: async (): Promise<ReadonlyMap<number, DraftBase>> => {
      const all = await draftStore.findAll({ environment: environmentName(), userId: me });
      const here = all.filter(({ place }) => place.workspaceId === w);
      return new Map(here.map(({ place, base }) => [place.entityId, base]));
    },
    enabled,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    structuralSharing: false,
  });
  useEffect(() => {
    if (!enabled) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** The read that is to come is that after a save. */
    let isSaved = false;
    const queryKey = ['browser', 'tree-drafts', me, w];
    const start = placeKey({ environment: environmentName(), userId: me, workspaceId: w, entityId: 0 }).slice(
      0,
      -1,
    );
    const stop = onDraftChanged(({ place, saved }) => {
      if (!place.startsWith(start)) return;
      if (isSaved) return;
      clearTimeout(timer);
      isSaved = saved === true;
      timer = setTimeout(() => {
        isSaved = false;
        void client.invalidateQueries({ queryKey });
      }, REST_MS);
      if (!isSaved) return;
      // The tree knows the new revision already: until the drafts are read, which is not put off now, this one would seem to be older than somebody's save.
      void client.cancelQueries({ queryKey }).then(() =>
        client.setQueryData<ReadonlyMap<number, DraftBase>>(queryKey, (before = NONE) => {
          const id = Number(place.slice(start.length));
          return new Map([...before].filter(([entityId]) => entityId !== id));
        }),
      );
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, enabled, me, w]);
  return data;
}
