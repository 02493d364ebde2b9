import type { Worker } from 'node:worker_threads';
import type { BodyAnswer } from './body-worker.ts';
import { BodyError, type Members } from './members.ts';
import { startWorker } from './worker-file.ts';

interface Waiting {
  resolve(members: Members): void;
  reject(error: Error): void;
}

/** Answers come in the order of asking. */
let waiting: Waiting[] = [];
let worker: Worker | null = null;

/** As `readMembers`, on a thread that starts with the first large body. Takes the bytes over. */
export function readMembersAside(bytes: Uint8Array<ArrayBuffer>): Promise<Members> {
  worker ??= start();
  const asked = worker;
  return new Promise((resolve, reject) => {
    waiting.push({ resolve, reject });
    asked.ref();
    asked.postMessage(bytes, [bytes.buffer]);
  });
}

function start(): Worker {
  const started = startWorker('body-worker', null);
  started.on('message', ({ members, refusal, failure }: BodyAnswer) => {
    const first = waiting.shift();
    // Between bodies it does not keep the process alive.
    if (waiting.length === 0) started.unref();
    if (members !== undefined) first?.resolve(members);
    else first?.reject(refusal === undefined ? new Error(failure) : new BodyError(refusal));
  });
  const fail = (error: Error): void => {
    const lost = waiting;
    waiting = [];
    worker = null;
    for (const one of lost) one.reject(error);
  };
  started.on('error', fail);
  started.on('exit', () => fail(new Error('The thread that reads bodies has ended.')));
  return started;
}
