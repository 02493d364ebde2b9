import { useQuery } from '@tanstack/react-query';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { storedParams } from '../api/stored-params.ts';
import { userQueries } from '../api/users.ts';
import { placeOf } from '../drafts/place.ts';
import { rebaseDraft } from '../drafts/rebase.ts';
import { readDraft } from '../drafts/stage.ts';

export interface RunParams {
  saved: JsonObject | undefined;
  /** The saved params with the person's unsaved changes; `undefined` without any. */
  draft: JsonObject | undefined;
  /** How many changes those are. */
  changes: number;
  /** What is to be known before running with the draft, as a sentence. */
  note: string | null;
}

/** The params that a method of this entity can run with. The draft is read when the page is opened, and again when it is looked at again. */
export function useRunParams(workspaceId: number, entity: Entity | undefined): RunParams {
  const { data: me } = useQuery(userQueries.getCurrentUser());
  const saved = entity && storedParams(entity);
  const kept = useQuery({
    queryKey: ['draft', me?.id, workspaceId, entity?.id],
    queryFn: async () => {
      if (!me || !entity) return null;
      return (await readDraft(placeOf(me, workspaceId, entity.id)).catch(() => undefined)) ?? null;
    },
    enabled: me !== undefined && entity !== undefined,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: true,
    structuralSharing: false,
  });
  const changes = kept.data?.changes ?? [];
  if (!saved || changes.length === 0) return { saved, draft: undefined, changes: 0, note: null };
  const { merged, clashes, lost } = rebaseDraft(changes, saved);
  const pending = kept.data?.pending.length ?? 0;
  const notes = [
    clashes.length > 0 ? `${clashes.length} of them clash with what was saved since; yours are taken.` : '',
    lost.length > 0 ? `${lost.length} of them have no place any more and are left out.` : '',
    pending > 0 ? 'Texts that are no values yet are left out.' : '',
  ].filter(Boolean);
  return { saved, draft: merged, changes: changes.length, note: notes.join(' ') || null };
}
