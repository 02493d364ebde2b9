import { UndrawableError } from '../ui/undrawable.ts';
import { largeDesk, type Question } from './large-desk.ts';

/** First the texts, then any number of questions. */
export type LargeMessage = { texts: readonly Blob[] } | { id: number; question: Question; ask: never };
export type LargeReply =
  | { id: number; answer: object }
  | { id: number; problem: string; undrawable: boolean };

let desk: Promise<ReturnType<typeof largeDesk>> | undefined;

self.addEventListener('message', ({ data }: MessageEvent<LargeMessage>) => {
  if ('texts' in data) desk = Promise.all(data.texts.map((text) => text.text())).then(largeDesk);
  else void reply(data);
});

async function reply({ id, question, ask }: Exclude<LargeMessage, { texts: readonly Blob[] }>) {
  try {
    const answer = (await desk)?.[question](ask) ?? {};
    self.postMessage({ id, answer } satisfies LargeReply);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const reply: LargeReply = { id, problem, undrawable: error instanceof UndrawableError };
    self.postMessage(reply);
  }
}
