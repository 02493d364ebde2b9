import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { BlameChain } from '../params/blame-chain.ts';
import type { Path } from '../params/path.ts';

/** Revisions come first, oldest first; then what is asked about them, each with a number that its answer carries. */
export type BlameRequest =
  | { what: 'add'; id: number; text: string }
  | { what: 'blame'; ask: number; id: number }
  | { what: 'course'; ask: number; id: number; path: Path };

const chain = new BlameChain<number>();
/** One revision is much like the one before: what both spell the same is read and kept once. */
let newest: JsonValue | undefined;

function answer(request: Exclude<BlameRequest, { what: 'add' }>): unknown {
  if (request.what === 'blame') return chain.at(request.id).root;
  return chain
    .course(request.id, request.path)
    .map(({ id, value }) => ({ id, text: value === undefined ? undefined : printJson(value) }));
}

self.addEventListener('message', ({ data }: MessageEvent<BlameRequest>) => {
  if (data.what === 'add') {
    newest = readJson(data.text, newest === undefined ? {} : { like: newest });
    chain.add({ id: data.id, params: newest });
    return;
  }
  try {
    self.postMessage({ ask: data.ask, answer: answer(data) });
  } catch (error) {
    self.postMessage({ ask: data.ask, problem: error instanceof Error ? error.message : String(error) });
  }
});
