import { IndexHost, type IndexRequest } from './index-host.ts';

const host = new IndexHost();
/** One after the other, in the order they were asked. */
let last: Promise<unknown> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<{ id: number; request: IndexRequest }>) => {
  last = last.then(async () => {
    try {
      self.postMessage({ id: data.id, answer: await host.answer(data.request) });
    } catch (error) {
      self.postMessage({ id: data.id, problem: error instanceof Error ? error.message : String(error) });
    }
  });
});
