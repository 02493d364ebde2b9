import { answerCompare, type CompareRequest } from './compare-answer.ts';

self.addEventListener('message', ({ data }: MessageEvent<CompareRequest>) => {
  self.postMessage(answerCompare(data));
});
