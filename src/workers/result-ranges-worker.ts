import { type RangesRequest, resultRanges } from './result-ranges.ts';

self.addEventListener('message', ({ data }: MessageEvent<RangesRequest>) => {
  try {
    self.postMessage({ ranges: resultRanges(data) });
  } catch (error) {
    self.postMessage({ problem: error instanceof Error ? error.message : String(error) });
  }
});
