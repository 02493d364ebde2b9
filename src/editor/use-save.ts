import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { entityKeys, entityMutations, entityQueries, readParams } from '../api/entities.ts';
import { ApiError } from '../api/http.ts';
import { readAgain } from '../api/retry.ts';
import { readNewestRevisions } from '../api/revision-reads.ts';
import { storedParams } from '../api/stored-params.ts';
import { afterWrites } from '../api/turns.ts';
import { prepareDigest } from '../drafts/digest.ts';
import type { News } from '../drafts/news.ts';
import { placeKey } from '../drafts/place.ts';
import { carryChange, holdsAll } from '../drafts/rebase.ts';
import type { Overlap, SaverPorts } from '../drafts/save-types.ts';
import { saveParams } from '../drafts/saver.ts';
import { whileWriting } from '../drafts/signal.ts';
import { adopt } from '../params/adopt.ts';
import { draftOf } from '../params/draft.ts';
import { mergeParams } from '../params/merge.ts';
import { fromPointer, type Path, toPointer } from '../params/path.ts';
import type { EditStore } from './edit-store.ts';
import { type Conflict, IDLE, isSaved, SAVING } from './saving.ts';
import type { EditSession } from './session.ts';

/** What of the edits is to be saved, on what they stood on when that was decided; the rest stays unsaved. */
export interface Reviewed {
  base: JsonObject;
  params: JsonObject;
  /** For this save in place of the session's. */
  message?: string;
}

const OVERTAKEN =
  'Places that were reviewed have changed since, in this or another window: look the changes over again.';

/** How a read is done: once, or again where it fails in passing. */
type Reading = <T>(read: () => Promise<T>) => Promise<T>;
const once: Reading = (read) => read();

