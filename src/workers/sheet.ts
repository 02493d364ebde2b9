import { nextAnswer } from './next-answer.ts';
import type { SheetAnswer, SheetRequest } from './sheet-worker.ts';
import type { SheetCell } from './sheet-writer.ts';

/** Writes a spreadsheet (XLSX) in a worker of its own, a piece of rows at a time. `cut`: how many texts were longer than a cell holds. An abort ends it, and rejects with the signal's reason. */
export async function writeSheet(
  head: readonly string[],
  pieces: Iterable<SheetCell[][]>,
  signal?: AbortSignal,
): Promise<{ file: Blob; cut: number }> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), { type: 'module' });
  const send = (request: SheetRequest) => {
    const answer = nextAnswer<SheetAnswer>(worker, 'The spreadsheet could not be written', signal);
    worker.postMessage(request);
    return answer;
  };
  try {
    await send({ head: [...head] });
    for (const rows of pieces) await send({ rows });
    const answer = await send('end');
    if ('file' in answer) return answer;
    throw new Error('The spreadsheet came to no end.');
  } finally {
    worker.terminate();
  }
}
