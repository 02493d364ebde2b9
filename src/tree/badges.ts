import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { type Branches, entityAt, slotOf } from '../api/branches.ts';
import { ancestorIds } from '../api/entities.ts';
import { userQueries } from '../api/users.ts';
import { draftStore } from '../drafts/draft-store.ts';
import { environmentName } from '../drafts/place.ts';
import { browserStorage } from '../storage.ts';

/** When an entity was changed last as somebody saw it, and where it was, by id. */
type Seen = Record<string, { at: string; path: number[] }>;

const MOST = 400;
const storageKey = (user: number, w: number) => `vx-seen-${user}-${w}`;

function readSeen(user: number, w: number): Seen {
  const seen = browserStorage.getJson(storageKey(user, w));
  if (typeof seen !== 'object' || seen === null) return {};
  const good = Object.entries(seen).filter(
    ([, value]) => typeof value?.at === 'string' && Array.isArray(value?.path),
  );
  return Object.fromEntries(good);
}

function noteSeen(user: number, w: number, entity: Entity): Seen {
  const { [entity.id]: _before, ...others } = readSeen(user, w);
  const kept = Object.entries(others).slice(-(MOST - 1));
  const seen = {
    ...Object.fromEntries(kept),
    [entity.id]: { at: entity.updated_at ?? '', path: entity.path ?? [] },
  };
  browserStorage.setJson(storageKey(user, w), seen);
  return seen;
}

export interface Badges {
  draft(id: number): boolean;
  /** Whether somebody saved it since this person looked at it last. */
  changed(entity: Entity): boolean;
  /** Whether one of both is somewhere below. */
  below(id: number): 'draft' | 'changed' | undefined;
}

/** Marks on the rows of the tree: unsaved drafts of this browser, what has changed since one looked, and both rolled up to what is above. */
export function useBadges(w: number, branches: Branches, open: Entity | undefined): Badges {
  const me = useQuery({ ...userQueries.getCurrentUser(), enabled: false }).data?.id ?? 0;
  const [seen, setSeen] = useState<Seen>({});
  useEffect(() => setSeen(readSeen(me, w)), [me, w]);
  const drafts = useDraftIds(w, me, open?.id);
  const { id, updated_at: at } = open ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another entity or another save is news
  useEffect(() => {
    if (open && me !== 0) setSeen(noteSeen(me, w, open));
  }, [me, w, id, at]);
  return useMemo(() => {
    const below = new Map<number, 'draft' | 'changed'>();
    const changed = (entity: Entity) => {
      const before = seen[entity.id]?.at;
      return before !== undefined && before !== '' && (entity.updated_at ?? '') > before;
    };
    const rollUp = (path: readonly number[], self: number, what: 'draft' | 'changed') => {
      for (const above of path) if (above !== self && below.get(above) !== 'draft') below.set(above, what);
    };
    for (const [key, { path }] of Object.entries(seen)) {
      const self = Number(key);
      const parent = path.filter((above) => above !== self).at(-1) ?? null;
      const entity = entityAt(branches.get(parent), slotOf(branches.get(parent), self) ?? -1);
      if (entity && changed(entity)) rollUp(ancestorIds(entity) ?? [], self, 'changed');
      if (drafts.has(self)) rollUp(path, self, 'draft');
    }
    return { draft: (of) => drafts.has(of), changed, below: (of) => below.get(of) };
  }, [seen, drafts, branches]);
}

const NONE: ReadonlySet<number> = new Set();

/** The entities of a workspace with unsaved edits in this browser; looked up again when another entity is opened and when the window comes back. */
function useDraftIds(w: number, me: number, open: number | undefined): ReadonlySet<number> {
  const { data } = useQuery({
    queryKey: ['browser', 'drafts', me, w, open ?? null],
    queryFn: async () => {
      const all = await draftStore.findAll({ environment: environmentName(), userId: me });
      return new Set(all.filter(({ place }) => place.workspaceId === w).map(({ place }) => place.entityId));
    },
    enabled: me !== 0 && typeof indexedDB !== 'undefined',
    staleTime: 0,
    gcTime: 0,
    retry: false,
    placeholderData: (before) => before,
  });
  return data ?? NONE;
}