/** Saving of one session: its state in words that are true, and the conflict it met. */
export function useSave(session: EditSession) {
  const client = useQueryClient();
  const { workspaceId, entityId } = session.place;
  const { mutateAsync } = useMutation(entityMutations.setParams());
  const { saving } = session;
  const state = useSyncExternalStore(saving.subscribe, () => saving.state);
  const conflict = useSyncExternalStore(saving.subscribe, () => saving.conflict);
  const settling = useRef<Promise<void>>(undefined);

  useEffect(() => session.store.subscribe(() => saving.look(session.store)), [session, saving]);
  useEffect(() => () => saving.leave(), [saving]);

  /** Saves all edits, or those that were reviewed. */
  const save = async (reviewed?: Reviewed): Promise<void> => {
    const { store } = session;
    store.reader?.flush();
    if (saving.busy() || !store.dirty) return;
    if (store.pending.size > 0) {
      store.showProblems();
      saving.say({ kind: 'blocked' });
      return;
    }
    const sent = reviewed ? carried(reviewed, store) : store.value;
    if (sent)
      await saving.run(() => whileWriting(placeKey(session.place), () => send(sent, reviewed?.message)));
    else saving.say({ kind: 'failed', message: OVERTAKEN });
  };

  /** Has read what is typed and waits for a pause: nothing else may be saved than what is on screen. Nothing to wait for where that is at once. */
  const settle = (): Promise<void> | undefined => {
    const reading = settling.current ? undefined : session.store.reader?.settle();
    if (!reading) return settling.current;
    if (!saving.busy()) saving.say({ kind: 'saving', note: 'The text is read first.' });
    settling.current = reading.then(() => {
      settling.current = undefined;
      if (!saving.busy()) saving.say(IDLE);
    });
    return settling.current;
  };

  /** A read around a write changes nothing, so it is tried again; that is said while it lasts. */
  const patiently: Reading = async (read) => {
    const value = await readAgain(read, (error) => saving.say({ ...SAVING, note: readsAgain(error) }));
    saving.say(SAVING);
    return value;
  };

  /** The server as saving needs it; a write is in the journal before it goes out. */
  const ports = (reading: Reading): SaverPorts =>
    session.watch.over(
      {
        me: session.place.userId,
        readHead: () => reading(() => readNow(client, workspaceId, entityId)),
        write: (params, message, onto) =>
          mutateAsync({ workspaceId, id: entityId, params, message, revision: onto.revision_id }),
        readNewest: (count) =>
          reading(() =>
            readNewestRevisions(workspaceId, entityId, count, {
              like: readParams(client, workspaceId, entityId),
            }),
          ),
      },
      () => session.journal.flush(),
    );

  const send = async (sent: JsonObject, ownMessage = session.message): Promise<void> => {
    const { store } = session;
    store.setRefusals(new Map());
    const message = ownMessage.trim();
    const { base, value } = store;
    await prepareDigest(sent);
    const outcome = await saveParams(ports(patiently), {
      base,
      params: sent,
      message,
      unanswered: session.unanswered,
    });
    if (outcome.kind === 'saved') {
      const undone = session.watch.saves(base, outcome);
      const isAsSent = outcome.sent === sent && store.value === value && store.pending.size === 0;
      session.saved(outcome);
      const saved = { kind: 'saved', note: outcome.note, left: isAsSent ? store.value : undefined } as const;
      if (session.message.trim() === message) session.setMessage('');
      for (const one of undone) session.told.hear(one);
      session.told.hearOver([outcome]);
      await session.journal.flush();
      saving.say(isSaved(saved, store) ? saved : IDLE);
      if (outcome.overlap) saving.ask(writtenOver(outcome.overlap));
    } else if (outcome.kind === 'conflict') {
      const { theirs: head, params: theirs } = outcome;
      const [by, at] = [head.last_updated_by, head.updated_at];
      saving.ask({ base: store.base, mine: sent, theirs, by, at, head, message });
      saving.say(IDLE);
    } else {
      if (outcome.unanswered) session.unanswered.push(outcome.unanswered);
      const { message, gone, fields } = outcome;
      const places = placesOf(fields, store.value);
      store.setRefusals(
        new Map([...places].map(([name, path]) => [toPointer(path), fields[name]?.join(' ') ?? ''])),
      );
      saving.say({ kind: 'failed', message, gone, fields, places });
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
    if (conflict.over) session.told.endOverlap(conflict.over);
    saving.ask(null);
    const { base, value } = store;
    const params = isPart && conflict.head ? (adopt(base, merged) as JsonObject) : value;
    // A proposed message tells what was to be saved: it goes along only where all of that is.
    const isAll = holdsAll(draftOf(conflict.base, conflict.mine), merged);
    const message = session.message || (isAll ? conflict.message : undefined);
    if (store.dirty) await save({ base, params, ...(message ? { message } : {}) });
    else saving.say({ kind: 'saved', note: 'What was chosen is what is stored already.' });
  };

  /** Opens what a newer head clashes with, without saving. */
  const decide = (news: News): void => {
    const { store } = session;
    // A text that is no value would land in another row.
    if (store.movesUnder(news.merged)) {
      store.showProblems();
      saving.say({ kind: 'blocked' });
      return;
    }
    const { base, value } = store;
    const { theirs, by, at, head } = news;
    saving.ask({ base, mine: value, theirs, by, at, head });
  };

  /** Opens what a write of this person's went over. */
  const decideOver = (overlap: Overlap): void => saving.ask(writtenOver(overlap));

  return {
    state,
    conflict,
    closeConflict: () => saving.ask(null),
    decide,
    decideOver,
    settle,
    save,
    /** Says why nothing was sent. */
    refuse: (message: string) => saving.say({ kind: 'failed', message }),
    saveMerged,
    /** For a look, whose reads are done once. */
    ports: () => ports(once),
    busy: saving.busy,
  };
}

/** What was reviewed, on what the edits stand on by now; `undefined` where the two have changed the same place. */
function carried({ base, params }: Reviewed, store: EditStore): JsonObject | undefined {
  if (base === store.base) return params;
  const { merged, clashes } = mergeParams(base, params, store.base);
  return clashes.length > 0 ? undefined : (adopt(store.value, merged) as JsonObject);
}

/** Why a read around a write is done again. The write is not: so it says what is. */
function readsAgain(error: unknown): string {
  const status = error instanceof ApiError ? error.status : 0;
  const why = status > 0 ? `failed at the server (status ${status})` : 'got no answer';
  return `Reading what is stored ${why}, and is tried again.`;
}

function writtenOver(over: Overlap): Conflict {
  const { base, mine, revision } = over;
  return { base, mine, theirs: revision.params, by: revision.created_by, at: revision.created_date, over };
}

/** The entity as the server has it now; where it can be read, the page has it too. */
async function readNow(client: QueryClient, workspaceId: number, entityId: number): Promise<Entity> {
  // As a rename leaves it that is on its way: a save that stands on less is refused, or goes over it.
  await afterWrites(client, workspaceId, entityId);
  const entity = await client.fetchQuery(entityQueries.getEntityNow(workspaceId, entityId));
  client.setQueryData(entityKeys.detail(workspaceId, entityId), entity);
  return { ...entity, properties: storedParams(entity) };
}

/** Where the members are that a 400 names: `properties.soil.k1` or `soil.k1`, with the number of a row as it is. */
function placesOf(fields: Readonly<Record<string, unknown>>, params: JsonObject): Map<string, Path> {
  const found = new Map<string, Path>();
  for (const name of Object.keys(fields)) {
    const keys = name.replace(/^properties\.?/, '').split('.');
    if (keys[0]) found.set(name, fromPointer(toPointer(keys), params));
  }
  return found;
}
