import { parentPort } from 'node:worker_threads';
import { BodyError, type Members, readMembers } from './members.ts';

/** Reads large bodies off the main thread, one at a time. */

export interface BodyAnswer {
  members?: Members;
  /** What is wrong with the body. */
  refusal?: string;
  /** What went wrong here. */
  failure?: string;
}

const port = parentPort;
if (port === null) throw new Error('body-worker.ts runs in a worker thread only.');

port.on('message', (bytes: Uint8Array) => port.postMessage(answerTo(bytes)));

function answerTo(bytes: Uint8Array): BodyAnswer {
  try {
    return { members: readMembers(bytes) };
  } catch (error) {
    return error instanceof BodyError ? { refusal: error.message } : { failure: String(error) };
  }
}
