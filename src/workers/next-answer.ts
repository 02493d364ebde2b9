/**
 * The next thing a worker says. Rejects with a sentence that begins with `failed` when it says `{ problem }` or breaks off. An abort ends the worker at once, and
 * rejects with the signal's reason; else what becomes of the worker is its owner's.
 */
export function nextAnswer<Answer extends object>(
  worker: Worker,
  failed: string,
  signal?: AbortSignal,
): Promise<Exclude<Answer, { problem: string }>> {
  return new Promise((resolve, reject) => {
    const listening = new AbortController();
    const until = { signal: listening.signal };
    const settle = (end: () => void) => () => {
      listening.abort();
      end();
    };
    const fail = (why: string) => settle(() => reject(new Error(`${failed}: ${why}`)))();
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<Answer>) => {
        if ('problem' in data) fail(String(data.problem));
        else settle(() => resolve(data as Exclude<Answer, { problem: string }>))();
      },
      until,
    );
    worker.addEventListener('error', ({ message }) => fail(message || 'no reason given'), until);
    const abort = settle(() => {
      worker.terminate();
      reject(signal?.reason);
    });
    signal?.addEventListener('abort', abort, until);
  });
}
