/** Longest time without giving the page its thread back, in milliseconds. */
const SLICE = 8;

const waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;
/** Outside a browser an open channel would keep the program from ending. */
const immediate = globalThis.setImmediate as ((act: () => void) => void) | undefined;

/**
 * A task of its own, at once: a timer would wait, and in a page that nobody sees for a second. One channel serves all: thousands of them, made while 100,000 rows are
 * read and put in order, hold the page up for 60 ms when they are cleared away.
 */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    if (immediate) return immediate(resolve);
    if (!channel) {
      channel = new MessageChannel();
      channel.port1.onmessage = () => waiting.shift()?.();
    }
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}

/** Tells, while a loop runs, when to let the page go first; rejects with the signal's reason once aborted. */
export function slicer(signal?: AbortSignal): () => Promise<void> | undefined {
  let since = performance.now();
  const pause = async () => {
    await nextTask();
    signal?.throwIfAborted();
    since = performance.now();
  };
  return () => (performance.now() - since < SLICE ? undefined : pause());
}
