import type { Worker } from 'node:worker_threads';
import type { AppAnswer } from './app-worker.ts';
import type { Outcome, Task } from './apps/method.ts';
import { startWorker } from './worker-file.ts';

interface Asked {
  task: Task;
  resolve(outcome: Outcome): void;
  reject(error: Error): void;
}
interface Thread {
  worker: Worker;
  asked: Asked | null;
}

/** Threads of the whole process: they start with the first jobs, and take one at a time. */
const mostThreads = 2;
const threads: Thread[] = [];
const waiting: Asked[] = [];

/** Computes on a thread. `stop` ends it wherever it is, even in the middle of a loop; then `outcome` never settles. */
export function computeAside(task: Task): { outcome: Promise<Outcome>; stop(): void } {
  let asked: Asked | undefined;
  const outcome = new Promise<Outcome>((resolve, reject) => {
    asked = { task, resolve, reject };
    waiting.push(asked);
    next();
  });
  return {
    outcome,
    stop() {
      const index = asked === undefined ? -1 : waiting.indexOf(asked);
      if (index >= 0) waiting.splice(index, 1);
      const thread = threads.find((one) => one.asked === asked);
      if (thread === undefined) return;
      thread.asked = null;
      drop(thread);
      void thread.worker.terminate();
      next();
    },
  };
}

function next(): void {
  const thread = threads.find((one) => one.asked === null) ?? startThread();
  if (thread === null) return;
  const asked = waiting.shift();
  thread.asked = asked ?? null;
  // Between jobs a thread does not keep the process alive.
  if (asked === undefined) thread.worker.unref();
  else {
    thread.worker.ref();
    thread.worker.postMessage(asked.task);
  }
}

function startThread(): Thread | null {
  if (threads.length >= mostThreads || waiting.length === 0) return null;
  const thread: Thread = { worker: startWorker('app-worker', null), asked: null };
  threads.push(thread);
  thread.worker.on('message', ({ outcome, failure }: AppAnswer) => {
    const { asked } = thread;
    thread.asked = null;
    if (outcome === undefined) asked?.reject(new Error(failure));
    else asked?.resolve(outcome);
    next();
  });
  const fail = (error: Error): void => {
    const { asked } = thread;
    drop(thread);
    asked?.reject(error);
    next();
  };
  thread.worker.on('error', fail);
  thread.worker.on('exit', () => fail(new Error('The thread that computes jobs has ended.')));
  return thread;
}

function drop(thread: Thread): void {
  thread.asked = null;
  const index = threads.indexOf(thread);
  if (index >= 0) threads.splice(index, 1);
}
