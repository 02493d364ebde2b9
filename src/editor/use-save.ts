import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json.ts';
import { entityMutations, entityQueries } from '../api/entities.ts';
import { toPointer } from '../params/path.ts';
import { saveParams } from './save-params.ts';
import type { EditSession } from './session.ts';

export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; note?: string | undefined }
  | { kind: 'failed'; message: string };

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

  const save = async (): Promise<void> => {
    const { store } = session;
    for (const flush of store.flushers) flush();
    if (state.kind === 'saving' || !store.dirty) return;
    store.showProblems();
    if (store.pending.size > 0) {
      const first = [...store.pending.values()][0];
      setState({
        kind: 'failed',
        message: `Not saved: ${first?.path.length ? `${first.path.join('.')}: ` : ''}${first?.problem ?? ''}`,
      });
      return;
    }
    setState({ kind: 'saving' });
    setConflict(null);
    store.setRefusals(new Map());
    const sent = store.value;
    const outcome = await saveParams({
      base: store.base,
      params: sent,
      message: session.message.trim(),
      read: () => client.fetchQuery({ ...entityQueries.getEntity(workspaceId, entityId), staleTime: 0 }),
      write: (params, message) => mutateAsync({ workspaceId, id: entityId, params, message }),
    });
    if (outcome.kind === 'saved') {
      session.saved(outcome.entity, outcome.params, sent);
      await session.flush();
      setState({ kind: 'saved', note: outcome.note });
    } else if (outcome.kind === 'conflict') {
      setConflict({ theirs: outcome.theirs, params: outcome.params });
      setState({ kind: 'idle' });
    } else {
      store.setRefusals(refusalsAt(outcome.fields));
      setState({ kind: 'failed', message: outcome.message });
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

/** Messages of a 400 by the place they name: `properties.soil.k1` or `soil.k1`. */
function refusalsAt(fields: Readonly<Record<string, readonly string[]>>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, messages] of Object.entries(fields)) {
    const path = name.replace(/^properties\.?/, '').split('.');
    if (path[0]) found.set(toPointer(path), messages.join(' '));
  }
  return found;
}
