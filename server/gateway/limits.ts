/** At most so many at once for each key; the others wait in line. */
export interface Slots {
  /** Resolves with the way to give the place back, when there is one. Rejects with the reason of the signal, or null when the line is too long. */
  take(key: string, signal: AbortSignal): Promise<(() => void) | null>;
}

export function createSlots(places: number, longestLine: number): Slots {
  const lines = new Map<string, { taken: number; waiting: (() => void)[] }>();
  return {
    take(key, signal) {
      const line = lines.get(key) ?? { taken: 0, waiting: [] };
      lines.set(key, line);
      const giveBack = once(() => {
        const next = line.waiting.shift();
        if (next !== undefined) return next();
        line.taken -= 1;
        if (line.taken === 0) lines.delete(key);
      });
      if (line.taken < places) {
        line.taken += 1;
        return Promise.resolve(giveBack);
      }
      if (line.waiting.length >= longestLine) return Promise.resolve(null);
      return new Promise((resolve, reject) => {
        const go = (): void => {
          signal.removeEventListener('abort', leave);
          resolve(giveBack);
        };
        const leave = (): void => {
          line.waiting.splice(line.waiting.indexOf(go), 1);
          reject(signal.reason);
        };
        line.waiting.push(go);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}

/** So many at once, and then so many a second, for each key. */
export interface Allowance {
  /** 0: go on. Else how many seconds to wait. */
  spend(key: string): number;
}

export function createAllowance(atOnce: number, aSecond: number, now = Date.now): Allowance {
  const left = new Map<string, { count: number; at: number }>();
  const mostKeys = 10_000;
  return {
    spend(key) {
      const time = now();
      const before = left.get(key) ?? { count: atOnce, at: time };
      const count = Math.min(atOnce, before.count + ((time - before.at) / 1000) * aSecond);
      const spent = count >= 1;
      left.delete(key); // so that the longest unused key is the first
      left.set(key, { count: spent ? count - 1 : count, at: time });
      if (left.size > mostKeys) for (const [oldest] of left) if (left.delete(oldest)) break;
      return spent ? 0 : Math.ceil((1 - count) / aSecond);
    },
  };
}
