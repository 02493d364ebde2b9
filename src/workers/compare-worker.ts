import { readJson } from '../../contract/json.ts';
import { compareParams } from '../params/compare.ts';
import type { CompareOptions } from '../params/comparison.ts';
import { toWire, type WireComparison } from '../params/wire.ts';

export interface CompareRequest {
  left: string;
  right: string;
  options: CompareOptions;
}

export type CompareAnswer = { comparison: WireComparison } | { problem: string };

function answer({ left, right, options }: CompareRequest): CompareAnswer {
  try {
    return { comparison: toWire(compareParams(readJson(left), readJson(right), options)) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<CompareRequest>) => {
  self.postMessage(answer(data));
});
