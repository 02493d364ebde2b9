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
  worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ('answer' in data) asked?.resolve(data.answer);
    else asked?.reject(new Error(data.problem));
  });
  worker.addEventListener('error', (event) => {
    for (const { reject } of waiting.values())
      reject(new Error(event.message || 'The search could not be run in the background.'));
    waiting.clear();
  });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, request });
      }),
    close: () => worker.terminate(),
  };
}
