import type { Pending } from '../fields/field-store.ts';
import { type Draft, printDraft, readDraft } from '../params/draft.ts';

/** Whose draft of what: drafts of one person on one environment are not another's. */
export interface Place {
  environment: string;
  userId: number;
  workspaceId: number;
  entityId: number;
}

export interface KeptDraft {
  /** Of the editing session that keeps it; two tabs never write over each other. */
  id: string;
  place: Place;
  entityName: string;
  /** `updated_at` of the entity that the draft was made on. */
  baseUpdatedAt: string | null;
  changes: Draft;
  /** Texts that are no values yet. */
  pending: readonly Pending[];
  message: string;
  /** Milliseconds since 1970. */
  keptAt: number;
}

/** As it lies in the browser: values as JSON text, because the browser's own copy would lose how numbers are spelled. */
interface Row {
  id: string;
  place: string;
  draft: Omit<KeptDraft, 'changes'> & { changes: string };
}

const DATABASE = 'viktor-explorer-drafts';
const STORE = 'drafts';

export function placeKey({ environment, userId, workspaceId, entityId }: Place): string {
  return [environment, userId, workspaceId, entityId].join(' ');
}

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: 'id' }).createIndex('place', 'place');
    };
    request.onsuccess = () => {
      // The browser may close it to free space, or for a later version in another tab.
      request.result.onclose = () => {
        opened = undefined;
      };
      request.result.onversionchange = () => {
        request.result.close();
        opened = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error('The browser refused to keep drafts.'));
    request.onblocked = () => reject(new Error('Another tab holds an older version of the drafts.'));
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error ?? new Error('The draft could not be kept.'));
    transaction.onabort = () => reject(transaction.error ?? new Error('The draft could not be kept.'));
  });
}

/** Where a draft waits while its page goes away: what the browser writes at once. */
const PARKED = 'viktor-explorer-draft ';

function rowOf(draft: KeptDraft): Row {
  return {
    id: draft.id,
    place: placeKey(draft.place),
    draft: { ...draft, changes: printDraft(draft.changes) },
  };
}

/** Takes what was parked when a page went away into the journal. */
async function collectParked(): Promise<void> {
  if (typeof localStorage === 'undefined') return;
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PARKED)) continue;
    const row = JSON.parse(localStorage.getItem(key) ?? 'null') as Row | null;
    if (row) await inStore('readwrite', (store) => store.put(row));
    localStorage.removeItem(key);
  }
}

/** The journal of unsaved edits in the browser's IndexedDB: changed leaves only. Every function rejects when the browser keeps nothing. */
export const draftStore = {
  /** Keeps the draft of a session in place of what it kept before. */
  async keep(draft: KeptDraft): Promise<void> {
    const row = rowOf(draft);
    await inStore('readwrite', (store) => store.put(row));
  },

  /**
   * Keeps the draft at once, for a page that goes away: a browser may drop what IndexedDB was asked for in its last moment. False when there is
   * no room; the journal was asked as well.
   */
  park(draft: KeptDraft): boolean {
    try {
      localStorage.setItem(PARKED + draft.id, JSON.stringify(rowOf(draft)));
      return true;
    } catch {
      return false;
    }
  },

  /** The page came back after all, and its journal goes on. */
  unpark(id: string): void {
    localStorage.removeItem(PARKED + id);
  },

  /** What is kept of one entity, newest first. A draft that cannot be read is left out and left where it is. */
  async find(place: Place): Promise<KeptDraft[]> {
    await collectParked();
    const rows: Row[] = await inStore('readonly', (store) => store.index('place').getAll(placeKey(place)));
    const drafts: KeptDraft[] = [];
    for (const { draft } of rows) {
      try {
        drafts.push({ ...draft, changes: readDraft(draft.changes) });
      } catch {
        // Written by a version that this one does not understand.
      }
    }
    return drafts.sort((a, b) => b.keptAt - a.keptAt);
  },

  async drop(id: string): Promise<void> {
    await inStore('readwrite', (store) => store.delete(id));
  },
};
