import { Readable } from 'node:stream';
import { asWeb } from '../streams.ts';

/** An answer as it goes to one page. */
export interface Part {
  status: number;
  headers: Headers;
  body: Uint8Array | Readable | ReadableStream<Uint8Array> | null;
}

/** Lets identical reads that are under way at the same moment share one call. */
export interface Sharing {
  /** `ask` gets a signal that fires when nobody waits any longer. Rejects with the reason of `signal` when that fires first. */
  read(key: string, signal: AbortSignal, ask: (signal: AbortSignal) => Promise<Part>): Promise<Part>;
}

interface UnderWay {
  readers: number;
  /** From then on each reader has a copy, and leaves by cancelling it. */
  begun: boolean;
  stop: AbortController;
  /** One copy for each reader, made when the answer begins. */
  copies: Promise<Part[]>;
}

export function createSharing(): Sharing {
  const underWay = new Map<string, UnderWay>();

  function begin(key: string, ask: (signal: AbortSignal) => Promise<Part>): UnderWay {
    const stop = new AbortController();
    const entry: UnderWay = { readers: 0, begun: false, stop, copies: Promise.resolve([]) };
    entry.copies = ask(stop.signal)
      .then((part) => {
        entry.begun = true;
        return copiesOf(part, entry.readers);
      })
      .finally(() => {
        if (underWay.get(key) === entry) underWay.delete(key);
      });
    underWay.set(key, entry);
    return entry;
  }

  return {
    async read(key, signal, ask) {
      signal.throwIfAborted();
      const entry = underWay.get(key) ?? begin(key, ask);
      entry.readers += 1;
      let hasCopy = true;
      const gone = new Promise<never>((_, reject) => {
        signal.addEventListener(
          'abort',
          () => {
            if (entry.begun) return;
            hasCopy = false;
            entry.readers -= 1;
            if (entry.readers === 0) {
              if (underWay.get(key) === entry) underWay.delete(key);
              entry.stop.abort(signal.reason);
            }
            reject(signal.reason);
          },
          { once: true },
        );
      });
      const mine = entry.copies.then((copies) => {
        // Who left before the answer began has none among them.
        if (!hasCopy) throw signal.reason;
        const copy = copies.pop() as Part;
        if (signal.aborted && copy.body instanceof ReadableStream) void copy.body.cancel(signal.reason);
        if (signal.aborted && copy.body instanceof Readable) copy.body.destroy();
        return copy;
      });
      return Promise.race([mine, gone]);
    },
  };
}

/** `tee` keeps for the slowest reader what the fastest has read, and stops the source when all have left. */
function copiesOf(part: Part, readers: number): Part[] {
  const copies: Part[] = [];
  let rest = part.body instanceof Readable && readers > 1 ? asWeb(part.body) : part.body;
  for (let left = readers; left > 1 && rest instanceof ReadableStream; left--) {
    const [one, other] = rest.tee();
    copies.push({ ...part, headers: new Headers(part.headers), body: one });
    rest = other;
  }
  while (copies.length < readers) copies.push({ ...part, headers: new Headers(part.headers), body: rest });
  return copies;
}
