import { nextAnswer } from './next-answer.ts';
import { type RangesRequest, type ResultRanges, resultRanges } from './result-ranges.ts';

/** Finds the result in a large answer as `resultRanges` does, in a worker. Rejects with a sentence for what is no JSON. */
export async function findResult(
  answer: Blob,
  of: RangesRequest['of'],
  large: number,
  signal?: AbortSignal,
): Promise<ResultRanges> {
  const bytes = await answer.arrayBuffer();
  signal?.throwIfAborted();
  if (typeof Worker === 'undefined') return resultRanges({ bytes, of, large });
  const worker = new Worker(new URL('./result-ranges-worker.ts', import.meta.url), { type: 'module' });
  try {
    const found = nextAnswer<{ ranges: ResultRanges } | { problem: string }>(
      worker,
      'The answer could not be read',
      signal,
    );
    worker.postMessage({ bytes, of, large } satisfies RangesRequest, [bytes]);
    return (await found).ranges;
  } finally {
    worker.terminate();
  }
}
