import { type JsonValue, printJson, readJson } from '../../contract/json.ts';
import { compareParams } from '../params/compare.ts';
import type { CompareOptions, Comparison } from '../params/comparison.ts';
import { fromWire } from '../params/wire.ts';
import type { CompareAnswer, CompareRequest } from './compare-worker.ts';

/** Below this many characters in all, comparing here takes less time than a worker needs to start. */
const IN_PLACE = 200_000;

export interface CompareInput extends CompareOptions {
  /** JSON text, or a value read from it (cheaper: it is not read again here). */
  left: string | { readonly value: JsonValue };
  right: string | { readonly value: JsonValue };
}

/**
 * Compares two params values without holding up the page: small ones at once, large ones in a worker of their own, which an abort ends.
 * Rejects with the signal's reason when aborted, with a `JsonSyntaxError` for text that is not JSON.
 */
export async function compareInWorker(
  { left, right, ...options }: CompareInput,
  signal?: AbortSignal,
): Promise<Comparison> {
  signal?.throwIfAborted();
  const texts = [textOf(left), textOf(right)] as const;
  const small = texts[0].length + texts[1].length < IN_PLACE;
  const readSides = () => [readSide(left), readSide(right)] as const;
  if (small || typeof Worker === 'undefined') return compareParams(...readSides(), options);
  const running = inWorker({ left: texts[0], right: texts[1], options }, signal);
  // Text is read here too, for the values to show, while the worker compares; what is no JSON is said by whoever finds it first.
  running.catch(() => {});
  const values = readSides();
  return fromWire(await running, ...values);
}

function textOf(input: CompareInput['left']): string {
  return typeof input === 'string' ? input : printJson(input.value);
}

function readSide(input: CompareInput['left']): JsonValue {
  return typeof input === 'string' ? readJson(input) : input.value;
}

function inWorker(request: CompareRequest, signal?: AbortSignal) {
  return new Promise<Extract<CompareAnswer, { comparison: unknown }>['comparison']>((resolve, reject) => {
    const worker = new Worker(new URL('./compare-worker.ts', import.meta.url), { type: 'module' });
    const end = (): void => {
      worker.terminate();
      signal?.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      end();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort);
    worker.addEventListener('message', ({ data }: MessageEvent<CompareAnswer>) => {
      end();
      if ('comparison' in data) resolve(data.comparison);
      else reject(new Error(`The comparison failed: ${data.problem}`));
    });
    worker.addEventListener('error', (event) => {
      end();
      reject(
        new Error(`The comparison could not be run in the background: ${event.message || 'no reason given'}`),
      );
    });
    worker.postMessage(request);
  });
}
