import { uniqueName } from '../api/unique-name.ts';
import { type Row, SCHEMA } from './kept-draft.ts';

const DATABASE = 'viktor-explorer-drafts';
const STORE = 'drafts';

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, SCHEMA);
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion === 0)
        request.result.createObjectStore(STORE, { keyPath: 'id' }).createIndex('place', 'place');
      else bringForward(request.transaction?.objectStore(STORE) as IDBObjectStore);
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

/** Rows of the first schema knew neither revision nor reason. */
function bringForward(store: IDBObjectStore): void {
  const request = store.openCursor();
  request.onsuccess = () => {
    const cursor = request.result;
    if (!cursor) return;
    const { id, place, draft } = cursor.value;
    const { id: _id, baseUpdatedAt, ...rest } = draft;
    const made: Row = {
      id,
      place,
      schema: SCHEMA,
      version: uniqueName(),
      draft: { ...rest, base: { revision: null, updatedAt: baseUpdatedAt }, reason: '', staged: false },
    };
    cursor.update(made);
    cursor.continue();
  };
}

/** Does one piece of work on the kept rows and resolves when the browser has stored it; `work` sets what is resolved to. */
export async function inStore<T>(
  work: (store: IDBObjectStore, resolveTo: (value: T) => void) => void,
  mode: IDBTransactionMode = 'readwrite',
): Promise<T> {
  const database = await open();
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    let result: T;
    const refuse = () => reject(transaction.error ?? new Error('The draft could not be kept.'));
    transaction.oncomplete = () => resolve(result);
    transaction.onerror = refuse;
    transaction.onabort = refuse;
    work(transaction.objectStore(STORE), (value) => {
      result = value;
    });
  });
}
