import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json.ts';
import { entityKeys, entityMutations, entityQueries } from '../api/entities.ts';
import { toPointer } from '../params/path.ts';
import type { EditStore } from './edit-store.ts';
import { saveParams } from './save-params.ts';
import type { EditSession } from './session.ts';

export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; note?: string | undefined }
  /** Texts that are no values kept the save back; which ones, the store says. */
  | { kind: 'blocked' }
  /** `gone`: there is no entity any more to save to. */
  | { kind: 'failed'; message: string; gone?: boolean };

const IDLE: SaveState = { kind: 'idle' };

/** Whether what was said of a save is no longer so. */
function over(said: SaveState, store: EditStore): boolean {
  if (said.kind === 'saved') return store.dirty;
  return said.kind === 'blocked' && store.pending.size === 0;
}

export interface Conflict {
  theirs: Entity;
  params: JsonObject;
}

/** Saving of one session: its state in words that are true, and the conflict it met. */
export function useSave(session: EditSession) {
  const client = useQueryClient();
  const { workspaceId, entityId } = session.place;
  const { mutateAsync } = useMutation(entityMutations.setParams());
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const running = useRef(false);

  // "Saved" ends with the next edit, also where that is taken back: only a save says it again.
  useEffect(() => {
    const { store } = session;
    return store.subscribe(() => {
      if (running.current) return;
      setState((said) => (over(said, store) ? IDLE : said));
    });
  }, [session]);

  const save = async (): Promise<void> => {
    const { store } = session;
    for (const flush of store.flushers) flush();
    if (running.current || !store.dirty) return;
    if (store.pending.size > 0) {
      store.showProblems();
      setState({ kind: 'blocked' });
      return;
    }
    running.current = true;
    setState({ kind: 'saving' });
    setConflict(null);
    try {
      await send();
    } finally {
      running.current = false;
    }
  };

  const send = async (): Promise<void> => {
    const { store } = session;
    store.setRefusals(new Map());
    const sent = store.value;
    const outcome = await saveParams({
      base: store.base,
      params: sent,
      message: session.message.trim(),
      read: () => readNow(client, workspaceId, entityId),
      write: (params, message, head) =>
        mutateAsync({ workspaceId, id: entityId, params, message, revision: head.revision_id }),
    });
    if (outcome.kind === 'saved') {
      session.saved(outcome.entity, outcome.params, sent);
      await session.flush();
      setState(store.dirty ? IDLE : { kind: 'saved', note: outcome.note });
    } else if (outcome.kind === 'conflict') {
      setConflict({ theirs: outcome.theirs, params: outcome.params });
      setState({ kind: 'idle' });
    } else {
      store.setRefusals(refusalsAt(outcome.fields));
      setState({ kind: 'failed', message: outcome.message, gone: outcome.gone ?? false });
    }
  };

  /** Takes merged params onto what the server has now and saves them. */
  const saveMerged = async (merged: JsonObject): Promise<void> => {
    if (!conflict) return;
    session.carryOver(conflict.theirs, conflict.params, merged);
    setConflict(null);
    if (session.store.dirty) await save();
    else setState({ kind: 'saved', note: 'What was chosen is what is stored already.' });
  };

  return { state, setState, conflict, closeConflict: () => setConflict(null), save, saveMerged };
}

/** The entity as the server has it now; where it can be read, the page has it too. */
async function readNow(client: QueryClient, workspaceId: number, entityId: number): Promise<Entity> {
  const entity = await client.fetchQuery(entityQueries.getEntityNow(workspaceId, entityId));
  client.setQueryData(entityKeys.detail(workspaceId, entityId), entity);
  return entity;
}

/** Messages of a 400 by the place they name: `properties.soil.k1` or `soil.k1`. */
function refusalsAt(fields: Readonly<Record<string, readonly string[]>>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, messages] of Object.entries(fields)) {
    const path = name.replace(/^properties\.?/, '').split('.');
    if (path[0]) found.set(toPointer(path), messages.join(' '));
  }
  return found;
}
