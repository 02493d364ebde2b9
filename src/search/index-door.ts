import { type IndexAnswer, IndexHost, type IndexRequest } from './index-host.ts';

export interface IndexDoor {
  ask(request: IndexRequest): Promise<IndexAnswer>;
  close(): void;
}

type Told = { id: number } & ({ answer: IndexAnswer } | { problem: string });

/** An index in a worker of its own; in place where there are no workers. */
export function openIndexDoor(): IndexDoor {
  if (typeof Worker === 'undefined') {
    const host = new IndexHost();
    return { ask: (request) => host.answer(request), close: () => undefined };
  }
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<
    number,
    { resolve: (answer: IndexAnswer) => void; reject: (error: Error) => void }
  >();
  let last = 0;
  let isLoaded = false;
  let failure: Error | undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    isLoaded = true;
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ('answer' in data) asked?.resolve(data.answer);
    else asked?.reject(new Error(data.problem));
  });
  worker.addEventListener('error', (event) => {
    const error = new Error(event.message || 'The search could not be run in the background.');
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    // One that never came answers nothing later either.
    if (!isLoaded) failure = error;
  });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, request });
      }),
    close: () => worker.terminate(),
  };
}
