import { UndrawableError } from '../ui/undrawable.ts';
import { identityOf } from './identity.ts';
import type { LargeAnswers, Question } from './large-desk.ts';
import type { LargeMessage, LargeReply } from './large-worker.ts';

interface Waiting {
  resolve: (answer: object) => void;
  reject: (error: Error) => void;
}

/** Asks a worker about a part of a result, or about two parts that are compared: their JSON texts are read there, and only there. Close it when nobody looks at them any more. */
export class LargeReader {
  /** Tells it from any other, in keys of queries. */
  readonly id = identityOf(this);
  readonly #worker = new Worker(new URL('./large-worker.ts', import.meta.url), { type: 'module' });
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  constructor(texts: readonly Blob[]) {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<LargeReply>) => this.#hear(data));
    this.#worker.addEventListener('error', ({ message }) =>
      this.#fail(`The result could not be read in the background: ${message || 'no reason given'}`),
    );
    this.#worker.postMessage({ texts } satisfies LargeMessage);
  }

  /** Rejects with a sentence for what cannot be shown, and when the reader is closed. */
  ask<Q extends Question>(question: Q, ask: LargeAnswers[Q]['ask']): Promise<LargeAnswers[Q]['answer']> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.#worker.postMessage({ id, question, ask });
    });
  }

  close(): void {
    this.#worker.terminate();
    this.#fail('Nobody looks at this result any more.');
  }

  #hear(reply: LargeReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(reply.undrawable ? new UndrawableError(reply.problem) : new Error(reply.problem));
  }

  #fail(sentence: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(sentence));
    this.#waiting.clear();
  }
}
