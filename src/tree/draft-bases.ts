import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { draftStore } from '../drafts/draft-store.ts';
import type { DraftBase } from '../drafts/kept-draft.ts';
import { environmentName, placeKey } from '../drafts/place.ts';
import { onDraftChanged, onPlacesWritten, placesWritten } from '../drafts/signal.ts';

/** What drafts stand on, by entity; `undefined` for what is being saved, where a newer revision may be that of the save. */
export type DraftBases = ReadonlyMap<number, DraftBase | undefined>;

type OwnBases = ReadonlyMap<number, DraftBase>;

const NONE: OwnBases = new Map();
/** Drafts change with every letter: they are looked up when the writing rests, in ms. */
const REST_MS = 400;

/** What the unsaved drafts of a person in a workspace stand on, by entity, kept up to date with all tabs of this browser. */
export function useDraftBases(w: number, me: number): DraftBases {
  const [bases, setBases] = useState(NONE);
  const environment = environmentName();
  const start = placeKey({ environment, userId: me, workspaceId: w, entityId: 0 }).slice(0, -1);
  useEffect(() => {
    if (me === 0 || typeof indexedDB === 'undefined') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lookups = 0;
    // The tree is looked through for its marks only where one of them may be another.
    const take = (next: (before: OwnBases) => OwnBases) =>
      setBases((before) => {
        const now = next(before);
        return hasSame(before, now) ? before : now;
      });
    const lookUp = async () => {
      const own = ++lookups;
      // Where the browser keeps none, the editor and the list of drafts say so.
      const all = await draftStore.findAll({ environment, userId: me }).catch(() => []);
      if (own !== lookups) return;
      const here = all.filter(({ place }) => place.workspaceId === w);
      take(() => new Map(here.map(({ place, base }) => [place.entityId, base])));
    };
    void lookUp();
    const stop = onDraftChanged(({ place, base }) => {
      if (!place.startsWith(start)) return;
      lookups++;
      if (base !== undefined)
        take((before) => {
          const entity = Number(place.slice(start.length));
          const others = [...before].filter(([id]) => id !== entity);
          return new Map(base ? [...others, [entity, base]] : others);
        });
      clearTimeout(timer);
      // There may be others of the same entity, which were set aside.
      timer = setTimeout(() => void lookUp(), REST_MS);
    });
    return () => {
      lookups++;
      stop();
      clearTimeout(timer);
      setBases(NONE);
    };
  }, [environment, me, w, start]);
  const written = useSyncExternalStore(onPlacesWritten, placesWritten);
  return useMemo(
    () => new Map([...bases].map(([id, base]) => [id, written.includes(start + id) ? undefined : base])),
    [bases, written, start],
  );
}

function hasSame(one: OwnBases, other: OwnBases): boolean {
  const same = (a: DraftBase, b: DraftBase | undefined) =>
    a.revision === b?.revision && a.updatedAt === b?.updatedAt;
  return one.size === other.size && [...one].every(([id, base]) => same(base, other.get(id)));
}
