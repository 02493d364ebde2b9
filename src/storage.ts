/** Texts kept by key. It never throws: where the browser forbids its storage or has no room left, a text holds until the page is left. */
export interface TextStorage {
  get(key: string): string | null;
  /** The JSON that is kept; undefined where there is none, or none that can be read. */
  getJson(key: string): unknown;
  /** False when the browser did not take it. */
  set(key: string, text: string): boolean;
  setJson(key: string, value: unknown): boolean;
  remove(key: string): void;
  keys(): string[];
}

/** `area` reaches the browser's own storage, which throws where cookies are blocked and is not there in a worker. */
function storageOver(area: () => Storage): TextStorage {
  /** What the browser did not take, so that it holds while the page is open. */
  const held = new Map<string, string>();
  const attempt = <T>(work: (storage: Storage) => T, otherwise: T): T => {
    try {
      return work(area());
    } catch {
      return otherwise;
    }
  };
  const storage: TextStorage = {
    get: (key) => held.get(key) ?? attempt((kept) => kept.getItem(key), null),
    getJson(key) {
      const text = storage.get(key);
      try {
        return text === null ? undefined : JSON.parse(text);
      } catch {
        return undefined;
      }
    },
    set(key, text) {
      held.delete(key);
      const isKept = attempt((kept) => {
        kept.setItem(key, text);
        return true;
      }, false);
      if (!isKept) held.set(key, text);
      return isKept;
    },
    setJson: (key, value) => storage.set(key, JSON.stringify(value)),
    remove(key) {
      held.delete(key);
      attempt((kept) => kept.removeItem(key), undefined);
    },
    keys: () => [...new Set([...held.keys(), ...attempt((kept) => Object.keys(kept), [])])],
  };
  return storage;
}

/** What this browser keeps, for all its tabs. */
export const browserStorage = storageOver(() => localStorage);

/** What this tab keeps over a reload. */
export const tabStorage = storageOver(() => sessionStorage);
