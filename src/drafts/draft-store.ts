import { uniqueName } from '../api/unique-name.ts';
import { browserStorage } from '../storage.ts';
import { inStore } from './database.ts';
import { draftOfRow, isUnsaved, type KeptDraft, type Row, rowOf, WATCH_MS } from './kept-draft.ts';
import { type Place, placeKey } from './place.ts';
import { tellDraftChanged } from './signal.ts';

/** Where a draft waits while its page goes away: what the browser writes at once. */
const PARKED = 'viktor-explorer-draft ';

/** What became of a draft that was to be kept: its version, or the other state that was found in its place and is still there. */
export type Keeping = { kind: 'kept'; version: string } | { kind: 'other'; found: KeptDraft };

/** Puts a row in place of the version `seen`, unless another one is there. One transaction: two tabs cannot both win. */
function putInPlace(row: Row, seen: string): Promise<Row | undefined> {
  return inStore((store, resolveTo) => {
    const request: IDBRequest<Row | undefined> = store.get(row.id);
    request.onsuccess = () => {
      const found = request.result;
      if (found && found.version !== seen) resolveTo(found);
      else store.put(row);
    };
  });
}

interface Parked {
  row: Row;
  seen: string;
}

function readParked(key: string): Parked | undefined {
  const parked = browserStorage.getJson(key) as Parked | null | undefined;
  return typeof parked?.row?.draft?.changes === 'string' ? parked : undefined;
}

/** Takes what was parked when a page went away into the journal; beside what another tab has kept there since, not over it. */
async function collectParked(): Promise<void> {
  for (const key of browserStorage.keys()) {
    const parked = key.startsWith(PARKED) ? readParked(key) : undefined;
    if (!parked) continue;
    const { row, seen } = parked;
    const found = await putInPlace(row, seen);
    if (found && unsavedIn(found) !== unsavedIn(row)) await setRowAside(row);
    browserStorage.remove(key);
  }
}

/** What a row holds unsaved, texts that are no values yet among it. */
function unsavedIn({ draft: { changes, pending } }: Row): string {
  return JSON.stringify([changes, pending.map(({ path, text }) => [path, text])]);
}

const byAge = (a: KeptDraft, b: KeptDraft) => b.keptAt - a.keptAt;

async function readAll(rows: (store: IDBObjectStore) => IDBRequest<Row[]>): Promise<KeptDraft[]> {
  await collectParked();
  const found = await inStore<Row[]>((store, resolveTo) => {
    const request = rows(store);
    request.onsuccess = () => resolveTo(request.result);
  }, 'readonly');
  return found
    .map(draftOfRow)
    .filter((draft) => draft !== undefined)
    .sort(byAge);
}

/** The journal of unsaved edits in the browser's IndexedDB: changed leaves only. Every function rejects when the browser keeps nothing. */
export const draftStore = {
  /** The id under which the draft of a place is kept while it is edited. Others of the same place were set aside. */
  idOf: (place: Place): string => placeKey(place),

  /** Keeps a draft in place of the version that the caller has seen; `''` for none. Another version is given back and left where it is. */
  async keep(draft: KeptDraft, seen: string): Promise<Keeping> {
    const version = uniqueName();
    const found = await putInPlace(rowOf({ ...draft, version }), seen);
    const other = found && draftOfRow(found);
    // A row that this version cannot read is not written over: it is set aside for one that can.
    if (found && !other) await setRowAside(found);
    if (found && !other) return draftStore.keep(draft, '');
    if (other) return { kind: 'other', found: other };
    const base = isUnsaved(draft) ? draft.base : null;
    tellDraftChanged({ place: placeKey(draft.place), writer: draft.writer ?? '', base });
    return { kind: 'kept', version };
  },

  /** Moves a draft out of the way under an id of its own, where it stays kept and offered. */
  async setAside(draft: KeptDraft): Promise<void> {
    await setRowAside(rowOf(draft));
    tellDraftChanged({ place: placeKey(draft.place), writer: '' });
  },

  /**
   * Keeps the draft at once, for a page that goes away: a browser may drop what IndexedDB was asked for in its last moment. False when there is
   * no room; the journal was asked as well. `by` names the editing that parks it: two tabs park beside each other.
   */
  park(draft: KeptDraft, seen: string, by: string): boolean {
    const row = rowOf({ ...draft, version: uniqueName() });
    return browserStorage.setJson(PARKED + by, { row, seen });
  },

  /** The journal holds what was parked, or nothing is left of it. */
  unpark(by: string): void {
    browserStorage.remove(PARKED + by);
  },

  /** What is kept of one entity, newest first, also where all of it is saved. A draft that cannot be read is left out and left where it is. */
  findKept: (place: Place): Promise<KeptDraft[]> =>
    readAll((store) => store.index('place').getAll(placeKey(place))),

  /** The unsaved drafts of one entity, newest first. */
  find: async (place: Place): Promise<KeptDraft[]> => (await draftStore.findKept(place)).filter(isUnsaved),

  /** Every unsaved draft of one person on one environment, newest first. */
  async findAll({ environment, userId }: Pick<Place, 'environment' | 'userId'>): Promise<KeptDraft[]> {
    const start = `${environment} ${userId} `;
    const kept = await readAll((store) =>
      store.index('place').getAll(IDBKeyRange.bound(start, `${start}\uffff`)),
    );
    // What was watched over for its minutes and holds nothing unsaved may go.
    for (const draft of kept)
      if (!isUnsaved(draft) && !draft.told && Date.now() - draft.keptAt > WATCH_MS)
        await draftStore.drop(draft);
    return kept.filter(isUnsaved);
  },

  /** What the draft tells was answered: it tells it no more, and is otherwise as it was. Another version is left alone. */
  forgetNotices({ id, version }: Pick<KeptDraft, 'id' | 'version'>): Promise<void> {
    return inStore((store) => {
      const request: IDBRequest<Row | undefined> = store.get(id);
      request.onsuccess = () => {
        const row = request.result;
        if (row?.version === version) store.put({ ...row, draft: { ...row.draft, told: undefined } });
      };
    });
  },

  /** Lets a draft go, unless it is another version by now: then false. */
  async drop({ id, version, place, writer }: Pick<KeptDraft, 'id' | 'version' | 'place' | 'writer'>) {
    const isGone = await inStore<boolean>((store, resolveTo) => {
      const request: IDBRequest<Row | undefined> = store.get(id);
      request.onsuccess = () => {
        const same = request.result === undefined || request.result.version === version;
        if (same) store.delete(id);
        resolveTo(same);
      };
    });
    tellDraftChanged({ place: placeKey(place), writer: writer ?? '' });
    return isGone;
  },
};

function setRowAside(row: Row): Promise<void> {
  const id = `${row.place} ${row.version}`;
  return inStore((store) => {
    store.put({ ...row, id });
    if (row.id === id) return;
    const request: IDBRequest<Row | undefined> = store.get(row.id);
    request.onsuccess = () => {
      if (request.result?.version === row.version) store.delete(row.id);
    };
  });
}
