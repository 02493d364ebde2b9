import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { PersonReference } from '../../contract/common.ts';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json.ts';
import { entityKeys, entityMutations, entityQueries, readParams } from '../api/entities.ts';
import { readNewestRevisions } from '../api/revision-reads.ts';
import { prepareDigest } from '../drafts/digest.ts';
import type { News } from '../drafts/news.ts';
import { carryChange } from '../drafts/rebase.ts';
import type { Overlap, SaverPorts } from '../drafts/save-types.ts';
import { saveParams } from '../drafts/saver.ts';
import { adopt } from '../params/adopt.ts';
import { toPointer } from '../params/path.ts';
import type { EditStore } from './edit-store.ts';
import type { EditSession } from './session.ts';

export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving'; note?: string }
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

/** Two people's changes to decide about. */
export interface Conflict {
  base: JsonObject;
  mine: JsonObject;
  theirs: JsonObject;
  by: PersonReference | null | undefined;
  at: string | null | undefined;
  /** Mine is stored already, over theirs; else nothing of mine is written. */
  written: boolean;
  /** What the server has when nothing of mine is written. */
  head?: Entity;
}

/** Saving of one session: its state in words that are true, and the conflict it met. */
export function useSave(session: EditSession) {
  const client = useQueryClient();
  const { workspaceId, entityId } = session.place;
  const { mutateAsync } = useMutation(entityMutations.setParams());
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const running = useRef(false);
  const settling = useRef<Promise<void>>(undefined);

  // "Saved" ends with the next edit, also where that is taken back: only a save says it again.
  useEffect(() => {
    const { store } = session;
    return store.subscribe(() => {
      if (running.current) return;
      setState((said) => (over(said, store) ? IDLE : said));
    });
  }, [session]);

  /** Saves all edits, or those of them that are in `params`. */
  const save = async (params?: JsonObject): Promise<void> => {
    const { store } = session;
    store.reader?.flush();
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
      await send(params ?? store.value);
    } finally {
      running.current = false;
    }
  };

  /** Has read what is typed and waits for a pause: nothing else may be saved than what is on screen. Nothing to wait for where that is at once. */
  const settle = (): Promise<void> | undefined => {
    const reading = settling.current ? undefined : session.store.reader?.settle();
    if (!reading) return settling.current;
    if (!running.current) setState({ kind: 'saving', note: 'The text is read first.' });
    settling.current = reading.then(() => {
      settling.current = undefined;
      if (!running.current) setState(IDLE);
    });
    return settling.current;
  };

  /** The server as saving needs it; a write is in the journal before it goes out. */
  const ports = (): SaverPorts =>
    session.watch.over(
      {
        me: session.place.userId,
        readHead: () => readNow(client, workspaceId, entityId),
        write: (params, message, onto) =>
          mutateAsync({ workspaceId, id: entityId, params, message, revision: onto.revision_id }),
        readNewest: (count) =>
          readNewestRevisions(workspaceId, entityId, count, {
            like: readParams(client, workspaceId, entityId),
          }),
      },
      () => session.flush(),
    );

  const send = async (sent: JsonObject): Promise<void> => {
    const { store } = session;
    store.setRefusals(new Map());
    const message = session.message.trim();
    const { base } = store;
    await prepareDigest(sent);
    const outcome = await saveParams(ports(), {
      base,
      params: sent,
      message,
      unanswered: session.unanswered,
    });
    if (outcome.kind === 'saved') {
      const undone = session.watch.saves(base, outcome);
      session.saved(outcome);
      if (session.message.trim() === message) session.setMessage('');
      for (const one of undone) session.hear(one);
      session.hearMergings(outcome.mergings);
      await session.flush();
      setState(store.dirty ? IDLE : { kind: 'saved', note: outcome.note });
      if (outcome.overlap) setConflict(writtenOver(outcome.overlap));
    } else if (outcome.kind === 'conflict') {
      const { theirs: head, params: theirs } = outcome;
      const [by, at] = [head.last_updated_by, head.updated_at];
      setConflict({ base: store.base, mine: sent, theirs, by, at, written: false, head });
      setState(IDLE);
    } else {
      if (outcome.unanswered) session.unanswered.push(outcome.unanswered);
      store.setRefusals(refusalsAt(outcome.fields));
      setState({ kind: 'failed', message: outcome.message, gone: outcome.gone });
    }
  };

  /** Takes merged params onto what the server has now and saves them. */
  const saveMerged = async (merged: JsonObject): Promise<void> => {
    if (!conflict) return;
    const { store } = session;
    // What was left out of this save stays an edit.
    const isPart = conflict.mine !== store.value;
    const all = isPart ? carryChange(conflict.mine, store.value, merged) : merged;
    if (conflict.head) {
      session.carryOver(conflict.head, conflict.theirs, all);
      // What was decided about is no news any more, also where nothing is left to save.
      session.endNews();
    } else session.takeIn(conflict.mine, merged);
    setConflict(null);
    if (store.dirty)
      await save(isPart && conflict.head ? (adopt(store.base, merged) as JsonObject) : undefined);
    else setState({ kind: 'saved', note: 'What was chosen is what is stored already.' });
  };

  /** Opens what a newer head clashes with, without saving. */
  const decide = (news: News): void => {
    const { base, value } = session.store;
    const { theirs, by, at, head } = news;
    setConflict({ base, mine: value, theirs, by, at, written: false, head });
  };

  /** Opens what a write that arrived late went over. */
  const decideOver = (overlap: Overlap): void => {
    session.endOverlap(overlap);
    setConflict(writtenOver(overlap));
  };

  return {
    state,
    conflict,
    closeConflict: () => setConflict(null),
    decide,
    decideOver,
    settle,
    save,
    /** Says why nothing was sent. */
    refuse: (message: string) => setState({ kind: 'failed', message }),
    saveMerged,
    ports,
    /** Whether a save is on its way. */
    busy: () => running.current,
  };
}

function writtenOver({ base, mine, revision }: Overlap): Conflict {
  const { params, created_by, created_date } = revision;
  return { base, mine, theirs: params, by: created_by, at: created_date, written: true };
}

/** The entity as the server has it now; where it can be read, the page has it too. */
export async function readNow(client: QueryClient, workspaceId: number, entityId: number): Promise<Entity> {
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
