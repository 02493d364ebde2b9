import type { WorkerAnswer, WorkerOptions, WorkerRequest } from './pglite-worker.ts';
import { startWorker } from './worker-file.ts';

/** A refusal of the database, as PostgreSQL words it; `code` is the SQLSTATE. */
class DatabaseError extends Error {
  readonly code: string | undefined;

  constructor({ message, code }: { message: string; code?: string }) {
    super(message);
    this.code = code;
  }
}

export interface PGliteThread {
  query(sql: string, parameters: readonly unknown[]): Promise<{ rows: unknown[]; affected: number }>;
  script(sql: string): Promise<void>;
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Starts PGlite in a worker thread and resolves when the database can be used. */
export async function openThread(options: WorkerOptions): Promise<PGliteThread> {
  const worker = startWorker('pglite-worker', options);
  const waiting = new Map<number, { resolve(answer: WorkerAnswer): void; reject(error: Error): void }>();
  let lastId = 0;
  let failure: Error | undefined;

  function fail(error: Error): void {
    failure ??= error;
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  }
  worker.on('message', (answer: WorkerAnswer) => {
    const request = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) request?.resolve(answer);
    else request?.reject(new DatabaseError(answer.error));
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The database thread has ended.')));

  function answerTo(id: number): Promise<WorkerAnswer> {
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  }
  function send(request: WithoutId<WorkerRequest>): Promise<WorkerAnswer> {
    if (failure !== undefined) return Promise.reject(failure);
    lastId += 1;
    const answer = answerTo(lastId);
    worker.postMessage({ id: lastId, ...request } satisfies WorkerRequest);
    return answer;
  }

  try {
    await answerTo(0);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    async query(sql, parameters) {
      const { rows, affected } = await send({ kind: 'query', sql, parameters });
      return { rows: rows ?? [], affected: affected ?? 0 };
    },
    async script(sql) {
      await send({ kind: 'script', sql });
    },
    async dump() {
      const { dump } = await send({ kind: 'dump' });
      if (dump === undefined) throw new Error('The database thread gave no dump.');
      return dump;
    },
    async close() {
      if (failure !== undefined) return;
      await send({ kind: 'close' });
      await worker.terminate();
    },
  };
}
