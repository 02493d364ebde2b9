/** Longest time without giving the page its thread back, in milliseconds. */
const SLICE = 8;

/** A task of its own, at once: a timer would wait, and in a page that nobody sees for a second. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
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
