import { parentPort } from 'node:worker_threads';
import { compute } from './apps/compute.ts';
import type { Outcome, Task } from './apps/method.ts';

/** Runs methods of the sample apps off the main thread, one at a time. */

export interface AppAnswer {
  outcome?: Outcome;
  /** What went wrong here. */
  failure?: string;
}

const port = parentPort;
if (port === null) throw new Error('app-worker.ts runs in a worker thread only.');

port.on('message', (task: Task) => port.postMessage(answerTo(task)));

function answerTo(task: Task): AppAnswer {
  try {
    return { outcome: compute(task) };
  } catch (error) {
    return { failure: String(error) };
  }
}
