import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { entityQueries } from '../api/entities.ts';
import { userQueries } from '../api/users.ts';
import { placeOf } from '../drafts/place.ts';
import { stageParams } from '../drafts/stage.ts';
import { paths } from '../paths.ts';

interface Copied {
  workspaceId: number;
  entity: Entity;
}
let copied: Copied | null = null;
const listeners = new Set<() => void>();

/** Remember an entity whose params are to be pasted onto others of its type; they are read when that is done. */
export function copyParams(workspaceId: number, entity: Entity): void {
  copied = { workspaceId, entity };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useCopied = (): Copied | null => useSyncExternalStore(subscribe, () => copied);

/** Why the copied params cannot be pasted here; null when they can, undefined when nothing is copied. */
export function pasteReason(from: Copied | null, w: number, onto: Entity): string | null | undefined {
  if (!from) return undefined;
  if (from.workspaceId !== w) return 'They were copied in another workspace.';
  if (from.entity.id === onto.id) return 'They are of this entity.';
  return from.entity.entity_type === onto.entity_type ? null : `They are of another type.`;
}

async function stage(client: QueryClient, from: Copied, w: number, onto: Entity) {
  const me = await client.fetchQuery(userQueries.getCurrentUser());
  const source = await client.fetchQuery(entityQueries.getEntityNow(w, from.entity.id));
  const entity = await client.fetchQuery(entityQueries.getEntity(w, onto.id));
  if (!source.properties) return 'The server gives no params of what was copied.';
  const staged = await stageParams({
    place: placeOf(me, w, onto.id),
    entity,
    params: source.properties,
    reason: `Pasted from “${source.name}”.`,
    message: `Params of ${source.name}`,
  });
  return staged.kind === 'staged' ? null : staged.sentence;
}

/** Puts the copied params into the editor of another entity, to be reviewed there; says why not where it cannot. */
export function usePasteParams(w: number, onProblem: (sentence: string) => void): (onto: Entity) => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (onto) => {
    if (!copied) return;
    try {
      const problem = await stage(client, copied, w, onto);
      if (problem) onProblem(problem);
      else await navigate(paths.params(w, onto.id));
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error));
    }
  };
}
