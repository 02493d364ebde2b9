import type { IndexedRecord } from './value-index.ts';

interface TypeState {
  /** How many there are. */
  count: number;
  /** From where the next page is read. */
  next: number;
  /** Id of the one before that. */
  last?: number | undefined;
  /** Whether the list changed its order while it was read: some may have been passed over. */
  moved?: boolean;
}

/** What is known of an index that is kept: how far it came and when. */
export interface IndexState {
  /** When reading began, as an ISO time. */
  startedAt: string | null;
  /** What was saved before this moment is in it; null while not everything was read. */
  asOf: string | null;
  /** Of each type, by id: how far it was read. */
  types: Record<string, TypeState>;
  /** Ids of entities that were deleted after they were kept; absent in an index of before. */
  gone?: number[];
}

export const EMPTY_STATE: IndexState = { startedAt: null, asOf: null, types: {} };

const DATABASE = 'viktor-explorer-values';
const RECORDS = 'records';
const STATES = 'states';
const PAGES_AT_ONCE = 40;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(RECORDS, { keyPath: ['place', 'page'] }).createIndex('place', 'place');
      request.result.createObjectStore(STATES);
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error('The browser keeps no index.'));
    request.onblocked = () => reject(new Error('Another tab holds an older version of the index.'));
  });
}

/** One workspace's index as this browser keeps it for one person on one environment. */
export class ValueStore {
  readonly #place: string;
  #database: Promise<IDBDatabase> | undefined;

  constructor(place: string) {
    this.#place = place;
  }

  /** How far the index came, after each page of it was handed over, a few at a time: all at once they would be in memory twice. */
  async read(hand: (records: IndexedRecord[]) => void): Promise<IndexState> {
    let first: IndexState | undefined;
    for (let after = ''; ; ) {
      const range = IDBKeyRange.bound([this.#place, after], [this.#place, []], true);
      const [state, rows] = await this.#do('readonly', (transaction) => [
        transaction.objectStore(STATES).get(this.#place),
        transaction.objectStore(RECORDS).getAll(range, PAGES_AT_ONCE),
      ]);
      const pages = rows as { page: string; records: IndexedRecord[] }[];
      // What another tab adds meanwhile may be missed here, so that its state would say too much.
      first ??= (state as IndexState | undefined) ?? EMPTY_STATE;
      for (const { records } of pages) hand(records);
      const last = pages.at(-1);
      if (!last || pages.length < PAGES_AT_ONCE) return first;
      after = last.page;
    }
  }

  /** A page of records and how far that brings the index, both or neither. `page` is its name: the same one replaces it. */
  async write(page: string, records: readonly IndexedRecord[], state: IndexState): Promise<void> {
    await this.#do('readwrite', (transaction) => {
      if (records.length > 0) transaction.objectStore(RECORDS).put({ place: this.#place, page, records });
      return [transaction.objectStore(STATES).put(state, this.#place)];
    });
  }

  async forget(): Promise<void> {
    await this.#do('readwrite', (transaction) => {
      const store = transaction.objectStore(RECORDS);
      const keys = store.index('place').getAllKeys(this.#place);
      keys.onsuccess = () => {
        for (const key of keys.result) store.delete(key);
      };
      return [keys, transaction.objectStore(STATES).delete(this.#place)];
    });
  }

  async #do(
    mode: IDBTransactionMode,
    work: (transaction: IDBTransaction) => IDBRequest[],
  ): Promise<unknown[]> {
    this.#database ??= open();
    const database = await this.#database;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction([RECORDS, STATES], mode);
      const requests = work(transaction);
      transaction.oncomplete = () => resolve(requests.map(({ result }) => result));
      transaction.onabort = () =>
        reject(transaction.error ?? new Error('The browser has no room for the index of values.'));
    });
  }
}
