import { answerCompare, type CompareRequest } from '../workers/compare-answer.ts';

/** A worker that compares when it is told to; stands in for `Worker`. */
export class HeldWorker extends EventTarget {
  /** In the order in which they were made. */
  static readonly all: HeldWorker[] = [];
  ended = false;
  private request: CompareRequest | undefined;

  constructor() {
    super();
    HeldWorker.all.push(this);
  }
  postMessage(request: CompareRequest) {
    this.request = request;
  }
  terminate() {
    this.ended = true;
  }
  answer() {
    if (this.request) this.dispatchEvent(new MessageEvent('message', { data: answerCompare(this.request) }));
  }
}
