/** One contestant of `bench/params.ts` in a thread of its own: two texts come in, its answer goes out. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Contestant, contestants } from './params-contestants.ts';

const compare = contestants[workerData as Contestant];
parentPort?.on('message', ([left, right]: [string, string]) => parentPort?.postMessage(compare(left, right)));
