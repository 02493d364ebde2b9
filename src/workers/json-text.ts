import { printJson } from '../../contract/json/printing.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { adopt } from '../params/adopt.ts';
import { type ReadText, readJsonText, type TextProblem } from '../params/read-json-text.ts';
import { hear } from '../params/told.ts';
import type { JsonTextAnswer, JsonTextRequest } from './json-text-answer.ts';
import { nextAnswer } from './next-answer.ts';

/** From here on text is read and laid out in a worker, UTF-16 units. */
export const LARGE_TEXT = 200_000;

/** Lays out a value as `printJson` does with an indent of 2, in a worker. Rejects with the signal's reason when aborted. */
export async function layOutInWorker(value: JsonObject, signal: AbortSignal): Promise<string> {
  if (typeof Worker === 'undefined') return printJson(value, { indent: 2 });
  const answer = await ask({ what: 'lay out', text: printJson(value) }, signal);
  return (answer as { text: string }).text;
}

/** Reads text as `readJsonText` does, its value in terms of `before` (`adopt`). Non-finite numbers that `base` holds are allowed. */
export function readHere(text: string, before: JsonObject, base: JsonObject): ReadText {
  const { value, ...said } = readJsonText(text, base);
  return value === undefined ? said : { ...said, value: adopt(before, value) };
}

/**
 * Does what `readHere` does, in a worker: a tree is dearer to hand over than to read, so what comes back is told in terms of `before`, and the page reads only what
 * is new. The text in pieces. Rejects with the signal's reason when aborted.
 */
export async function readInWorker(
  { text, before, base }: { text: readonly string[]; before: JsonObject; base: JsonObject },
  signal: AbortSignal,
): Promise<ReadText> {
  if (typeof Worker === 'undefined') return readHere(text.join(''), before, base);
  const request: JsonTextRequest = { what: 'read', text, before: printJson(before) };
  const printed = base === before ? '' : printJson(base);
  // Only whether it holds such numbers is asked of it.
  if (base !== before) request.base = /NaN|Infinity/.test(printed) ? printed : '{}';
  const answer = (await ask(request, signal)) as Extract<JsonTextAnswer, { errors: TextProblem[] }>;
  const { errors, warnings, told } = answer;
  return told === undefined ? { errors, warnings } : { value: hear(before, told), errors, warnings };
}

/** How much is handed over in one go, UTF-16 units: copying 10 MB is felt. */
const PIECE = 1_000_000;

async function ask(request: JsonTextRequest, signal: AbortSignal): Promise<JsonTextAnswer> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./json-text-worker.ts', import.meta.url), { type: 'module' });
  try {
    const answer = nextAnswer<JsonTextAnswer>(worker, 'The text could not be read in the background', signal);
    // Said where it is awaited.
    answer.catch(() => undefined);
    for (const [name, given] of Object.entries(request))
      for (const piece of name === 'what' ? [] : piecesOf(given)) {
        worker.postMessage({ name, piece });
        await new Promise((resolve) => setTimeout(resolve));
        signal.throwIfAborted();
      }
    worker.postMessage({ what: request.what });
    return await answer;
  } finally {
    worker.terminate();
  }
}

function* piecesOf(given: string | readonly string[]): Generator<string> {
  for (const text of typeof given === 'string' ? [given] : given)
    for (let from = 0; from < text.length; from += PIECE) yield text.slice(from, from + PIECE);
}
