import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import type { Blame } from '../params/blame.ts';
import { BlameChain, type CoursePoint } from '../params/blame-chain.ts';
import type { Path } from '../params/path.ts';
import type { BlameRequest } from './blame-worker.ts';

export interface BlameSource {
  id: number;
  params: JsonObject;
}

/** Answers who set what in a history, off the page's thread. */
export interface BlameDoor {
  /** Of a revision in the history. */
  at: (id: number) => Promise<Blame<number>>;
  /** The values at a place of a revision in it and those before, oldest first. */
  course: (id: number, path: Path) => Promise<CoursePoint<number>[]>;
  /** Takes one more revision, newer than the others. */
  add: (revision: BlameSource) => void;
  end: () => void;
}

/** Opens the door to a history; revisions oldest first. Without workers it answers on the page's own thread. */
export function openBlame(revisions: readonly BlameSource[]): BlameDoor {
  return typeof Worker === 'undefined' ? here(revisions) : inWorker(revisions);
}

function here(revisions: readonly BlameSource[]): BlameDoor {
  const chain = new BlameChain<number>(revisions);
  return {
    at: async (id) => chain.at(id),
    course: async (id, path) => chain.course(id, path),
    add: (revision) => chain.add(revision),
    end: () => {},
  };
}

/** How long handing texts over may hold up the page at a time, in milliseconds. */
const CHUNK = 8;

async function handOver(revisions: readonly BlameSource[], add: (revision: BlameSource) => void) {
  let start = performance.now();
  for (const revision of revisions) {
    add(revision);
    if (performance.now() - start < CHUNK) continue;
    await new Promise((resolve) => setTimeout(resolve));
    start = performance.now();
  }
}

interface Waiting {
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
}

function inWorker(revisions: readonly BlameSource[]): BlameDoor {
  const worker = new Worker(new URL('./blame-worker.ts', import.meta.url), { type: 'module' });
  const params = new Map<number, JsonObject>();
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  const send = (request: BlameRequest) => worker.postMessage(request);
  const add = (revision: BlameSource): void => {
    params.set(revision.id, revision.params);
    send({ what: 'add', id: revision.id, text: printJson(revision.params) });
  };
  const failAll = (why: string): void => {
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
  };
  worker.addEventListener('message', ({ data }) => {
    const found = waiting.get(data.ask);
    waiting.delete(data.ask);
    if ('problem' in data) found?.reject(new Error(data.problem));
    else found?.resolve(data.answer as never);
  });
  worker.addEventListener('error', ({ message }) =>
    failAll(`Who set what could not be worked out in the background: ${message || 'no reason given'}`),
  );
  const handing = handOver(revisions, add);
  const ask = async <T>(make: (ask: number) => BlameRequest): Promise<T> => {
    await handing;
    return new Promise<T>((resolve, reject) => {
      const number = ++asked;
      waiting.set(number, { resolve, reject });
      send(make(number));
    });
  };
  return {
    add: (revision) => void handing.then(() => add(revision)),
    at: async (id) => {
      const root = await ask<Blame<number>['root']>((number) => ({ what: 'blame', ask: number, id }));
      return { root, newest: { id, params: params.get(id) as JsonValue } };
    },
    course: async (id, path) => {
      const points = await ask<{ id: number; text?: string }[]>((number) => ({
        what: 'course',
        ask: number,
        id,
        path,
      }));
      return points.map((point) => ({
        id: point.id,
        value: point.text === undefined ? undefined : readJson(point.text),
      }));
    },
    end: () => {
      worker.terminate();
      failAll('Nobody waits for it any more.');
    },
  };
}
