import { setTimeout as sleep } from 'node:timers/promises';
import { UpstreamError } from '../gateway/upstream.ts';
import type { Ask } from './probe-report.ts';

const mostAttempts = 3;
/** Seconds. */
const longestWait = 10;

/** What is the same each time it is asked. */
const lasting: Readonly<Record<string, string>> = {
  ETOOLONG: 'it is too long',
  EENCODING: 'it is packed in an unknown way',
};

/**
 * Reads that end in nothing, or in a status that passes, are made again; one that never gets an answer is a finding of its own. Who cannot be reached at all
 * is no finding: that error is thrown. `wait` takes milliseconds.
 */
export function patiently(ask: Ask, wait: (milliseconds: number) => Promise<unknown> = sleep): Ask {
  return async (method, path, body) => {
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt === mostAttempts || method !== 'GET';
      let seconds = attempt;
      try {
        const seen = await ask(method, path, body);
        if (isLast || !(seen.status === 429 || seen.status >= 500)) return seen;
        seconds = Math.min(longestWait, Number(seen.headers.get('retry-after')) || attempt);
      } catch (error) {
        const problem = problemOf(error);
        if (problem === null) throw error;
        process.stderr.write(`${method} ${path} ${(error as Error).message}\n`);
        if (isLast || (error as UpstreamError).code in lasting) {
          return { status: 0, json: undefined, milliseconds: 0, headers: new Headers(), problem };
        }
      }
      await wait(seconds * 1000);
    }
  };
}

function problemOf(error: unknown): string | null {
  if (!(error instanceof UpstreamError) || error.code === 'ECONNECT') return null;
  if (error.failure === 'timeout') return 'it did not come in time';
  return error.failure === 'broken' ? (lasting[error.code] ?? 'the connection broke each time') : null;
}
